import Desk
package import Journal

// MARK: - Mirrors, from the operator's side

extension Office {
  /// Has everything tried again that was given up for a destination. Returns how many events wait
  /// for it then.
  package func retryMirror(_ destination: String, by author: String) throws(RecordFailure) -> Int64
  {
    let count = try record.unsent(to: destination)
    draft.record.mirrorsRetried.append(destination)
    note(.mirrorRetried(destination, events: Int(count)), by: author)
    return count
  }
}
