package import Desk

extension UsedIdentity {
  /// Those that have not ended.
  package static func all(in database: Database, at now: Instant) throws(RecordFailure)
    -> [UsedIdentity]
  {
    let rows = try database.prepare(
      "SELECT code, place, expires FROM used_identities WHERE expires>? LIMIT \(most)")
    rows.bind(1, now.milliseconds)
    return try rows.rows {
      UsedIdentity(
        code: $0.blob(0), place: $0.blob(1), expires: Instant(milliseconds: $0.int(2)))
    }
  }
}

extension Tables {
  /// Whether there are any that ended before.
  package func hasEndedIdentities(before moment: Instant) throws(RecordFailure) -> Bool {
    let rows = try database.prepare("SELECT 1 FROM used_identities WHERE expires<? LIMIT 1")
    rows.bind(1, moment.milliseconds)
    return try rows.first { _ in true } ?? false
  }
}
