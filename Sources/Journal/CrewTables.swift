package import Desk

/// What commands have said of agents and teams; it wins over the settings' file.
extension Accounts {
  /// The teams that commands have made, in the order of their names.
  package func teams() throws(RecordFailure) -> [TeamPlan] {
    try database.prepare("SELECT name, title, members, skills, lead FROM teams ORDER BY name").rows
    {
      TeamPlan(
        Identifier($0.text(0)), title: $0.text(1),
        members: Set($0.text(2).split(separator: " ").map { Identifier(String($0)) }),
        skills: CrewText.skills($0.text(3)) ?? [:], lead: $0.optionalText(4).map { Identifier($0) })
    }
  }
}

/// Skills and languages as the record has them: words between blanks.
enum CrewText {
  static func write(_ skills: [Identifier<Skill>: Int]) -> String {
    skills.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  static func skills(_ text: String?) -> [Identifier<Skill>: Int]? {
    guard let text else { return nil }
    var skills: [Identifier<Skill>: Int] = [:]
    for word in text.split(separator: " ") {
      let parts = word.split(separator: "=")
      guard parts.count == 2, let level = Int(parts[1]) else { continue }
      skills[Identifier(String(parts[0]))] = level
    }
    return skills
  }

  static func languages(_ text: String?) -> Set<String>? {
    text.map { Set($0.split(separator: " ").map(String.init)) }
  }
}

extension AccountTables {
  func qualify(_ login: Identifier<Agent>, _ said: Qualification) throws(RecordFailure) {
    try run("UPDATE users SET skills=?, languages=?, capacity=? WHERE login=?") {
      $0.bind(1, said.skills.map(CrewText.write))
      $0.bind(2, said.languages.map { $0.sorted().joined(separator: " ") })
      $0.bind(3, said.capacity.map { Int64($0) })
      $0.bind(4, login.text)
    }
  }

  func set(_ team: TeamPlan) throws(RecordFailure) {
    try run("INSERT OR REPLACE INTO teams (name, title, members, skills, lead) VALUES (?,?,?,?,?)")
    {
      $0.bind(1, team.id.text)
      $0.bind(2, team.title)
      $0.bind(3, team.members.sorted().map(\.text).joined(separator: " "))
      $0.bind(4, CrewText.write(team.skills))
      $0.bind(5, team.lead?.text)
    }
  }

  func remove(_ team: Identifier<Team>) throws(RecordFailure) {
    try run("DELETE FROM teams WHERE name=?") { $0.bind(1, team.text) }
  }
}

extension Schema {
  /// Columns that version 7 added to `users`: what commands said of an agent.
  static let userColumns = ["skills TEXT", "languages TEXT", "capacity INTEGER"]

  /// What version 7 added of teams.
  static let teamTable = """
    -- Teams as commands have made them; members and skills are words between blanks.
    CREATE TABLE teams (
      name TEXT PRIMARY KEY, title TEXT NOT NULL, members TEXT NOT NULL, skills TEXT NOT NULL,
      lead TEXT
    ) WITHOUT ROWID;
    """
}
