import Glibc
import Synchronization
import Threads

/// What one round of load came to.
struct RoundResult: Sendable {
  /// Messages a second from the first sent to the last that everybody had.
  let rate: Double
  let latencies: Latencies
  /// The server's processor time for each message, in microseconds.
  let busy: Double
  let busyByThread: [String: Double]
  /// The load's own.
  let load: Double
  /// Bytes that the server caused to be written to disk for each message.
  let written: Double

  /// What became of so many messages since `start`, of which these are the spans.
  init(
    _ count: Int, from start: MonotonicTime, _ before: Standing, _ contender: Contender,
    _ samples: [Int64]
  ) throws {
    let end = MonotonicTime.now
    let after = try Standing(contender)
    let each = Double(max(count, 1))
    rate = each / (Double(end.since(start).nanoseconds) / 1e9)
    latencies = Latencies(samples)
    busy = after.busy(since: before) / each
    busyByThread = after.server.busy.reduce(into: [:]) { threads, thread in
      let spent = thread.value - (before.server.busy[thread.key] ?? 0)
      threads[thread.key] = Double(spent) / 1000 / each
    }
    load = after.load(since: before) / each
    written = Double(after.server.written - before.server.written) / each
  }
}

/// Pairs at work on one server.
struct Round: Sendable {
  let crowd: Crowd
  let exchange: Exchange
  let pairs: [Pair]
  let contender: Contender
  /// To how many others each message goes.
  var copies = 1

  init(crowd: Crowd, exchange: Exchange, pairs: [Pair], contender: Contender) {
    self.crowd = crowd
    self.exchange = exchange
    self.pairs = pairs
    self.contender = contender
  }

  /// How long what was sent may take to arrive: a server that falls behind is waited for.
  private static let patience = Duration.seconds(300)

  /// Sends at a fixed rate, whatever becomes of it: every message has its moment.
  func open(rate: Double, for seconds: Double) throws -> RoundResult {
    let count = max(2, Int(rate * seconds))
    let before = try Standing(contender)
    var round = Exchange.Round()
    round.start = MonotonicTime.now.advanced(by: .milliseconds(5))
    round.interval = 1e9 / rate
    round.samples.reserveCapacity(count)
    let isSent = Flag()
    let plan = round
    crowd.perform { [self] crowd in
      var plan = plan
      plan.first = even() * Int64(pairs.count) * 2
      exchange.begin(plan)
      crowd.begin(
        Crowd.Pace(start: plan.start, interval: plan.interval, count: count) {
          isSent.isUp.store(true, ordering: .releasing)
        } send: { [self] index in
          exchange.say(pairs[index / 2 % pairs.count], index & 1)
        })
    }
    // Asked only now: whoever asks takes time from the load.
    pause(until: round.start.nanoseconds + Int64(Double(count) * round.interval))
    try Patience.wait(for: "the load to be sent", atMost: .seconds(120)) {
      try exchange.check()
      return isSent.isUp.load(ordering: .acquiring)
    }
    try exchange.settle(within: Self.patience, copies)
    return try RoundResult(count, from: round.start, before, contender, exchange.end())
  }

  /// Everybody sends the next message when the last is acknowledged: what the server can do at
  /// most.
  ///
  /// - Parameter ahead: How many messages each speaker has under way.
  func closed(for seconds: Double, ahead: Int = 1) throws -> RoundResult {
    let before = try Standing(contender)
    let (start, acked) = (MonotonicTime.now, exchange.acked.load(ordering: .acquiring))
    let end = start.advanced(by: .milliseconds(Int64(seconds * 1000)))
    var round = Exchange.Round()
    round.until = end
    let plan = round
    let isSent = Flag()
    crowd.perform { [self] _ in
      _ = even()
      exchange.begin(plan)
      for _ in 0..<ahead {
        for pair in pairs {
          exchange.say(pair, 0)
          exchange.say(pair, 1)
        }
      }
      isSent.isUp.store(true, ordering: .releasing)
    }
    pause(until: end.nanoseconds)
    try Patience.wait(for: "the first messages") { isSent.isUp.load(ordering: .acquiring) }
    try exchange.settle(within: Self.patience, copies)
    return try RoundResult(
      exchange.acked.load(ordering: .acquiring) - acked, from: start, before, contender,
      exchange.end())
  }

  private final class Flag: Sendable { let isUp = Atomic<Bool>(false) }

  /// Lets all pairs count on from the same number of turns, so that a number tells its moment; on
  /// the loop thread.
  private func even() -> Int64 {
    let turns = pairs.map(\.turns).max() ?? 0
    for pair in pairs { pair.resume(at: turns) }
    return turns
  }

  private func pause(until moment: Int64) {
    let left = moment - MonotonicTime.now.nanoseconds
    guard left > 0 else { return }
    var span = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
    nanosleep(&span, nil)
  }
}

/// What the server and the load have used up so far.
struct Standing {
  let server: ProcessFigures
  private let own: ProcessFigures

  init(_ contender: Contender) throws {
    server = try contender.figures()
    own = try ProcessFigures(of: getpid())
  }

  /// Microseconds of the server's processor time.
  func busy(since before: Standing) -> Double {
    Double(server.allBusy - before.server.allBusy) / 1000
  }

  func load(since before: Standing) -> Double { Double(own.allBusy - before.own.allBusy) / 1000 }
}
