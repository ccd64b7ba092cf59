import Desk
import Events
import Flows
import Foundation
import JSON
import Journal
import Office
import Secrets
import Testing
import Wire

/// An Office on a real record with a clock in the test's hands, and clients who hear what it tells.
///
/// The clients stand where the Gateway would: they follow, page through backlogs, and check on every
/// event that nothing is missing, repeated or meant for others.
final class Rehearsal {
  let folder: Folder
  let record: any Record
  private let backlogs: any Backlogs
  let accounts: Accounts
  let plan: DeskPlan
  /// The services that flows call; without one a call stays unanswered.
  var service: ((Identifier<Conversation>, _ effect: String, Request) throws -> EffectResult?)?
  let key = [UInt8](repeating: 7, count: 32)
  private(set) var office: Office
  var now = Instant(milliseconds: 1_795_000_000_000)
  private(set) var clients: [Line: Client] = [:]
  /// What the next start serves with.
  var bot: BotPlan
  /// How many passwords were checked.
  private(set) var checked = 0
  private var lines: UInt64 = 0
  private var cids = 0

  /// Which record to use; `make` gets the real one, whose file also holds the accounts.
  init(
    plan: DeskPlan = Rehearsal.plan(), bot: BotPlan = Shop.bot,
    record make: (SQLiteRecord) -> any Record = { $0 }
  ) throws {
    try Sodium.start()
    folder = try Folder()
    let file = try SQLiteRecord(path: folder.record, now: now)
    record = make(file)
    backlogs = try record as? any Backlogs ?? FileBacklogs(path: folder.record)
    accounts = Accounts(file.database)
    self.plan = plan
    self.bot = bot
    office = try Office(
      record: record, accounts: accounts, plan: plan, bot: bot, key: key, now: now)
  }

  static func plan(capacity: Int = 4, hours: OpeningHours = .always) -> DeskPlan {
    DeskPlan(
      queues: [
        .init(Identifier("general"), title: "General questions", replyWithin: .seconds(86_400)),
        .init(Identifier("orders"), title: "Orders and delivery", replyWithin: .seconds(86_400)),
        .init(Identifier("billing"), title: "Billing and refunds", replyWithin: .seconds(86_400)),
        .init(Identifier("technical"), title: "Technical help", replyWithin: .seconds(86_400)),
      ], hours: hours, capacity: capacity)
  }

  /// The program ends without a word and starts again on the same record. Everybody is cut off.
  func restart() throws {
    for client in clients.values { client.isOpen = false }
    clients = [:]
    office = try Office(
      record: record, accounts: accounts, plan: plan, bot: bot, key: key, now: now)
  }

  // MARK: Turns

  /// One turn, and those that follow from it.
  func turn(_ arrivals: [Arrival] = []) throws {
    var waiting = arrivals
    var isFirst = true
    while isFirst || !waiting.isEmpty {
      isFirst = false
      let deliveries = try office.turn(waiting, at: now)
      waiting = []
      for delivery in deliveries { try tell(delivery, &waiting) }
    }
  }

  /// Lets time pass, doing what is due at its moment.
  func wait(_ span: Duration) throws {
    let end = now + span
    while let due = office.nextDue, due <= end {
      now = max(due, now)
      try turn()
    }
    now = end
    try turn()
  }

  private func tell(_ delivery: Delivery, _ waiting: inout [Arrival]) throws {
    switch delivery {
    case .welcome(let line, let bytes, let who, let tokenHash):
      clients[line]?.welcome(who, tokenHash)
      try clients[line]?.hear(bytes)
    case .turnAway(let line, let refusal):
      try clients[line]?.hear(ServerFrame.refused(refusal, Refused(.hello)).bytes)
      clients[line]?.isTurnedAway = true
    case .check(let attempt, let password):
      checked += 1
      let isRight = try PasswordHash.verify(
        password, against: attempt.stored.map { PasswordHash(stored: $0) })
      waiting.append(.checked(attempt, isRight ? .right(rehashed: nil) : .wrong))
    case .listing(let line, let frames):
      for bytes in frames { try clients[line]?.hear(bytes) }
    case .frame(let line, let bytes): try clients[line]?.hear(bytes)
    case .known(let line, let principal): clients[line]?.who = .known(principal)
    case .notBegun: break
    case .events(let id, let told, let audience):
      for client in clients.values { try client.hear(told, of: id, audience) }
    case .backlog(_, let id, _, _): Issue.record("the Office read a backlog of \(id)")
    case .summary(let bytes, let audience):
      for client in clients.values where client.isWatching {
        if let principal = client.principal, audience.includes(principal) { try client.hear(bytes) }
      }
    case .staffing(let bytes):
      for client in clients.values where client.isWatching { try client.hear(bytes) }
    case .place(let id, let bytes):
      for client in clients.values where client.follows(id) && client.isCustomer {
        try client.hear(bytes)
      }
    case .revoke(let agent, let tokenHash):
      for client in clients.values where client.login == agent {
        if let tokenHash, tokenHash != client.tokenHash { continue }
        waiting.append(leave(client))
      }
    case .forget(let customer):
      for client in clients.values where client.principal == .customer(customer) {
        waiting.append(leave(client))
      }
    case .request(let id, let effect, let request):
      if let result = try service?(id, effect, request) {
        waiting.append(.response(id, effect: effect, result))
      }
    case .mirrored, .notice: break
    }
  }

  // MARK: Backlogs

  /// Has the past read as the reader of backlogs does, page by page, up to the present.
  func follow(_ client: Client, _ id: Identifier<Conversation>, epoch: String, after: Int64) throws
  {
    guard epoch == record.epoch else {
      return try client.hear(ServerFrame.reset(id, reason: .epoch).bytes)
    }
    guard let principal = client.principal, let caller = client.caller else {
      return try client.hear(ServerFrame.refused(Self.notFound, id: nil).bytes)
    }
    if client.isCustomer { try turn([.heard(caller)]) }
    var after = after
    while true {
      let request = BacklogRequest(client.line, principal, id, after: after, asking: 1)
      guard case .backlog(_, _, _, let backlog) = try BacklogReader.answer(request, from: backlogs)
      else {
        Issue.record("the reader answers with backlogs only")
        return
      }
      switch backlog {
      case .unknown: return try client.hear(ServerFrame.refused(Self.notFound, id: nil).bytes)
      case .ahead: return try client.hear(ServerFrame.reset(id, reason: .ahead).bytes)
      case .unreadable(let refusal):
        return try client.hear(ServerFrame.refused(refusal, id: nil).bytes)
      case .page(let told, let isLast, let stage, let audience):
        try client.hear(page: told, of: id, isLast: isLast, audience)
        after = told.last?.seq ?? after
        guard isLast else { continue }
        if client.isCustomer, stage == .waiting { try turn([.returned(id)]) }
        return
      }
    }
  }

  private static let notFound = Refusal(.notFound, "there is no such conversation, or not yours")

  // MARK: Clients

  /// A new connection that has said nothing.
  func connect() -> Client {
    lines += 1
    let client = Client(Line(lines), self)
    clients[client.line] = client
    return client
  }

  /// A customer at the shop's page; with a token, one who comes back.
  func customer(
    _ name: String = "customer", token: String? = nil, origin: String = "https://shop.example"
  ) throws -> Client {
    let client = connect()
    client.name = name
    client.token = token
    let hello = Hello.customer(site: "demo", token: token, language: "en")
    try turn([.hello(client.line, hello, from: Source(address: "192.0.2.1", origin: origin))])
    return client
  }

  /// An agent with a session; the account is made where there is none.
  func agent(_ login: String, _ name: String, role: Role = .agent) throws -> Client {
    let agent = Identifier<Agent>(login)
    if try accounts.user(agent) == nil {
      try office.addUser(agent, name: name, role: role, password: PasswordHash(stored: "none"))
    }
    let token = Random.token()
    try accounts.openSession(SHA256.hash(token), agent, device: "test", now: now)
    return try comeBack(token: token, name)
  }

  func comeBack(token: String, _ name: String) throws -> Client {
    let client = connect()
    client.name = name
    client.token = token
    try turn([.hello(client.line, .agent(token: token), from: Source(address: "192.0.2.2"))])
    return client
  }

  /// The connection is gone; the arrival that says so is the caller's to bring.
  func leave(_ client: Client) -> Arrival {
    client.isOpen = false
    clients[client.line] = nil
    return .gone(client.caller, client.line)
  }

  func freshCID() -> CommandID {
    cids += 1
    guard let cid = CommandID("cid-\(String(repeating: "0", count: 12))\(cids)") else {
      preconditionFailure("a cid of this shape is one")
    }
    return cid
  }

  // MARK: The record

  func entries(of id: Identifier<Conversation>) throws -> [Kept] {
    try record.entries(of: id, after: 0, limit: .max)
  }

  func events(of id: Identifier<Conversation>) throws -> [Event] {
    try entries(of: id).map {
      try EventText.recorded($0.body)
    }
  }
}

/// A folder that goes with the test.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "frontdesk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var record: String { path + "/frontdesk.db" }
}
