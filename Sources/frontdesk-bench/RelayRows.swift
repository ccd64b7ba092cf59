/// Messages between customers and agents, durable: acknowledged and passed on after the commit.
struct RelayRows {
  let scale: Scale
  let desk: PairDesk
  let reference: PairDesk?
  let say: (String) -> Void

  func rows() throws -> [Row] { [try most()] + (try latencies()) }

  /// What a closed loop reaches, then the highest open-loop rate at which nothing piles up.
  private func most() throws -> Row {
    var row = Row(
      "durable relay, most sustained", "msg/s", note: "\(desk.round.pairs.count) pairs, 200 bytes")
    for run in 1...scale.runs {
      let best = try sustained(desk.round, "frontdesk, run \(run)")
      row.values.append(best.rate)
      row.busy.append(best.busy)
      if let reference {
        let best = try sustained(reference.round, "C reference, run \(run)")
        row.reference.append(best.rate)
        row.referenceBusy.append(best.busy)
      }
    }
    return row
  }

  /// Up in steps of a quarter from what a closed loop reaches (its few speakers wait for each
  /// other) until it no longer holds, or down until it does.
  private func sustained(_ round: Round, _ name: String) throws -> RoundResult {
    let most = try round.closed(for: scale.seconds)
    say("  \(name): closed loop \(words(most))")
    var best: RoundResult?
    var rate = most.rate
    while true {
      let result = try round.open(rate: rate, for: scale.seconds)
      say("  \(name): open loop at \(Table.figure(rate)): \(words(result))")
      if result.isSustained {
        best = result
        rate *= 1.25
      } else if let best {
        return best
      } else if rate < most.rate / 4 {
        // Where nothing is sustained the table says so by a low figure, not by going on for ever.
        return result
      } else {
        rate *= 0.8
      }
      if rate > Self.highest { return result }
    }
  }

  /// More than the load itself could send.
  private static let highest = 300_000.0

  private func latencies() throws -> [Row] {
    var rows: [Row] = []
    for rate in scale.rates {
      var middle = Row("one way at \(Int(rate)) msg/s, p50", "ms")
      var most = Row("one way at \(Int(rate)) msg/s, p99", "ms")
      var last = Row("one way at \(Int(rate)) msg/s, p99.9", "ms")
      for _ in 1...scale.runs {
        let own = try desk.round.open(rate: rate, for: scale.seconds)
        say("  frontdesk at \(Int(rate)): \(words(own))")
        middle.values.append(own.latencies.milliseconds(at: 0.5))
        most.values.append(own.latencies.milliseconds(at: 0.99))
        last.values.append(own.latencies.milliseconds(at: 0.999))
        middle.busy.append(own.busy)
        guard let reference else { continue }
        let theirs = try reference.round.open(rate: rate, for: scale.seconds)
        middle.reference.append(theirs.latencies.milliseconds(at: 0.5))
        middle.referenceBusy.append(theirs.busy)
        most.reference.append(theirs.latencies.milliseconds(at: 0.99))
        last.reference.append(theirs.latencies.milliseconds(at: 0.999))
      }
      rows += [middle, most, last]
    }
    return rows
  }

  private func words(_ result: RoundResult) -> String {
    let threads = result.busyByThread.sorted { $0.value > $1.value }.prefix(3)
      .map { "\($0.key) \(Table.figure($0.value))" }.joined(separator: ", ")
    return "\(Table.figure(result.rate)) msg/s, \(Table.figure(result.busy)) µs each (\(threads)), "
      + "p50 \(Table.figure(result.latencies.milliseconds(at: 0.5))) ms"
  }
}
