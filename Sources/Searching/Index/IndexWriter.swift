import Events
package import Journal

/// Makes the index from the record, a page at a time, from wherever the latest page ended.
///
/// A page and how far it goes are one transaction: whatever ends the program, nothing is indexed
/// twice and nothing is left out. Belongs to one thread.
package final class IndexWriter {
  private let record: FollowedRecord
  let database: Database
  private let rows: IndexRows
  /// The position of the latest event that was taken.
  package private(set) var position: Int64
  /// Why the index must be made anew: it still knows words of somebody who was erased, and what it
  /// was made from is gone. Nil where it need not.
  package private(set) var outdated: String?
  /// How far the record went when the index was begun: what was erased before is not in it.
  private let begun: Int64

  /// Events taken in one transaction: some ten milliseconds of work.
  package static let page = 1000

  /// Opens the file, or makes it anew where it is another record's, another version's or damaged.
  ///
  /// `remade` hears why, if it was not simply missing.
  package init(
    _ file: IndexFile, of record: FollowedRecord, remade: (String) -> Void = { _ in }
  ) throws(RecordFailure) {
    self.record = record
    database = try Self.open(file, record, remade)
    rows = try IndexRows(database)
    position = try rows.number("position") ?? 0
    begun = try rows.number("begun") ?? 0
  }

  private static func open(
    _ file: IndexFile, _ record: FollowedRecord, _ remade: (String) -> Void
  ) throws(RecordFailure) -> Database {
    guard file.isThere else { return try make(file, record) }
    do throws(RecordFailure) {
      let database = try Database(path: file.path, mode: .derived)
      guard let why = try mismatch(database, record) else { return database }
      remade(why)
    } catch {
      guard error.kind == .damaged || error.kind == .fault else { throw error }
      remade("it is damaged")
    }
    file.remove()
    return try make(file, record)
  }

  private static func make(_ file: IndexFile, _ record: FollowedRecord) throws(RecordFailure)
    -> Database
  {
    let database = try Database(path: file.path, mode: .derived)
    try database.transaction { () throws(RecordFailure) in
      try database.run(IndexFile.tables)
      let rows = try IndexRows(database)
      try rows.set("epoch", record.epoch)
      try rows.set("position", 0)
      try rows.set("begun", record.end())
      try database.run("PRAGMA user_version=\(IndexFile.version)")
    }
    return database
  }

  /// Why the index is not this record's; nil where it is.
  private static func mismatch(_ database: Database, _ record: FollowedRecord)
    throws(RecordFailure) -> String?
  {
    guard try database.number("PRAGMA user_version") == IndexFile.version else {
      return "it is of another version"
    }
    let rows = try IndexRows(database)
    guard try rows.text("epoch") == record.epoch else { return "it is of another record" }
    guard let checked = try rows.number("checked") else { return nil }
    let hash = try rows.blob("hash")
    // A record that was restored may have gone on differently from there.
    do throws(RecordFailure) {
      guard try record.event(at: checked)?.hash == hash else {
        return "the record is another than it was"
      }
    } catch { throw error.ofRecord }
    return nil
  }

  /// Takes the next events of the record. Returns how many there were.
  package func advance() throws(RecordFailure) -> Int {
    let (page, end, tickets) = try read()
    guard end > position else { return 0 }
    if page.contains(where: { $0.position > begun && Self.tellsOfErasure($0) }) {
      outdated = "a customer was erased"
      return 0
    }
    let before = position
    try database.transaction { () throws(RecordFailure) in
      guard try rows.number("position") == before else {
        throw RecordFailure(.moved, "another program writes the index")
      }
      for event in page { try rows.add(event) }
      let firsts = page.filter { $0.seq == 1 && $0.number > 0 }
      let places = Dictionary(firsts.map { ($0.number, $0.position) }) { first, _ in first }
      for ticket in tickets { try rows.write(ticket, first: places[ticket.row.number]) }
      try rows.writeDays()
      try rows.set("position", end)
      if let last = page.last {
        try rows.set("checked", last.position)
        try rows.set("hash", last.hash)
      }
    }
    position = end
    return max(1, page.count)
  }

  private static func tellsOfErasure(_ event: FollowedRecord.Followed) -> Bool {
    // What cannot be read is for `record verify` to name.
    guard event.number == DeskStream.number, let read = try? AuditText.read(event.body),
      case .erased = read
    else { return false }
    return true
  }

  /// The next events, how far they go, and how their tickets stand now.
  private func read() throws(RecordFailure)
    -> (page: [FollowedRecord.Followed], end: Int64, tickets: [IndexedTicket])
  {
    do throws(RecordFailure) {
      return try record.reading { () throws(RecordFailure) in
        let (page, end) = try record.readable(after: position, limit: Self.page)
        var tickets: [IndexedTicket] = []
        for number in Set(page.map(\.number)).sorted() where number > 0 {
          if let row = try record.ticket(number) { tickets.append(IndexedTicket(row)) }
        }
        return (page, end, tickets)
      }
    } catch { throw error.ofRecord }
  }
}

extension RecordFailure {
  /// What the record has, and not the index: nothing that making the index anew would mend.
  var ofRecord: RecordFailure {
    kind == .damaged || kind == .fault ? RecordFailure(.broken, what) : self
  }
}
