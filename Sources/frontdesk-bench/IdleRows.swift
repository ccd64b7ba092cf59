import Desk
import Threads

/// Sessions that only sit there: what one costs, how fast they come, and how fast all come back.
///
/// Three sessions a customer, as many as the desk allows. The server is started anew after the
/// customers were made, so that memory is that of sessions and not of what they said.
struct IdleRows {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void
  private static let each = 3
  private static let missed: Int64 = 5

  func rows(in place: BenchFolder) throws -> [Row] {
    let wanted = min(scale.sessions, Workshop.openFiles - 500)
    let visitors = try workshop.withServer(in: place) { try meet(wanted / Self.each, at: $0) }
    let count = visitors.count * Self.each
    say("  \(visitors.count) customers have tokens; \(Workshop.openFiles) open files allowed")
    var memory = Row("idle session, memory", "kB", note: "\(count) sessions, authenticated")
    var joins = Row("joins, until \(count) sessions are held", "/s")
    var back = Row(
      "\(count) sessions back, each with \(Self.missed) missed events", "s", note: "none lost")
    for _ in 1...scale.runs {
      let seats = try workshop.withServer(in: place) { try sit(visitors, at: $0) }
      memory.values.append(seats.kilobytes)
      joins.values.append(Double(count) / seats.seconds)
      joins.busy.append(seats.busy / Double(count))
      let returns = try workshop.withServer(in: place) { try resume(visitors, at: $0) }
      back.values.append(returns.seconds)
      back.busy.append(returns.busy / Double(count))
      say("  \(Table.figure(seats.kilobytes)) kB, \(Table.figure(returns.seconds)) s")
    }
    return [memory, joins, back]
  }

  /// Lets customers begin and go again.
  private func meet(_ count: Int, at server: Contender) throws -> [Visitor] {
    let (exchange, crowd) = (Exchange(), try Crowd())
    let visitors = (0..<count).map { _ in Visitor(.first, exchange) }
    for visitor in visitors { try crowd.seat(visitor, at: server.address(asPage: true)) }
    try Patience.wait(for: "the customers' first visit", atMost: .seconds(120)) {
      try exchange.check()
      return exchange.echoed.load(ordering: .acquiring) == count
    }
    exchange.close()
    crowd.stop()
    return visitors
  }

  private struct Arrival {
    let seconds: Double
    let kilobytes: Double
    /// Microseconds of processor time for all together.
    let busy: Double
  }

  private func sit(_ visitors: [Visitor], at server: Contender) throws -> Arrival {
    try arrive(at: server) { exchange in
      visitors.flatMap { visitor in
        (0..<Self.each).map { _ in Visitor(.sit(as: visitor), exchange) }
      }
    }
  }

  private func resume(_ visitors: [Visitor], at server: Contender) throws -> Arrival {
    try arrive(at: server) { exchange in
      try visitors.flatMap { visitor in
        guard visitor.token != nil, let conversation = visitor.conversation else {
          throw Trouble("a customer got no token")
        }
        return (0..<Self.each).map { _ in
          Visitor(
            .resume(
              as: visitor, conversation, after: max(0, visitor.latest - Self.missed),
              upTo: visitor.latest), exchange)
        }
      }
    }
  }

  private func arrive(
    at server: Contender, _ make: (Exchange) throws -> [Visitor]
  ) throws -> Arrival {
    let (exchange, crowd) = (Exchange(), try Crowd())
    let visitors = try make(exchange)
    let address = try server.address(asPage: true)
    let before = try server.figures()
    let start = MonotonicTime.now
    for visitor in visitors { try crowd.seat(visitor, at: address) }
    try Patience.wait(for: "all to be there", atMost: .seconds(120)) {
      try exchange.check()
      return exchange.ready.load(ordering: .acquiring) == visitors.count
    }
    let span = Double(MonotonicTime.now.since(start).nanoseconds) / 1e9
    let after = try server.figures()
    exchange.close()
    crowd.stop()
    return Arrival(
      seconds: span,
      kilobytes: Double(after.resident - before.resident) / 1000 / Double(visitors.count),
      busy: Double(after.allBusy - before.allBusy) / 1000)
  }
}
