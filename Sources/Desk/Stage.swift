/// Where a conversation stands.
package enum Stage: Equatable, Sendable {
  case withBot
  /// In a queue since that moment; given back by an agent who is gone, it stands before the others.
  case waiting(since: Instant, atFront: Bool)
  /// A person was asked for and none came: nobody was there, or nobody took it in time. It stays
  /// open until a person has seen it. With the reply that was promised since, if one was.
  case missed(replyBy: Instant?)
  case withAgent(AgentName)
  /// Nobody could come; a reply is promised, and any agent may take it.
  case promised(replyBy: Instant)
  /// The customer left a talk with the bot. Nothing was solved, and nobody was asked for.
  case left
  case resolved
  /// Over for good: nobody writes there any more.
  case closed

  package var word: StageWord {
    switch self {
    case .withBot: .bot
    case .waiting: .waiting
    case .missed: .missed
    case .withAgent: .agent
    case .promised: .promised
    case .left: .left
    case .resolved: .resolved
    case .closed: .closed
    }
  }

  /// By when a reply is promised.
  package var replyBy: Instant? {
    switch self {
    case .missed(let replyBy): replyBy
    case .promised(let replyBy): replyBy
    case .withBot, .waiting, .withAgent, .left, .resolved, .closed: nil
    }
  }

  /// Whether people have to do with it.
  package var isOpen: Bool { word.isOpen }
}

/// A stage's name in tables, on the wire and on screen.
package enum StageWord: String, Sendable, CaseIterable {
  case bot, waiting, missed, agent, promised, left, resolved, closed

  /// Whether people have to do with it: it stands in agents' lists, and they may read it.
  package var isOpen: Bool {
    switch self {
    case .waiting, .missed, .agent, .promised: true
    case .bot, .left, .resolved, .closed: false
    }
  }

  /// Whether nobody is at work on it any more.
  package var isOver: Bool {
    switch self {
    case .left, .resolved, .closed: true
    case .bot, .waiting, .missed, .agent, .promised: false
    }
  }

  /// The stage that an event leads to.
  package func after(_ event: Event) -> StageWord {
    switch event {
    case .started, .transferred(_, .bot, _), .reopened(.customer), .reopened(.bot),
      .reopened(.rule):
      .bot
    case .queued, .released, .transferred(_, .queue, _), .escalated: .waiting
    case .taken, .transferred(_, .agent, _), .reopened(.agent): .agent
    case .withdrawn, .promised(_, .unanswered): .missed
    case .promised(_, .closed), .promised(_, .empty): .promised
    case .resolved: .resolved
    case .closed, .erased: .closed
    case .concluded(let outcome):
      self == .bot && Conversation.outcomesOfLeaving.contains(outcome) ? .left : self
    case .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested, .judged,
      .rated, .tagged, .routed, .offered, .declined, .considered, .followed, .held, .woken, .linked,
      .unlinked, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked, .erasureWithdrawn,
      .lookedUp:
      self
    }
  }
}

/// What an account may do.
package enum Role: String, Sendable, CaseIterable {
  case agent, supervisor, admin
}
