/// What the customer of a conversation may see of one of its events.
package enum CustomersView: Equatable, Sendable {
  /// All of it.
  case all
  /// Only this in its place.
  case less(Event)
  /// That something happened, and not what.
  case hidden
}

extension Event {
  /// A new kind of event is hidden from customers or shown to them because somebody said so here.
  package var customersView: CustomersView {
    switch self {
    case .started, .said, .identified, .taken, .released, .withdrawn, .promised, .resolved,
      .reopened, .rated:
      .all
    case .noted, .recorded, .categorised, .prioritised, .suggested, .judged, .concluded: .hidden
    case .queued(let handoff):
      .less(
        .queued(Handoff(queue: handoff.queue, priority: handoff.priority, reason: handoff.reason)))
    case .transferred(let agent, .bot, _): .less(.transferred(agent, .bot(flow: nil), note: nil))
    case .transferred(_, .queue, nil), .transferred(_, .agent, nil): .all
    case .transferred(let agent, let destination, _?):
      .less(.transferred(agent, destination, note: nil))
    }
  }
}
