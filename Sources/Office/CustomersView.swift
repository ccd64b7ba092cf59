import Desk
import Events
import Wire

/// What a customer is shown of an event.
enum CustomersView {
  /// The text in the event's place: the same, one with less in it, or `hidden`.
  static func text(of event: Event, body: [UInt8]) -> [UInt8] {
    switch event {
    case .started, .said, .identified, .taken, .released, .withdrawn, .promised, .resolved,
      .reopened, .rated:
      body
    case .noted, .recorded, .categorised, .prioritised, .suggested, .judged, .concluded:
      EventText.hidden
    case .queued(let handoff):
      EventText.write(
        .queued(Handoff(queue: handoff.queue, priority: handoff.priority, reason: handoff.reason)))
    case .transferred(let agent, .bot, _):
      EventText.write(.transferred(agent, .bot(flow: nil), note: nil))
    case .transferred(let agent, let destination, let note):
      note == nil ? body : EventText.write(.transferred(agent, destination, note: nil))
    }
  }
}
