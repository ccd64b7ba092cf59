package import Desk

/// The outbox: which events wait to be carried where.
///
/// Their bodies are made here from the events, the same at every attempt. Over any connection; the
/// record itself keeps the lanes, by `OutboxTable`.
package final class OutboxReading {
  private let database: Database
  private let epoch: String
  let events: EventTable
  private let selectReady: Statement
  private let selectRetries: Statement
  private let selectMisdated: Statement
  private let selectLane: Statement
  private let selectAgain: Statement
  private let selectEpoch: Statement

  package convenience init(_ database: Database, epoch: String) throws(RecordFailure) {
    try self.init(database, epoch: epoch, EventTable(database))
  }

  init(_ database: Database, epoch: String, _ events: EventTable) throws(RecordFailure) {
    self.database = database
    self.epoch = epoch
    self.events = events
    let heads = """
      SELECT l.conversation, l.seq, l.attempts, l.first_tried, t.conversation
      FROM lanes l JOIN tickets t ON t.number=l.conversation WHERE l.destination=?1
      """
    selectReady = try database.prepare("\(heads) AND l.due=0 ORDER BY l.place LIMIT ?2")
    selectRetries = try database.prepare(
      "\(heads) AND l.due>0 AND l.due<=?3 ORDER BY l.due LIMIT ?2")
    selectMisdated = try database.prepare("\(heads) AND l.tried>0 AND l.tried>?3 LIMIT ?2")
    selectLane = try database.prepare(
      """
      SELECT l.conversation, l.next FROM tickets t
      JOIN lanes l ON l.destination=?1 AND l.conversation=t.number WHERE t.conversation=?2
      """)
    selectAgain = try database.prepare(
      """
      SELECT seq FROM given_up
      WHERE destination=? AND conversation=? AND seq>? AND seq<? AND is_tried_again
      ORDER BY seq LIMIT ?
      """)
    selectEpoch = try database.prepare(
      "SELECT epoch FROM epochs WHERE position>=? ORDER BY position LIMIT 1")
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
    var waiting: [Waiting] = []
    for head in try heads(for: destination, at: now, limit: limit) {
      guard let event = try events.event(head.seq, of: head.conversation) else { continue }
      waiting.append(try self.waiting(event, head.id, head.attempts, head.firstTried))
    }
    return waiting
  }

  /// Where a lane that may go on stands.
  struct Head {
    let conversation: Int64
    let seq: Int64
    let attempts: Int
    let firstTried: Instant?
    let id: String
  }

  func heads(for destination: String, at now: Instant, limit: Int) throws(RecordFailure) -> [Head] {
    var heads: [Head] = []
    for statement in [selectRetries, selectMisdated, selectReady] where heads.count < limit {
      statement.bind(1, destination)
      statement.bind(2, Int64(limit - heads.count))
      if statement !== selectReady { statement.bind(3, now.milliseconds) }
      heads += try statement.rows { row in
        Head(
          conversation: row.int(0), seq: row.int(1), attempts: Int(row.int(2)),
          firstTried: row.optionalInt(3).map(Instant.init(milliseconds:)), id: row.text(4))
      }
    }
    return heads
  }

  /// What an event is called by whoever it is carried to: the same at every attempt, for ever.
  func key(of event: StoredEvent, _ conversation: String) throws(RecordFailure) -> String {
    selectEpoch.bind(1, event.position)
    let epoch = try selectEpoch.first { $0.text(0) } ?? self.epoch
    return "\(epoch):\(conversation):\(event.seq)"
  }

  /// What waits in a conversation behind a seq, in order.
  package func following(
    _ seq: Int64, of conversation: String, for destination: String, limit: Int
  ) throws(RecordFailure) -> [Waiting] {
    selectLane.bind(1, destination)
    selectLane.bind(2, conversation)
    guard limit > 0, let (number, next) = try selectLane.first({ ($0.int(0), $0.int(1)) }) else {
      return []
    }
    var following: [Waiting] = []
    // What was given up lies before what was never tried.
    for again in try triedAgain(destination, number, between: seq, and: next, limit) {
      guard let event = try events.event(again, of: number) else { continue }
      following.append(try waiting(event, conversation))
    }
    guard following.count < limit else { return following }
    try events.each(of: number, after: max(seq, next - 1)) { event throws(RecordFailure) in
      following.append(try waiting(event, conversation))
      return following.count < limit
    }
    return following
  }

  private func triedAgain(
    _ destination: String, _ number: Int64, between seq: Int64, and next: Int64, _ limit: Int
  ) throws(RecordFailure) -> [Int64] {
    selectAgain.bind(1, destination)
    selectAgain.bind(2, number)
    selectAgain.bind(3, seq)
    selectAgain.bind(4, next)
    selectAgain.bind(5, Int64(limit))
    return try selectAgain.rows { $0.int(0) }
  }

  private func waiting(
    _ event: StoredEvent, _ conversation: String, _ attempts: Int = 0, _ firstTried: Instant? = nil
  ) throws(RecordFailure) -> Waiting {
    return Waiting(
      position: event.position, key: try key(of: event, conversation),
      conversation: conversation, seq: event.seq,
      body: MirrorBody.bytes(
        conversation: conversation, number: event.conversation, seq: event.seq,
        at: Instant(milliseconds: event.at), event: event.body),
      attempts: attempts, firstTried: firstTried)
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
  static func waiting(for destination: String, _ database: Database, _ events: EventTable)
    throws(RecordFailure) -> Int64
  {
    let again = try database.prepare(
      "SELECT count(*) FROM given_up WHERE destination=? AND is_tried_again")
    again.bind(1, destination)
    let lanes = try database.prepare("SELECT conversation, next FROM lanes WHERE destination=?")
    lanes.bind(1, destination)
    var count = try again.first { $0.int(0) } ?? 0
    for (number, next) in try lanes.rows({ ($0.int(0), $0.int(1)) }) {
      count += (try events.whereabouts.last(of: number)?.seq ?? next - 1) - next + 1
    }
    return count
  }

  /// When the oldest event happened that a destination does not have.
  private func oldest(for destination: String) throws(RecordFailure) -> Instant? {
    let lacking = try database.prepare(
      """
      SELECT conversation, seq FROM lanes WHERE destination=?1
      UNION ALL SELECT conversation, min(seq) FROM given_up WHERE destination=?1
        GROUP BY conversation
      """)
    lacking.bind(1, destination)
    var oldest: Int64?
    for (number, seq) in try lacking.rows({ ($0.int(0), $0.int(1)) }) {
      guard let event = try events.event(seq, of: number) else { continue }
      oldest = min(oldest ?? .max, event.at)
    }
    return oldest.map(Instant.init(milliseconds:))
  }

  package func standing(of name: String) throws(RecordFailure) -> Standing {
    let row = try database.prepare(
      """
      SELECT d.state, d.why, d.delivered, d.delivered_at,
        (SELECT count(*) FROM given_up WHERE destination=?1 AND NOT is_tried_again)
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
    let waiting = try Self.waiting(for: name, database, events)
    let oldest = try oldest(for: name)
    let standing = try row.first { row in
      // Former versions paused a mirror that refused us until somebody came.
      let isDisabled = row.optionalText(0) == "disabled"
      return Standing(
        name: name, state: isDisabled ? "disabled" : "active",
        why: isDisabled ? row.optionalText(1) : nil,
        delivered: row.int(2), deliveredAt: row.optionalInt(3).map(Instant.init(milliseconds:)),
        waiting: waiting, dead: row.int(4), oldest: oldest, troubles: whys)
    }
    guard let standing else { throw RecordFailure(.fault, "the outbox could not be counted") }
    return standing
  }
}
