import Desk
import Documents
import Flows
import Foundation
import Gateway
import Glibc
import Journal
import Knowledge
import Logging
import Office
import Secrets
import TestSupport
import Testing
import Threads
import WebSockets

/// A whole desk but for the configuration: sockets, Office and record, each on its own thread.
final class House {
  let folder: Folder
  let service: WebSocketService
  let office = OfficeThread()
  let health = Health()
  let epoch: String
  private let inbox: DeliveryInbox
  private let backlogs: BacklogReader
  private let doorman = Doorman(log: Logger(label: "test"))
  private var threads: [NamedThread] = []

  var port: UInt16 { service.ports[0] }
  static let password = "a password of some length"
  static let origin = "https://shop.example"

  init(
    _ change: (inout GatewaySettings) -> Void = { _ in },
    sockets: (inout ServiceSettings) -> Void = { _ in }, tellingTakes delay: UInt32 = 0
  ) throws {
    try Sodium.start()
    folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: House.now())
    epoch = record.epoch
    let accounts = Accounts(record.database)
    let hash = try House.hash.get()
    var staff = RecordTurn()
    for (login, role) in [("maya", Role.agent), ("kim", .agent), ("ruth", .supervisor)] {
      staff.accounts.add(
        .add(
          Accounts.User(
            login: Identifier(login), name: login.capitalized, role: role, password: hash,
            created: House.now())))
    }
    try record.append(staff)
    var service = ServiceSettings()
    service.paths = ["/v1/socket"]
    service.subprotocols = ["frontdesk.v1"]
    sockets(&service)
    let sockets = try WebSocketService(service, listeners: [.tcp(host: "127.0.0.1", port: 0)])
    let inbox = DeliveryInbox { sockets.wake() }
    (self.service, self.inbox) = (sockets, inbox)
    backlogs = BacklogReader { inbox.post($0) }
    var settings = GatewaySettings(sites: ["demo": [House.origin], "other": ["https://o.example"]])
    settings.customerRate = .init(perMinute: 100_000, burst: 10_000)
    settings.agentRate = .init(perMinute: 100_000, burst: 10_000)
    settings.loopbackIsExempt = true
    change(&settings)
    try open(record, accounts, settings, tellingTakes: delay)
  }

  /// `delay`: microseconds between a turn's being on disk and its being told.
  private func open(
    _ record: SQLiteRecord, _ accounts: Accounts, _ settings: GatewaySettings,
    tellingTakes delay: UInt32
  ) throws {
    let queues = ["general", "billing"].map {
      DeskPlan.QueuePlan(Identifier($0), title: $0.capitalized, replyWithin: .seconds(3600))
    }
    let reading = Handed(try FileBacklogs(path: folder.record))
    let handed = Handed(
      try Office(
        log: record, record: record.tables, accounts: accounts,
        plan: DeskPlan(queues: queues, capacity: 1000), bot: House.bot,
        key: [UInt8](repeating: 7, count: 32), now: House.now()))
    let (service, office, doorman, health) = (self.service, self.office, self.doorman, self.health)
    let (inbox, backlogs, epoch) = (self.inbox, self.backlogs, self.epoch)
    threads = try doorman.start()
    threads.append(
      try NamedThread("office", stackBytes: 8 << 20) {
        let failure = office.run(handed.thing, clock: House.now) { deliveries in
          usleep(delay)
          inbox.post(deliveries)
        }
        if let failure { Issue.record("the Office ended: \(failure)") }
      })
    threads.append(
      try NamedThread("backlogs") {
        let failure = backlogs.run(reading.thing) { Issue.record("\($0)") }
        if let failure { Issue.record("the reader ended: \(failure)") }
      })
    let pages = StaticPages(files: [
      ("index.html", Array("<html>demo</html>".utf8)), ("widget.js", Array("let a = 1".utf8)),
    ])
    try service.start { service in
      Gateway(
        service, office: office, backlogs: backlogs, epoch: epoch, inbox: inbox, doorman: doorman,
        settings: settings, pages: pages, health: health, log: Logger(label: "test"),
        call: { _ in })
    }
  }

  deinit {
    service.stop(within: .milliseconds(200))
    service.join()
    office.close()
    backlogs.close()
    doorman.close()
    for thread in threads { thread.join() }
  }

  /// Has the Office do something on its own thread, and waits for it.
  func ask(_ work: @escaping @Sendable (Office) throws -> Void) throws {
    let answer = Mailbox<String?>(bound: 1)
    let isTaken = office.post(
      .errand { office in
        do {
          try work(office)
          office.whenWritten { failure in _ = answer.post(failure.map { "\($0)" }) }
        } catch { _ = answer.post("\(error)") }
      })
    try #require(isTaken && answer.wait(for: .seconds(10)))
    #expect(answer.drain() == [nil])
  }

  static func now() -> Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  /// Made once: it takes 45 ms.
  private static let hash = Result { try PasswordHash.make(password) }

  private static let bot: BotPlan = {
    let sources = [
      SourceFile(path: "bot.yaml", text: botFile), SourceFile(path: "t.flow.yaml", text: flowFile),
    ]
    let load: @Sendable () -> Revision? = {
      Revision.load(
        sources: sources, desk: DeskNames(queues: ["general", "billing"], articleCount: 1),
        digest: { SHA256.hash($0) }
      ).revision
    }
    guard let revision = load() else { preconditionFailure("the test's flow loads") }
    let article = Article(
      id: "late-parcel", title: "My parcel is late", keywords: ["parcel", "late"],
      category: "order",
      language: "en", headings: [], body: "Most late parcels arrive within two days.", examples: [])
    return BotPlan(revision: revision, source: [1], articles: KnowledgeIndex([article])) { _ in
      load()
    }
  }()

  private static let botFile = """
    bot: tester
    entry: [{ flow: t }]
    commands:
      agent: { phrases: [agent, human], do: handoff, queue: general }
      back: { phrases: [back], do: back }
      start_over: { phrases: [start over], do: restart }
      help: { phrases: [help], do: help, say: Say agent. }
      stop: { phrases: [stop], do: end }

    """

  private static let flowFile = """
    flow: t
    vars:
      words: { type: text, max: 2000 }
    sections:
      hear:
        - ask: What is it about?
          into: words
          invalid: Please say a little less.
        - say: Thank you.
        - end: resolved

    """
}

/// Hands a thread something that only it will use from then on.
private final class Handed<Thing>: @unchecked Sendable {
  // Unchecked because it is made before the thread and used by the thread alone.
  let thing: Thing

  init(_ thing: Thing) { self.thing = thing }
}
