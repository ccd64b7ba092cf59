// MARK: - The bot's and the desk's

extension Conversation {
  func bots(_ command: Command) throws(Refusal) -> [Event] {
    switch command {
    case .speak(let text, let offer, let language):
      return [.said(Message(.bot, text, offer: offer, language: language))]
    case .record(let fields): return [.recorded(fields, .bot)]
    case .suggest(let query, let articles): return [.suggested(query: query, articles)]
    case .judge(let helped, let articles): return [.judged(helped: helped, articles)]
    case .categorise(let category): return [.categorised(category, .bot)]
    case .prioritise(let priority): return [.prioritised(priority, .bot)]
    case .rate(let score, let comment): return [.rated(score: score, comment: comment)]
    case .handOver(let handoff): return try handingOver(handoff)
    case .miss(let handoff, let absence): return try missing(handoff, absence)
    case .withdraw(let absence):
      guard case .waiting = stage else { throw Refusal(.notWaiting, "it does not wait") }
      return [.withdrawn(absence)]
    case .promise(let replyBy, let absence): return try promise(replyBy, absence)
    case .identify(let name, let email):
      // What somebody typed into a form does not change what their site has signed.
      if contact.isVerified { return [] }
      let told = Contact(told: name, email)
      return [.identified(told ?? Contact(name: name, email: email, isVerified: false))]
    case .conclude(let outcome):
      let isSolved = stage == .withBot && outcome == Self.solved
      return [.concluded(outcome: outcome)] + (isSolved ? [.resolved(.bot)] : [])
    default: throw Refusal(.notAllowed, "the bot cannot do that")
    }
  }

  /// What the bot resolves: a talk that came to this end, in which nobody asked for a person.
  private static let solved = "resolved"

  func handingOver(_ handoff: Handoff) throws(Refusal) -> [Event] {
    switch stage {
    // Who was promised a reply and comes back while people are there need not wait for it.
    case .withBot, .missed, .promised: return [.queued(handoff)]
    case .left, .resolved: return [.reopened(.customer), .queued(handoff)]
    case .closed: throw isClosed
    case .waiting, .withAgent:
      throw Refusal(.notWaiting, "a person is called already")
    }
  }

  /// It is open already where one was missed before, or a reply is promised.
  private func missing(_ handoff: Handoff, _ absence: Absence) throws(Refusal) -> [Event] {
    switch stage {
    case .withBot, .left, .resolved: return try handingOver(handoff) + [.withdrawn(absence)]
    case .closed: throw isClosed
    case .waiting, .missed, .promised, .withAgent:
      throw Refusal(.notWaiting, "a person is called already")
    }
  }

  private func promise(_ replyBy: Instant, _ absence: Absence) throws(Refusal) -> [Event] {
    switch stage {
    case .withBot, .waiting, .missed: return [.promised(replyBy: replyBy, absence)]
    case .left, .resolved: return [.reopened(.customer), .promised(replyBy: replyBy, absence)]
    case .closed: throw isClosed
    case .withAgent, .promised: throw Refusal(.notWaiting, "a person is called already")
    }
  }

  func desks(_ command: Command, _ circumstances: Circumstances) throws(Refusal)
    -> [Event]
  {
    switch (command, stage) {
    case (.reopen, _): return try customersReturn(circumstances)
    case (.giveBack(let release), .withAgent(let agent)): return [.released(agent, release)]
    case (.vouch(let identity, let customer), _): return vouched(identity, for: customer)
    // Who came back goes to whom they had, once that one has room.
    case (.transfer(.agent(let agent), _, _), .waiting):
      guard let colleague = circumstances.colleague, colleague.isThere,
        colleague.agent.id == agent
      else { throw Refusal(.notFound, "there is no agent \(agent) here") }
      return [.taken(colleague.agent)]
    case (.promise(let replyBy, let absence), .waiting):
      return [.promised(replyBy: replyBy, absence)]
    default: return try ticketActOfDesk(command, nil, circumstances)
    }
  }
}
