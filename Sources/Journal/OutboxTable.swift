package import Desk

/// What one attempt to carry an event came to.
package struct Settlement: Sendable {
  package let row: Int64
  package let destination: String
  package let at: Instant
  package let outcome: Outcome

  package init(row: Int64, destination: String, at: Instant, _ outcome: Outcome) {
    self.row = row
    self.destination = destination
    self.at = at
    self.outcome = outcome
  }

  /// What the attempts to carry a parcel came to.
  package enum Outcome: Sendable {
    case delivered
    case retry(at: Instant, why: String)
    case dead(why: String)
    case pause(why: String)
    case disable(why: String)
  }
}

/// Puts events into the outbox and settles them, over the record's own connection.
///
/// A lane is what waits of one conversation for one destination. `lanes` holds the head of each, so
/// that asking what is due costs the same however much waits behind.
final class OutboxTable {
  private let database: Database
  private let insert: Statement
  private let insertLane: Statement
  private let remove: Statement
  private let postpone: Statement
  private let bury: Statement
  private let selectHead: Statement
  private let moveLane: Statement
  private let endLane: Statement
  private let count: Statement
  private let setState: Statement
  /// The last place in the order of turns that was given to a lane.
  private var lastPlace: Int64

  private struct Lane: Hashable {
    let destination: String
    let conversation: Int64
  }

  private struct Retry {
    let due: Instant
    let tried: Instant
  }

  init(_ database: Database) throws(RecordFailure) {
    self.database = database
    lastPlace = try database.number("SELECT max(place) FROM lanes") ?? 0
    insert = try database.prepare(
      """
      INSERT INTO outbox (destination, conversation, seq, body, state, attempts)
      VALUES (?, ?, ?, ?, 'waiting', 0)
      """)
    insertLane = try database.prepare(
      """
      INSERT OR IGNORE INTO lanes (destination, conversation, seq, place, due, tried)
      VALUES (?, ?, ?, ?, 0, 0)
      """)
    remove = try database.prepare("DELETE FROM outbox WHERE row=?1 RETURNING conversation")
    postpone = try database.prepare(
      """
      UPDATE outbox SET attempts=attempts+1, first_tried=coalesce(first_tried, ?2), why=?3
      WHERE row=?1 RETURNING conversation
      """)
    bury = try database.prepare(
      """
      UPDATE outbox SET state='dead', attempts=attempts+1, why=?2 WHERE row=?1
      RETURNING conversation
      """)
    selectHead = try database.prepare(
      """
      SELECT seq FROM outbox WHERE destination=?1 AND conversation=?2 AND state='waiting' AND seq>=
        coalesce((SELECT seq FROM lanes WHERE destination=?1 AND conversation=?2), 0)
      ORDER BY seq LIMIT 1
      """)
    moveLane = try database.prepare(
      """
      INSERT OR REPLACE INTO lanes (destination, conversation, seq, place, due, tried)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    endLane = try database.prepare("DELETE FROM lanes WHERE destination=? AND conversation=?")
    count = try database.prepare(
      """
      INSERT INTO destinations (name, state, delivered, delivered_at) VALUES (?1, 'active', ?2, ?3)
      ON CONFLICT (name) DO UPDATE SET delivered=delivered+?2, delivered_at=?3
      """)
    setState = try database.prepare(
      """
      INSERT INTO destinations (name, state, why, delivered) VALUES (?1, ?2, ?3, 0)
      ON CONFLICT (name) DO UPDATE SET state=?2, why=?3
      """)
  }

  /// Events of one conversation, in order, for every destination; due at once, whatever time it is.
  func add(_ events: [(seq: Int64, body: [UInt8])], of number: Int64, to destinations: [String])
    throws(RecordFailure)
  {
    guard let first = events.first else { return }
    for destination in destinations {
      for event in events {
        insert.bind(1, destination)
        insert.bind(2, number)
        insert.bind(3, event.seq)
        insert.bind(4, event.body)
        try insert.run()
      }
      lastPlace += 1
      insertLane.bind(1, destination)
      insertLane.bind(2, number)
      insertLane.bind(3, first.seq)
      insertLane.bind(4, lastPlace)
      try insertLane.run()
    }
  }

  // MARK: Settling

  /// Writes down what attempts came to; belongs into a transaction.
  func settle(_ settlements: [Settlement]) throws(RecordFailure) {
    var lanes: [Lane: Retry?] = [:]
    var delivered: [String: (count: Int64, latest: Instant)] = [:]
    for settlement in settlements {
      let destination = settlement.destination
      var retry: Retry?
      let conversation: Int64?
      switch settlement.outcome {
      case .delivered:
        conversation = try touch(remove, settlement.row)
        delivered[destination, default: (0, settlement.at)].count += 1
        delivered[destination]?.latest = settlement.at
      case .retry(let due, let why):
        postpone.bind(2, settlement.at.milliseconds)
        postpone.bind(3, why)
        conversation = try touch(postpone, settlement.row)
        retry = Retry(due: due, tried: settlement.at)
      case .dead(let why):
        bury.bind(2, why)
        conversation = try touch(bury, settlement.row)
      case .pause(let why):
        try set(destination, "paused", why)
        continue
      case .disable(let why):
        try set(destination, "disabled", why)
        continue
      }
      guard let conversation else { continue }
      lanes[Lane(destination: destination, conversation: conversation)] = .some(retry)
    }
    for (lane, retry) in lanes { try advance(lane, retry) }
    for (destination, news) in delivered {
      count.bind(1, destination)
      count.bind(2, news.count)
      count.bind(3, news.latest.milliseconds)
      try count.run()
    }
  }

  /// The conversation of a row; nil for one that is gone.
  private func touch(_ statement: Statement, _ row: Int64) throws(RecordFailure) -> Int64? {
    statement.bind(1, row)
    return try statement.rows { $0.int(0) }.first
  }

  /// What is the head of a lane now, at the end of those that wait for their turn.
  private func advance(_ lane: Lane, _ retry: Retry?) throws(RecordFailure) {
    selectHead.bind(1, lane.destination)
    selectHead.bind(2, lane.conversation)
    guard let head = try selectHead.first({ $0.int(0) }) else {
      endLane.bind(1, lane.destination)
      endLane.bind(2, lane.conversation)
      return try endLane.run()
    }
    lastPlace += 1
    moveLane.bind(1, lane.destination)
    moveLane.bind(2, lane.conversation)
    moveLane.bind(3, head)
    moveLane.bind(4, lastPlace)
    // 0 means at once; no retry was ever due in 1970.
    moveLane.bind(5, retry.map { max($0.due.milliseconds, 1) } ?? 0)
    moveLane.bind(6, retry.map { max($0.tried.milliseconds, 1) } ?? 0)
    try moveLane.run()
  }

  private func set(_ destination: String, _ state: String, _ why: String?) throws(RecordFailure) {
    setState.bind(1, destination)
    setState.bind(2, state)
    setState.bind(3, why)
    try setState.run()
  }

  /// Tries again what was given up, and carries on to a paused destination. Returns how many.
  func retry(_ destination: String) throws(RecordFailure) -> Int64 {
    try set(destination, "active", nil)
    let revive = try database.prepare(
      """
      UPDATE outbox SET state='waiting', attempts=0, first_tried=NULL, why=NULL
      WHERE destination=?
      """)
    revive.bind(1, destination)
    try revive.run()
    let count = try database.number("SELECT changes()") ?? 0
    let heads = try database.prepare(
      """
      INSERT OR REPLACE INTO lanes (destination, conversation, seq, place, due, tried)
      SELECT destination, conversation, min(seq), ?2 + row_number() OVER (), 0, 0
      FROM outbox WHERE destination=?1 GROUP BY conversation
      """)
    heads.bind(1, destination)
    heads.bind(2, lastPlace)
    try heads.run()
    lastPlace = try database.number("SELECT max(place) FROM lanes") ?? lastPlace
    return count
  }
}
