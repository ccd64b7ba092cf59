package import Desk

/// The outbox: which events wait to be carried where.
///
/// Their bodies are made here from the events, the same at every attempt. Over any connection; the
/// record itself keeps the lanes, by `OutboxTable`.
package final class OutboxReading {
  private let database: Database
  private let epoch: String
  private let selectReady: Statement
  private let selectRetries: Statement
  private let selectMisdated: Statement
  private let selectFollowing: Statement

  package init(_ database: Database, epoch: String) throws(RecordFailure) {
    self.database = database
    self.epoch = epoch
    let event = """
      t.conversation, t.number, e.at, e.body,
      (SELECT epoch FROM epochs WHERE epochs.position>=e.position ORDER BY epochs.position LIMIT 1)
      """
    let heads = """
      SELECT e.position, e.seq, l.attempts, l.first_tried, \(event)
      FROM lanes l
      JOIN events e ON e.conversation=l.conversation AND e.seq=l.seq
      JOIN tickets t ON t.number=l.conversation WHERE l.destination=?1
      """
    selectReady = try database.prepare("\(heads) AND l.due=0 ORDER BY l.place LIMIT ?2")
    selectRetries = try database.prepare(
      "\(heads) AND l.due>0 AND l.due<=?3 ORDER BY l.due LIMIT ?2")
    selectMisdated = try database.prepare("\(heads) AND l.tried>0 AND l.tried>?3 LIMIT ?2")
    selectFollowing = try database.prepare(
      """
      SELECT e.position, e.seq, 0, NULL, \(event)
      FROM tickets t
      JOIN lanes l ON l.destination=?1 AND l.conversation=t.number
      JOIN events e ON e.conversation=t.number AND e.seq>?3
      WHERE t.conversation=?2 AND (e.seq>=l.next OR e.seq IN (
        SELECT seq FROM given_up g
        WHERE g.destination=?1 AND g.conversation=t.number AND g.is_tried_again))
      ORDER BY e.seq LIMIT ?4
      """)
  }

  /// An event on its way to one destination.
  package struct Waiting: Sendable {
    /// The event's position in the record.
    package let position: Int64
    package let key: String
    package let conversation: String
    package let seq: Int64
    package let body: [UInt8]
    package let attempts: Int
    package let firstTried: Instant?
  }

  /// The oldest waiting event of each conversation that may be carried now; at most `limit`.
  ///
  /// First those whose retry is due, then those that were never tried, in turns. An attempt that
  /// lies in the future was made by a clock that was ahead: its retry is due.
  package func due(for destination: String, at now: Instant, limit: Int) throws(RecordFailure)
    -> [Waiting]
  {
    var due: [Waiting] = []
    for statement in [selectRetries, selectMisdated, selectReady] where due.count < limit {
      statement.bind(1, destination)
      statement.bind(2, Int64(limit - due.count))
      if statement !== selectReady { statement.bind(3, now.milliseconds) }
      due += try rows(statement)
    }
    return due
  }

  /// What waits in a conversation behind a seq, in order.
  package func following(
    _ seq: Int64, of conversation: String, for destination: String, limit: Int
  ) throws(RecordFailure) -> [Waiting] {
    selectFollowing.bind(1, destination)
    selectFollowing.bind(2, conversation)
    selectFollowing.bind(3, seq)
    selectFollowing.bind(4, Int64(limit))
    return try rows(selectFollowing)
  }

  private func rows(_ statement: Statement) throws(RecordFailure) -> [Waiting] {
    try statement.rows { row in
      let (seq, conversation) = (row.int(1), row.text(4))
      return Waiting(
        position: row.int(0), key: "\(row.optionalText(8) ?? epoch):\(conversation):\(seq)",
        conversation: conversation, seq: seq,
        body: MirrorBody.bytes(
          conversation: conversation, number: row.int(5), seq: seq,
          at: Instant(milliseconds: row.int(6)), event: row.blob(7)),
        attempts: Int(row.int(2)), firstTried: row.optionalInt(3).map(Instant.init(milliseconds:)))
    }
  }

  // MARK: Looking

  /// How a mirror is doing, for the operator.
  package struct Standing: Sendable {
    package let name: String
    package let state: String
    package let why: String?
    package let delivered: Int64
    package let deliveredAt: Instant?
    package let waiting: Int64
    package let dead: Int64
    package let oldest: Instant?
    /// Why the latest attempts failed, for what still waits or was given up.
    package let troubles: [String]
  }

  /// How many events wait for a destination.
  static let countWaiting = """
    SELECT (SELECT count(*) FROM given_up WHERE destination=?1 AND is_tried_again)
      + coalesce((SELECT sum(
          (SELECT max(e.seq) FROM events e WHERE e.conversation=l.conversation) - l.next + 1)
        FROM lanes l WHERE l.destination=?1), 0)
    """

  package func standing(of name: String) throws(RecordFailure) -> Standing {
    let row = try database.prepare(
      """
      SELECT d.state, d.why, d.delivered, d.delivered_at, (\(Self.countWaiting)),
        (SELECT count(*) FROM given_up WHERE destination=?1 AND NOT is_tried_again),
        (SELECT min(e.at) FROM (
            SELECT conversation, seq FROM lanes WHERE destination=?1
            UNION ALL SELECT conversation, seq FROM given_up WHERE destination=?1) w
          JOIN events e ON e.conversation=w.conversation AND e.seq=w.seq)
      FROM (SELECT 1) LEFT JOIN destinations d ON d.name=?1
      """)
    row.bind(1, name)
    let troubles = try database.prepare(
      """
      SELECT why FROM lanes WHERE destination=?1 AND why IS NOT NULL
      UNION SELECT why FROM given_up WHERE destination=?1 AND why IS NOT NULL LIMIT 5
      """)
    troubles.bind(1, name)
    let whys = try troubles.rows { $0.text(0) }
    let standing = try row.first { row in
      Standing(
        name: name, state: row.optionalText(0) ?? "active", why: row.optionalText(1),
        delivered: row.int(2), deliveredAt: row.optionalInt(3).map(Instant.init(milliseconds:)),
        waiting: row.int(4), dead: row.int(5),
        oldest: row.optionalInt(6).map(Instant.init(milliseconds:)), troubles: whys)
    }
    guard let standing else { throw RecordFailure(.fault, "the outbox could not be counted") }
    return standing
  }
}
