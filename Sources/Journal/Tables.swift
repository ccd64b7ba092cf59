package import Desk
import Events
import Secrets

/// What the events add up to and what is kept beside them, in a SQLite file whatever keeps the log:
/// the events themselves, chained, tickets, sessions of flows, timers, doors, accounts, mirrors.
///
/// Read at any time, over the connection of the one who writes; written by whole turns only, in the
/// transaction of whoever keeps the log or follows it. Belongs to that thread.
package final class Tables {
  /// Names this history; another one means that events may have been lost.
  package let epoch: String
  package let database: Database
  private let tickets: TicketTable
  private let customers: CustomerTable
  private let keepings: KeepingTables
  private let doors: DoorTables
  private let accounts: AccountTables
  private let outbox: OutboxTable
  let flows: FlowTables
  let rules: RuleActTable
  let links: LinkTable
  package let files: FileTable
  private let erasing: ErasingTables
  /// How far conversations have come where they are carried.
  package let carrying: CarryingReading
  private let witness: Witness
  /// The head of the chain of conversations lately written, so that it need not be read again.
  private var heads: [Int64: Head] = [:]
  private var numbers: [Identifier<Conversation>: Int64] = [:]
  let events: EventTable
  private let selectNumber: Statement
  private let selectTaken: Statement

  private struct Head {
    let seq: Int64
    let hash: [UInt8]
    /// What the salts of the events that follow are worked out from; nothing before the first.
    let root: [UInt8]

    /// Where a stream begins.
    static let none = Head(seq: 0, hash: HashChain.beginning, root: [])
  }

  /// What `take` asks, as the fingerprint of a command: for ever, since the file's index goes by
  /// it.
  package static let takeFingerprint: Int64 = 4_629_879_592_027_861_477

  /// How many conversations' heads are remembered; beyond it all are forgotten and read again.
  private static let headLimit = 50_000

  init(_ database: Database, epoch: String, witness: Witness) throws(RecordFailure) {
    self.database = database
    self.epoch = epoch
    self.witness = witness
    tickets = try TicketTable(database)
    customers = try CustomerTable(database)
    keepings = try KeepingTables(database)
    doors = try DoorTables(database)
    accounts = AccountTables(database)
    events = try EventTable(database)
    outbox = try OutboxTable(database, events)
    flows = try FlowTables(database)
    rules = try RuleActTable(database)
    links = try LinkTable(database)
    files = try FileTable(database)
    erasing = try ErasingTables(database, events)
    carrying = try CarryingReading(database, events)
    selectNumber = try database.prepare("SELECT number FROM tickets WHERE conversation=?")
    selectTaken = try database.prepare(
      """
      SELECT tickets.conversation FROM events JOIN tickets ON number=events.conversation
      WHERE author=? AND cid=? AND \(Schema.isTaking)
      """)
  }

  // MARK: Writing

  /// Writes a turn; belongs into a transaction. Throws `.moved` where a conversation has another
  /// last seq than the turn expects.
  func write(_ turn: RecordTurn) throws(RecordFailure) {
    for append in turn.appends { try write(append, to: turn.destinations) }
    try events.whereabouts.write(after: turn.appends.reduce(0) { $0 + $1.events.count })
    try write(turn.audit)
    try accounts.write(turn.accounts)
    for published in turn.publications { try flows.write(published) }
    try keepings.write(turn) { conversation throws(RecordFailure) in
      try self.number(of: conversation, among: turn.appends)
    }
    try flows.add(turn.figures)
    try rules.write(turn.rulesActed)
    try PromiseTable.write(turn.promises, to: database)
    try doors.write(turn.doors)
    try outbox.settle(turn.settlements)
    try links.write(turn) { conversation throws(RecordFailure) in
      try self.number(of: conversation, among: turn.appends)
    }
    for retry in turn.mirrorsRetried {
      let number = try retry.conversation.map { id throws(RecordFailure) in try self.number(of: id)
      }
      try outbox.retry(retry, of: number ?? nil)
    }
    for part in turn.erasures {
      guard let number = try number(of: part.conversation) else { continue }
      try erasing.erase(part, number)
      heads[number] = nil
    }
    for customer in turn.erasedCustomers { try erasing.erase(customer) }
  }

  /// What is remembered may be ahead of the disk after a failure; the disk is right.
  func forget() {
    heads = [:]
    numbers = [:]
    tickets.forget()
    events.forget()
    files.forget()
  }

  private func write(_ append: Append, to destinations: [OutsideDestination]) throws(RecordFailure)
  {
    guard let number = append.after.opening?.number else {
      throw RecordFailure(.fault, "a conversation without an opening cannot be recorded")
    }
    var head = append.expected == 0 ? Head.none : try self.head(number)
    guard head.seq == append.expected else {
      throw RecordFailure(.moved, "conversation \(append.after.id) is at seq \(head.seq)")
    }
    for entry in append.events { head = try write(entry, number, append.after.id, after: head) }
    if !append.events.isEmpty {
      let concerned = destinations.filter { $0.concerns(append.after) }.map(\.name)
      try outbox.begin(number, at: append.expected + 1, for: concerned)
    }
    if append.ticketMayChange || append.expected == 0 {
      try tickets.write(append.after, isNew: append.expected == 0)
      if !append.after.isErased { try customers.write(append.after) }
    }
    try files.write(append.after, number)
    remember(head, of: number)
    if numbers.count >= Self.headLimit { numbers = [:] }
    numbers[append.after.id] = number
  }

  private func remember(_ head: Head, of number: Int64) {
    if heads.count >= Self.headLimit { heads = [:] }
    heads[number] = head
  }

  private func write(_ audit: [AuditEntry]) throws(RecordFailure) {
    guard !audit.isEmpty else { return }
    var head = try self.head(DeskStream.number)
    for audited in audit {
      let entry = Append.Entry(
        at: audited.at, author: audited.by, cid: nil, fingerprint: nil,
        body: AuditText.write(audited))
      head = try write(entry, DeskStream.number, DeskStream.id, after: head)
    }
    remember(head, of: DeskStream.number)
  }

  private func write(
    _ entry: Append.Entry, _ number: Int64, _ conversation: Identifier<Conversation>,
    after head: Head
  ) throws(RecordFailure) -> Head {
    let seq = head.seq + 1
    let isFirst = seq == 1
    let root = isFirst ? Random.bytes(HashChain.saltSize) : head.root
    // What comes after an erasure has a salt of its own: the root is gone.
    let own = isFirst ? root : root.isEmpty ? Random.bytes(HashChain.saltSize) : nil
    let hash = HashChain.link(
      after: head.hash, conversation: conversation.text, seq: seq, at: entry.at.milliseconds,
      author: entry.author, cid: entry.cid,
      inner: SHA256.hash(own ?? HashChain.salt(of: seq, root: root), entry.body))
    let event = StoredEvent(
      position: 0, conversation: number, seq: seq, at: entry.at.milliseconds,
      author: entry.author, cid: entry.cid, fingerprint: entry.fingerprint, body: entry.body,
      salt: own, hash: hash)
    witness.add(hash, at: try events.add(event, turn: witness.turns + 1))
    return Head(seq: seq, hash: hash, root: root)
  }

  private func head(_ number: Int64) throws(RecordFailure) -> Head {
    if let head = heads[number] { return head }
    guard let latest = try events.latest(of: number) else { return .none }
    return Head(seq: latest.seq, hash: latest.hash, root: try events.root(of: number))
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

  /// One conversation's entries after a seq, in order; at most `limit`.
  package func entries(of conversation: Identifier<Conversation>, after seq: Int64, limit: Int)
    throws(RecordFailure) -> [Kept]
  {
    guard let number = try number(of: conversation) else { return [] }
    var entries: [Kept] = []
    guard limit > 0 else { return entries }
    try events.each(of: number, after: seq) { event throws(RecordFailure) in
      entries.append(event.kept(conversation))
      return entries.count < limit
    }
    return entries
  }

  /// What a command came to, if it was ever applied.
  package func applied(_ cid: String, by author: String, in conversation: Identifier<Conversation>)
    throws(RecordFailure) -> Applied?
  {
    guard let number = try number(of: conversation) else { return nil }
    return try events.event(beganBy: cid, of: author, in: number).map {
      Applied(seq: $0.seq, fingerprint: $0.fingerprint, body: $0.body)
    }
  }

  /// The conversation that an agent's command took; nil if it took none.
  package func conversationTaken(by cid: String, of author: String) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    guard try events.bind(cid, of: author, to: selectTaken) else { return nil }
    return try selectTaken.first { Identifier($0.text(0)) }
  }

  /// The flow session of a conversation, as it was kept with its latest turn.
  package func flowState(of conversation: Identifier<Conversation>) throws(RecordFailure)
    -> FlowState?
  {
    guard let number = try number(of: conversation) else { return nil }
    return try keepings.flowState(number)
  }

  /// The customer's latest conversation.
  package func latestConversation(of customer: Identifier<Customer>) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    try tickets.latest(of: customer)
  }

  /// A customer's conversations, the latest first.
  package func conversations(
    of customer: Identifier<Customer>, before number: Int64 = .max, limit: Int
  ) throws(RecordFailure) -> [TicketReading.Row] {
    try TicketReading(database).all(of: customer, before: number, limit: limit)
  }

  /// Whether a customer has another conversation than that one.
  package func hasConversation(
    of customer: Identifier<Customer>, besides conversation: Identifier<Conversation>?
  ) throws(RecordFailure) -> Bool {
    try tickets.hasOther(of: customer, than: conversation)
  }

  package func conversation(numbered number: Int64) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    try events.name(of: number)
  }

  /// Who a customer is, over all their conversations; nil for one who never began any.
  package func customer(_ id: Identifier<Customer>) throws(RecordFailure) -> KnownCustomer? {
    try customers.customer(id)
  }

  /// What a customer or a site had written on a day, as it was last written down.
  package func usage(of subject: String, on day: Int64) throws(RecordFailure) -> Usage? {
    try keepings.usage(of: subject, on: day)
  }

  /// How many events a mirror does not have, with those that were given up.
  package func unsent(to destination: String) throws(RecordFailure) -> Int64 {
    let standing = try mirrors().standing(of: destination)
    return standing.waiting + standing.dead
  }

  /// How many events a mirror refused for good, and conversations that it does not take.
  package func refused(_ retry: MirrorRetry) throws(RecordFailure) -> Int64 {
    let number = try retry.conversation.map { id throws(RecordFailure) in try self.number(of: id) }
    return try outbox.refused(by: retry.destination, of: number ?? nil)
  }

  /// What waits for mirrors, over this connection and by what it knows already.
  package func mirrors() throws(RecordFailure) -> OutboxReading {
    try OutboxReading(database, epoch: epoch, events)
  }

  /// What the Office must know to begin.
  package func standing() throws(RecordFailure) -> Standing {
    var standing = Standing()
    standing.lastNumber = try database.number("SELECT max(number) FROM tickets") ?? 0
    (standing.open, standing.unreadable) = try OpenTicketTable(database, events).read()
    standing.handled = try tickets.handled()
    standing.timers = try keepings.timers()
    return standing
  }
}
