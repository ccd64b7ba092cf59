import Desk
import Journal

/// Watches for queues in which somebody waits and nobody is left who serves them.
struct Desertion {
  /// Who was told that nobody is there, and has not been served since.
  private var told: Set<Identifier<Conversation>> = []
  /// When to look; nil while nobody has gone.
  private(set) var nextDue: Instant?

  /// A connection that was lost is often back at once.
  static let pause = Duration.seconds(2)

  mutating func look(at moment: Instant) { nextDue = min(nextDue ?? moment, moment) }

  mutating func looked() { nextDue = nil }

  /// True the first time.
  mutating func tell(_ id: Identifier<Conversation>) -> Bool { told.insert(id).inserted }

  /// Forgets those for whom somebody is there again, or who do not wait any more.
  mutating func keep(_ isAlone: (Identifier<Conversation>) -> Bool) {
    if !told.isEmpty { told = told.filter(isAlone) }
  }

  mutating func clockJumped(by jump: Duration) { nextDue = nextDue.map { $0 + jump } }
}

extension Office {
  /// Somebody who serves has gone, or is away: those who wait alone are told at once, and may wait
  /// or leave it as a message.
  func mindTheAlone() throws(RecordFailure) {
    guard let due = desertion.nextDue, due <= now else { return }
    desertion.looked()
    var staffed: [Identifier<Queue>: Bool] = [:]
    let alone = waiting.line.places.filter { place in
      let queue = plan.queue(place.queue) ?? plan.general
      let isStaffed = staffed[queue.id] ?? (staff.online(for: queue) > 0)
      staffed[queue.id] = isStaffed
      return !isStaffed
    }
    let ids = Set(alone.map(\.conversation))
    desertion.keep { ids.contains($0) }
    var told = 0
    for place in alone where desertion.tell(place.conversation) {
      guard let live = try live(place.conversation) else { continue }
      try tellAlone(live)
      told += 1
      // The others with the next turn: a long line holds nobody else up.
      if told == Self.toldPerTurn { return desertion.look(at: now) }
    }
  }

  private static let toldPerTurn = 200

  private func tellAlone(_ live: OpenConversation) throws(RecordFailure) {
    let isClosed = !plan.hours(of: live.conversation.queue).isOpen(at: now)
    if let session = session(of: live), session.isInQueue {
      return try stimulate(live, .deserted(isClosed: isClosed))
    }
    // No flow watches over this wait: the desk promises a reply itself.
    let lateness = plan.lateness(of: live.conversation, isClosed ? .closed : .empty, at: now)
    guard deskDoes(lateness, in: live) else { return }
    guard let replyBy = live.conversation.stage.replyBy else { return }
    var seat = seat(in: live)
    _ = try seat.tellPromise(replyBy)
  }
}
