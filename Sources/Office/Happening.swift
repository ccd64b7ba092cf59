import Desk
import Events
import Journal
import Wire

// MARK: - What happens

extension Office {
  /// Adds events to the turn, as one command's.
  func happen(
    _ events: [Event], to live: OpenConversation, by author: String, cid: String? = nil,
    fingerprint: Int64? = nil
  ) {
    tellService(of: live)
    live.commands.add(cid, by: author)
    for (offset, event) in events.enumerated() {
      let at = max(now, live.conversation.times.latest)
      // The stage alone: a copy of the whole would cost more than all the rest.
      let before = live.conversation.stage
      let body = EventText.write(event)
      let entry = Append.Entry(
        at: at, author: author, cid: offset == 0 ? cid : nil,
        fingerprint: offset == 0 ? fingerprint : nil, body: body)
      draft.add(entry, changesRow: live.conversation.mayChangeRow(event), to: live) {
        Told(seq: $0, at: at, body: body, customersBody: EventText.customers(event, body: body))
      }
      live.conversation.apply(event, at: at)
      live.count(by: author, bytes: body.count)
      follow(event, from: before, to: live.conversation, at: at)
      minds(event, in: live)
    }
  }

  /// What the desk does by itself when a moment has come. True if it happened: what its rules
  /// refuse is so no longer, and there is nobody to tell.
  @discardableResult
  func deskDoes(_ command: Command, in live: OpenConversation) -> Bool {
    guard
      let events = try? live.conversation.decide(
        command, by: .desk, in: Circumstances(textLimit: plan.textLimit))
    else { return false }
    happen(events, to: live, by: Principal.desk.key)
    return true
  }

  /// Keeps the line, the agents' work and the promise in step with what happened.
  private func follow(
    _ event: Event, from before: Stage, to conversation: Conversation, at moment: Instant
  ) {
    watchAnswer(event, conversation)
    watchService(event, conversation)
    if case .said = event { return }
    holds.follow(conversation.id, until: conversation.heldUntil)
    waiting.follow(event, from: before, to: conversation, plan, at: moment)
    staff.follow(conversation.id, conversation.stage, plan.piece(conversation))
    noteAssignment(event, at: moment)
    followOffers(event, conversation)
    returning.note(before, conversation.stage)
    watchOver(event, conversation)
    alarm(event, conversation)
    keepForWhomTheyHad(event, conversation)
    askSystems(after: event, in: conversation)
  }
}
