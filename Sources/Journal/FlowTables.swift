import Desk

/// Writes what the record keeps of flows: revisions, publications, figures.
final class FlowTables {
  let reading: FlowReading
  private let database: Database
  private let insertRevision: Statement
  private let insertPublication: Statement
  private let repin: Statement
  private let addFigure: Statement
  /// The day that old figures were last looked for.
  private var tidiedOn: Int64?

  /// Revisions kept for the way back, besides those that conversations are pinned to.
  static let revisionLimit = 100
  static let publicationLimit = 1000
  /// Days that figures are kept. A day has at most a row for each measure of each step that was
  /// reached in it, so this bounds the table.
  static let figureDays: Int64 = 100

  init(_ database: Database) throws(RecordFailure) {
    self.database = database
    reading = try FlowReading(database)
    insertRevision = try database.prepare(
      """
      INSERT INTO flow_revisions (revision, created_at, author, shape, source)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (revision) DO UPDATE SET shape=excluded.shape
      """)
    insertPublication = try database.prepare(
      "INSERT INTO flow_publications (at, revision, author, deed, why) VALUES (?, ?, ?, ?, ?)")
    repin = try database.prepare(
      "UPDATE flow_sessions SET revision=? WHERE is_live AND revision=?")
    addFigure = try database.prepare(
      """
      INSERT INTO flow_figures (day, revision, step, measure, count) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (day, revision, step, measure) DO UPDATE SET count=count+excluded.count
      """)
  }

  func write(_ published: FlowsPublished) throws(RecordFailure) {
    let publication = published.publication
    if let revision = published.revision { try write(revision) }
    insertPublication.bind(1, publication.at.milliseconds)
    insertPublication.bind(2, publication.revision)
    insertPublication.bind(3, publication.author)
    insertPublication.bind(4, publication.deed.rawValue)
    insertPublication.bind(5, publication.why)
    try insertPublication.run()
    if let current = publication.revision {
      for former in published.repinned {
        repin.bind(1, current)
        repin.bind(2, former)
        try repin.run()
      }
      try tidy(keeping: current)
    }
  }

  private func write(_ revision: KeptRevision) throws(RecordFailure) {
    insertRevision.bind(1, revision.revision)
    insertRevision.bind(2, revision.at.milliseconds)
    insertRevision.bind(3, revision.author)
    insertRevision.bind(4, revision.shape)
    insertRevision.bind(5, revision.source)
    try insertRevision.run()
  }

  /// Lets go of the oldest, but never of what serves or what a conversation is pinned to.
  private func tidy(keeping current: String) throws(RecordFailure) {
    let old = try database.prepare(
      """
      DELETE FROM flow_revisions WHERE revision<>? AND created_at<
        (SELECT created_at FROM flow_revisions ORDER BY created_at DESC LIMIT 1 OFFSET ?)
        AND revision NOT IN (SELECT revision FROM flow_sessions WHERE is_live)
      """)
    old.bind(1, current)
    old.bind(2, Int64(Self.revisionLimit - 1))
    try old.run()
    try database.run(
      """
      DELETE FROM flow_publications
      WHERE row<=(SELECT max(row) FROM flow_publications)-\(Self.publicationLimit)
      """)
  }

  func add(_ figures: [Figure: Int]) throws(RecordFailure) {
    for (figure, count) in figures {
      addFigure.bind(1, figure.day)
      addFigure.bind(2, figure.revision)
      addFigure.bind(3, figure.step)
      addFigure.bind(4, figure.measure)
      addFigure.bind(5, Int64(count))
      try addFigure.run()
    }
    guard let today = figures.keys.first?.day, today != tidiedOn else { return }
    try database.run("DELETE FROM flow_figures WHERE day<\(today - Self.figureDays)")
    tidiedOn = today
  }
}
