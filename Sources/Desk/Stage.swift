/// Where a conversation stands.
package enum Stage: Equatable, Sendable {
  case withBot
  /// In a queue since that moment; given back by an agent who is gone, it stands before the others.
  case waiting(since: Instant, atFront: Bool)
  case withAgent(AgentName)
  /// Nobody could come: a reply is promised, and any agent may take it.
  case promised(replyBy: Instant)
  case resolved

  package var word: StageWord {
    switch self {
    case .withBot: .bot
    case .waiting: .waiting
    case .withAgent: .agent
    case .promised: .promised
    case .resolved: .resolved
    }
  }

  /// Whether people have to do with it.
  package var isOpen: Bool { word.isOpen }
}

/// A stage's name in tables, on the wire and on screen.
package enum StageWord: String, Sendable, CaseIterable {
  case bot, waiting, agent, promised, resolved

  /// Whether people have to do with it: it stands in agents' lists, and they may read it.
  package var isOpen: Bool {
    switch self {
    case .waiting, .agent, .promised: true
    case .bot, .resolved: false
    }
  }
}

/// What an account may do.
package enum Role: String, Sendable, CaseIterable {
  case agent, supervisor, admin
}
