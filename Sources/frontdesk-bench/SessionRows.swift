import Desk
import Threads

/// Sessions that only sit there: what one costs, how fast they come, and how fast all come back.
///
/// Three sessions a customer, as many as the desk allows. The server is started anew after the
/// customers were made, so that memory is that of sessions and not of what they said.
struct SessionRows {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void
  private static let each = 3
  private static let missed: Int64 = 3

  func rows() throws -> [Row] {
    // What the server and the load have open besides.
    let count = min(scale.sessions, Workshop.openFiles - 500) / Self.each * Self.each
    let number = Table.grouped(count)
    var joins = Row("joins, until \(number) sessions are held", "/s")
    var memory = Row("idle session, memory", "kB", note: "authenticated")
    var back = Row("\(number) sessions back, \(Self.missed) missed each", "s", note: "none lost")
    for _ in 1...scale.largeRuns {
      for column in workshop.present([.now, .before, .epoll, .libwebsockets]) {
        let place = try workshop.prepare(column, agents: 1)
        let visitors = try workshop.with(column, in: place) { try meet(count / Self.each, at: $0) }
        let seats = try workshop.with(column, in: place) { try sit(visitors, at: $0) }
        joins.add(Double(count) / seats.seconds, of: column, busy: seats.busy, load: seats.load)
        memory.add(seats.kilobytes, of: column)
        let returns = try workshop.with(column, in: place) { try resume(visitors, at: $0) }
        back.add(returns.seconds, of: column, busy: returns.busy, load: returns.load)
        try workshop.finish(column, place)
        say("  \(column.title): \(seats.words); back: \(returns.words)")
      }
    }
    return [back, joins, memory]
  }

  /// Lets customers begin and go again.
  private func meet(_ count: Int, at server: Contender) throws -> [Visitor] {
    let (exchange, crowd) = (Exchange(), try Crowd())
    let visitors = (0..<count).map { _ in Visitor(.first, exchange, isPlain: !server.isDesk) }
    for visitor in visitors { crowd.seat(visitor, at: server.place(asPage: true)) }
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
    /// Microseconds of processor time for each session: the server's, and the load's own.
    let busy: Double
    let load: Double

    var words: String {
      "\(Table.figure(seconds)) s, \(Table.figure(busy)) µs each, load \(Table.figure(load)) µs, "
        + "\(Table.figure(kilobytes)) kB"
    }
  }

  private func sit(_ visitors: [Visitor], at server: Contender) throws -> Arrival {
    try arrive(at: server) { exchange in
      visitors.flatMap { visitor in
        (0..<Self.each).map { _ in
          Visitor(.sit(as: visitor), exchange, isPlain: !server.isDesk)
        }
      }
    }
  }

  private func resume(_ visitors: [Visitor], at server: Contender) throws -> Arrival {
    try arrive(at: server) { exchange in
      try visitors.flatMap { visitor in
        guard visitor.token != nil || !server.isDesk, let conversation = visitor.conversation else {
          throw Trouble("a customer got no token")
        }
        return (0..<Self.each).map { _ in
          Visitor(
            .resume(
              as: visitor, conversation, after: max(0, visitor.latest - Self.missed),
              upTo: visitor.latest), exchange, isPlain: !server.isDesk)
        }
      }
    }
  }

  private func arrive(
    at server: Contender, _ make: (Exchange) throws -> [Visitor]
  ) throws -> Arrival {
    let (exchange, crowd) = (Exchange(), try Crowd())
    let visitors = try make(exchange)
    let count = Double(visitors.count)
    let place = server.place(asPage: true)
    let before = try Standing(server)
    let start = MonotonicTime.now
    crowd.perform { crowd in for visitor in visitors { crowd.admit(visitor, at: place) } }
    try Patience.wait(for: "all to be there", atMost: .seconds(120)) {
      try exchange.check()
      return exchange.ready.load(ordering: .acquiring) == visitors.count
    }
    let span = Double(MonotonicTime.now.since(start).nanoseconds) / 1e9
    let after = try Standing(server)
    exchange.close()
    crowd.stop()
    return Arrival(
      seconds: span,
      kilobytes: Double(after.server.resident - before.server.resident) / 1000 / count,
      busy: after.busy(since: before) / count, load: after.load(since: before) / count)
  }
}
