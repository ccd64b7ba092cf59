package import Desk

/// Something that happens to a conversation and that rules can wait for.
package enum Occasion: String, Sendable, CaseIterable {
  case started
  case customerWrites = "customer_writes"
  case agentWrites = "agent_writes"
  case handedOver = "handed_over"
  case taken, released, missed, promised, categorised, prioritised, tagged
  case fieldSet = "field_set"
  case resolved, reopened, rated, escalated, nearing, breached
  case offerDeclined = "offer_declined"
  case lookedUp = "looked_up"

  /// One sentence for the guide and for editors.
  package var about: String {
    switch self {
    case .started: "A conversation begins."
    case .customerWrites: "The customer writes, presses or fills in something."
    case .agentWrites: "An agent writes to the customer."
    case .handedOver: "A person is wanted, or it is passed on to a queue."
    case .taken: "An agent gets it."
    case .released: "An agent gives it back, or is gone."
    case .missed: "Nobody came in time."
    case .promised: "The customer is promised a reply."
    case .categorised: "It gets another category."
    case .prioritised: "It gets another priority."
    case .tagged: "Tags are put on or taken off."
    case .fieldSet: "Fields are set, by a flow, a rule or an agent."
    case .resolved: "It is resolved."
    case .reopened: "It is opened again."
    case .rated: "The customer rates it."
    case .escalated: "It goes to another level."
    case .nearing: "A promise of the service level is three quarters, or nine tenths, used up."
    case .breached: "A promise of the service level is broken."
    case .offerDeclined: "An agent declines an offer, or lets it lapse."
    case .lookedUp: "A customer system says what it knows of the customer."
    }
  }

  /// Its place in tables that are indexed by it.
  var place: Int { Self.places[self] ?? 0 }

  private static let places = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}

/// How long after a moment a rule is due, once for each such moment.
package struct Delay: Sendable, Equatable {
  package let span: Duration
  package let since: Since
  /// Counted in the opening hours of its queue rather than by the plain clock.
  package let inOpeningHours: Bool

  /// From which moment the time is counted; it stops when the state that began then ends.
  package enum Since: String, Sendable, CaseIterable {
    case started, resolved, waiting, owed, taken, held
    case customerSilent = "customer_silent"

    /// One sentence for the guide and for editors.
    package var about: String {
      switch self {
      case .started: "Since the conversation began, while it is open."
      case .resolved: "Since it was resolved, while it stays so."
      case .waiting: "Since the customer began to wait for a person, until one has it."
      case .owed: "Since the first words of the customer that no person has answered."
      case .taken: "Since an agent first had it, while one has it."
      case .held: "Since it was put on hold, while it is."
      case .customerSilent: "Since the customer owes an answer."
      }
    }
  }
}

extension Delay {
  /// When it is due in a conversation; nil while what it is counted from is not so.
  package func due(in conversation: Conversation, _ plan: DeskPlan) -> Instant? {
    guard let begin = since.beginning(in: conversation) else { return nil }
    guard inOpeningHours else { return begin + span }
    return plan.hours(of: conversation.queue).deadline(span, from: begin)
  }
}

extension Delay.Since {
  /// The moment from which it is counted; nil while that does not hold.
  fileprivate func beginning(in conversation: Conversation) -> Instant? {
    switch self {
    case .started: conversation.stage.word.isOver ? nil : conversation.times.started
    case .resolved: conversation.stage == .resolved ? conversation.times.resolved : nil
    case .waiting:
      if case .waiting(let since, _) = conversation.stage { since } else { nil }
    case .owed: conversation.owed.isPerson ? conversation.owed.since : nil
    case .taken: conversation.stage.word == .agent ? conversation.times.taken : nil
    case .held: conversation.times.held
    case .customerSilent:
      if case .customer(let since) = conversation.owed, !conversation.stage.word.isOver {
        since
      } else {
        nil
      }
    }
  }
}
