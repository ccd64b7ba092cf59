import Desk
import Events
import Journal

/// Writes a record's tickets or messages as rows: page by page, so that it takes no more memory for
/// a hundred thousand than for one, and in an order that is the same each time.
///
/// Each page is read as the record stands then: a ticket that changes meanwhile is written once.
package struct Exporting {
  private let filter: ExportFilter
  private let format: ExportFormat
  private let clock: ExportClock
  private let take: ([UInt8]) throws -> Void

  /// What is written out.
  package enum Subject: String, Sendable, CaseIterable {
    /// A row a ticket, in the order of their numbers.
    case tickets
    /// A row a message or note, in the order in which they were written.
    case messages
  }

  /// Rows read at once.
  static let page = 500
  /// Tickets whose facts are kept for their messages; beyond it all are forgotten and read again.
  private static let remembered = 10_000

  /// `take` gets the bytes, some lines at a time.
  package init(
    _ filter: ExportFilter, as format: ExportFormat, by clock: ExportClock,
    take: @escaping ([UInt8]) throws -> Void
  ) {
    self.filter = filter
    self.format = format
    self.clock = clock
    self.take = take
  }

  /// Writes everything. Returns how many rows there were.
  package func write(_ subject: Subject, of path: String) throws -> Int {
    switch subject {
    case .tickets: try tickets(of: path)
    case .messages: try messages(of: path)
    }
  }

  // MARK: Tickets

  private func tickets(of path: String) throws -> Int {
    let tickets = try WholeTickets(Database(path: path, mode: .reading))
    try begin(TicketColumns.names)
    var count = 0
    var number: Int64 = 0
    while true {
      let page = try tickets.page(after: number, limit: Self.page)
      guard let last = page.last else { return count }
      number = last.row.number
      let rows = page.filter { filter.includes($0.row.started) && filter.includes($0.row) }
      try lines(rows.map { TicketColumns.row($0, clock) }, TicketColumns.names)
      count += rows.count
    }
  }

  // MARK: Messages

  private func messages(of path: String) throws -> Int {
    let record = try FollowedRecord(path: path)
    let tickets = try WholeTickets(Database(path: path, mode: .reading))
    var known: [Int64: TicketReading.Row] = [:]
    try begin(MessageColumns.names)
    var count = 0
    var position: Int64 = 0
    while true {
      let page = try record.events(after: position, limit: Self.page)
      guard let last = page.last else { return count }
      position = last.position
      var rows: [ExportRow] = []
      for event in page where event.number > 0 && filter.includes(event.at) {
        // What a newer program wrote, or is not whole, is not a message that can be told.
        guard let what = try? EventText.recorded(event.body),
          let words = MessageColumns.Words(what)
        else { continue }
        if known.count >= Self.remembered { known = [:] }
        guard let ticket = try known[event.number] ?? tickets.row(event.number) else { continue }
        known[event.number] = ticket
        guard filter.includes(ticket) else { continue }
        rows.append(MessageColumns.row(event, words, ticket, clock))
      }
      try lines(rows, MessageColumns.names)
      count += rows.count
    }
  }

  // MARK: Lines

  private func begin(_ columns: [String]) throws {
    let header = format.header(columns)
    if !header.isEmpty { try take(header) }
  }

  private func lines(_ rows: [ExportRow], _ columns: [String]) throws {
    guard !rows.isEmpty else { return }
    var bytes: [UInt8] = []
    for row in rows { bytes += format.line(row, columns) }
    try take(bytes)
  }
}
