// MARK: - Flows, as the record keeps them

extension Tables {
  /// A revision by its name, as it was published.
  package func flowRevision(_ revision: String) throws(RecordFailure) -> KeptRevision? {
    try flows.reading.revision(revision)
  }

  /// The latest publication that was not refused.
  package func currentPublication() throws(RecordFailure) -> Publication? {
    try flows.reading.current()
  }

  /// How many live sessions each revision has.
  package func liveCounts() throws(RecordFailure) -> [(revision: String, count: Int64)] {
    try flows.reading.liveCounts()
  }

  /// Live sessions of a revision after a ticket's number, in the order of numbers.
  package func liveSessions(of revision: String, after number: Int64, limit: Int)
    throws(RecordFailure) -> [LiveSession]
  {
    try flows.reading.live(of: revision, after: number, limit: limit)
  }
}
