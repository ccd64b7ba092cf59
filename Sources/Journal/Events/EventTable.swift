import Desk

/// The events as the file holds them: in the order in which they were written, and found by
/// conversation through `Whereabouts`.
///
/// Over one connection, on its thread. A turn's events stand in the last pages of the table,
/// whichever conversations they belong to, so that a turn writes few pages.
final class EventTable: EventsByStream {
  let whereabouts: Whereabouts
  private let authors: Numbering
  private let beginnings: Numbering
  private let insert: Statement
  private let selectAt: Statement
  private let selectFrom: Statement
  private let selectDesk: Statement
  private let selectName: Statement
  let database: Database

  /// Far more than a desk has agents' names; what has no number any more is written out.
  private static let beginningsBound: Int64 = 30_000

  static let columns = """
    position, conversation, seq, at, author, cid, fingerprint, beginning, body, salt, hash
    """

  init(_ database: Database) throws(RecordFailure) {
    self.database = database
    whereabouts = try Whereabouts(database)
    authors = try Numbering("authors", "key", database)
    beginnings = try Numbering(
      "beginnings", "text", database, bound: Self.beginningsBound)
    insert = try database.prepare(
      """
      INSERT INTO events
        (conversation, seq, at, author, cid, fingerprint, beginning, body, salt, hash, position,
          turn)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    selectAt = try database.prepare("SELECT \(Self.columns) FROM events WHERE position=?")
    selectFrom = try database.prepare(
      "SELECT \(Self.columns) FROM events WHERE position>? ORDER BY position LIMIT ?")
    selectDesk = try database.prepare(
      """
      SELECT \(Self.columns) FROM events WHERE conversation=\(DeskStream.number)
      ORDER BY seq DESC LIMIT 1
      """)
    selectName = try database.prepare("SELECT conversation FROM tickets WHERE number=?")
  }

  // MARK: Writing

  /// Adds a row, behind all others; belongs into a transaction. Returns its position: the event's
  /// own, or where that is 0 the next one.
  @discardableResult
  func add(_ event: StoredEvent, turn: Int64) throws(RecordFailure) -> Int64 {
    guard let author = try authors.number(givenTo: event.author) else {
      throw RecordFailure(.fault, "no number is left for an author")
    }
    let cid = event.cid.map { StoredCID($0) }
    let body = StoredBody(event.body)
    var beginning: Int64?
    if let text = body.beginning { beginning = try beginnings.number(givenTo: text) }
    insert.bind(1, event.conversation)
    insert.bind(2, event.seq)
    insert.bind(3, event.at)
    insert.bind(4, author)
    bind(cid, to: insert, at: 5)
    insert.bind(6, event.fingerprint)
    insert.bind(7, beginning)
    insert.bind(8, beginning == nil ? event.body[...] : body.rest)
    if let salt = event.salt { insert.bind(9, salt) } else { insert.bindNull(9) }
    insert.bind(10, event.hash)
    insert.bind(11, event.position > 0 ? event.position : nil)
    insert.bind(12, turn)
    try insert.run()
    let position = database.lastRow
    guard event.conversation != DeskStream.number else { return position }
    let mark = cid.map { whereabouts.mark($0, by: author) }
    try whereabouts.add(
      Place(seq: event.seq, position: position, mark: mark), of: event.conversation)
    return position
  }

  /// What is remembered may be ahead of the disk after a failure.
  func forget() {
    authors.forget()
    beginnings.forget()
    whereabouts.forget()
  }

  // MARK: Reading

  func event(at position: Int64) throws(RecordFailure) -> StoredEvent? {
    selectAt.bind(1, position)
    return try selectAt.first { row throws(RecordFailure) in try self.event(row) }
  }

  /// What stands behind a position, in order.
  func events(from position: Int64, limit: Int) throws(RecordFailure) -> [StoredEvent] {
    selectFrom.bind(1, position)
    selectFrom.bind(2, Int64(limit))
    return try selectFrom.rows { row throws(RecordFailure) in try self.event(row) }
  }

  func each(of number: Int64, _ take: (StoredEvent) throws(RecordFailure) -> Bool)
    throws(RecordFailure)
  {
    if number == DeskStream.number { return try eachOfDesk(take) }
    try each(of: number, after: 0, take)
  }

  /// A conversation's events after a seq, in order, for as long as `take` says to go on.
  ///
  /// Throws `.damaged` where one of them is not where it should be.
  func each(
    of number: Int64, after seq: Int64, _ take: (StoredEvent) throws(RecordFailure) -> Bool
  ) throws(RecordFailure) {
    var next = seq
    while true {
      let places = try whereabouts.places(of: number, after: next)
      for place in places {
        guard try take(event(at: place, of: number)) else { return }
      }
      guard let last = places.last, !whereabouts.endsWith(last.seq, number) else { return }
      next = last.seq
    }
  }

  /// A conversation's events from the latest backwards, for as long as `take` says to go on.
  func eachBackwards(
    of number: Int64, _ take: (StoredEvent) throws(RecordFailure) -> Bool
  ) throws(RecordFailure) {
    var before = Int64.max
    while true {
      let places = try whereabouts.places(of: number, before: before)
      for place in places.reversed() {
        guard try take(event(at: place, of: number)) else { return }
      }
      guard let first = places.first else { return }
      before = first.seq
    }
  }

  /// One event of a conversation; nil where there is none of that seq.
  func event(_ seq: Int64, of number: Int64) throws(RecordFailure) -> StoredEvent? {
    guard let place = try whereabouts.place(seq, of: number) else { return nil }
    return try event(at: place, of: number)
  }

  /// The event that an author's command of that name began with.
  func event(beganBy cid: String, of author: String, in number: Int64)
    throws(RecordFailure) -> StoredEvent?
  {
    guard let by = try authors.number(of: author) else { return nil }
    let mark = whereabouts.mark(StoredCID(cid), by: by)
    for place in try whereabouts.places(of: number, marked: mark) {
      let event = try event(at: place, of: number)
      if event.cid == cid, event.author == author { return event }
    }
    return nil
  }

  /// The latest event of a stream, the desk's own included; nil where it has none.
  func latest(of number: Int64) throws(RecordFailure) -> StoredEvent? {
    if number == DeskStream.number {
      return try selectDesk.first { row throws(RecordFailure) in try self.event(row) }
    }
    guard let place = try whereabouts.last(of: number) else { return nil }
    return try event(at: place, of: number)
  }

  /// What a stream is called, the desk's own included; nil for a number that no ticket has.
  func name(of number: Int64) throws(RecordFailure) -> Identifier<Conversation>? {
    guard number != DeskStream.number else { return DeskStream.id }
    selectName.bind(1, number)
    return try selectName.first { Identifier($0.text(0)) }
  }

  /// What the salts of a stream are worked out from: the salt of its first event. Empty where that
  /// was erased, and each has its own.
  func root(of number: Int64) throws(RecordFailure) -> [UInt8] {
    let first = try number == DeskStream.number ? firstOfDesk() : event(1, of: number)
    guard let first, let salt = first.salt else {
      throw RecordFailure(.damaged, "ticket \(number) does not begin with event 1")
    }
    return first.isErased ? [] : salt
  }

  private func firstOfDesk() throws(RecordFailure) -> StoredEvent? {
    var first: StoredEvent?
    try eachOfDesk { event in
      first = event
      return false
    }
    return first
  }

  private func eachOfDesk(_ take: (StoredEvent) throws(RecordFailure) -> Bool) throws(RecordFailure)
  {
    let rows = try database.prepare(
      """
      SELECT \(Self.columns) FROM events WHERE conversation=\(DeskStream.number) ORDER BY seq
      """)
    while try rows.step() {
      guard try take(event(rows)) else { return }
    }
  }

  private func event(at place: Place, of number: Int64) throws(RecordFailure) -> StoredEvent {
    guard let event = try event(at: place.position) else {
      throw RecordFailure(.damaged, "event \(place.seq) of ticket \(number) is missing")
    }
    guard event.conversation == number, event.seq == place.seq else {
      throw RecordFailure(
        .damaged, "another event stands where event \(place.seq) of ticket \(number) should")
    }
    return event
  }

  /// Reads a row that has `columns`, in that order.
  func event(_ row: Statement) throws(RecordFailure) -> StoredEvent {
    guard row.isInteger(4), let author = try authors.text(of: row.int(4)) else {
      throw RecordFailure(.damaged, "the event at position \(row.int(0)) has an unknown author")
    }
    return StoredEvent(
      position: row.int(0), conversation: row.int(1), seq: row.int(2), at: row.int(3),
      author: author, cid: StoredCID(row, 5)?.name, fingerprint: row.optionalInt(6),
      body: try body(row),
      salt: row.isNull(9) ? nil : row.blob(9), hash: row.blob(10))
  }

  private func body(_ row: Statement) throws(RecordFailure) -> [UInt8] {
    guard let number = row.optionalInt(7) else { return row.blob(8) }
    guard let beginning = try beginnings.text(of: number) else {
      throw RecordFailure(.damaged, "the event at position \(row.int(0)) has no beginning")
    }
    return StoredBody.whole(beginning, row.blob(8))
  }

  /// What the rows of an author's command hold of who and what it was; nil where nobody of that
  /// name has written anything.
  func bind(_ cid: String, of author: String, to statement: Statement)
    throws(RecordFailure) -> Bool
  {
    guard let number = try authors.number(of: author) else { return false }
    statement.bind(1, number)
    bind(StoredCID(cid), to: statement, at: 2)
    return true
  }

  private func bind(_ cid: StoredCID?, to statement: Statement, at index: Int32) {
    switch cid {
    case nil: statement.bindNull(index)
    case .bytes(let bytes): statement.bind(index, bytes)
    case .text(let text): statement.bind(index, text)
    }
  }
}
