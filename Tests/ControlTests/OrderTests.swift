import Control
import Courier
import Desk
import Foundation
import JSON
import Journal
import Office
import Publishing
import Secrets
import Testing
import Threads

/// What an operator may ask of a running server, and what is answered.
@Suite(.timeLimit(.minutes(5))) struct OrderTests {
  private func why(_ reply: ControlReply) -> String? {
    guard case .refused(let why, _) = reply else { return nil }
    return why
  }

  private func isDone(_ reply: ControlReply) -> Bool {
    if case .done = reply { true } else { false }
  }

  @Test func anAccountIsMadeClosedAndOpened() throws {
    let desk = try OrderedDesk()
    let added: [(String, String)] = [
      ("login", "ann"), ("name", "Ann"), ("role", "agent"), ("password", OrderedDesk.hash.phc),
    ]
    #expect(isDone(desk.ask("user.add", added)))
    #expect(try desk.users() == ["ann"])
    #expect(isDone(desk.ask("user.disable", [("login", "ann")])))
    #expect(try desk.users() == ["ann (disabled)"])
    #expect(isDone(desk.ask("user.enable", [("login", "ann")])))
    #expect(isDone(desk.ask("user.passwd", [("login", "ann"), ("password", "x")])))
    #expect(isDone(desk.ask("user.revoke", [("login", "ann")])))
    #expect(try desk.users() == ["ann"])
  }

  @Test func anAccountThatIsThereIsNotMadeAgain() throws {
    let desk = try OrderedDesk()
    let added: [(String, String)] = [
      ("login", "ann"), ("name", "Ann"), ("role", "agent"), ("password", OrderedDesk.hash.phc),
    ]
    #expect(isDone(desk.ask("user.add", added)))
    #expect(why(desk.ask("user.add", added)) != nil)
    #expect(try desk.users() == ["ann"])
  }

  @Test(arguments: ["user.disable", "user.enable", "user.passwd", "user.revoke"])
  func anAccountThatIsNotThereIsNotChanged(order: String) throws {
    let desk = try OrderedDesk()
    _ = desk.ask(order, [("login", "nobody"), ("password", "x"), ("session", "x")])
    #expect(try desk.users().isEmpty)
  }

  @Test(arguments: ["user.add", "user.disable", "user.passwd", "mirror.retry", "flow.publish"])
  func anOrderWithoutWhatItNeedsSaysWhatIsMissing(order: String) throws {
    let words = try #require(why(OrderedDesk().ask(order)))
    #expect(
      ["login", "name", "destination", "author", "password"].contains { words.contains($0) },
      "\(words)")
  }

  @Test func aRoleThatIsNotThereIsRefused() throws {
    let desk = try OrderedDesk()
    let reply = desk.ask(
      "user.add", [("login", "ann"), ("name", "Ann"), ("role", "king"), ("password", "x")])
    #expect(why(reply)?.contains("role") == true)
    #expect(try desk.users().isEmpty)
  }

  @Test(arguments: ["", "user", "user.ad", "flow.", "flow.unknown", "PING"])
  func anOrderThatNobodyKnowsIsRefusedByItsName(order: String) throws {
    let words = why(try OrderedDesk().ask(order))
    #expect(words == "there is no order \"\(order)\"")
  }

  @Test(arguments: ["{}", "[]", "1", "null", "{\"do\":1}", "{\"do\":null}"])
  func whatIsNoOrderIsRefused(text: String) throws {
    let request = try JSONReader.read(Array(text.utf8))
    #expect(why(try OrderedDesk().orders.answer(request, by: "ada")) != nil)
  }

  @Test func aMirrorThatIsNotThereIsRefusedWithThoseThatAre() throws {
    let words = why(try OrderedDesk().ask("mirror.retry", [("destination", "crn")]))
    #expect(words == "there is no mirror \"crn\"; there are: crm")
  }

  @Test func withoutMirrorsTheirStatusIsEmpty() throws {
    guard case .done(let members) = try OrderedDesk().ask("mirror.status") else {
      Issue.record("the status is told")
      return
    }
    #expect(String(decoding: members, as: UTF8.self) == "{\"mirrors\":[]}")
  }

  @Test func whatIsWrongWithAFolderReachesWhoPublishes() throws {
    let words = try #require(why(OrderedDesk().ask("flow.publish", [("author", "ann")])))
    #expect(words.contains("there is no folder"))
  }

  @Test func aDeskThatIsGoneIsOverloadedAndNotWaitedFor() throws {
    let desk = try OrderedDesk()
    desk.office.close()
    #expect(
      why(desk.ask("user.disable", [("login", "ann")])) == "the desk is overloaded; try again")
  }
}

/// A desk without flows that takes orders: a real record and a real Office on its own thread.
final class OrderedDesk {
  let office = OfficeThread()
  let orders: ControlDesk
  private let folder: String
  private let thread: NamedThread

  static let hash = PasswordHash(stored: "a hash")

  init() throws {
    try Sodium.start()
    folder = try Line.newFolder()
    let path = folder + "/frontdesk.db"
    let record = try SQLiteRecord(path: path, now: OrderedDesk.now())
    let plan = DeskPlan(
      queues: [QueuePlan(Identifier("general"), title: "g", replyWithin: .seconds(60))],
      capacity: 4)
    let handed = Handed(
      try Office(
        log: record, record: record.tables, accounts: Accounts(record.database), plan: plan,
        bot: OrderedDesk.bot(),
        key: [UInt8](repeating: 7, count: 32), now: OrderedDesk.now()))
    thread = try NamedThread("office") { [office] in
      let failure = office.run(handed.thing, clock: OrderedDesk.now) { _ in }
      if let failure { Issue.record("the Office ended: \(failure)") }
    }
    orders = ControlDesk(
      office: office, carrier: nil, connections: Connections(), destinations: ["crm"],
      flows: FlowPublisher(
        folder: folder + "/flows", known: KnownQueues(["general"]), office: office,
        recordPath: path, log: quiet))
  }

  deinit {
    office.close()
    thread.join()
    try? FileManager.default.removeItem(atPath: folder)
  }

  func ask(_ order: String, _ members: [(String, String)] = []) -> ControlReply {
    orders.answer(
      .object([JSONMember("do", .string(order))] + members.map { JSONMember($0, .string($1)) }),
      by: "ada")
  }

  /// The record's accounts, as another process sees them.
  func users() throws -> [String] {
    try Accounts(Database(path: folder + "/frontdesk.db", mode: .reading)).users()
      .map { $0.login.text + ($0.isDisabled ? " (disabled)" : "") }
  }

  private static func now() -> Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  private static func bot() throws -> BotPlan {
    let flows = NSTemporaryDirectory() + "control-flows-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: flows) }
    try FileManager.default.createDirectory(atPath: flows, withIntermediateDirectories: true)
    let files = [
      "bot.yaml": "bot: tester\nentry: [{ flow: t }]\n"
        + "commands: { agent: { phrases: [agent], do: handoff, queue: general } }\n",
      "t.flow.yaml": "flow: t\nsections: { hear: [{ say: Hello. }, { end: resolved }] }\n",
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: flows + "/" + name))
    }
    let folder = try FlowFolder(flows)
    return try folder.plan(folder.report(["general"]).outcome, queues: ["general"])
  }
}
