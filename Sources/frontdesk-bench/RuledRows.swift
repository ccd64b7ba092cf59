/// What fifty rules and service levels cost a message and a turn with the bot: the same server with
/// both and with neither, in turn.
struct RuledRows {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void

  /// Processor time of the server, in microseconds.
  private struct Cost {
    var relay: Double
    var turn: Double
  }

  func rows() throws -> [Row] {
    let rate = Table.grouped(Int(scale.botRate))
    let note = "CPU; both with ÷ neither"
    var relay = Row("50 rules and service levels: relayed message at \(rate)/s", "×", note: note)
    var turn = Row("50 rules and service levels: bot turn at \(rate)/s", "×", note: note)
    for run in 1...scale.runs {
      // In turn first and second: a machine that warms or tires favours neither.
      let houses: [BenchFolder.House] = run.isMultiple(of: 2) ? [.ruled, .bare] : [.bare, .ruled]
      var costs: [BenchFolder.House: Cost] = [:]
      for house in houses { costs[house] = try cost(house) }
      guard let with = costs[.ruled], let without = costs[.bare] else { continue }
      relay.add(with.relay / without.relay)
      turn.add(with.turn / without.turn)
    }
    return [relay, turn]
  }

  private func cost(_ house: BenchFolder.House) throws -> Cost {
    try workshop.pairs(
      .now, scale.pairs, agents: scale.pairs, accounts: min(scale.pairs, 100), house: house
    ) { round, _ in
      let talk = try BotTalk(scale, round.contender)
      _ = try talk.closed(for: scale.seconds / 4)
      let turn = try talk.open(rate: scale.botRate, for: scale.seconds)
      try talk.end()
      let relay = try round.open(rate: scale.botRate, for: scale.seconds)
      say("  \(house), relay: \(relay.words)\n  \(house), bot: \(turn.words)")
      return Cost(relay: relay.busy, turn: turn.busy)
    }
  }
}
