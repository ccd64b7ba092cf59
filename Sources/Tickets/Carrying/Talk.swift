package import Courier
package import Desk

/// A conversation on its way into a ticket.
package struct Talk: Sendable {
  /// `<epoch>:<conversation>` of its first event: the same for ever, whatever becomes of the
  /// record.
  package let key: String
  package let conversation: Conversation
  let happened: [CarriedEvent]

  /// Nil where nothing has happened.
  package init?(_ conversation: Conversation, _ happened: [CarriedEvent]) {
    guard let first = happened.first?.key, let end = first.lastIndex(of: ":") else { return nil }
    key = String(first[..<end])
    self.conversation = conversation
    self.happened = happened
  }

  /// What the customer is called.
  var customer: String { conversation.contact.name ?? "Customer" }

  var state: String {
    switch conversation.state {
    case .new: "new"
    case .open: "open"
    case .waitingOnCustomer: "waiting"
    case .onHold: "on_hold"
    case .missed: "missed"
    case .solved: "solved"
    case .closed: "closed"
    }
  }

  /// Whether it has come to an end for now.
  var isOver: Bool {
    switch conversation.state {
    case .solved, .closed: true
    case .new, .open, .waitingOnCustomer, .onHold, .missed: false
    }
  }

  /// Whether the desk owes something that people of a ticket system could see to.
  var isForTicket: Bool {
    if isOver || conversation.state == .missed { return true }
    if case .promised = conversation.stage { return true }
    return false
  }

  /// The seq of the latest words, of whoever they were.
  var lastWords: Int64 {
    happened.last { if case .said? = $0.event { true } else { false } }?.seq ?? 0
  }

  func name(_ author: Author) -> String {
    switch author {
    case .customer: customer
    case .bot: "Bot"
    case .agent(let agent): agent.name
    case .rule(let rule): "Rule \(rule)"
    }
  }
}

extension Talk {
  /// All of it as if nothing had been carried.
  package func errand(to destination: String, at now: Instant) -> Errand {
    Errand(to: destination, conversation, past: [], events: happened, now: now)
  }
}
