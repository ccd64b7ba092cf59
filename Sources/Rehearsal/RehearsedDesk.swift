package import Desk
import Events
package import Flows
package import Journal
package import Office
import Secrets
import Wire

/// A desk played by turns: a real Office on a temporary record, its clock in the player's hands,
/// and people on lines who hear what it tells.
///
/// The players stand where the Gateway would: they follow, page through backlogs, and check on
/// every event that nothing is missing, repeated or meant for others. What they find is thrown as a
/// `Breach`.
package final class RehearsedDesk {
  package let folder: TemporaryFolder
  package let log: any EventLog
  package let record: Tables
  private let file: SQLiteRecord
  private let backlogs: any Backlogs
  package let accounts: Accounts
  package let plan: DeskPlan
  /// The services that flows call; without one a call stays unanswered.
  package var service:
    ((Identifier<Conversation>, _ effect: String, Request) throws -> EffectResult?)?
  package let key = [UInt8](repeating: 7, count: 32)
  package private(set) var office: Office
  package var now = Instant(milliseconds: 1_795_000_000_000)
  package private(set) var players: [ConnectionNumber: Player] = [:]
  /// What the next start serves with.
  package var bot: BotPlan
  /// How many passwords were checked.
  package private(set) var checked = 0
  /// What customer systems were to be asked.
  package private(set) var lookUps: [LookUpCall] = []
  private var lines: UInt64 = 0
  private var cids = 0

  /// Which log to use; `make` gets the real record, whose file holds the tables of any.
  package init(
    plan: DeskPlan = RehearsedDesk.plan(), bot: BotPlan,
    log make: (SQLiteRecord) throws -> any EventLog = { $0 }
  ) throws {
    try Sodium.start()
    folder = try TemporaryFolder()
    let file = try SQLiteRecord(path: folder.record, now: now)
    self.file = file
    log = try make(file)
    record = file.tables
    backlogs = try FileBacklogs(path: folder.record)
    accounts = Accounts(file.database)
    self.plan = plan
    self.bot = bot
    office = try Office(
      log: log, record: record, accounts: accounts, plan: plan, bot: bot, key: key, now: now)
  }

  /// Four queues that answer within a day.
  package static func plan(capacity: Int = 4, hours: OpeningHours = .always) -> DeskPlan {
    DeskPlan(
      queues: [
        .init(Identifier("general"), title: "General questions", replyWithin: .seconds(86_400)),
        .init(Identifier("orders"), title: "Orders and delivery", replyWithin: .seconds(86_400)),
        .init(Identifier("billing"), title: "Billing and refunds", replyWithin: .seconds(86_400)),
        .init(Identifier("technical"), title: "Technical help", replyWithin: .seconds(86_400)),
      ], hours: hours, capacity: capacity)
  }

  /// The program ends without a word and starts again on the same record. Everybody is cut off.
  package func restart() throws {
    for player in players.values { player.isOpen = false }
    players = [:]
    office = try Office(
      log: log, record: record, accounts: accounts, plan: plan, bot: bot, key: key, now: now)
  }

  // MARK: Turns

  /// One turn, and those that follow from it.
  package func turn(_ arrivals: [Arrival] = []) throws {
    var waiting = arrivals
    var isFirst = true
    while isFirst || !waiting.isEmpty {
      isFirst = false
      let news = try office.turn(waiting, at: now)
      waiting = []
      for delivery in news.deliveries { try tell(delivery, &waiting) }
      lookUps += news.lookUps
      for call in news.calls {
        guard let result = try service?(call.conversation, call.effect, call.request) else {
          continue
        }
        waiting.append(.response(call.conversation, effect: call.effect, result))
      }
    }
  }

  /// What an operator has the Office do, in a turn of its own. Throws what it throws, or why the
  /// turn could not be written.
  package func errand<Outcome: Sendable>(_ work: @escaping (Office) throws -> Outcome) throws
    -> Outcome
  {
    let done = ErrandOutcome<Outcome>()
    nonisolated(unsafe) let work = work
    try turn([
      .errand { office in
        do {
          let outcome = try work(office)
          office.whenWritten { done.result = $0.map { .failure($0) } ?? .success(outcome) }
        } catch { done.result = .failure(error) }
      }
    ])
    guard let result = done.result else { throw Breach("an errand had no answer") }
    return try result.get()
  }

  /// Lets time pass, doing what is due at its moment.
  package func wait(_ span: Duration) throws {
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
      players[line]?.welcome(who, tokenHash)
      try players[line]?.hear(bytes)
    case .turnAway(let line, let refusal):
      try players[line]?.hear(ServerFrame.refused(refusal, Refused(.hello)).bytes)
      players[line]?.isTurnedAway = true
    case .check(let attempt, let password):
      checked += 1
      let isRight = try PasswordHash.verify(
        password, against: attempt.stored.map { PasswordHash(stored: $0) })
      waiting.append(.checked(attempt, isRight ? .right(rehashed: nil) : .wrong))
    case .listing(let line, let frames):
      for bytes in frames { try players[line]?.hear(bytes) }
    case .frame(let line, let bytes): try players[line]?.hear(bytes)
    case .known(let line, let principal): players[line]?.who = .known(principal)
    case .notBegun: break
    case .events(let id, let told, let audience):
      for player in players.values { try player.hear(told, of: id, audience) }
    case .backlog(_, let id, _, _): throw Breach("the Office read a backlog of \(id)")
    case .summary(let bytes, let audience):
      for player in players.values where player.isWatching {
        if let principal = player.principal, audience.includes(principal) { try player.hear(bytes) }
      }
    case .staffing(let bytes):
      for player in players.values where player.isWatching { try player.hear(bytes) }
    case .mirrored(let id, let bytes):
      for player in players.values where player.follows(id) && !player.isCustomer {
        try player.hear(bytes)
      }
    case .place(let id, let bytes):
      for player in players.values where player.follows(id) && player.isCustomer {
        try player.hear(bytes)
      }
    case .reception(let bytes):
      for player in players.values where player.caller != nil && player.login == nil {
        try player.hear(bytes)
      }
    // The Gateway keeps what was read, and nobody is a Gateway here.
    case .read: break
    case .revoke(let agent, let tokenHash):
      for player in players.values where player.login == agent {
        if let tokenHash, tokenHash != player.tokenHash { continue }
        waiting.append(leave(player))
      }
    case .forget(let customer):
      for player in players.values where player.principal == .customer(customer) {
        waiting.append(leave(player))
      }
    case .signedOut(let line):
      for player in players.values where player.line == line { waiting.append(leave(player)) }
    case .shut(let subject, _):
      for player in players.values where isKeptOut(player, by: subject) {
        waiting.append(leave(player))
      }
    case .notice: break
    }
  }

  /// Every customer comes from one address here.
  private func isKeptOut(_ player: Player, by subject: Block.Subject) -> Bool {
    switch subject {
    case .customer(let customer): player.principal == .customer(customer)
    case .addresses(let range):
      player.isCustomer && AddressRange("192.0.2.1").map(range.contains) == true
    }
  }

  // MARK: Backlogs

  /// Has the past read as the reader of backlogs does, page by page, up to the present.
  package func follow(_ player: Player, _ id: Identifier<Conversation>, epoch: String, after: Int64)
    throws
  {
    guard epoch == record.epoch else {
      return try player.hear(ServerFrame.reset(id, reason: .epoch).bytes)
    }
    guard let principal = player.principal, let caller = player.caller else {
      return try player.hear(ServerFrame.refused(Self.notFound, id: nil).bytes)
    }
    if player.isCustomer { try turn([.heard(caller)]) }
    var after = after
    while true {
      let request = BacklogRequest(
        player.line, principal, id, after: after, asking: 1,
        closedQueues: plan.queues.filter(\.isClosed))
      guard case .backlog(_, _, _, let backlog) = try BacklogReader.answer(request, from: backlogs)
      else { throw Breach("the reader answers with backlogs only") }
      switch backlog {
      case .unknown: return try player.hear(ServerFrame.refused(Self.notFound, id: nil).bytes)
      case .ahead: return try player.hear(ServerFrame.reset(id, reason: .ahead).bytes)
      case .unreadable(let refusal):
        return try player.hear(ServerFrame.refused(refusal, id: nil).bytes)
      case .tail: throw Breach("nobody asked for the end of \(id)")
      case .page(let told, let isLast, let stage, let audience):
        try player.hear(page: told, of: id, isLast: isLast, audience)
        after = told.last?.seq ?? after
        guard isLast else { continue }
        if player.isCustomer, stage == .waiting { try turn([.returned(id)]) }
        return
      }
    }
  }

  private static let notFound = Refusal(.notFound, "there is no such conversation, or not yours")

  // MARK: Players

  /// A new connection that has said nothing.
  package func connect() -> Player { join(Player.self) }

  private func join<Kind: Player>(_ kind: Kind.Type) -> Kind {
    lines += 1
    let player = kind.init(ConnectionNumber(lines), self)
    players[player.line] = player
    return player
  }

  /// A customer at the shop's page; with a token, one who comes back; with an identity, one whom
  /// the shop has signed for.
  package func customer(
    _ name: String = "customer", token: String? = nil, identity: SignedIdentity? = nil,
    origin: String = "https://shop.example"
  ) throws -> CustomerPlayer {
    let customer = join(CustomerPlayer.self)
    customer.name = name
    customer.token = token
    let hello = Hello.customer(site: "demo", token: token, language: "en")
    let source = Source(address: "192.0.2.1", origin: origin)
    try turn([.hello(customer.line, hello, as: identity, from: source)])
    return customer
  }

  /// An agent with a session; the account is made where there is none.
  package func agent(_ login: String, _ name: String, role: Role = .agent) throws -> AgentPlayer {
    let agent = Identifier<Agent>(login)
    if try accounts.user(agent) == nil {
      try errand {
        try $0.addUser(
          agent, name: name, role: role, password: PasswordHash(stored: "none"), by: "o:test")
      }
    }
    let token = Random.token()
    var session = RecordTurn()
    session.accounts.add(
      .logIn(
        Accounts.Session(
          hash: SHA256.hash(token), login: agent, device: "test", created: now), rehashed: nil))
    try file.append(session)
    return try comeBack(token: token, name)
  }

  /// The same agent on another line, by the session's token.
  package func comeBack(token: String, _ name: String) throws -> AgentPlayer {
    let agent = join(AgentPlayer.self)
    agent.name = name
    agent.token = token
    try turn([.hello(agent.line, .agent(token: token), from: Source(address: "192.0.2.2"))])
    return agent
  }

  /// The connection is gone; the arrival that says so is the caller's to bring.
  package func leave(_ player: Player) -> Arrival {
    player.isOpen = false
    players[player.line] = nil
    return .gone(player.caller, player.line)
  }

  package func freshCID() -> CommandID {
    cids += 1
    guard let cid = CommandID("cid-\(String(repeating: "0", count: 12))\(cids)") else {
      preconditionFailure("a cid of this shape is one")
    }
    return cid
  }

  // MARK: The record

  package func entries(of id: Identifier<Conversation>) throws -> [Kept] {
    try record.entries(of: id, after: 0, limit: .max)
  }

  package func events(of id: Identifier<Conversation>) throws -> [Event] {
    try entries(of: id).map { try EventText.recorded($0.body) }
  }
}

/// What an errand came to; asked by the thread that had it done.
private final class ErrandOutcome<Outcome: Sendable>: @unchecked Sendable {
  // Unchecked because a rehearsed desk has one thread.
  var result: Result<Outcome, any Error>?
}
