/// A desk in full talk: thousands of customers, each agent with many of them.
struct ManyRows {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void

  func rows() throws -> [Row] {
    let name = "\(Table.grouped(scale.manyPairs)) pairs at \(Table.grouped(Int(scale.manyRate)))/s"
    var middle = Row("\(name), one way p50", "ms", note: "\(scale.manyAgents) agents")
    var most = Row("\(name), one way p99", "ms")
    var memory = Row("\(name), server's memory", "MiB")
    var peak = Row("\(name), server's memory at most", "MiB", note: "since its start")
    var each = Row("\(name), memory for each session", "kB", note: "beyond the idle server's")
    var written = Row("\(name), written to disk for each message", "bytes")
    for _ in 1...scale.largeRuns {
      for column in workshop.present([.now, .before, .epoll, .libwebsockets]) {
        try workshop.pairs(
          column, scale.manyPairs, agents: scale.manyAgents, accounts: scale.manyAgents
        ) { round, before in
          // Until everybody has spoken once, on each side.
          _ = try round.open(
            rate: scale.manyRate, for: Double(scale.manyPairs * 2) / scale.manyRate)
          let result = try round.open(rate: scale.manyRate, for: scale.seconds * 2)
          let figures = try round.contender.figures()
          let resident = figures.resident
          let sessions = scale.manyPairs + scale.manyAgents
          say(
            "  \(column.title): \(result.words), \(resident >> 20) MiB, at most \(figures.most >> 20)"
          )
          middle.add(
            result.latencies.milliseconds(at: 0.5), of: column, busy: result.busy,
            load: result.load)
          most.add(result.latencies.milliseconds(at: 0.99), of: column)
          memory.add(Double(resident) / 1_048_576, of: column)
          peak.add(Double(figures.most) / 1_048_576, of: column)
          each.add(Double(resident - before) / 1000 / Double(sessions), of: column)
          written.add(result.written, of: column)
        }
      }
    }
    return [middle, most, memory, peak, each, written]
  }
}
