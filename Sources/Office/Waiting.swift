import Desk
import Journal

/// Who waits for a person, what they were told of it, and how long it will take.
struct Waiting {
  private(set) var line = WaitingLine()
  private var estimate = WaitPromise()
  /// Whether somebody's place or wait may be another than they were told.
  private var isStale = false
  private var told = Instant(milliseconds: 0)

  /// So that a busy hour does not write to everybody who waits with every turn.
  private static let pause = Duration.seconds(1)

  /// What those who wait are told.
  struct Standing {
    let place: WaitingLine.Place
    /// 1 is next.
    let position: Int
    /// Nil while nothing is known to go by.
    let wait: Duration?
  }

  /// The line as the record has it; what was learned of waits stays.
  mutating func recall(_ open: [OpenTicket], handled: [Duration], _ plan: DeskPlan) {
    line = WaitingLine()
    for ticket in open {
      line.follow(
        ticket.conversation, ticket.stage, ticket.queue, priority: ticket.priority,
        due: plan.due(ticket.stage, ticket.queue, ticket.course))
    }
    for span in handled { estimate.learn(handled: span) }
  }

  /// Takes in what an event other than words has made of a conversation.
  mutating func follow(
    _ event: Event, from before: Stage, to conversation: Conversation, _ plan: DeskPlan,
    at moment: Instant
  ) {
    follow(conversation, plan)
    if case .waiting(let since, _) = before, conversation.stage.word != .waiting {
      estimate.settle(
        conversation.id, after: moment.since(since), wasServed: conversation.stage.word == .agent)
    }
    if case .resolved = event, let taken = conversation.times.taken {
      estimate.learn(handled: moment.since(taken))
    }
  }

  private mutating func follow(_ conversation: Conversation, _ plan: DeskPlan) {
    let due = plan.due(conversation.stage, conversation.queue, conversation.course)
    if line.follow(conversation, due: due) { isStale = true }
  }

  /// Something else that waits go by has changed: who is there, or who listens.
  mutating func change() { isStale = true }

  func wait(at position: Int, slots: Int) -> Duration? {
    estimate.promise(position: position, slots: slots)
  }

  /// When places are to be told; nil if nobody's has changed.
  var nextDue: Instant? { isStale ? told + Self.pause : nil }

  /// Everybody's place, where it is time to tell; what is told is what the desk is held to.
  mutating func tell(slots: Int, at now: Instant) -> [Standing] {
    guard isStale, now.since(told) >= Self.pause else { return [] }
    isStale = false
    told = now
    return line.places.enumerated().map { index, place in
      let wait = estimate.promise(position: index + 1, slots: slots)
      if let wait { estimate.note(wait, for: place.conversation) }
      return Standing(place: place, position: index + 1, wait: wait)
    }
  }

  mutating func clockJumped(by jump: Duration) { told = told + jump }

  mutating func clockSetBack(to moment: Instant) { told = min(told, moment) }
}
