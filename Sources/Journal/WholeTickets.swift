package import Desk

/// All tickets in the order of their numbers, page by page, with everything that their rows hold:
/// for exports. Belongs to the thread of its connection.
package final class WholeTickets {
  private let selectRows: Statement
  private let selectRest: Statement
  private let selectRow: Statement

  package init(_ database: Database) throws(RecordFailure) {
    selectRows = try database.prepare(
      "\(TicketReading.columns) WHERE number>? ORDER BY number LIMIT ?")
    selectRow = try database.prepare("\(TicketReading.columns) WHERE number=?")
    selectRest = try database.prepare(
      """
      SELECT site, language, channel, page, queued_at, taken_at, first_reply_at FROM tickets
      WHERE number=?
      """)
  }

  /// A ticket, and what lists do not show of it.
  package struct WholeTicket: Sendable {
    package let row: TicketReading.Row
    package let site: String
    package let language: String
    package let channel: String
    package let page: String?
    package let queued: Instant?
    package let taken: Instant?
    package let firstReply: Instant?
  }

  /// Those with higher numbers than that, at most `limit`.
  package func page(after number: Int64, limit: Int) throws(RecordFailure) -> [WholeTicket] {
    selectRows.bind(1, number)
    selectRows.bind(2, Int64(limit))
    var tickets: [WholeTicket] = []
    for row in try selectRows.rows(TicketReading.row) {
      selectRest.bind(1, row.number)
      let whole = try selectRest.first { Self.whole(row, $0) }
      if let whole { tickets.append(whole) }
    }
    return tickets
  }

  /// One of them as lists show it; nil for a number that none has.
  package func row(_ number: Int64) throws(RecordFailure) -> TicketReading.Row? {
    selectRow.bind(1, number)
    return try selectRow.first(TicketReading.row)
  }

  private static func whole(_ row: TicketReading.Row, _ rest: Statement) -> WholeTicket {
    func moment(_ column: Int32) -> Instant? {
      rest.optionalInt(column).map { Instant(milliseconds: $0) }
    }
    return WholeTicket(
      row: row, site: rest.text(0), language: rest.text(1), channel: rest.text(2),
      page: rest.optionalText(3), queued: moment(4), taken: moment(5), firstReply: moment(6))
  }
}
