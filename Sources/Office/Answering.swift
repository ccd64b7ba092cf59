import Desk
import Journal
import Wire

/// Watches over the answers that agents owe: a conversation that is taken and then left is not
/// lost.
///
/// Kept nowhere: it follows from the conversations and the desk's plan.
struct Answering {
  private var watched = Deadlines<Identifier<Conversation>>()
  private var warnings: [Identifier<Conversation>: Warning] = [:]
  private var changed: Set<Identifier<Conversation>> = []

  var nextDue: Instant? { watched.next }

  func warning(of conversation: Identifier<Conversation>) -> Warning? { warnings[conversation] }

  mutating func takeChanged() -> Set<Identifier<Conversation>> {
    guard !changed.isEmpty else { return [] }
    var taken: Set<Identifier<Conversation>> = []
    swap(&taken, &changed)
    return taken
  }

  mutating func follow(
    _ id: Identifier<Conversation>, _ stage: StageWord, _ course: Course, _ within: Duration
  ) {
    guard stage == .agent, case .person(let since) = course.owed else {
      return beginAnew(id)
    }
    // The plain clock is never behind the desk's: what is really due is looked up then.
    guard watched.due(id) == nil else { return }
    watched.set(id, max(since, course.handed ?? since) + within * AnswerTime.near)
  }

  /// Somebody else has it, with a time of their own.
  mutating func beginAnew(_ id: Identifier<Conversation>) {
    watched.clear(id)
    warn(id, nil)
  }

  mutating func takeDue(at moment: Instant) -> Identifier<Conversation>? {
    watched.takeDue(at: moment)
  }

  /// Looks again at that moment.
  mutating func lookAgain(_ id: Identifier<Conversation>, at moment: Instant) {
    watched.set(id, moment)
  }

  mutating func warn(_ id: Identifier<Conversation>, _ warning: Warning?) {
    guard warnings[id] != warning else { return }
    warnings[id] = warning
    changed.insert(id)
  }

  mutating func clockJumped(by jump: Duration) { watched.shift(by: jump) }
}

extension Office {
  /// Begins to watch, or ends it, as an event has it.
  func watchAnswer(_ event: Event, _ conversation: Conversation) {
    // What is set aside is nobody's to answer until it comes back.
    if Self.handsOver(event) || conversation.heldUntil != nil {
      answering.beginAnew(conversation.id)
    }
    guard conversation.heldUntil == nil else { return }
    answering.follow(
      conversation.id, conversation.stage.word, conversation.course,
      plan.answerWithin(conversation.queue))
  }

  private static func handsOver(_ event: Event) -> Bool {
    if case .taken = event { return true }
    if case .transferred(_, .agent, _) = event { return true }
    return false
  }

  /// Warns of answers that are near or late, and gives back what was left too long.
  func mindAnswers() throws(RecordFailure) {
    for _ in 0..<Self.timersPerTurn {
      guard let id = answering.takeDue(at: now) else { return }
      guard let live = try live(id), case .withAgent(let agent) = live.conversation.stage,
        let time = plan.answerTime(live.conversation)
      else { continue }
      switch time.standing(at: now) {
      case .inTime: answering.warn(id, nil)
      case .near: answering.warn(id, .near)
      case .late:
        answering.warn(id, .late)
        draft.deliveries.append(.notice(.answerLate(id, agent: agent.id)))
      case .over:
        try giveBack(id, .unanswered)
        putAway(agent.id, reason: "left a customer without an answer", by: AuditEntry.itself)
        continue
      }
      answering.lookAgain(id, at: time.next(after: now))
    }
  }
}
