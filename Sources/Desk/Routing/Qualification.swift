/// What identifies a skill: a word of the desk's settings.
package enum Skill {}
/// What identifies a team: its name in the desk's settings.
package enum Team {}

/// What an agent can do and how much they take on, as far as somebody has said so.
///
/// The settings' file says it, and so may a command; a command is the later word and wins, one
/// matter at a time.
package struct Qualification: Equatable, Sendable {
  /// With levels from 1 to `topLevel`; nil: none was said.
  package var skills: [Identifier<Skill>: Int]?
  /// As short codes such as `en`; nil: every language.
  package var languages: Set<String>?
  /// How much open work they may have at once; nil: what the desk gives everybody.
  package var capacity: Int?
  /// How much of it may be of one queue.
  package var limits: [Identifier<Queue>: Int]?

  /// Beginner, able, expert: more levels than anybody can tell apart help nobody.
  package static let topLevel = 3
  /// Nobody talks with more people at once; a team lead may still give 0 to who takes none.
  package static let mostCapacity = 100
  /// Skills or languages of one agent.
  package static let most = 64

  package init(
    skills: [Identifier<Skill>: Int]? = nil, languages: Set<String>? = nil, capacity: Int? = nil,
    limits: [Identifier<Queue>: Int]? = nil
  ) {
    self.skills = skills
    self.languages = languages
    self.capacity = capacity
    self.limits = limits
  }

  /// What is wrong with it as somebody's word; nil: nothing.
  package var mistake: String? {
    let skills = skills ?? [:]
    if let wrong = skills.first(where: { !(1...Self.topLevel).contains($0.value) }) {
      return "the level of \(wrong.key) is 1 to \(Self.topLevel), not \(wrong.value)"
    }
    if let wrong = skills.keys.first(where: { !Self.isName($0.text) }) {
      return "\(wrong) cannot be a skill: it has 1 to 32 small letters, digits and dashes"
    }
    if let wrong = (languages ?? []).first(where: { !Self.isLanguage($0) }) {
      return "\(wrong) is no language: write two or three small letters such as en"
    }
    if languages?.isEmpty == true { return "name a language, or unset them: then it is every one" }
    if let capacity, !(0...Self.mostCapacity).contains(capacity) {
      return "a capacity is 0 to \(Self.mostCapacity), not \(capacity)"
    }
    guard skills.count <= Self.most, languages?.count ?? 0 <= Self.most else {
      return "at most \(Self.most) skills and languages"
    }
    return nil
  }

  /// Skills, teams and queues are called by names of commands and addresses.
  package static func isName(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count) && text.first != "-"
      && text.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == 45
      }
  }

  private static func isLanguage(_ text: String) -> Bool {
    (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { (97...122).contains($0) }
  }

  package var isEmpty: Bool { self == Qualification() }

  /// What holds where this is the later word.
  package func over(_ earlier: Qualification) -> Qualification {
    Qualification(
      skills: skills ?? earlier.skills, languages: languages ?? earlier.languages,
      capacity: capacity ?? earlier.capacity, limits: limits ?? earlier.limits)
  }

  /// This with a later word on some matters, and none any more on others.
  package func said(_ later: Qualification, without matters: Set<Matter> = []) -> Qualification {
    var said = later.over(self)
    if matters.contains(.skills) { said.skills = nil }
    if matters.contains(.languages) { said.languages = nil }
    if matters.contains(.capacity) { said.capacity = nil }
    return said
  }

  /// What a command can say of an agent.
  package enum Matter: String, Sendable, CaseIterable {
    case skills, languages, capacity
  }

  /// The language without its region: `pt` for `pt-BR`.
  package static func shortCode(_ language: String) -> String {
    language.prefix { $0 != "-" && $0 != "_" }.lowercased()
  }
}

/// People who work together: what serves a queue by one name.
package struct TeamPlan: Equatable, Sendable {
  package let id: Identifier<Team>
  package var title: String
  package var members: Set<Identifier<Agent>>
  /// What every member can do beside their own skills.
  package var skills: [Identifier<Skill>: Int]
  package var lead: Identifier<Agent>?

  package init(
    _ id: Identifier<Team>, title: String, members: Set<Identifier<Agent>>,
    skills: [Identifier<Skill>: Int] = [:], lead: Identifier<Agent>? = nil
  ) {
    self.id = id
    self.title = title
    self.members = members
    self.skills = skills
    self.lead = lead
  }

  /// What is wrong with it as somebody's word; nil: nothing.
  package var mistake: String? {
    guard Qualification.isName(id.text) else {
      return "\(id) cannot be a team's name: it has 1 to 32 small letters, digits and dashes"
    }
    guard (1...60).contains(title.count) else { return "a team's title has 1 to 60 characters" }
    guard members.count <= Self.mostMembers else {
      return "a team has at most \(Self.mostMembers) members"
    }
    return Qualification(skills: skills).mistake
  }

  /// Teams of a desk.
  package static let most = 500
  /// Members of a team.
  package static let mostMembers = 1000
}

extension [TeamPlan] {
  /// An agent's own skills and those of their teams; of one that both have, the higher level.
  package func skills(of agent: Identifier<Agent>, _ own: [Identifier<Skill>: Int]?)
    -> [Identifier<Skill>: Int]
  {
    filter { $0.members.contains(agent) }.reduce(own ?? [:]) { known, team in
      known.merging(team.skills) { Swift.max($0, $1) }
    }
  }

  /// The members of those teams.
  package func members(of teams: [Identifier<Team>]) -> Set<Identifier<Agent>> {
    filter { teams.contains($0.id) }.reduce(into: []) { $0.formUnion($1.members) }
  }

  /// These, but for those of whom there is a later word.
  package func overlaid(by later: [TeamPlan]) -> [TeamPlan] {
    let names = Set(later.map(\.id))
    return (filter { !names.contains($0.id) } + later).sorted { $0.id < $1.id }
  }
}
