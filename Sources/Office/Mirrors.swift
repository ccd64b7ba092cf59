import Desk
import Journal

// MARK: - The outbox, from the courier's side

extension Office {
  /// Writes down what attempts of the courier came to.
  package func settleOutbox(
    _ outcomes: [(row: Int64, destination: String, at: Instant, OutboxTable.Outcome)]
  ) throws(RecordFailure) {
    try outbox()?.settle(outcomes)
  }

  /// Has everything tried again that was given up for a destination. Returns how many events.
  package func retryMirror(_ destination: String) throws(RecordFailure) -> Int64 {
    try outbox()?.retry(destination, now: now) ?? 0
  }

  private func outbox() throws(RecordFailure) -> OutboxTable? {
    guard let record = record as? SQLiteRecord else { return nil }
    return try OutboxTable(record.database, epoch: record.epoch)
  }
}
