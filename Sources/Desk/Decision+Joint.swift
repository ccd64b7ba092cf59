// MARK: - What is done with two tickets at once

/// A command that touches two conversations is decided in each: in the one it was said in, and as
/// an echo in every other. All of them happen in one turn, or none.
extension Conversation {
  /// The most tickets that belong to one incident.
  package static let mostChildren = TicketLink.most

  func jointAct(
    _ command: Command, _ agent: AgentName, _ role: Role, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    if case .answerAll(let text, let resolve) = command {
      return try answering(text, resolve, agent, circumstances)
    }
    guard let other = circumstances.other else {
      throw Refusal(.notFound, "there is no such ticket, or you may not see it")
    }
    guard other.id != id else { throw Refusal(.invalid, "that is this ticket itself") }
    let author = Author.agent(agent)
    switch command {
    case .link(let kind, _):
      try mayLink(kind, other)
      return [.linked(link(kind, to: other, author))]
    case .unlink(let kind, _):
      guard let link = links.first(where: { $0.kind == kind && $0.conversation == other.id })
      else { throw Refusal(.notFound, "they are not tied in that way") }
      return [
        .unlinked(TicketLink(kind, link.conversation, number: link.number, author))
      ]
    case .merge:
      try mayMerge(into: other)
      if stage.isOpen { try ownOrFree(agent, role) }
      return [.linked(link(.mergedInto, to: other, author)), .closed(author)]
    case .split:
      guard !circumstances.words.isEmpty else {
        throw Refusal(.notFound, "there are no words of the customer's from there on")
      }
      return [.linked(link(.splitInto, to: other, author))]
    default: throw Refusal(.notAllowed, "agents cannot do that")
    }
  }

  /// What a command that was said in another conversation does in this one.
  package func echo(
    of command: Command, in other: Conversation, by principal: Principal,
    _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    guard case .agent(let agent, _) = principal else {
      throw Refusal(.notAllowed, "only agents can do that")
    }
    let author = Author.agent(agent)
    switch command {
    case .link(let kind, _): return [.linked(link(kind.counterpart, to: other, author))]
    case .unlink(let kind, _):
      return [.unlinked(link(kind.counterpart, to: other, author))]
    case .merge:
      let since = other.owed.isPerson ? other.owed.since : nil
      return [.linked(link(.mergedFrom, to: other, author, owedSince: since))]
    case .split(_, let queue): return beginning(splitFrom: other, to: queue, author, circumstances)
    case .answerAll(let text, let resolve):
      return stage == .closed ? [] : try answered(text, resolve, agent, circumstances)
    default: return []
    }
  }

  private func link(
    _ kind: TicketLink.Kind, to other: Conversation, _ author: Author, owedSince: Instant? = nil
  ) -> TicketLink {
    TicketLink(
      kind, other.id, number: other.opening?.number ?? 0, author, owedSince: owedSince)
  }

  private func mayLink(_ kind: TicketLink.Kind, _ other: Conversation) throws(Refusal) {
    guard !links.contains(where: { $0.conversation == other.id && $0.kind == kind }) else {
      throw Refusal(.invalid, "they are tied in that way already")
    }
    guard links.count < TicketLink.most, other.links.count < TicketLink.most else {
      throw Refusal(.invalid, "a ticket is tied to at most \(TicketLink.most) others")
    }
    switch kind {
    case .parent: try mayBelong(self, to: other)
    case .child: try mayBelong(other, to: self)
    case .related, .mergedInto, .mergedFrom, .splitInto, .splitFrom: break
    }
  }

  /// An incident has tickets; it belongs to no other, and none of them is one.
  private func mayBelong(_ child: Conversation, to parent: Conversation) throws(Refusal) {
    if let incident = child.parent {
      throw Refusal(
        .invalid, "#\(child.number) belongs to the incident #\(incident.number) already")
    }
    guard child.children.isEmpty else {
      throw Refusal(.invalid, "#\(child.number) is an incident with tickets of its own")
    }
    guard parent.parent == nil else {
      throw Refusal(.invalid, "#\(parent.number) belongs to an incident itself")
    }
  }

  private func mayMerge(into other: Conversation) throws(Refusal) {
    guard stage != .closed, other.stage != .closed else { throw isClosed }
    guard isOfSameCustomer(as: other) else {
      throw Refusal(
        .invalid,
        "#\(number) and #\(other.number) are of two customers, who would read each "
          + "other's words; link them instead")
    }
    guard !owed.isPerson || other.stage.isOpen else {
      throw Refusal(
        .invalid,
        "the customer of #\(number) waits for an answer, and nobody is at work on "
          + "#\(other.number); reopen it first")
    }
  }

  /// The same person by their token: only they can read on where it goes on.
  private func isOfSameCustomer(as other: Conversation) -> Bool {
    opening?.customer == other.opening?.customer
  }

  /// Theirs, or nobody's; for a supervisor anybody's.
  private func ownOrFree(_ agent: AgentName, _ role: Role) throws(Refusal) {
    if case .withAgent = stage { try owner(for: agent, role) }
  }

  package var number: Int64 { opening?.number ?? 0 }
  /// The incident it belongs to.
  package var parent: TicketLink? { links.first { $0.kind == .parent } }
  /// The tickets that belong to this incident.
  package var children: [TicketLink] { links.filter { $0.kind == .child } }
}

// MARK: - Splitting

extension Conversation {
  private func beginning(
    splitFrom other: Conversation, to queue: Identifier<Queue>?, _ author: Author,
    _ circumstances: Circumstances
  ) -> [Event] {
    guard let opening = circumstances.opening else { return [] }
    let queue =
      queue ?? other.queue ?? circumstances.queues.first?.id ?? Identifier("general")
    let handoff = Handoff(
      queue: queue, priority: other.priority, summary: other.summary, reason: .split)
    return [.started(opening), .identified(other.contact), .linked(splitLink(other, author))]
      + circumstances.words.map { .said(Message(.customer, $0)) } + [.queued(handoff)]
  }

  private func splitLink(_ other: Conversation, _ author: Author) -> TicketLink {
    TicketLink(.splitFrom, other.id, number: other.number, author)
  }
}

// MARK: - One answer to all

extension Conversation {
  private func answering(
    _ text: String, _ resolve: Bool, _ agent: AgentName, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    guard !children.isEmpty else {
      throw Refusal(.invalid, "no tickets belong to this one; say it here, or tie some to it")
    }
    guard stage != .closed else { throw isClosed }
    if !stage.word.isOver { try ownOrFree(agent, .agent) }
    return try answered(text, resolve, agent, circumstances)
  }

  /// Whoever has it keeps it; what nobody has, is the answering agent's from then on.
  private func answered(
    _ text: String, _ resolve: Bool, _ agent: AgentName, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    try check(text, circumstances)
    if resolve { try requireFields(circumstances) }
    var events: [Event] = []
    switch stage {
    case .withBot, .waiting, .missed, .promised: events.append(.taken(agent))
    case .left, .resolved: events.append(.reopened(.agent(agent)))
    case .withAgent, .closed: break
    }
    events.append(.said(Message(.agent(agent), text)))
    if resolve { events.append(.resolved(.agent(agent))) }
    return events
  }
}
