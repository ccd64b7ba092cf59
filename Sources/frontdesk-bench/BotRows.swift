import Glibc
import Synchronization
import Threads

/// Turns with the bot, durable: message in, a step of the flow, the answer on the socket.
struct BotRows {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void

  func rows() throws -> [Row] {
    let rate = Table.grouped(Int(scale.botRate))
    var most = Row(
      "bot turns, closed loop", "turns/s", note: "\(scale.botCustomers) customers, triage")
    var middle = Row("bot turns at \(rate)/s, p50", "ms")
    var late = Row("bot turns at \(rate)/s, p99", "ms")
    var cost = Row("bot turn ÷ relayed message, both at \(rate)/s, CPU", "×", note: "of one server")
    for _ in 1...scale.runs {
      for column in workshop.present([.now, .before]) {
        try workshop.pairs(
          column, scale.pairs, agents: scale.pairs, accounts: min(scale.pairs, 100)
        ) { round, _ in
          let talk = try BotTalk(scale, round.contender)
          let closed = try talk.closed(for: scale.seconds)
          most.add(closed.rate, of: column, busy: closed.busy, load: closed.load)
          let open = try talk.open(rate: scale.botRate, for: scale.seconds)
          middle.add(
            open.latencies.milliseconds(at: 0.5), of: column, busy: open.busy, load: open.load)
          late.add(open.latencies.milliseconds(at: 0.99), of: column)
          try talk.end()
          let relayed = try round.open(rate: scale.botRate, for: scale.seconds)
          cost.add(open.busy / relayed.busy, of: column)
          say(
            "  \(column.title), closed: \(closed.words)\n  \(column.title), open: \(open.words)\n"
              + "  \(column.title), relay: \(relayed.words)")
        }
      }
    }
    return [most, middle, late, cost]
  }
}

/// Customers who talk with the bot of one server.
struct BotTalk: Sendable {
  private let crowd: Crowd
  private let exchange = Exchange()
  private let numbers = BotCustomer.Numbers()
  private let customers: [BotCustomer]
  private let contender: Contender

  init(_ scale: Scale, _ contender: Contender) throws {
    self.contender = contender
    crowd = try Crowd()
    let (exchange, numbers) = (exchange, numbers)
    customers = (0..<scale.botCustomers).map { _ in BotCustomer(exchange, numbers) }
    for customer in customers { crowd.seat(customer, at: contender.place(asPage: true)) }
    let count = customers.count
    try Patience.wait(for: "the bot's greetings") {
      try exchange.check()
      return exchange.ready.load(ordering: .acquiring) == count
    }
  }

  func end() throws {
    try exchange.check()
    exchange.close()
    crowd.stop()
  }

  func closed(for seconds: Double) throws -> RoundResult {
    let before = try Standing(contender)
    let done = exchange.delivered.load(ordering: .acquiring)
    var round = Exchange.Round()
    round.until = round.start.advanced(by: .milliseconds(Int64(seconds * 1000)))
    exchange.begin(round)
    crowd.perform { [self] _ in for customer in customers { customer.say(numbers.take(1)) } }
    usleep(UInt32(seconds * 1e6))
    try exchange.settle(within: .seconds(60))
    return try RoundResult(
      exchange.delivered.load(ordering: .acquiring) - done, from: round.start, before, contender,
      exchange.end())
  }

  func open(rate: Double, for seconds: Double) throws -> RoundResult {
    let count = max(1, Int(rate * seconds))
    let before = try Standing(contender)
    var round = Exchange.Round()
    round.first = numbers.take(Int64(count))
    round.start = MonotonicTime.now.advanced(by: .milliseconds(5))
    round.interval = 1e9 / rate
    exchange.begin(round)
    let plan = round
    let goal = exchange.sent.load(ordering: .acquiring) + count
    crowd.perform { [self] crowd in
      crowd.begin(
        Crowd.Pace(start: plan.start, interval: plan.interval, count: count) {
        } send: { [self] index in
          customers[index % customers.count].say(plan.first + Int64(index))
        })
    }
    try Patience.wait(for: "all turns to be asked for", atMost: .seconds(120)) {
      try exchange.check()
      return exchange.sent.load(ordering: .acquiring) == goal
    }
    try exchange.settle(within: .seconds(120))
    return try RoundResult(count, from: round.start, before, contender, exchange.end())
  }
}
