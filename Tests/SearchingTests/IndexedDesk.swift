import Desk
import Events
import Journal
import TestSupport

@testable import Searching

/// A record on disk that is written as the Office writes it, and its index.
final class IndexedDesk {
  let folder: Folder
  private(set) var log: SQLiteRecord
  private var conversations: [Int64: Conversation] = [:]
  /// Advances with every event.
  var now = Instant(milliseconds: 1_795_238_400_000)

  init() throws {
    folder = try Folder()
    log = try SQLiteRecord(path: folder.record, now: now)
  }

  var file: IndexFile { IndexFile(folder: folder.path) }

  static let maya = AgentName(Identifier("maya"), name: "Maya")
  static let kim = AgentName(Identifier("kim"), name: "Kim")

  // MARK: What happens

  /// Begins a ticket; returns nothing, its number is the caller's.
  func begin(_ number: Int64, name: String? = nil, email: String? = nil) throws {
    let opening = Opening(
      site: "shop", customer: Identifier("customer-\(number)"), number: number, language: "en",
      page: nil, channel: "web")
    try happen(number, .started(opening))
    guard name != nil || email != nil else { return }
    try happen(number, .identified(Contact(name: name, email: email, isVerified: false)))
  }

  func say(_ number: Int64, _ text: String, by author: Author = .customer) throws {
    try happen(number, .said(Message(author, text)))
  }

  func queue(_ number: Int64, _ queue: String, fields: [Field] = []) throws {
    try happen(
      number,
      .queued(
        Handoff(queue: Identifier(queue), priority: .normal, fields: fields, reason: .asked)))
  }

  func happen(_ number: Int64, _ events: Event...) throws {
    var turn = RecordTurn()
    turn.appends = [append(number, events)]
    try log.append(turn)
  }

  /// The same for many at once, in one turn.
  func happen(_ all: [(Int64, Event)]) throws {
    var turn = RecordTurn()
    turn.appends = all.map { append($0.0, [$0.1]) }
    try log.append(turn)
  }

  private func append(_ number: Int64, _ events: [Event]) -> Append {
    var conversation =
      conversations[number] ?? Conversation(id: Identifier(Self.id(of: number)))
    let expected = conversation.seq
    let entries = events.map { event in
      now = now + .milliseconds(1)
      conversation.apply(event, at: now)
      return Append.Entry(
        at: now, author: "c:\(number)", cid: nil, fingerprint: nil, body: EventText.write(event))
    }
    conversations[number] = conversation
    return Append(after: conversation, expected: expected, events: entries)
  }

  /// Everything stands in the record's file itself, so that it can be copied.
  func carryOver() throws {
    _ = try log.database.number("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  static func id(of number: Int64) -> String {
    let digits = String(number)
    return String(repeating: "c", count: 22 - digits.count) + digits
  }

  // MARK: The index

  /// Brings the index up to the record. Returns how many events it took.
  @discardableResult
  func index() throws -> Int {
    var remade: [String] = []
    return try index(&remade)
  }

  func index(_ remade: inout [String]) throws -> Int {
    var reasons: [String] = []
    let writer = try IndexWriter(file, of: FollowedRecord(path: folder.record)) {
      reasons.append($0)
    }
    remade = reasons
    var count = 0
    while true {
      let taken = try writer.advance()
      count += taken
      if taken == 0 { return count }
    }
  }

  func find(
    _ text: String, by asker: Asker = .operator, after: Int64? = nil, limit: Int = 20
  ) throws -> SearchResult {
    try index()
    let inquiry = Inquiry(
      text, for: asker, Query.Circumstances(offset: { _ in 0 }, now: now), after: after,
      limit: limit)
    return try inquiry.answer(IndexReader(file, of: folder.record)).get()
  }

  /// Where it was found, as `number/seq`, the latest first.
  func places(_ text: String, by asker: Asker = .operator) throws -> [String] {
    try find(text, by: asker).hits.map { "\($0.number)/\($0.kind == .ticket ? 0 : $0.seq)" }
  }
}
