package import Desk

/// What of each conversation waits for a destination, was given up or is there, for the operator;
/// over any connection.
package final class LaneReading {
  private let database: Database
  private let events: EventTable

  package init(_ database: Database) throws(RecordFailure) {
    self.database = database
    events = try EventTable(database)
  }

  /// One conversation and one destination.
  package struct Lane: Sendable, Equatable {
    package let conversation: Identifier<Conversation>
    /// The number of its ticket.
    package let number: Int64
    /// How many events wait, and since when the first of them; 0 where all are there.
    package let waiting: Int64
    package let since: Instant?
    /// Of the first that waits.
    package let attempts: Int
    package let due: Instant?
    package let why: String?
  }

  /// An event that a destination refused for good.
  package struct DeadLetter: Sendable, Equatable {
    package let conversation: Identifier<Conversation>
    package let number: Int64
    package let seq: Int64
    package let at: Instant?
    package let attempts: Int
    package let why: String?
  }

  /// Conversations of which something waits, those that were tried in vain first.
  package func waiting(for destination: String, limit: Int) throws(RecordFailure) -> [Lane] {
    let select = try database.prepare(
      """
      SELECT t.conversation, t.number, l.seq, l.next, l.attempts, l.due, l.why FROM lanes l
      JOIN tickets t ON t.number=l.conversation WHERE l.destination=?1
      ORDER BY l.attempts=0, l.first_tried, l.place LIMIT ?2
      """)
    select.bind(1, destination)
    select.bind(2, Int64(limit))
    return try select.rows { row throws(RecordFailure) in
      let (number, seq, next) = (row.int(1), row.int(2), row.int(3))
      let last = try events.whereabouts.last(of: number)?.seq ?? next - 1
      return Lane(
        conversation: Identifier(row.text(0)), number: number,
        waiting: last - next + 1 + (seq < next ? 1 : 0),
        since: try events.event(seq, of: number).map { Instant(milliseconds: $0.at) },
        attempts: Int(row.int(4)),
        due: row.int(5) > 0 ? Instant(milliseconds: row.int(5)) : nil, why: row.optionalText(6))
    }
  }

  /// Conversations that a destination does not take as they are, while it takes others.
  package func parked(at destination: String, limit: Int) throws(RecordFailure) -> [Lane] {
    try waiting(for: destination, limit: limit).filter {
      $0.why.map(CarryingTrouble.isOfOne) ?? false
    }
  }

  package func deadLetters(of destination: String, limit: Int) throws(RecordFailure)
    -> [DeadLetter]
  {
    let select = try database.prepare(
      """
      SELECT t.conversation, t.number, g.seq, g.attempts, g.why FROM given_up g
      JOIN tickets t ON t.number=g.conversation
      WHERE g.destination=?1 AND NOT g.is_tried_again ORDER BY t.number, g.seq LIMIT ?2
      """)
    select.bind(1, destination)
    select.bind(2, Int64(limit))
    return try select.rows { row throws(RecordFailure) in
      DeadLetter(
        conversation: Identifier(row.text(0)), number: row.int(1), seq: row.int(2),
        at: try events.event(row.int(2), of: row.int(1)).map { Instant(milliseconds: $0.at) },
        attempts: Int(row.int(3)), why: row.optionalText(4))
    }
  }

  /// The name of the record's history, by which events are called.
  package func epoch() throws(RecordFailure) -> String {
    try database.prepare("SELECT value FROM meta WHERE name='epoch'").first { $0.text(0) } ?? ""
  }

  /// A conversation by its name or the number of its ticket, with or without #.
  package func conversation(_ reference: String) throws(RecordFailure) -> (
    id: Identifier<Conversation>, number: Int64
  )? {
    let select = try database.prepare(
      "SELECT conversation, number FROM tickets WHERE conversation=?1 OR number=?2")
    select.bind(1, reference)
    select.bind(2, Int64(reference.drop { $0 == "#" }))
    return try select.first { (Identifier($0.text(0)), $0.int(1)) }
  }

  /// Conversations that a destination knows, by the numbers of their tickets.
  package func known(at destination: String) throws(RecordFailure) -> [(
    conversation: Identifier<Conversation>, number: Int64
  )] {
    let select = try database.prepare(
      """
      SELECT t.conversation, t.number FROM links l JOIN tickets t ON t.number=l.conversation
      WHERE l.destination=? ORDER BY t.number
      """)
    select.bind(1, destination)
    return try select.rows { (Identifier($0.text(0)), $0.int(1)) }
  }
}
