import Threads

/// One conversation with many who follow it.
struct FanOutRow {
  let scale: Scale
  let contender: Contender
  let tokens: [String]

  func row() throws -> Row {
    let desk = try PairDesk(contender, Array(tokens.prefix(1)), pairs: 1)
    let tally = try gather(at: desk)
    var row = Row("fan-out, 1 → \(scale.followers)", "deliveries/s", note: "durable, closed loop")
    for _ in 1...scale.runs {
      let before = try contender.figures()
      let heard = tally.messages.load(ordering: .acquiring)
      let start = MonotonicTime.now
      let sent = desk.exchange.sent.load(ordering: .acquiring)
      let result = try desk.round.closed(for: scale.seconds)
      let said = desk.exchange.sent.load(ordering: .acquiring) - sent
      try Patience.wait(for: "all listeners to have heard all") {
        try desk.exchange.check()
        return tally.messages.load(ordering: .acquiring) - heard == said * scale.followers
      }
      let deliveries = Double(said * scale.followers)
      let span = Double(MonotonicTime.now.since(start).nanoseconds) / 1e9
      row.values.append(deliveries / span)
      row.busy.append(
        Double(try contender.figures().allBusy - before.allBusy) / 1000 / deliveries)
      row.note = "\(Table.figure(result.rate)) msg/s, durable, closed loop"
    }
    try desk.close()
    return row
  }

  private func gather(at desk: PairDesk) throws -> Listener.Tally {
    guard let conversation = desk.round.pairs[0].0.conversation else {
      throw Trouble("the conversation did not begin")
    }
    let tally = Listener.Tally()
    let most = BenchFolder.connectionsPerAgent - 1
    for index in 0..<scale.followers {
      let listener = Listener(tokens[index / most], conversation, desk.exchange, tally)
      try desk.crowd.seat(listener, at: contender.address(asPage: false))
    }
    try Patience.wait(for: "the listeners") {
      try desk.exchange.check()
      return tally.there.load(ordering: .acquiring) == scale.followers
    }
    return tally
  }
}
