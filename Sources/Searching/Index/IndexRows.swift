import Desk
import Journal

/// The rows of the index: over the connection that writes it.
final class IndexRows {
  private let insertDoc: Statement
  private let insertSaid: Statement
  private let selectTicket: Statement
  private let writeTicket: Statement
  private let changing: [Statement]
  private let insertFacts: Statement
  private let insertField: Statement
  private let insertTag: Statement
  private let widenDay: Statement
  private let selectFact: Statement
  private let setFact: Statement
  private var days: [Int64: ClosedRange<Int64>] = [:]

  init(_ database: Database) throws(RecordFailure) {
    insertDoc = try database.prepare(
      "INSERT INTO docs (position, ticket, seq, at) VALUES (?, ?, ?, ?)")
    insertSaid = try database.prepare("INSERT INTO said (rowid, words, notes) VALUES (?, ?, ?)")
    selectTicket = try database.prepare(
      "SELECT first, subject, about FROM tickets WHERE number=?")
    writeTicket = try database.prepare(
      """
      INSERT OR REPLACE INTO tickets
        (number, first, conversation, started, stage, state, queue, agent, email, priority,
          category, followers, subject, about)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    changing = [
      try database.prepare("DELETE FROM facts WHERE rowid=?"),
      try database.prepare("DELETE FROM fields WHERE ticket=?"),
      try database.prepare("DELETE FROM tags WHERE ticket=?"),
    ]
    insertFacts = try database.prepare(
      "INSERT INTO facts (rowid, subject, contact, about) VALUES (?, ?, ?, ?)")
    insertField = try database.prepare(
      "INSERT OR IGNORE INTO fields (name, value, ticket) VALUES (?, ?, ?)")
    insertTag = try database.prepare("INSERT OR IGNORE INTO tags (tag, ticket) VALUES (?, ?)")
    widenDay = try database.prepare(
      """
      INSERT INTO days (day, low, high) VALUES (?, ?, ?)
      ON CONFLICT (day) DO UPDATE SET low=min(low, excluded.low), high=max(high, excluded.high)
      """)
    selectFact = try database.prepare("SELECT value FROM facts_of_index WHERE name=?")
    setFact = try database.prepare(
      "INSERT OR REPLACE INTO facts_of_index (name, value) VALUES (?, ?)")
  }

  // MARK: Words

  /// Takes in one event, if it has words.
  func add(_ event: FollowedRecord.Followed) throws(RecordFailure) {
    guard event.number > 0 else { return }
    note(event.position, of: event.at)
    guard let what = IndexedTexts.event(event.body) else { return }
    let texts = IndexedTexts(what)
    guard !texts.isEmpty else { return }
    insertSaid.bind(1, event.position)
    insertSaid.bind(2, Cutting.indexed(texts.words))
    insertSaid.bind(3, Cutting.indexed(texts.notes))
    try insertSaid.run()
    insertDoc.bind(1, event.position)
    insertDoc.bind(2, event.number)
    insertDoc.bind(3, event.seq)
    insertDoc.bind(4, event.at.milliseconds)
    try insertDoc.run()
  }

  private func note(_ position: Int64, of moment: Instant) {
    let day = IndexDay.of(moment)
    let known = days[day] ?? position...position
    days[day] = min(known.lowerBound, position)...max(known.upperBound, position)
  }

  /// What was noted of days since the last time.
  func writeDays() throws(RecordFailure) {
    for (day, range) in days.sorted(by: { $0.key < $1.key }) {
      widenDay.bind(1, day)
      widenDay.bind(2, range.lowerBound)
      widenDay.bind(3, range.upperBound)
      try widenDay.run()
    }
    days = [:]
  }

  // MARK: Tickets

  /// Takes in how a ticket stands now; `first` is where it began, if that is on this page.
  func write(_ ticket: IndexedTicket, first: Int64?) throws(RecordFailure) {
    let row = ticket.row
    selectTicket.bind(1, row.number)
    let known = try selectTicket.first { ($0.int(0), $0.text(1), $0.text(2)) }
    guard let place = known?.0 ?? first else { return }
    let texts: [String?] = [
      row.conversation.text, nil, row.stage.rawValue, row.state.rawValue, row.queue, row.agent,
      row.email?.lowercased(), row.priority, row.category, ticket.followers, row.subject,
      ticket.about,
    ]
    writeTicket.bind(1, row.number)
    writeTicket.bind(2, place)
    for (offset, text) in texts.enumerated() { writeTicket.bind(Int32(3 + offset), text) }
    writeTicket.bind(4, row.started.milliseconds)
    try writeTicket.run()
    guard known.map({ $0.1 != row.subject || $0.2 != ticket.about }) ?? true else { return }
    try writeFacts(of: ticket, at: place)
  }

  private func writeFacts(of ticket: IndexedTicket, at place: Int64) throws(RecordFailure) {
    for (statement, key) in zip(changing, [place, ticket.row.number, ticket.row.number]) {
      statement.bind(1, key)
      try statement.run()
    }
    insertFacts.bind(1, place)
    insertFacts.bind(2, Cutting.indexed(ticket.row.subject))
    insertFacts.bind(3, Cutting.indexed(ticket.contact))
    insertFacts.bind(4, Cutting.indexed(ticket.about))
    try insertFacts.run()
    for field in ticket.fields {
      insertField.bind(1, field.name)
      insertField.bind(2, QueryFilter.folded(field.value))
      insertField.bind(3, ticket.row.number)
      try insertField.run()
    }
    for tag in ticket.tags {
      insertTag.bind(1, tag.lowercased())
      insertTag.bind(2, ticket.row.number)
      try insertTag.run()
    }
  }

  // MARK: What the index knows of itself

  func number(_ name: String) throws(RecordFailure) -> Int64? {
    selectFact.bind(1, name)
    return try selectFact.first { $0.int(0) }
  }

  func text(_ name: String) throws(RecordFailure) -> String? {
    selectFact.bind(1, name)
    return try selectFact.first { $0.text(0) }
  }

  func blob(_ name: String) throws(RecordFailure) -> [UInt8]? {
    selectFact.bind(1, name)
    return try selectFact.first { $0.blob(0) }
  }

  func set(_ name: String, _ value: Int64) throws(RecordFailure) {
    setFact.bind(2, value)
    try set(name)
  }

  func set(_ name: String, _ value: String) throws(RecordFailure) {
    setFact.bind(2, value)
    try set(name)
  }

  func set(_ name: String, _ value: [UInt8]) throws(RecordFailure) {
    setFact.bind(2, value)
    try set(name)
  }

  private func set(_ name: String) throws(RecordFailure) {
    setFact.bind(1, name)
    try setFact.run()
  }
}

/// Days since 1970, in UTC.
enum IndexDay {
  private static let length: Int64 = 86_400_000

  static func of(_ moment: Instant) -> Int64 {
    let quotient = moment.milliseconds / length
    return moment.milliseconds % length < 0 ? quotient - 1 : quotient
  }
}
