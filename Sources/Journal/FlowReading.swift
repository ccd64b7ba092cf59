import Desk

/// What the record knows of flows: revisions, publications, live sessions, figures.
///
/// Reads only; may run beside a server, over a connection of its own.
package final class FlowReading {
  private let database: Database
  private let selectRevision: Statement
  private let selectLive: Statement

  package init(_ database: Database) throws(RecordFailure) {
    guard try database.number("PRAGMA user_version") ?? 0 >= 2 else {
      throw RecordFailure(
        .fault, "\(database.path) is of an older version; start the server once, which brings it up"
      )
    }
    self.database = database
    selectRevision = try database.prepare(
      "SELECT revision, created_at, author, shape, source FROM flow_revisions WHERE revision=?")
    selectLive = try database.prepare(
      """
      SELECT s.conversation, t.conversation, s.revision, s.state FROM flow_sessions s
      JOIN tickets t ON t.number=s.conversation
      WHERE s.is_live AND s.revision=? AND s.conversation>? ORDER BY s.conversation LIMIT ?
      """)
  }

  package func revision(_ revision: String) throws(RecordFailure) -> KeptRevision? {
    selectRevision.bind(1, revision)
    return try selectRevision.first {
      KeptRevision(
        $0.text(0), at: Instant(milliseconds: $0.int(1)), author: $0.text(2), shape: $0.text(3),
        source: $0.blob(4))
    }
  }

  /// The ids of revisions that begin so, the newest first.
  package func revisions(beginningWith prefix: String = "") throws(RecordFailure) -> [String] {
    let rows = try database.prepare(
      "SELECT revision FROM flow_revisions WHERE substr(revision, 1, ?)=? ORDER BY created_at DESC")
    rows.bind(1, Int64(prefix.count))
    rows.bind(2, prefix)
    return try rows.rows { $0.text(0) }
  }

  /// The latest publication that was not refused: what serves new conversations.
  package func current() throws(RecordFailure) -> Publication? {
    try publications("WHERE revision IS NOT NULL", limit: 1).first
  }

  package func lastRefused() throws(RecordFailure) -> Publication? {
    try publications("WHERE deed='refuse'", limit: 1).first
  }

  /// The latest first.
  package func publications(limit: Int) throws(RecordFailure) -> [Publication] {
    try publications("", limit: limit)
  }

  private func publications(_ which: String, limit: Int) throws(RecordFailure) -> [Publication] {
    let rows = try database.prepare(
      """
      SELECT at, revision, author, deed, why FROM flow_publications \(which)
      ORDER BY row DESC LIMIT \(limit)
      """)
    return try rows.rows {
      Publication(
        at: Instant(milliseconds: $0.int(0)), revision: $0.optionalText(1), author: $0.text(2),
        deed: Publication.Deed(rawValue: $0.text(3)) ?? .publish, why: $0.optionalText(4))
    }
  }

  /// How many conversations are in the middle of a flow of each revision.
  package func liveCounts() throws(RecordFailure) -> [(revision: String, count: Int64)] {
    let rows = try database.prepare(
      """
      SELECT revision, count(*) FROM flow_sessions WHERE is_live GROUP BY revision
      ORDER BY 2 DESC, 1
      """)
    return try rows.rows { ($0.text(0), $0.int(1)) }
  }

  /// Conversations in the middle of a flow of a revision, in the order of their numbers.
  package func live(of revision: String, after number: Int64, limit: Int) throws(RecordFailure)
    -> [LiveSession]
  {
    selectLive.bind(1, revision)
    selectLive.bind(2, number)
    selectLive.bind(3, Int64(limit))
    return try selectLive.rows {
      LiveSession(
        number: $0.int(0), conversation: Identifier($0.text(1)),
        state: FlowState(revision: $0.text(2), state: $0.blob(3), isLive: true))
    }
  }

  /// The revision a conversation's flow ended with or stands in.
  package func sessionRevision(_ number: Int64) throws(RecordFailure) -> String? {
    try database.text("SELECT revision FROM flow_sessions WHERE conversation=\(number)")
  }

  /// Counts by step and measure from a day on, of one revision or of all together.
  package func figures(since day: Int64, of revision: String? = nil) throws(RecordFailure)
    -> [String: [String: Int]]
  {
    let rows = try database.prepare(
      """
      SELECT step, measure, sum(count) FROM flow_figures
      WHERE day>=?1 AND (?2 IS NULL OR revision=?2) GROUP BY step, measure
      """)
    rows.bind(1, day)
    rows.bind(2, revision)
    var figures: [String: [String: Int]] = [:]
    for (step, measure, count) in try rows.rows({ ($0.text(0), $0.text(1), Int($0.int(2))) }) {
      figures[step, default: [:]][measure] = count
    }
    return figures
  }
}
