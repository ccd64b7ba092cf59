/// Who said or did something in a conversation.
package enum Author: Hashable, Sendable {
  case customer
  case bot
  case agent(AgentName)
  /// A rule of the desk, by its name.
  case rule(String)

  /// Nil for who is no agent.
  package var agent: AgentName? {
    switch self {
    case .agent(let agent): agent
    case .customer, .bot, .rule: nil
    }
  }
}

/// An agent as the record remembers them: the login and the name shown at that time.
package struct AgentName: Hashable, Sendable {
  package let id: Identifier<Agent>
  package let name: String

  package init(_ id: Identifier<Agent>, name: String) {
    self.id = id
    self.name = name
  }

  /// Whether they work in another system: no login of the desk has a colon.
  package var isOutside: Bool { id.text.utf8.contains(UInt8(ascii: ":")) }
}

/// How soon somebody should come to a conversation, compared with the others.
package enum Priority: String, Sendable, CaseIterable, Comparable {
  case low, normal, high, urgent

  /// 0 is the lowest.
  var rank: Int {
    switch self {
    case .low: 0
    case .normal: 1
    case .high: 2
    case .urgent: 3
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
