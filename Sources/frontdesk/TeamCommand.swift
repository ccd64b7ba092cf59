import ArgumentParser
import Desk
import Documents
import JSON
import Journal
import Operator

struct TeamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "Who works together; queues are served by teams.",
    discussion: """
      A team that is made here wins over the one of that name in desk.yaml until it is removed here. \
      It holds at once. docs/routing.md tells what teams are for.
      """,
    subcommands: [List.self, Add.self, Remove.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show all teams, and whether the file or a command made each.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let crew = Crew(desk)
      let commanded = try TeamCommand.commanded(in: settings.folders.data)
      let all = crew.with(commanded: commanded).teams
      guard json || !all.isEmpty else { return Speech.tell("there are no teams") }
      for team in all {
        let isCommanded = commanded.contains { $0.id == team.id }
        json
          ? Speech.tell(json: Self.line(team, isCommanded)) : Speech.tell(words(team, isCommanded))
      }
    }

    private func words(_ team: TeamPlan, _ isCommanded: Bool) -> String {
      let members = team.members.sorted().map(\.text).joined(separator: ", ")
      let skills = team.skills.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let can = skills.isEmpty ? "" : "; \(skills.joined(separator: " "))"
      let lead = team.lead.map { "; led by \($0)" } ?? ""
      let origin = isCommanded ? "command" : "file"
      return "\(Column.pad(team.id.text, 16)) \(Column.pad(origin, 8)) "
        + Column.plain("\(team.title): \(members)\(can)\(lead)")
    }

    private static func line(_ team: TeamPlan, _ isCommanded: Bool) -> String {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("name", team.id.text)
        writer.member("title", team.title)
        writer.array("members", team.members.sorted()) { $0.string($1.text) }
        writer.member("skills", CrewWords.json(team.skills))
        writer.member("lead", team.lead?.text)
        writer.member("by", isCommanded ? "command" : "file")
      }
      return writer.text
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a team, or put it in place of the one of that name.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "1 to 32 small letters, digits and dashes.") var name: String
    @Option(help: "What people read.") var title: String?
    @Option(help: "Logins: maya,jon.") var members: String
    @Option(help: "What every member can do: refunds=2,tax.") var skills: String?
    @Option(help: "Who leads it.") var lead: String?

    private func team() throws -> TeamPlan {
      TeamPlan(
        Identifier(name), title: title ?? name,
        members: Set(CrewWords.list(members).map { Identifier($0) }),
        skills: try skills.map { try CrewWords.skills($0) } ?? [:],
        lead: lead.map { Identifier($0) })
    }

    func validate() throws {
      if let mistake = try team().mistake { throw ValidationError(mistake) }
    }

    func run() throws {
      let (team, work) = (try team(), try OperatorWork(options))
      try TeamCommand.requireAccounts(of: team, in: work.folder)
      var request: [(String, JSONValue)] = [
        ("do", .string("team.add")), ("name", .string(name)), ("title", .string(team.title)),
        ("members", .array(team.members.sorted().map { .string($0.text) })),
        ("skills", CrewWords.json(team.skills)),
      ]
      if let lead { request.append(("lead", .string(lead))) }
      try work.carryOut(request) { turn, author in
        turn.change(
          .setTeam(team), .teamSet(team.id, members: team.members.sorted()), by: author,
          at: Server.now())
      }
      Speech.tell("team \(name): \(team.members.sorted().map(\.text).joined(separator: ", "))")
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take back what a command made of a team; one of the file counts again.")
    @OptionGroup var options: ConfigurationOptions
    @Argument var name: String

    func run() throws {
      let (name, work) = (Identifier<Team>(name), try OperatorWork(options))
      let commanded = try TeamCommand.commanded(in: work.folder)
      guard commanded.contains(where: { $0.id == name }) else {
        let near = NearestName.suggest(name.text, among: commanded.map(\.id.text))
        throw Failure(
          "no command has made a team \(name)\(near.map { "; did you mean \($0)?" } ?? "")", code: 1
        )
      }
      try work.carryOut([("do", .string("team.remove")), ("name", .string(name.text))]) {
        turn, author in
        turn.change(.removeTeam(name), .teamRemoved(name), by: author, at: Server.now())
      }
      Speech.tell("removed the team \(name)")
    }
  }

  /// None where there is no record yet.
  private static func commanded(in folder: String) throws -> [TeamPlan] {
    guard RecordFolder.hasRecord(folder) else { return [] }
    return try Accounts(ReadRecord.open(folder)).teams()
  }

  /// A name that was mistyped would serve nobody, and nothing would say so.
  private static func requireAccounts(of team: TeamPlan, in folder: String) throws {
    let known = try Accounts(ReadRecord.open(folder)).users().map(\.login.text)
    let named = team.members.sorted().map(\.text) + (team.lead.map { [$0.text] } ?? [])
    for login in named where !known.contains(login) {
      let near = NearestName.suggest(login, among: known).map { "; did you mean \($0)?" } ?? ""
      throw Failure("there is no user \(login)\(near)", code: 1)
    }
  }
}
