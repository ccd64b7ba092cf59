package import Desk

/// The record as those see it who make something of it behind the writer's back, or look into it
/// for what they have made: over a read-only connection of their own.
///
/// Belongs to one thread at a time.
package final class FollowedRecord {
  /// Names the history that is read.
  package let epoch: String
  private let database: Database
  private let events: EventTable
  private let selectTicket: Statement
  private let selectEnd: Statement
  private let selectNext: Statement

  package init(path: String) throws(RecordFailure) {
    database = try Database(path: path, mode: .reading)
    epoch = try database.epoch()
    events = try EventTable(database)
    selectTicket = try database.prepare("\(TicketReading.columns) WHERE number=?")
    selectEnd = try database.prepare("SELECT max(position) FROM events")
    selectNext = try database.prepare("SELECT min(position) FROM events WHERE position>?")
  }

  /// One event, and where it stands.
  package struct Followed: Equatable, Sendable {
    /// Counts over the whole record, upwards.
    package let position: Int64
    /// The ticket's number; 0 for what happened to the desk itself.
    package let number: Int64
    package let seq: Int64
    package let at: Instant
    /// The event's JSON.
    package let body: [UInt8]
    /// Of the event and all before it in its conversation.
    package let hash: [UInt8]
  }

  /// Everything read in the body is of one moment, whatever is written meanwhile.
  package func reading<Outcome>(_ work: () throws(RecordFailure) -> Outcome)
    throws(RecordFailure) -> Outcome
  {
    try database.snapshot(work)
  }

  /// What stands behind a position, in the order in which it was written; at most `limit`.
  package func events(after position: Int64, limit: Int) throws(RecordFailure) -> [Followed] {
    try events.events(from: position, limit: limit).map(Self.followed)
  }

  /// The same for who goes on whatever he meets: what is damaged is left out, and `end` is behind
  /// it.
  package func readable(after position: Int64, limit: Int) throws(RecordFailure)
    -> (events: [Followed], end: Int64)
  {
    do throws(RecordFailure) {
      let events = try events(after: position, limit: limit)
      return (events, events.last?.position ?? position)
    } catch {
      guard error.kind == .damaged else { throw error }
    }
    var events: [Followed] = []
    var end = position
    for _ in 0..<limit {
      selectNext.bind(1, end)
      guard let next = try selectNext.first({ $0.optionalInt(0) }) ?? nil else { break }
      end = next
      do throws(RecordFailure) {
        if let event = try event(at: next) { events.append(event) }
      } catch {
        guard error.kind == .damaged else { throw error }
      }
    }
    return (events, end)
  }

  /// Nil where there is none.
  package func event(at position: Int64) throws(RecordFailure) -> Followed? {
    try events.event(at: position).map(Self.followed)
  }

  /// One ticket as it stands now; nil for a number that none has.
  package func ticket(_ number: Int64) throws(RecordFailure) -> TicketReading.Row? {
    selectTicket.bind(1, number)
    return try selectTicket.first(TicketReading.row)
  }

  /// The position of the latest event; 0 where there is none.
  package func end() throws(RecordFailure) -> Int64 {
    try selectEnd.first { $0.int(0) } ?? 0
  }

  private static func followed(_ event: StoredEvent) -> Followed {
    Followed(
      position: event.position, number: event.conversation, seq: event.seq,
      at: Instant(milliseconds: event.at), body: event.body, hash: event.hash)
  }
}
