import Desk
import Journal

/// When what is on hold comes back. Kept nowhere: it follows from the conversations.
struct Holds {
  private var due = Deadlines<Identifier<Conversation>>()

  var nextDue: Instant? { due.next }

  mutating func follow(_ id: Identifier<Conversation>, until moment: Instant?) {
    if let moment { due.set(id, moment) } else { due.clear(id) }
  }

  mutating func takeDue(at moment: Instant) -> Identifier<Conversation>? {
    due.takeDue(at: moment)
  }
}

extension Office {
  /// Whatever's moment has come is on hold no longer, and its agent is told by the event.
  func wakeTheHeld() throws(RecordFailure) {
    for _ in 0..<Self.timersPerTurn {
      guard let id = holds.takeDue(at: now) else { return }
      guard let live = try live(id), let until = live.conversation.heldUntil else { continue }
      guard until <= now else {
        holds.follow(id, until: until)
        continue
      }
      guard deskDoes(.wake, in: live), case .withAgent(let agent) = live.conversation.stage
      else { continue }
      if staff.member(agent.id)?.isThere != true { try giveBack(id, .vanished) }
    }
  }

  /// What is set aside stays with its agent while they are gone: nobody waits for it.
  func isHeld(_ id: Identifier<Conversation>) throws(RecordFailure) -> Bool {
    try live(id)?.conversation.heldUntil != nil
  }
}
