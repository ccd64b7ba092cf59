package import Desk

/// What one attempt to carry an event came to.
package struct Settlement: Sendable {
  /// Which event: its position in the record.
  package let position: Int64
  package let destination: String
  package let at: Instant
  package let outcome: Outcome

  package init(position: Int64, destination: String, at: Instant, _ outcome: Outcome) {
    self.position = position
    self.destination = destination
    self.at = at
    self.outcome = outcome
  }

  /// What the attempts to carry a parcel came to.
  package enum Outcome: Sendable {
    case delivered
    case retry(at: Instant, why: String)
    /// Nothing is to be done before then, and nothing went wrong.
    case waits(until: Instant)
    case dead(why: String)
    case disable(why: String)
  }
}

/// What a destination is to have all the same: everything that was given up or waits for its time,
/// or only what it refused.
package struct MirrorRetry: Equatable, Sendable {
  package let destination: String
  package let isOfRefused: Bool
  /// Nil for all of them.
  package let conversation: Identifier<Conversation>?

  package init(
    _ destination: String, refused isOfRefused: Bool = false,
    of conversation: Identifier<Conversation>? = nil
  ) {
    self.destination = destination
    self.isOfRefused = isOfRefused
    self.conversation = conversation
  }
}

/// Keeps how far each destination has come, over the record's own connection.
///
/// A lane is what waits of one conversation for one destination: everything from a seq on. It
/// begins with the first event that waits and ends when there is none, so that a mirror which keeps
/// up leaves nothing behind, and asking what is due costs the same however much waits.
final class OutboxTable {
  private let database: Database
  private let events: EventTable
  private let statements: LaneStatements
  /// The last place in the order of turns that was given to a lane.
  private var lastPlace: Int64

  private struct Name: Hashable, Comparable {
    let destination: String
    let conversation: Int64

    static func < (one: Name, other: Name) -> Bool {
      (one.destination, one.conversation) < (other.destination, other.conversation)
    }
  }

  init(_ database: Database, _ events: EventTable) throws(RecordFailure) {
    self.database = database
    self.events = events
    lastPlace = try database.number("SELECT max(place) FROM lanes") ?? 0
    statements = try LaneStatements(database)
  }

  /// Events of a conversation were written, the first of them with that seq: they are due at once,
  /// whatever time it is, unless earlier ones wait already.
  func begin(_ number: Int64, at seq: Int64, for destinations: [String]) throws(RecordFailure) {
    let insert = statements.insert
    for destination in destinations {
      lastPlace += 1
      insert.bind(1, destination)
      insert.bind(2, number)
      insert.bind(3, seq)
      insert.bind(4, lastPlace)
      try insert.run()
    }
  }

  // MARK: Settling

  /// Writes down what attempts came to; belongs into a transaction.
  func settle(_ settlements: [Settlement]) throws(RecordFailure) {
    var lanes: [Name: Lane] = [:]
    var delivered: [String: (count: Int64, latest: Instant)] = [:]
    for settlement in settlements {
      let destination = settlement.destination
      switch settlement.outcome {
      case .disable(let why):
        try set(destination, "disabled", why)
        continue
      case .delivered, .retry, .waits, .dead: break
      }
      guard let (number, seq) = try event(settlement.position) else { continue }
      let name = Name(destination: destination, conversation: number)
      // Without a lane everything was settled before: this is known.
      var known = lanes[name]
      if known == nil { known = try lane(name) }
      guard var lane = known else { continue }
      if try take(settlement, seq, name, &lane), case .delivered = settlement.outcome {
        delivered[destination, default: (0, settlement.at)].count += 1
        delivered[destination]?.latest = settlement.at
      }
      lanes[name] = lane
    }
    // In an order that is the same wherever the tables are made.
    for name in lanes.keys.sorted() { if let lane = lanes[name] { try keep(lane, name) } }
    for (destination, news) in delivered {
      try statements.add(news.count, deliveredTo: destination, at: news.latest)
    }
  }

  /// False for an outcome that says nothing new.
  private func take(
    _ settlement: Settlement, _ seq: Int64, _ name: Name, _ lane: inout Lane
  ) throws(RecordFailure) -> Bool {
    var isAgain = false
    if seq != lane.next { isAgain = try isTriedAgain(name, seq) }
    guard seq == lane.next || isAgain else { return false }
    switch settlement.outcome {
    case .delivered:
      if isAgain { try statements.forget(name.destination, name.conversation, seq) }
      lane.pass(seq)
    case .dead(let why):
      let attempts = (seq == lane.seq ? lane.attempts : 0) + 1
      try statements.giveUp(name.destination, name.conversation, seq, attempts, why)
      lane.pass(seq)
    case .retry(let due, let why):
      lane.attempts += 1
      lane.firstTried = lane.firstTried ?? settlement.at.milliseconds
      lane.why = why
      // 0 means at once; no retry was ever due in 1970.
      lane.due = max(due.milliseconds, 1)
      lane.tried = max(settlement.at.milliseconds, 1)
    case .waits(let until):
      (lane.due, lane.tried) = (max(until.milliseconds, 1), max(settlement.at.milliseconds, 1))
    case .disable: return false
    }
    return true
  }

  private func event(_ position: Int64) throws(RecordFailure) -> (Int64, Int64)? {
    statements.selectEvent.bind(1, position)
    return try statements.selectEvent.first { ($0.int(0), $0.int(1)) }
  }

  private func lane(_ name: Name) throws(RecordFailure) -> Lane? {
    statements.selectLane.bind(1, name.destination)
    statements.selectLane.bind(2, name.conversation)
    return try statements.selectLane.first {
      Lane(
        seq: $0.int(0), next: $0.int(1), attempts: $0.int(2), firstTried: $0.optionalInt(3),
        why: $0.optionalText(4))
    }
  }

  private func isTriedAgain(_ name: Name, _ seq: Int64) throws(RecordFailure) -> Bool {
    statements.selectAgain.bind(1, name.destination)
    statements.selectAgain.bind(2, name.conversation)
    statements.selectAgain.bind(3, seq)
    return try statements.selectAgain.first { $0.int(0) } == seq
  }

  /// What goes next in a lane now, at the end of those that wait for their turn.
  private func keep(_ lane: Lane, _ name: Name) throws(RecordFailure) {
    var lane = lane
    statements.selectAgain.bind(1, name.destination)
    statements.selectAgain.bind(2, name.conversation)
    statements.selectAgain.bind(3, 0)
    let again = try statements.selectAgain.first { $0.int(0) }
    let last = try events.whereabouts.last(of: name.conversation)?.seq ?? 0
    guard again != nil || lane.next <= last else {
      return try statements.end(name.destination, name.conversation)
    }
    lane.seq = min(again ?? lane.next, lane.next)
    lastPlace += 1
    try statements.keep(lane, name.destination, name.conversation, place: lastPlace)
  }

  private func set(_ destination: String, _ state: String, _ why: String?) throws(RecordFailure) {
    try statements.set(destination, state, why)
  }

  // MARK: Trying again

  /// Tries again what was given up; all of it, also what has its time, and carries on to a disabled
  /// destination, unless only what was refused is meant. `number` is the conversation's.
  func retry(_ retry: MirrorRetry, of number: Int64?) throws(RecordFailure) {
    let destination = retry.destination
    // Nothing is of a conversation that is not there.
    if retry.conversation != nil, number == nil { return }
    if !retry.isOfRefused { try set(destination, "active", nil) }
    try run(Self.revive, destination, number)
    try beginAgain(destination, number)
    try run(retry.isOfRefused ? Self.beginRefused : Self.beginAtOnce, destination, number)
  }

  func refused(by destination: String, of number: Int64?) throws(RecordFailure) -> Int64 {
    let count = try database.prepare(Self.countRefused)
    count.bind(1, destination)
    count.bind(2, number)
    return try count.first { $0.int(0) } ?? 0
  }

  private func run(_ sql: String, _ destination: String, _ number: Int64?) throws(RecordFailure) {
    let statement = try database.prepare(sql)
    statement.bind(1, destination)
    statement.bind(2, number)
    try statement.run()
  }

  /// Lanes for the conversations of which no more waits than what was given up.
  private func beginAgain(_ destination: String, _ number: Int64?) throws(RecordFailure) {
    let givenUp = try database.prepare(
      """
      SELECT conversation, min(seq) FROM given_up
      WHERE destination=?1 AND (?2 IS NULL OR conversation=?2) GROUP BY conversation
      """)
    givenUp.bind(1, destination)
    givenUp.bind(2, number)
    let insert = try database.prepare(
      """
      INSERT OR IGNORE INTO lanes (destination, conversation, seq, next, place)
      VALUES (?, ?, ?, ?, ?)
      """)
    for (number, seq) in try givenUp.rows({ ($0.int(0), $0.int(1)) }) {
      lastPlace += 1
      insert.bind(1, destination)
      insert.bind(2, number)
      insert.bind(3, seq)
      insert.bind(4, (try events.whereabouts.last(of: number)?.seq ?? seq) + 1)
      insert.bind(5, lastPlace)
      try insert.run()
    }
  }

  private static let revive = """
    UPDATE given_up SET is_tried_again=1, attempts=0
    WHERE destination=?1 AND (?2 IS NULL OR conversation=?2)
    """

  private static let beginAtOnce = """
    UPDATE lanes SET due=0, tried=0, attempts=0, first_tried=NULL, why=NULL,
      seq=min(next, coalesce((
        SELECT min(g.seq) FROM given_up g WHERE g.destination=lanes.destination
          AND g.conversation=lanes.conversation AND g.is_tried_again), next))
    WHERE destination=?1 AND (?2 IS NULL OR conversation=?2)
    """

  private static let isParked = "why LIKE '\(CarryingTrouble.parked)%'"

  private static let beginRefused = """
    \(beginAtOnce) AND (\(isParked) OR EXISTS (
      SELECT 1 FROM given_up r WHERE r.destination=lanes.destination
        AND r.conversation=lanes.conversation AND r.is_tried_again))
    """

  private static let countRefused = """
    SELECT (SELECT count(*) FROM given_up WHERE destination=?1 AND NOT is_tried_again
        AND (?2 IS NULL OR conversation=?2))
      + (SELECT count(*) FROM lanes WHERE destination=?1 AND \(isParked)
        AND (?2 IS NULL OR conversation=?2))
    """
}

/// A lane as it stands: what goes next, and how it went with that.
struct Lane {
  var seq: Int64
  var next: Int64
  var attempts: Int64
  var firstTried: Int64?
  var why: String?
  var due: Int64 = 0
  var tried: Int64 = 0

  /// What goes next is settled: whatever comes then has not been tried.
  mutating func pass(_ seq: Int64) {
    if seq == next { next += 1 }
    (attempts, firstTried, why) = (0, nil, nil)
    (due, tried) = (0, 0)
  }
}
