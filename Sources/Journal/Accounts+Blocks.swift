package import Desk

extension Accounts {
  /// Who may not write, those whose time is over included until they are swept; by kind and name.
  package func blocks() throws(RecordFailure) -> [Block] {
    let rows = try database.prepare(
      """
      SELECT kind, subject, reason, author, since, until FROM blocks ORDER BY kind, subject
      """)
    return try rows.rows { row throws(RecordFailure) in
      guard let subject = Block.Subject(kind: row.text(0), row.text(1)) else {
        throw RecordFailure(.damaged, "there is no \(row.text(0)) \(row.text(1)) to keep out")
      }
      return Block(
        subject, reason: row.text(2), by: row.text(3), since: Instant(milliseconds: row.int(4)),
        until: row.optionalInt(5).map { Instant(milliseconds: $0) })
    }
  }
}
