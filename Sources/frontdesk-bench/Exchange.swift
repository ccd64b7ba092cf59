import Glibc
import Synchronization
import Threads

/// What all ears of one load share: counters, the round under way, and the first fault seen.
final class Exchange: Sendable {
  let ready = Atomic<Int>(0)
  let sent = Atomic<Int>(0)
  let acked = Atomic<Int>(0)
  /// Messages that came back to those who sent them.
  let echoed = Atomic<Int>(0)
  /// Messages that came to the others.
  let delivered = Atomic<Int>(0)
  private let over = Atomic<Bool>(false)
  private let fault = Mutex<String?>(nil)
  private let round = Mutex(Round())

  struct Round: Sendable {
    /// When the message with the number zero would have been due, and the time between two.
    var start = MonotonicTime.now
    var interval = 0.0
    var first: Int64 = 0
    /// Until when everybody sends the next message on an ack; nil where a clock sends.
    var until: MonotonicTime?
    var samples: [Int64] = []
  }

  /// Keeps the first thing that went wrong.
  func fail(_ what: String) { fault.withLock { if $0 == nil { $0 = what } } }

  func check() throws {
    if let fault = fault.withLock({ $0 }) { throw Trouble(fault) }
  }

  /// From now on connections may end.
  func close() { over.store(true, ordering: .releasing) }

  var isOver: Bool { over.load(ordering: .acquiring) }

  func begin(_ next: Round) { round.withLock { $0 = next } }

  /// Ends the round; returns how long each message took.
  func end() -> [Int64] {
    round.withLock { round in
      defer { round = Round() }
      return round.samples
    }
  }

  /// Whether a speaker who was answered is to go on at once.
  var goesOn: Bool {
    round.withLock { round in round.until.map { MonotonicTime.now < $0 } ?? false }
  }

  /// A side of a pair says the next thing, and it is counted.
  func say(_ pair: Pair, _ side: Int) {
    sent.add(1, ordering: .releasing)
    pair.say(side)
  }

  /// A message arrived: counts from the moment at which it should have been sent.
  func arrived(_ number: Int64) {
    round.withLock { round in
      guard round.interval > 0 else { return }
      let due = Double(number - round.first) * round.interval
      let late = MonotonicTime.now.nanoseconds - round.start.nanoseconds - Int64(due)
      round.samples.append(late)
    }
  }

  /// Waits until everything that was sent has been acknowledged and has reached everybody.
  func settle(within limit: Duration, _ copies: Int = 1) throws {
    let end = MonotonicTime.now.advanced(by: limit)
    while !isSettled(copies) {
      try check()
      guard MonotonicTime.now < end else { throw Trouble("messages were lost: \(state)") }
      usleep(500)
    }
    try check()
  }

  private func isSettled(_ copies: Int) -> Bool {
    let sent = sent.load(ordering: .acquiring)
    return acked.load(ordering: .acquiring) == sent && echoed.load(ordering: .acquiring) == sent
      && delivered.load(ordering: .acquiring) == sent * copies
  }

  var state: String {
    "\(sent.load(ordering: .relaxed)) sent, \(acked.load(ordering: .relaxed)) acknowledged, "
      + "\(delivered.load(ordering: .relaxed)) delivered"
  }
}
