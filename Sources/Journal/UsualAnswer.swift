package import Desk

extension Tables {
  /// In what time three of four people had their first answer since a moment; nil where there were
  /// too few to say.
  ///
  /// Of the latest tickets only, so that no turn waits for a whole year's; by the plain clock, as
  /// people count who wait.
  package func usualAnswer(since moment: Instant) throws(RecordFailure) -> Duration? {
    let rows = try database.prepare(
      """
      SELECT first_reply_at - coalesce(queued_at, taken_at, first_reply_at) FROM (
        SELECT first_reply_at, queued_at, taken_at FROM tickets ORDER BY number DESC LIMIT 5000)
      WHERE first_reply_at >= ?
      """)
    rows.bind(1, moment.milliseconds)
    var waits: [Int64] = []
    while try rows.step() { waits.append(max(0, rows.int(0))) }
    guard waits.count >= 10 else { return nil }
    waits.sort()
    return .milliseconds(waits[(waits.count * 3 + 3) / 4 - 1])
  }
}
