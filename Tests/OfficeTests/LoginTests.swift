import Desk
import Journal
import Rehearsal
import Secrets
import Testing
import Wire

@testable import Office

/// Agents who log in, and sessions that end.
struct LoginTests {
  private static let password = "a password of some length"
  private let maya = Identifier<Agent>("maya")

  private func desk(idle: Duration = .seconds(600), life: Duration = .seconds(3600)) throws
    -> RehearsedDesk
  {
    var plan = RehearsedDesk.plan()
    plan.sessionIdle = idle
    plan.sessionLife = life
    let desk = try RehearsedDesk(plan: plan)
    let hash = try PasswordHash.make(Self.password)
    try desk.errand {
      try $0.addUser(maya, name: "Maya Lind", role: .agent, password: hash, by: "o:test")
    }
    return desk
  }

  private func arrival(_ client: Player, _ password: String, from address: String) -> Arrival {
    .hello(
      client.line, .login(maya, password: password, device: "test"),
      from: Source(address: address))
  }

  private func login(
    _ desk: RehearsedDesk, _ password: String = password, from address: String = "192.0.2.9"
  ) throws -> Player {
    let client = desk.connect()
    try desk.turn([arrival(client, password, from: address)])
    return client
  }

  // MARK: Guessing

  @Test func guessesAtOnceAreCountedBeforeTheyAreChecked() throws {
    let desk = try desk()
    let clients = (0..<40).map { _ in desk.connect() }
    try desk.turn(clients.map { arrival($0, "wrong", from: "192.0.2.9") })
    #expect(desk.checked == 3)
    let refusals = clients.compactMap(\.refusals.last)
    #expect(refusals.count { $0.code == .tooMany && $0.mayRetry && $0.retryAfter != nil } == 37)
    #expect(clients.count { $0.isTurnedAway } == 40)
  }

  @Test func theOwnerIsNotKeptOutByWhoGuessesElsewhereNorForLongAnywhere() throws {
    let desk = try desk()
    #expect(try login(desk).principal != nil)
    for number in 0..<200 { _ = try login(desk, "wrong", from: "198.51.100.\(number)") }
    #expect(try login(desk).principal != nil)
    // From a new address one waits until the guesses are fewer.
    #expect(try login(desk, from: "203.0.113.1").refusals.last?.code == .tooMany)
    try desk.wait(.seconds(2))
    #expect(try login(desk, from: "203.0.113.1").principal != nil)
  }

  @Test func guessesAreRememberedAfterARestart() throws {
    let desk = try desk()
    for _ in 0..<3 { _ = try login(desk, "wrong") }
    try desk.restart()
    #expect(try login(desk).refusals.last?.code == .tooMany)
    #expect(desk.checked == 3)
    try desk.wait(.seconds(2))
    #expect(try login(desk).principal != nil)
    // What was right is remembered too: the address is known, and owes nothing.
    try desk.restart()
    for _ in 0..<3 { #expect(try login(desk, "wrong").refusals.last?.code == .notAllowed) }
    #expect(try login(desk).principal != nil)
  }

  @Test func guessesThatAreRefusedWriteNothing() throws {
    let desk = try desk()
    for _ in 0..<3 { _ = try login(desk, "wrong") }
    let before = try desk.accounts.tries(since: Instant(milliseconds: 0), limit: 100)
    for _ in 0..<50 { _ = try login(desk, "wrong") }
    #expect(try desk.accounts.tries(since: Instant(milliseconds: 0), limit: 100) == before)
  }

  @Test func aPasswordThatChangedWhileItWasCheckedLetsNobodyIn() throws {
    let desk = try desk()
    let client = desk.connect()
    let news = try desk.office.turn(
      [arrival(client, Self.password, from: "192.0.2.9")], at: desk.now)
    let attempts = news.deliveries.compactMap { delivery -> LoginTry? in
      if case .check(let attempt, _) = delivery { attempt } else { nil }
    }
    let hash = try PasswordHash.make("another password, as long")
    try desk.errand { $0.setPassword(maya, hash, by: "o:test") }
    try desk.turn([.checked(try #require(attempts.first), .right(rehashed: nil))])
    #expect(client.refusals.last?.code == .notAllowed)
    #expect(try desk.accounts.sessions(of: maya).isEmpty)
  }

  @Test func aHashOfOtherCostsIsReplacedAtTheNextLogin() throws {
    let desk = try desk()
    let client = desk.connect()
    let stored = try #require(try desk.accounts.user(maya)?.password.phc)
    let attempt = LoginTry(
      line: client.line, login: maya, stored: stored, device: "test",
      source: Source(address: "192.0.2.9"), isKnown: false)
    try desk.turn([.checked(attempt, .right(rehashed: "$argon2id$new"))])
    #expect(client.principal != nil)
    #expect(try desk.accounts.user(maya)?.password.phc == "$argon2id$new")
    #expect(try desk.accounts.sessions(of: maya).count == 1)
  }

  // MARK: Sessions

  @Test func aSessionEndsWhenTheSettingsSayHoweverBusy() throws {
    let desk = try desk()
    let client = try login(desk)
    for _ in 0..<59 {
      try desk.wait(.seconds(60))
      try client.do(.note("busy"))
    }
    #expect(client.isOpen)
    try desk.wait(.seconds(61))
    #expect(!client.isOpen)
    #expect(try desk.accounts.sessions(of: maya).isEmpty)
  }

  @Test func idleMeansWithoutACommandConnectedOrNot() throws {
    let desk = try desk()
    let client = try login(desk)
    let token = try #require(client.token)
    for _ in 0..<5 {
      try desk.wait(.seconds(500))
      try client.do(.note("busy"))
    }
    // Busy until a moment ago: a lost connection costs nothing, not even after a restart.
    try desk.restart()
    let again = try desk.comeBack(token: token, "Maya Lind")
    #expect(again.principal != nil)
    // Coming back is no command.
    for _ in 0..<5 {
      try desk.wait(.seconds(100))
      _ = try desk.comeBack(token: token, "Maya Lind")
    }
    try desk.wait(.seconds(101))
    #expect(!again.isOpen)
    #expect(try desk.comeBack(token: token, "Maya Lind").refusals.last?.code == .notAllowed)
  }

  @Test func commandsWriteTheirSessionOnceAMinuteAtMost() throws {
    let desk = try desk()
    let client = try login(desk)
    func used() throws -> Instant? { try desk.accounts.sessions(of: maya).first?.used }
    let first = try #require(try used())
    try desk.wait(.seconds(30))
    try client.do(.note("soon"))
    #expect(try used() == first)
    try desk.wait(.seconds(40))
    try client.do(.note("later"))
    #expect(try used() == desk.now)
    try desk.wait(.seconds(5))
    try client.do(.note("at last"))
    try desk.turn([desk.leave(client)])
    #expect(try used() == desk.now)
  }

  @Test func anOperatorEndsOneSessionOrAll() throws {
    let desk = try desk()
    let clients = [try login(desk), try login(desk), try login(desk)]
    let sessions = try desk.accounts.sessions(of: maya)
    #expect(sessions.map(\.address) == ["192.0.2.9", "192.0.2.9", "192.0.2.9"])
    #expect(Set(sessions.map(\.name)).count == 3)
    let name = try #require(sessions.first { $0.hash == clients[1].tokenHash }?.name)
    let one = try desk.errand {
      try $0.endSessions(of: maya, named: name, by: "o:test")
    }
    #expect(one == 1)
    #expect(clients.map(\.isOpen) == [true, false, true])
    let rest = try desk.errand {
      try $0.endSessions(of: maya, named: nil, by: "o:test")
    }
    #expect(rest == 2)
    #expect(clients.map(\.isOpen) == [false, false, false])
    #expect(try desk.accounts.sessions(of: maya).isEmpty)
  }

  @Test func aNewPasswordEndsAllSessions() throws {
    let desk = try desk()
    let client = try login(desk)
    let token = try #require(client.token)
    let hash = try PasswordHash.make("another password, as long")
    try desk.errand { $0.setPassword(maya, hash, by: "o:test") }
    #expect(!client.isOpen)
    #expect(try desk.comeBack(token: token, "Maya Lind").refusals.last?.code == .notAllowed)
  }

  @Test func sessionsPastTheirTimeAreNotKept() throws {
    let desk = try desk()
    let client = try login(desk)
    try desk.turn([desk.leave(client)])
    #expect(try desk.accounts.sessions(of: maya).count == 1)
    try desk.wait(.seconds(3 * 3600))
    #expect(try desk.accounts.sessions(of: maya).isEmpty)
  }
}
