package import Desk
package import Journal

// MARK: - Who works here, and what they can do

extension Office {
  /// Works by new settings from now on. Queues that are in them no more stay, since customers may
  /// wait there, and are answered; so do the mirrors.
  package func adopt(_ new: DeskPlan) throws(RecordFailure) -> [Identifier<Queue>] {
    let gone = plan.queues.filter { old in !new.queues.contains { $0.id == old.id } }
    // Connectors are made at the start.
    let (destinations, channels) = (plan.destinations, plan.channels)
    plan = new
    plan.queues += gone
    plan.destinations = destinations
    plan.channels = channels
    // Files need a thread and a folder, which are there from the start or not at all.
    if vouchers == nil { plan.files = nil }
    try employ()
    offers.recall(waiting.line.places.map(\.conversation))
    sessions.adopt(idle: plan.sessionIdle, life: plan.sessionLife)
    waiting.change()
    watchServices(of: lists.summaries.keys.sorted())
    return gone.map(\.id)
  }

  /// Takes up what the plan and commands say of teams and agents.
  func employ() throws(RecordFailure) {
    let commanded = draft.record.accounts.teams(recorded: try accounts.teams())
    plan.employ(plan.crew.with(commanded: commanded))
    var users = try accounts.users()
    for index in users.indices {
      users[index] =
        draft.record.accounts.user(users[index].login, recorded: users[index])
        ?? users[index]
    }
    staff.adopt(plan, users)
    waiting.change()
    offers.change()
  }

  /// What a command says of an agent from now on; what it does not mention is as the file has it.
  @discardableResult
  package func qualify(
    _ login: Identifier<Agent>, _ later: Qualification, without matters: Set<Qualification.Matter>,
    by author: String
  ) throws -> Qualification {
    guard let user = try user(login) else {
      throw NotPublished(description: "there is no user \(login)")
    }
    let said = user.said.said(later, without: matters)
    draft.record.change(
      .qualify(login, said), .accountQualified(login, what: said.words), by: author, at: now)
    try employ()
    return said
  }

  /// Makes a team, or puts it in place of the one of that name.
  package func setTeam(_ team: TeamPlan, by author: String) throws {
    if let mistake = team.mistake { throw NotPublished(description: mistake) }
    let commanded = draft.record.accounts.teams(recorded: try accounts.teams())
    guard commanded.count < TeamPlan.most || commanded.contains(where: { $0.id == team.id }) else {
      throw NotPublished(description: "there are \(TeamPlan.most) teams already")
    }
    draft.record.change(
      .setTeam(team), .teamSet(team.id, members: team.members.sorted()), by: author, at: now)
    try employ()
  }

  /// Takes back what commands made of a team; false where they made none of that name.
  package func removeTeam(_ id: Identifier<Team>, by author: String) throws(RecordFailure) -> Bool {
    let commanded = draft.record.accounts.teams(recorded: try accounts.teams())
    guard commanded.contains(where: { $0.id == id }) else { return false }
    draft.record.change(.removeTeam(id), .teamRemoved(id), by: author, at: now)
    try employ()
    return true
  }

  /// Who got a conversation, for what is fair.
  func noteAssignment(_ event: Event, at moment: Instant) {
    if case .taken(let agent) = event { return staff.assigned(to: agent.id, at: moment) }
    if case .transferred(_, .agent(let agent), _) = event {
      staff.assigned(to: agent.id, at: moment)
    }
  }
}

extension Qualification {
  /// As commands and the audit trail say it.
  package var words: String {
    var parts: [String] = []
    if let skills {
      let all = skills.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      parts.append("skills \(all.isEmpty ? "none" : all.joined(separator: " "))")
    }
    if let languages { parts.append("languages \(languages.sorted().joined(separator: " "))") }
    if let capacity { parts.append("capacity \(capacity)") }
    return parts.isEmpty ? "as the file has it" : parts.joined(separator: ", ")
  }
}

extension DeskPlan {
  func piece(of ticket: OpenTicket) -> Workload.Piece {
    piece(ticket.queue, ticket.priority, channel: ticket.channel)
  }
}
