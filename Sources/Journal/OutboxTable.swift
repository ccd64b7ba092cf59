import Desk
import JSON

/// The outbox, as the record keeps it: which events wait to be carried where.
///
/// Over a reading connection it tells what is due; over the record's own it is settled.
package final class OutboxTable {
  private let database: Database
  private let epoch: String
  private let selectDue: Statement

  package init(_ database: Database, epoch: String) throws(RecordFailure) {
    self.database = database
    self.epoch = epoch
    selectDue = try database.prepare(
      """
      SELECT o.row, o.seq, o.attempts, o.first_tried, t.conversation, o.body, o.epoch
      FROM outbox o JOIN tickets t ON t.number=o.conversation
      WHERE o.state='waiting' AND o.due<=?2 AND o.destination=?1 AND NOT EXISTS (
        SELECT 1 FROM outbox i WHERE i.destination=o.destination
        AND i.conversation=o.conversation AND i.seq<o.seq AND i.state='waiting')
      ORDER BY o.due LIMIT ?3
      """)
  }

  /// An event that is due: the oldest of its conversation for that destination.
  package struct Due: Sendable {
    package let row: Int64
    package let key: String
    package let conversation: String
    package let body: [UInt8]
    package let attempts: Int
    package let firstTried: Instant?
  }

  package func due(for destination: String, at now: Instant, limit: Int) throws(RecordFailure)
    -> [Due]
  {
    selectDue.bind(1, destination)
    selectDue.bind(2, now.milliseconds)
    selectDue.bind(3, Int64(limit))
    return try selectDue.rows { row in
      let conversation = row.text(4)
      let seq = row.int(1)
      return Due(
        row: row.int(0), key: "\(row.optionalText(6) ?? epoch):\(conversation):\(seq)",
        conversation: conversation, body: row.blob(5), attempts: Int(row.int(2)),
        firstTried: row.optionalInt(3).map(Instant.init(milliseconds:)))
    }
  }

  // MARK: Settling

  package enum Outcome: Sendable {
    case delivered
    case retry(at: Instant, why: String)
    case dead(why: String)
    case pause(why: String)
    case disable(why: String)
  }

  /// Writes down what attempts came to, all or none.
  package func settle(_ outcomes: [(row: Int64, destination: String, at: Instant, Outcome)])
    throws(RecordFailure)
  {
    try database.transaction { () throws(RecordFailure) in
      for (row, destination, at, outcome) in outcomes {
        try settle(row, destination, at, outcome)
      }
    }
  }

  private func settle(_ row: Int64, _ destination: String, _ at: Instant, _ outcome: Outcome)
    throws(RecordFailure)
  {
    switch outcome {
    case .delivered:
      try run("DELETE FROM outbox WHERE row=?1") { $0.bind(1, row) }
      try note(destination, at)
    case .retry(let due, let why):
      try run(
        """
        UPDATE outbox SET attempts=attempts+1, first_tried=coalesce(first_tried, ?2), due=?3, why=?4
        WHERE row=?1
        """
      ) {
        $0.bind(1, row)
        $0.bind(2, at.milliseconds)
        $0.bind(3, due.milliseconds)
        $0.bind(4, why)
      }
    case .dead(let why):
      try run("UPDATE outbox SET state='dead', attempts=attempts+1, why=?2 WHERE row=?1") {
        $0.bind(1, row)
        $0.bind(2, why)
      }
    case .pause(let why): try set(destination, "paused", why)
    case .disable(let why): try set(destination, "disabled", why)
    }
  }

  private func note(_ destination: String, _ at: Instant) throws(RecordFailure) {
    try run(
      """
      INSERT INTO destinations (name, state, delivered, delivered_at) VALUES (?1, 'active', 1, ?2)
      ON CONFLICT (name) DO UPDATE SET delivered=delivered+1, delivered_at=?2
      """
    ) {
      $0.bind(1, destination)
      $0.bind(2, at.milliseconds)
    }
  }

  private func set(_ destination: String, _ state: String, _ why: String?) throws(RecordFailure) {
    try run(
      """
      INSERT INTO destinations (name, state, why, delivered) VALUES (?1, ?2, ?3, 0)
      ON CONFLICT (name) DO UPDATE SET state=?2, why=?3
      """
    ) {
      $0.bind(1, destination)
      $0.bind(2, state)
      $0.bind(3, why)
    }
  }

  /// Tries again what was given up, and carries on to a paused destination. Returns how many.
  package func retry(_ destination: String, now: Instant) throws(RecordFailure) -> Int64 {
    try database.transaction { () throws(RecordFailure) -> Int64 in
      try set(destination, "active", nil)
      try run(
        """
        UPDATE outbox SET state='waiting', attempts=0, first_tried=NULL, due=?2, why=NULL
        WHERE destination=?1
        """
      ) {
        $0.bind(1, destination)
        $0.bind(2, now.milliseconds)
      }
      return try database.number("SELECT changes()") ?? 0
    }
  }

  // MARK: Looking

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

  private func run(_ sql: String, _ bind: (Statement) -> Void) throws(RecordFailure) {
    let statement = try database.prepare(sql)
    bind(statement)
    try statement.run()
  }
}

/// What a mirror is sent of an event.
///
/// The shape is that of Standard Webhooks: `type`, `timestamp`, `data`.
enum MirrorBody {
  static func bytes(
    conversation: String, number: Int64, seq: Int64, at: Instant, event: [UInt8]
  ) -> [UInt8] {
    // Every event's text begins with `{"event":"` and its word.
    let word = event.dropFirst(10).prefix { $0 != UInt8(ascii: "\"") }
    return JSONWriter.object { writer in
      writer.member("type", "conversation.\(String(decoding: word, as: UTF8.self))")
      writer.member("timestamp", at.iso8601)
      writer.object("data") { writer in
        writer.member("conversation", conversation)
        writer.member("number", number)
        writer.member("seq", seq)
        writer.member("at", at.milliseconds)
        writer.members(of: event)
      }
    }
  }
}
