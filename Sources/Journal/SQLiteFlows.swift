import Desk

// MARK: - Flows in the record

extension SQLiteRecord {
  package func flowRevision(_ revision: String) throws(RecordFailure) -> KeptRevision? {
    try flows.reading.revision(revision)
  }

  package func publish(
    _ publication: Publication, _ revision: KeptRevision?, repinning old: [String]
  ) throws(RecordFailure) {
    try database.transaction { () throws(RecordFailure) in
      try flows.write(publication, revision, repinning: old)
    }
  }

  package func currentPublication() throws(RecordFailure) -> Publication? {
    try flows.reading.current()
  }

  package func liveCounts() throws(RecordFailure) -> [(revision: String, count: Int64)] {
    try flows.reading.liveCounts()
  }

  package func liveSessions(of revision: String, after number: Int64, limit: Int)
    throws(RecordFailure) -> [LiveSession]
  {
    try flows.reading.live(of: revision, after: number, limit: limit)
  }
}
