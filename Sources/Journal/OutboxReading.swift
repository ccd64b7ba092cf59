package import Desk

/// The outbox, as the record keeps it: which events wait to be carried where.
///
/// Over any connection; the record itself puts in and settles, by `OutboxTable`.
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
    let heads = """
      SELECT o.row, o.seq, o.attempts, o.first_tried, t.conversation, o.body, o.epoch
      FROM lanes l
      JOIN outbox o ON o.destination=l.destination AND o.conversation=l.conversation
        AND o.seq=l.seq
      JOIN tickets t ON t.number=l.conversation WHERE l.destination=?1
      """
    selectReady = try database.prepare("\(heads) AND l.due=0 ORDER BY l.place LIMIT ?2")
    selectRetries = try database.prepare(
      "\(heads) AND l.due>0 AND l.due<=?3 ORDER BY l.due LIMIT ?2")
    selectMisdated = try database.prepare("\(heads) AND l.tried>0 AND l.tried>?3 LIMIT ?2")
    selectFollowing = try database.prepare(
      """
      SELECT o.row, o.seq, o.attempts, o.first_tried, ?2, o.body, o.epoch FROM outbox o
      WHERE o.destination=?1 AND o.conversation=(SELECT number FROM tickets WHERE conversation=?2)
        AND o.seq>?3 AND o.state='waiting' ORDER BY o.seq LIMIT ?4
      """)
  }

  /// An event on its way to one destination.
  package struct Waiting: Sendable {
    package let row: Int64
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
      let conversation = row.text(4)
      let seq = row.int(1)
      return Waiting(
        row: row.int(0), key: "\(row.optionalText(6) ?? epoch):\(conversation):\(seq)",
        conversation: conversation, seq: seq, body: row.blob(5), attempts: Int(row.int(2)),
        firstTried: row.optionalInt(3).map(Instant.init(milliseconds:)))
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

  package func standing(of name: String) throws(RecordFailure) -> Standing {
    let row = try database.prepare(
      """
      SELECT d.state, d.why, d.delivered, d.delivered_at,
        (SELECT count(*) FROM outbox WHERE destination=?1 AND state='waiting'),
        (SELECT count(*) FROM outbox WHERE destination=?1 AND state='dead'),
        (SELECT min(e.at) FROM outbox o JOIN events e
          ON e.conversation=o.conversation AND e.seq=o.seq WHERE o.destination=?1)
      FROM (SELECT 1) LEFT JOIN destinations d ON d.name=?1
      """)
    row.bind(1, name)
    let troubles = try database.prepare(
      "SELECT DISTINCT why FROM outbox WHERE destination=?1 AND why IS NOT NULL LIMIT 5")
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
