import Secrets

/// How much a record holds, and one digest that two records share if they hold the same.
package struct RecordExtent: Equatable, Sendable {
  package var events: Int64 = 0
  package var conversations: Int64 = 0
  /// SHA-256 over each conversation's number, last seq and hash, in the order of numbers.
  package var heads = ""

  package init(_ database: Database) throws(RecordFailure) {
    var digest = SHA256()
    // Beside max(), SQLite takes other columns from the row that has it.
    let rows = try database.prepare(
      """
      SELECT conversation, max(seq), hash, count(*) FROM events
      GROUP BY conversation ORDER BY conversation
      """)
    defer { rows.reset() }
    while try rows.step() {
      if rows.int(0) != DeskStream.number { conversations += 1 }
      events += rows.int(3)
      digest.update("\(rows.int(0))\n\(rows.int(1))\n")
      digest.update(rows.blob(2))
    }
    heads = Hexadecimal.text(digest.digest())
  }
}
