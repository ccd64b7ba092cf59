import Desk
import JSON
import Office
import Wire

/// The operator's commands about teams and what agents can do, as the running server does them.
struct CrewControl: Sendable {
  let office: OfficeThread

  /// Nil for what is no order of this kind.
  func answer(_ deed: String, _ request: JSONValue, _ author: String) throws(WireMistake)
    -> ControlReply?
  {
    switch deed {
    case "user.set": try qualify(request, author)
    case "team.add": try addTeam(request, author)
    case "team.remove": try removeTeam(request, author)
    default: nil
    }
  }

  private func qualify(_ request: JSONValue, _ author: String) throws(WireMistake) -> ControlReply {
    let login = Identifier<Agent>(try request.text("login"))
    let said = Qualification(
      skills: try skills(request["skills"]),
      languages: (request["languages"]?.array).map { Set($0.compactMap(\.string)) },
      capacity: (request["capacity"]?.int).map { Int($0) })
    let matters = Set(
      (request["unset"]?.array ?? []).compactMap(\.string).compactMap(
        Qualification.Matter.init(rawValue:)))
    if let mistake = said.mistake { throw WireMistake(mistake) }
    return reply(office.ask { try $0.qualify(login, said, without: matters, by: author).words }) {
      [("says", .string($0))]
    }
  }

  private func addTeam(_ request: JSONValue, _ author: String) throws(WireMistake) -> ControlReply {
    let team = TeamPlan(
      Identifier(try request.text("name")), title: try request.text("title"),
      members: Set(
        (request["members"]?.array ?? []).compactMap(\.string).map { Identifier($0) }),
      skills: try skills(request["skills"]) ?? [:],
      lead: (request["lead"]?.string).map { Identifier($0) })
    return reply(office.ask { try $0.setTeam(team, by: author) }) { _ in [] }
  }

  private func removeTeam(_ request: JSONValue, _ author: String) throws(WireMistake)
    -> ControlReply
  {
    let name = Identifier<Team>(try request.text("name"))
    return reply(office.ask { try $0.removeTeam(name, by: author) }) {
      [("removed", .bool($0))]
    }
  }

  private func skills(_ value: JSONValue?) throws(WireMistake) -> [Identifier<Skill>: Int]? {
    guard let value else { return nil }
    guard case .object(let members) = value else {
      throw WireMistake("skills are an object of levels")
    }
    var skills: [Identifier<Skill>: Int] = [:]
    for member in members {
      guard let level = member.value.int else { throw WireMistake("a level is a number") }
      skills[Identifier(member.name)] = Int(level)
    }
    return skills
  }

  private func reply<Outcome>(
    _ result: Result<Outcome, OperatorRefusal>, _ members: (Outcome) -> [(String, JSONValue)]
  ) -> ControlReply {
    switch result {
    case .success(let outcome):
      .done(
        JSONWriter.object { writer in
          for (name, value) in members(outcome) { writer.member(name, value) }
        })
    case .failure(let refusal): .refused(refusal.description, code: refusal.code)
    }
  }
}
