import Glibc
import Threads

/// Turns with the bot, durable: message in, a step of the flow, the answer on the socket.
struct BotRows {
  let scale: Scale
  let contender: Contender
  let crowd: Crowd
  let say: (String) -> Void
  private let exchange = Exchange()
  private let counter = PairCounter()

  init(scale: Scale, contender: Contender, say: @escaping (String) -> Void) throws {
    self.scale = scale
    self.contender = contender
    self.say = say
    crowd = try Crowd()
  }

  func rows() throws -> [Row] {
    let customers = (0..<scale.botCustomers).map { _ in BotCustomer(exchange, counter) }
    for customer in customers { try crowd.seat(customer, at: contender.address(asPage: true)) }
    try Patience.wait(for: "the bot's greetings") {
      try exchange.check()
      return exchange.ready.load(ordering: .acquiring) == customers.count
    }
    var most = Row(
      "bot turns, durable, closed loop", "turns/s", note: "\(customers.count) customers, triage")
    var late = Row("bot turns at \(Int(scale.botRate))/s, p99", "ms")
    for _ in 1...scale.runs {
      let (rate, busy) = try closed(customers)
      most.values.append(rate)
      most.busy.append(busy)
      let (latencies, steady) = try open(customers)
      late.values.append(latencies.milliseconds(at: 0.99))
      late.busy.append(steady)
      say("  \(Table.figure(rate)) turns/s, \(Table.figure(busy)) µs each")
    }
    try exchange.check()
    exchange.close()
    crowd.stop()
    return [most, late]
  }

  private func closed(_ customers: [BotCustomer]) throws -> (rate: Double, busy: Double) {
    let before = try contender.figures()
    let done = exchange.delivered.load(ordering: .acquiring)
    let start = MonotonicTime.now
    var round = Exchange.Round()
    round.until = start.advanced(by: .milliseconds(Int64(scale.seconds * 1000)))
    exchange.begin(round)
    for customer in customers { try send(customer, counter.next(0)) }
    usleep(UInt32(scale.seconds * 1e6))
    try exchange.settle(within: .seconds(60))
    let count = Double(exchange.delivered.load(ordering: .acquiring) - done)
    let span = Double(MonotonicTime.now.since(start).nanoseconds) / 1e9
    _ = exchange.end()
    return (count / span, try busy(since: before, count))
  }

  private func open(_ customers: [BotCustomer]) throws -> (Latencies, busy: Double) {
    let before = try contender.figures()
    let count = Int(scale.botRate * scale.seconds)
    var round = Exchange.Round()
    round.first = counter.take(count)
    round.start = MonotonicTime.now
    round.interval = 1e9 / scale.botRate
    exchange.begin(round)
    for index in 0..<count {
      let due = round.start.nanoseconds + Int64(Double(index) * round.interval)
      let left = due - MonotonicTime.now.nanoseconds
      if left > 1000 { usleep(UInt32(left / 1000)) }
      try send(customers[index % customers.count], round.first + Int64(index))
    }
    try exchange.settle(within: .seconds(60))
    return (Latencies(exchange.end()), try busy(since: before, Double(count)))
  }

  private func send(_ customer: BotCustomer, _ number: Int64) throws {
    guard let line = customer.line else { throw Trouble("a customer was not ready") }
    try crowd.send(customer.next(number), over: line)
  }

  private func busy(since before: ProcessFigures, _ count: Double) throws -> Double {
    Double(try contender.figures().allBusy - before.allBusy) / 1000 / count
  }
}
