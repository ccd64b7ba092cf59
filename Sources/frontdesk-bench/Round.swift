import Glibc
import Threads

/// What one round of load came to.
struct RoundResult {
  let offered: Double
  /// Messages a second from the first sent to the last that everybody had.
  let rate: Double
  /// From the last message sent to the last one that everybody had.
  let drain: Duration
  let latencies: Latencies
  /// The server's processor time for each message, in microseconds.
  let busy: Double
  let busyByThread: [String: Double]

  /// Nothing piled up: all had arrived a quarter of a second after the last was sent.
  var isSustained: Bool { drain < .milliseconds(250) && rate > offered * 0.95 }
}

/// Pairs at work on one server.
struct Round {
  let crowd: Crowd
  let exchange: Exchange
  let counter: PairCounter
  let pairs: [(PairSide, PairSide)]
  let contender: Contender

  /// Sends at a fixed rate, whatever becomes of it: every message has its moment.
  func open(rate: Double, for seconds: Double) throws -> RoundResult {
    let count = max(2, Int(rate * seconds))
    let first = counter.take(count)
    let interval = 1e9 / rate
    let before = try contender.figures()
    let start = MonotonicTime.now.advanced(by: .milliseconds(5))
    var round = Exchange.Round()
    (round.start, round.interval, round.first) = (start, interval, first)
    round.samples.reserveCapacity(count)
    exchange.begin(round)
    var next = 0
    while next < count {
      let passed = Double(MonotonicTime.now.nanoseconds - start.nanoseconds)
      let due = min(count, Int(passed / interval) + 1)
      while passed >= 0, next < due {
        try send(first + Int64(next), of: next)
        next += 1
      }
      pause(until: start.nanoseconds + Int64(Double(next) * interval))
    }
    let sent = MonotonicTime.now
    try exchange.settle(within: .seconds(60))
    return try result(count, rate, from: start, sent, before)
  }

  private func send(_ number: Int64, of index: Int) throws {
    let pair = pairs[(index / 2) % pairs.count]
    let side = index & 1 == 0 ? pair.0 : pair.1
    guard let line = side.line, let stationery = side.stationery else {
      throw Trouble("a pair was not ready")
    }
    exchange.sent.add(1, ordering: .releasing)
    try crowd.send(stationery.letter(number), over: line)
  }

  /// Everybody sends the next message when the last is acknowledged: what the server can do at
  /// most.
  func closed(for seconds: Double) throws -> RoundResult {
    let before = try contender.figures()
    let (start, acked) = (MonotonicTime.now, exchange.acked.load(ordering: .acquiring))
    let end = start.advanced(by: .milliseconds(Int64(seconds * 1000)))
    var round = Exchange.Round()
    round.until = end
    exchange.begin(round)
    let first = counter.take(pairs.count * 2)
    for index in 0..<pairs.count * 2 { try send(first + Int64(index), of: index) }
    pause(until: end.nanoseconds)
    try exchange.settle(within: .seconds(60))
    let count = exchange.acked.load(ordering: .acquiring) - acked
    return try result(count, 0, from: start, end, before)
  }

  private func result(
    _ count: Int, _ offered: Double, from start: MonotonicTime, _ sent: MonotonicTime,
    _ before: ProcessFigures
  ) throws -> RoundResult {
    let end = MonotonicTime.now
    let after = try contender.figures()
    var threads: [String: Double] = [:]
    for (thread, spent) in after.busy {
      threads[thread] = Double(spent - (before.busy[thread] ?? 0)) / 1000 / Double(count)
    }
    return RoundResult(
      offered: offered, rate: Double(count) / (Double(end.since(start).nanoseconds) / 1e9),
      drain: end.since(sent), latencies: Latencies(exchange.end()),
      busy: Double(after.allBusy - before.allBusy) / 1000 / Double(count), busyByThread: threads)
  }

  private func pause(until moment: Int64) {
    let left = moment - MonotonicTime.now.nanoseconds
    guard left > 0 else { return }
    var span = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
    nanosleep(&span, nil)
  }
}
