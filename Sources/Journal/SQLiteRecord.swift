package import Desk
import Secrets

/// The record in one SQLite file: WAL, `synchronous=FULL`, one connection that writes.
///
/// Belongs to the Office's thread. A turn is one transaction; COMMIT returns when it is on disk.
package final class SQLiteRecord: Record {
  package let epoch: String
  package let database: Database
  private let tickets: TicketTable
  private let keepings: KeepingTables
  private let doors: DoorTables
  private let outbox: OutboxTable
  let flows: FlowTables
  let witness: Witness
  private var salts = Salts()
  /// The head of the chain of conversations lately written, so that it need not be read again.
  private var heads: [Int64: Head] = [:]
  private var numbers: [Identifier<Conversation>: Int64] = [:]
  private let insertEvent: Statement
  private let selectHead: Statement
  private let selectEntries: Statement
  private let selectFrom: Statement
  private let selectNumber: Statement
  private let selectApplied: Statement

  private struct Head {
    let seq: Int64
    let hash: [UInt8]
  }

  /// How many conversations' heads are remembered; beyond it all are forgotten and read again.
  private static let headLimit = 50_000

  /// Opens the file, or makes it where there is none.
  package init(path: String, now: Instant) throws(RecordFailure) {
    database = try Database(path: path, mode: .writing)
    try Schema.prepare(database, epoch: Random.identifier, now: now.milliseconds)
    guard let epoch = try database.text("SELECT value FROM meta WHERE name='epoch'") else {
      throw RecordFailure(.damaged, "\(path) has no epoch")
    }
    self.epoch = epoch
    witness = try Witness(database)
    database.witness = witness
    tickets = try TicketTable(database)
    keepings = try KeepingTables(database)
    doors = try DoorTables(database)
    outbox = try OutboxTable(database)
    flows = try FlowTables(database)
    insertEvent = try database.prepare(
      """
      INSERT INTO events (conversation, seq, at, author, cid, fingerprint, body, salt, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    selectHead = try database.prepare(
      "SELECT seq, hash FROM events WHERE conversation=? ORDER BY seq DESC LIMIT 1")
    selectEntries = try database.prepare(
      """
      SELECT position, seq, at, author, cid, body FROM events
      WHERE conversation=? AND seq>? ORDER BY seq LIMIT ?
      """)
    selectFrom = try database.prepare(
      """
      SELECT position, seq, at, author, cid, body,
        (SELECT tickets.conversation FROM tickets WHERE number=events.conversation)
      FROM events WHERE position>? ORDER BY position LIMIT ?
      """)
    selectNumber = try database.prepare("SELECT number FROM tickets WHERE conversation=?")
    selectApplied = try database.prepare(
      "SELECT seq, fingerprint FROM events WHERE conversation=? AND author=? AND cid=?")
  }

  /// Closes it in order, so that its file alone is whole. Nothing is written afterwards.
  package func close() throws(RecordFailure) { try witness.close() }

  // Whoever must know whether that succeeded calls `close` first.
  deinit { try? close() }

  // MARK: Appending

  package func append(_ turn: RecordTurn) throws(RecordFailure) {
    do throws(RecordFailure) {
      try database.transaction { () throws(RecordFailure) in
        for append in turn.appends { try write(append, to: turn.destinations) }
        try keepings.write(turn) { conversation throws(RecordFailure) in
          try self.number(of: conversation, among: turn.appends)
        }
        try flows.add(turn.figures)
        try doors.write(turn.doors)
        try outbox.settle(turn.settlements)
      }
    } catch {
      // What is remembered may be ahead of the disk now; the disk is right.
      heads = [:]
      numbers = [:]
      tickets.forget()
      throw error
    }
  }

  private func write(_ append: Append, to destinations: [String]) throws(RecordFailure) {
    guard let number = append.after.opening?.number else {
      throw RecordFailure(.fault, "a conversation without an opening cannot be recorded")
    }
    var head =
      append.expected == 0 ? Head(seq: 0, hash: HashChain.beginning) : try self.head(number)
    guard head.seq == append.expected else {
      throw RecordFailure(.moved, "conversation \(append.after.id) is at seq \(head.seq)")
    }
    for entry in append.events { head = try write(entry, number, append.after.id, after: head) }
    try mirror(append, number, to: destinations)
    if append.ticketMayChange || append.expected == 0 {
      try tickets.write(append.after, isNew: append.expected == 0)
    }
    if heads.count >= Self.headLimit { heads = [:] }
    heads[number] = head
    if numbers.count >= Self.headLimit { numbers = [:] }
    numbers[append.after.id] = number
  }

  private func mirror(_ append: Append, _ number: Int64, to destinations: [String])
    throws(RecordFailure)
  {
    guard !destinations.isEmpty else { return }
    let events = append.events.enumerated().map { offset, entry in
      let seq = append.expected + Int64(offset) + 1
      return (
        seq: seq,
        body: MirrorBody.bytes(
          conversation: append.after.id.text, number: number, seq: seq, at: entry.at,
          event: entry.body)
      )
    }
    try outbox.add(events, of: number, to: destinations)
  }

  /// Has everything tried again that was given up for a mirror. Returns how many events.
  package func retryMirror(_ destination: String) throws(RecordFailure) -> Int64 {
    try database.transaction { () throws(RecordFailure) in try outbox.retry(destination) }
  }

  private func write(
    _ entry: Append.Entry, _ number: Int64, _ conversation: Identifier<Conversation>,
    after head: Head
  ) throws(RecordFailure) -> Head {
    let seq = head.seq + 1
    let salt = salts.next()
    let hash = HashChain.link(
      after: head.hash, conversation: conversation.text, seq: seq, at: entry.at.milliseconds,
      author: entry.author, cid: entry.cid, salt: salt, body: entry.body)
    insertEvent.bind(1, number)
    insertEvent.bind(2, seq)
    insertEvent.bind(3, entry.at.milliseconds)
    insertEvent.bind(4, entry.author)
    insertEvent.bind(5, entry.cid)
    insertEvent.bind(6, entry.fingerprint)
    insertEvent.bind(7, entry.body)
    insertEvent.bind(8, salt)
    insertEvent.bind(9, hash)
    try insertEvent.run()
    witness.add(hash)
    return Head(seq: seq, hash: hash)
  }

  private func head(_ number: Int64) throws(RecordFailure) -> Head {
    if let head = heads[number] { return head }
    selectHead.bind(1, number)
    return try selectHead.first { Head(seq: $0.int(0), hash: $0.blob(1)) }
      ?? Head(seq: 0, hash: HashChain.beginning)
  }

  private func number(of conversation: Identifier<Conversation>, among appends: [Append])
    throws(RecordFailure) -> Int64
  {
    guard let number = try number(of: conversation) else {
      throw RecordFailure(.fault, "conversation \(conversation) is not in the record")
    }
    return number
  }

  /// The ticket's number; nil for a conversation that was never recorded.
  private func number(of conversation: Identifier<Conversation>) throws(RecordFailure) -> Int64? {
    if let number = numbers[conversation] { return number }
    selectNumber.bind(1, conversation.text)
    let number = try selectNumber.first { $0.int(0) }
    if let number {
      if numbers.count >= Self.headLimit { numbers = [:] }
      numbers[conversation] = number
    }
    return number
  }

  // MARK: Reading

  package func follow(from position: Int64, limit: Int) throws(RecordFailure) -> [Kept] {
    selectFrom.bind(1, position)
    selectFrom.bind(2, Int64(limit))
    return try selectFrom.rows { Self.kept($0, Identifier($0.text(6))) }
  }

  package func entries(of conversation: Identifier<Conversation>, after seq: Int64, limit: Int)
    throws(RecordFailure) -> [Kept]
  {
    guard let number = try number(of: conversation) else { return [] }
    selectEntries.bind(1, number)
    selectEntries.bind(2, seq)
    selectEntries.bind(3, Int64(limit))
    return try selectEntries.rows { Self.kept($0, conversation) }
  }

  static func kept(_ row: Statement, _ conversation: Identifier<Conversation>) -> Kept {
    Kept(
      position: row.int(0), conversation: conversation, seq: row.int(1),
      at: Instant(milliseconds: row.int(2)), author: row.text(3), cid: row.optionalText(4),
      body: row.blob(5))
  }

  package func applied(_ cid: String, by author: String, in conversation: Identifier<Conversation>)
    throws(RecordFailure) -> Applied?
  {
    guard let number = try number(of: conversation) else { return nil }
    selectApplied.bind(1, number)
    selectApplied.bind(2, author)
    selectApplied.bind(3, cid)
    return try selectApplied.first { Applied(seq: $0.int(0), fingerprint: $0.int(1)) }
  }

  package func flowState(of conversation: Identifier<Conversation>) throws(RecordFailure)
    -> FlowState?
  {
    guard let number = try number(of: conversation) else { return nil }
    return try keepings.flowState(number)
  }

  package func latestConversation(of customer: Identifier<Customer>) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    try tickets.latest(of: customer)
  }

  package func usage(of subject: String, on day: Int64) throws(RecordFailure) -> Usage? {
    try keepings.usage(of: subject, on: day)
  }

  package func standing() throws(RecordFailure) -> Standing {
    var standing = Standing()
    standing.lastNumber = try database.number("SELECT max(number) FROM tickets") ?? 0
    (standing.open, standing.unreadable) = try OpenTicketTable(database).read()
    standing.handled = try tickets.handled()
    standing.timers = try keepings.timers()
    return standing
  }
}
