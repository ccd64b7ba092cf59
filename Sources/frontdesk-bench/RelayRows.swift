/// Messages between customers and agents, durable: acknowledged and passed on after the commit.
struct RelayRows {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void

  func rows() throws -> [Row] { try closed() + open() }

  /// What NATS does wrong is told and leaves its cells empty: it is not ours to be right.
  private func measure(_ column: Column, _ pairs: Int, _ work: (Round) throws -> Void) throws {
    do {
      try workshop.pairs(column, pairs, agents: pairs, accounts: min(pairs, 100)) { round, _ in
        try work(round)
      }
    } catch let trouble as Trouble where column == .nats {
      say("  \(column.title): \(trouble)")
    }
  }

  /// What a closed loop reaches: everybody sends the next message on the last one's ack.
  private func closed() throws -> [Row] {
    var most = Row("relay, closed loop, \(scale.pairs) pairs", "msg/s", note: "200 bytes, durable")
    var written = Row("bytes written to disk for each message there", "bytes")
    for _ in 1...scale.runs {
      for column in workshop.present(Column.allCases) {
        try measure(column, scale.pairs) { round in
          _ = try round.closed(for: scale.seconds / 4)
          let result = try round.closed(for: scale.seconds)
          say("  \(column.title), closed: \(result.words)")
          most.add(result.rate, of: column, busy: result.busy, load: result.load)
          written.add(result.written, of: column)
        }
      }
    }
    return [most, written]
  }

  /// One way from the moment a message was due to its arrival at the other side.
  private func open() throws -> [Row] {
    var rows = scale.rates.map { rate in
      ["p50", "p99"].map { share in
        Row(
          "relay at \(Table.grouped(Int(rate)))/s, \(scale.openPairs) pairs, one way \(share)", "ms"
        )
      }
    }
    for _ in 1...scale.runs {
      for column in workshop.present(Column.allCases) {
        try measure(column, scale.openPairs) { round in
          _ = try round.closed(for: scale.seconds / 4)
          for (index, rate) in scale.rates.enumerated() {
            let result = try round.open(rate: rate, for: scale.seconds)
            say("  \(column.title) at \(Table.figure(rate)): \(result.words)")
            rows[index][0].add(
              result.latencies.milliseconds(at: 0.5), of: column, busy: result.busy,
              load: result.load)
            rows[index][1].add(result.latencies.milliseconds(at: 0.99), of: column)
            // Who does not do half of what is asked will not do four times as much.
            if result.rate < rate / 2 { break }
          }
        }
      }
    }
    return rows.flatMap { $0 }
  }
}

extension Workshop {
  /// Runs `work` with pairs at a new server; it is also given what the server had in memory before
  /// anybody came, in bytes.
  func pairs<Outcome>(
    _ column: Column, _ count: Int, agents: Int, accounts: Int,
    house: BenchFolder.House = .plain, _ work: (Round, Int) throws -> Outcome
  ) throws -> Outcome {
    try with(column, agents: accounts, house: house) { server, tokens in
      let before = try server.figures().resident
      let desk =
        try column == .nats
        ? PairDesk(nats: server, pairs: count)
        : PairDesk(server, tokens, pairs: count, agents: agents)
      let outcome = try work(desk.round, before)
      try desk.close()
      return outcome
    }
  }
}

extension RoundResult {
  var words: String {
    let threads = busyByThread.sorted { $0.value > $1.value }.prefix(3)
      .map { "\($0.key) \(Table.figure($0.value))" }.joined(separator: ", ")
    return "\(Table.figure(rate)) msg/s, \(Table.figure(busy)) µs each (\(threads)), "
      + "load \(Table.figure(load)) µs, "
      + "p50 \(Table.figure(latencies.milliseconds(at: 0.5))), "
      + "p99 \(Table.figure(latencies.milliseconds(at: 0.99))) ms, "
      + "\(Table.figure(written)) bytes written"
  }
}
