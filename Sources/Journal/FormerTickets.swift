import Desk
import Events

/// Tickets of a file before version 6, brought to what their events add up to since.
///
/// A conversation out of which nobody was found stood with the bot before, and is missed now.
enum FormerTickets {
  /// Whether a file's tickets are still such.
  static func stand(in database: Database) throws(RecordFailure) -> Bool {
    try database.number("PRAGMA user_version") ?? 0 < 6
  }

  /// What those tickets do not have, or tell in another way.
  static let otherColumns: Set = ["stage", "reply_by", "owed_since"]

  /// Belongs into the transaction that added the columns.
  static func bringUp(_ database: Database) throws(RecordFailure) {
    let rows = try database.prepare(
      "SELECT number, conversation FROM tickets WHERE stage<>'resolved' ORDER BY number")
    let open = try rows.rows { row -> (Int64, Identifier<Conversation>) in
      (row.int(0), Identifier(row.text(1)))
    }
    let events = try EventTable(database)
    let tickets = try TicketTable(database)
    for (number, id) in open {
      // What cannot be read stays as it is: a start tells of it.
      guard let conversation = try replayed(id, number, events) else { continue }
      try tickets.write(conversation, isNew: false)
    }
  }

  private static func replayed(
    _ id: Identifier<Conversation>, _ number: Int64, _ events: EventTable
  ) throws(RecordFailure) -> Conversation? {
    var conversation = Conversation(id: id)
    var isWhole = true
    do throws(RecordFailure) {
      try events.each(of: number) { stored throws(RecordFailure) in
        guard let event = try? EventText.recorded(stored.body) else {
          isWhole = false
          return false
        }
        conversation.apply(event, at: Instant(milliseconds: stored.at))
        return true
      }
    } catch {
      guard error.kind == .damaged else { throw error }
      return nil
    }
    return isWhole ? conversation : nil
  }
}
