/// A server whose record has grown: what an event takes on disk, what a message costs beside an
/// empty record's, and how long a start takes.
struct FullRecordRows {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void

  func rows() throws -> [Row] {
    let many = Table.grouped(scale.fullRecord)
    var disk = Row(
      "record: bytes on disk for each event, 200-byte messages", "bytes",
      note: "all files, all indexes")
    var empty = Row("record: message cost, empty", "µs", note: "CPU, closed loop")
    var full = Row("record: message cost, \(many) events", "µs")
    var growth = Row("record: message cost, \(many) events ÷ empty", "×", note: "in one run")
    var start = Row(
      "record: start with \(many) events", "ms", note: "exec to the first /readyz 200")
    for column in workshop.present([.now, .before]) {
      let place = try workshop.prepare(column, agents: min(scale.openPairs, 100))
      let count = try workshop.with(column, in: place) { server in
        let desk = try PairDesk(
          server, place.tokens, pairs: scale.openPairs, agents: scale.openPairs)
        let costs = try fill(desk)
        say("  \(column.title): \(Table.figure(costs.empty)) µs, full \(Table.figure(costs.full))")
        empty.add(costs.empty, of: column)
        full.add(costs.full, of: column)
        growth.add(costs.full / costs.empty, of: column)
        try desk.close()
        return desk.round.pairs.reduce(0) { $0 + $1.events }
      }
      try disk.add(Double(place.recordBytes) / Double(count), of: column)
      for _ in 1...scale.runs {
        try workshop.with(column, in: place) { server in
          start.add(Double(server.start.nanoseconds) / 1e6, of: column)
        }
      }
      try workshop.finish(column, place)
    }
    return [disk, empty, full, growth, start]
  }

  /// Measures, fills the record as fast as it goes, and measures again.
  private func fill(_ desk: PairDesk) throws -> (empty: Double, full: Double) {
    _ = try desk.round.closed(for: scale.seconds / 4)
    let empty = try desk.round.closed(for: scale.seconds)
    while desk.exchange.acked.load(ordering: .acquiring) < scale.fullRecord {
      _ = try desk.round.closed(for: min(scale.seconds * 2, 5), ahead: 8)
    }
    let full = try desk.round.closed(for: scale.seconds)
    return (empty.busy, full.busy)
  }
}
