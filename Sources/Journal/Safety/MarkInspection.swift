// MARK: - Whether a record holds what its mark says

extension Inspection {
  /// Checks everything, and against the mark beside the record: only that shows that the end of a
  /// conversation is missing, or all of it.
  package static func verify(_ database: Database, in folder: String) throws(RecordFailure)
    -> Findings
  {
    // Before the record is read: beside a running desk it may only have grown since.
    let content = try MarkFile.read(RecordPaths(folder: folder).mark)
    var findings = try verify(database)
    if case .mark(let mark) = content {
      for fault in try faults(of: database, against: mark) { findings.add(fault) }
    }
    return findings
  }

  /// What of that a start can afford, before anything is written: all of it where the file is
  /// checked at a start, otherwise whether the latest events follow each other without a gap. For
  /// the rest there is `record verify`, and the mark keeps what it knows.
  static func compareAtStart(_ database: Database, with mark: RecordMark) throws(RecordFailure)
    -> String?
  {
    if isCheckedAtStart(database.path) { return try faults(of: database, against: mark).first }
    let last = mark.tally.position
    // Where the desk was told to go on with gaps, they are no news.
    guard mark.tally.events == last else { return nil }
    let rows = try database.prepare("SELECT count(*) FROM events WHERE position>? AND position<=?")
    let first = max(0, last - Int64(recentEvents))
    rows.bind(1, first)
    rows.bind(2, last)
    let missing = last - first - (try rows.first { $0.int(0) } ?? 0)
    return missing > 0 ? "\(missing) of its latest events are missing" : nil
  }

  /// Before a record gets a new epoch or a new mark, which would hide what it lacks.
  static func checkBeforeMarking(_ database: Database, isCopy: Bool) throws(RecordFailure)
    -> String?
  {
    guard isCopy || isCheckedAtStart(database.path) else { return nil }
    return try verify(database).faults.first
  }

  /// Places named of those that are missing.
  private static let namedGaps = 5

  static func faults(of database: Database, against mark: RecordMark)
    throws(RecordFailure) -> [String]
  {
    guard let facts = try RecordFacts(database) else { return [] }
    guard facts.desk == mark.desk, facts.epoch == mark.epoch else {
      return [
        "the record is not the one that was served here last: its epoch is \(facts.epoch), that of "
          + "the mark beside it \(mark.epoch)"
      ]
    }
    var faults: [String] = []
    if facts.turns < mark.turns {
      faults.append(
        "the record lacks the last \(mark.turns - facts.turns) of \(mark.turns) transactions")
    }
    var tally = Tally()
    try tally.addEvents(of: database, upTo: mark.tally.position)
    let missing = mark.tally.events - tally.events
    if missing > 0 {
      faults.append(
        "\(missing) of \(mark.tally.events) events are missing\(try gaps(database, mark.tally))")
    } else if missing < 0 {
      faults.append("\(-missing) events are there that were not written by the desk")
    } else if tally.sum != mark.tally.sum {
      faults.append("the events are not those that were written, though their chains hold")
    }
    return faults
  }

  private static func gaps(_ database: Database, _ tally: Tally) throws(RecordFailure) -> String {
    let rows = try database.prepare(
      """
      SELECT position, before FROM (
        SELECT position, lag(position, 1, 0) OVER (ORDER BY position) AS before FROM events
        UNION ALL SELECT ?1+1, (SELECT max(position) FROM events))
      WHERE position>before+1 AND position<=?1+1 LIMIT \(namedGaps)
      """)
    rows.bind(1, tally.position)
    let places = try rows.rows { row in
      row.int(0) - row.int(1) == 2
        ? "\(row.int(1) + 1)" : "\(row.int(1) + 1) to \(row.int(0) - 1)"
    }
    return places.isEmpty ? "" : ": those at position \(places.joined(separator: ", "))"
  }
}
