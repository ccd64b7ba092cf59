import Desk
package import Journal

// MARK: - Mirrors, from the operator's side

extension Office {
  /// Has everything tried again that was given up for a destination. Returns how many events.
  package func retryMirror(_ destination: String) throws(RecordFailure) -> Int64 {
    guard let record = record as? SQLiteRecord else { return 0 }
    return try record.retryMirror(destination)
  }
}
