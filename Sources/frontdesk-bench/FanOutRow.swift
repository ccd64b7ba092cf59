/// One conversation with many who follow it.
struct FanOutRow {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void

  func rows() throws -> [Row] {
    let share = BenchFolder.connectionsPerAgent - 1
    let name = "fan-out 1 → \(Table.grouped(scale.followers))"
    var most = Row(
      "\(name), closed loop", "deliveries/s", note: "µs a delivery; two speak, each waits")
    var late = Row(
      "\(name) at \(Table.grouped(Int(scale.fanOutRate) * scale.followers))/s, p50", "ms")
    for _ in 1...scale.runs {
      for column in workshop.present([.now, .before, .epoll, .libwebsockets]) {
        try workshop.with(column, agents: (scale.followers + share - 1) / share) { server, tokens in
          let desk = try PairDesk(server, Array(tokens.prefix(1)), pairs: 1, agents: 1)
          try gather(at: desk, server, tokens)
          var round = desk.round
          round.copies += scale.followers
          let each = Double(scale.followers)
          let closed = try round.closed(for: scale.seconds)
          most.add(
            closed.rate * each, of: column, busy: closed.busy / each, load: closed.load / each)
          let open = try round.open(rate: scale.fanOutRate, for: scale.seconds)
          late.add(
            open.latencies.milliseconds(at: 0.5), of: column, busy: open.busy / each,
            load: open.load / each)
          say("  \(column.title), a message to all: \(open.words)")
          try desk.close()
        }
      }
    }
    return [most, late]
  }

  private func gather(at desk: PairDesk, _ server: Contender, _ tokens: [String]) throws {
    guard let conversation = desk.round.pairs[0].conversation else {
      throw Trouble("the conversation did not begin")
    }
    let (there, most) = (Listener.Tally(), BenchFolder.connectionsPerAgent - 1)
    for index in 0..<scale.followers {
      let token = server.isDesk ? tokens[index / most] : nil
      desk.crowd.seat(
        Listener(token, conversation, desk.exchange, there), at: server.place(asPage: false))
    }
    try Patience.wait(for: "the listeners") {
      try desk.exchange.check()
      return there.count.load(ordering: .acquiring) == scale.followers
    }
  }
}
