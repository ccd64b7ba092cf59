import Desk
import Events

/// Tickets of a file of an older version, brought to what their events add up to since.
///
/// A conversation out of which nobody was found stood with the bot before version 6, and is missed
/// now.
enum FormerTickets {
  /// What a file's tickets do not have, or tell in another way.
  static func otherColumns(in database: Database) throws(RecordFailure) -> Set<String> {
    let version = try database.number("PRAGMA user_version") ?? 0
    return changes.filter { version < $0.key }.values.reduce(into: Set()) { $0.formUnion($1) }
  }

  /// By the version that brought them.
  private static let changes: [Int64: Set<String>] = [
    6: ["stage", "reply_by", "owed_since"],
    7: [
      "state", "tags", "held_until", "level", "followers", "offered_to", "offered_until",
      "closed_at",
    ],
  ]

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
