import Documents

/// A name in `desk.yaml` that another part of it gives a meaning, or is given one by, and where it
/// stands.
struct Named {
  let kind: Kind
  let name: String
  let place: Place
  let path: String

  init(_ kind: Kind, _ name: String, _ place: Place, _ path: String) {
    self.kind = kind
    self.name = name
    self.place = place
    self.path = path
  }

  /// What it is the name of.
  enum Kind {
    case team, queue, agent, servedQueue
  }
}

/// What is wrong between the parts of `desk.yaml`: names that nothing has, and queues that nobody
/// named in it could ever serve.
extension ValueReader {
  mutating func checkReferences(
    queues: [QueueSettings], teams: [TeamSettings], staff: [AgentSettings]
  ) {
    let all = named.sorted { $0.key < $1.key }.flatMap(\.value)
    for name in all {
      switch name.kind {
      case .team: know(name, "team", among: teams.map(\.name))
      case .queue: know(name, "queue", among: queues.map(\.name))
      case .agent: weigh(name, staff)
      case .servedQueue:
        if let queue = queues.first(where: { $0.name == name.name }) {
          staffing(of: queue, name, teams, staff)
        }
      }
    }
  }

  private mutating func know(_ name: Named, _ what: String, among known: [String]) {
    guard !known.contains(name.name) else { return }
    let hint = known.isEmpty ? "name \(what)s below \"\(what)s:\"" : nil
    refuse(
      name.place, Rule.contradiction,
      "\"\(name.path)\" names the \(what) \"\(name.name)\", and there is none",
      hint: hint ?? NearestName.hint(for: name.name, among: known))
  }

  /// Whoever can do much and takes nothing was hardly meant to.
  private mutating func weigh(_ name: Named, _ staff: [AgentSettings]) {
    guard let agent = staff.first(where: { $0.login == name.name }), agent.capacity == 0,
      agent.skills?.isEmpty == false
    else { return }
    warn(
      name.place, "\"\(name.path)\" has skills and capacity 0: nothing is offered to them",
      hint: "give them a capacity of at least 1, or take the skills out")
  }

  private mutating func staffing(
    of queue: QueueSettings, _ name: Named, _ teams: [TeamSettings], _ staff: [AgentSettings]
  ) {
    guard let members = members(of: queue, teams) else {
      return lacking(queue, name, staff.map(\.login), teams, staff, isWhole: false)
    }
    if members.isEmpty {
      warn(
        name.place, "nobody can ever serve \"\(name.path)\": its teams have no members",
        hint: "name members of its teams, or agents")
      return
    }
    let capacity = Dictionary(staff.map { ($0.login, $0.capacity) }) { first, _ in first }
    guard members.contains(where: { capacity[$0] != 0 }) else {
      return refuse(
        name.place, Rule.contradiction,
        "nobody can ever serve \"\(name.path)\": all of its agents have capacity 0",
        hint: "give one of them a capacity of at least 1, or name others")
    }
    lacking(queue, name, members, teams, staff, isWhole: true)
  }

  /// Nil: everybody serves it.
  private func members(of queue: QueueSettings, _ teams: [TeamSettings]) -> [String]? {
    var named: [String] = []
    if case .only(let names) = queue.agents { named = names }
    let ofTeams = teams.filter { queue.routing.teams.contains($0.name) }.flatMap(\.members)
    if named.isEmpty, queue.routing.teams.isEmpty { return nil }
    return Array(Set(named + ofTeams)).sorted()
  }

  /// Skills can be given by command, too, so that a file alone can only warn.
  private mutating func lacking(
    _ queue: QueueSettings, _ name: Named, _ members: [String], _ teams: [TeamSettings],
    _ staff: [AgentSettings], isWhole: Bool
  ) {
    guard queue.routing.fallbackAfter == nil, !queue.routing.skills.isEmpty else { return }
    let able = members.contains { member in
      let agent = staff.first { $0.login == member }
      let own = agent?.skills ?? []
      let ofTeams = teams.filter { $0.members.contains(member) }.flatMap(\.skills)
      return agent?.capacity != 0
        && queue.routing.skills.allSatisfy { wanted in
          (own + ofTeams).contains { $0.name == wanted.name && $0.level >= wanted.level }
        }
    }
    guard !able else { return }
    let wanted = queue.routing.skills.map { "\($0.name) \($0.level)" }.joined(separator: ", ")
    let who = isWhole ? "none of its agents has" : "nobody in this file has"
    warn(
      name.place, "\"\(name.path)\" asks for \(wanted), which \(who)",
      hint: "give it to an agent or a team, or set fallback_after: then less is asked in time")
  }

  private mutating func warn(_ place: Place, _ message: String, hint: String) {
    findings.append(Finding(at: place, .warning, Rule.unserved, message, hint: hint))
  }
}
