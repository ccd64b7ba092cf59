package import Desk
import Events
import Foundation
package import Gateway
import Glibc
import Journal
import Logging
package import Office
import Searching
import Secrets
import Synchronization
import Threads
package import WebSockets

/// A desk that is served: sockets, Gateway, Office and record, each on its own thread, on a port of
/// its own and in real time. The whole program but for its configuration.
///
/// Three people have accounts: the agents `maya` and `kim`, and the supervisor `ruth`.
package final class ServedDesk {
  package let service: WebSocketService
  package let office = OfficeThread()
  package let health = Health()
  package let epoch: String
  private let folder: TemporaryFolder
  private let inbox: DeliveryInbox
  private let answers = Answers()
  private let trouble: @Sendable (String) -> Void
  private let backlogs: BacklogReader
  private let searches: SearchDesk
  private let index: IndexFollower
  private let passwordChecker = PasswordChecker(log: Logger(label: "test"))
  private var threads: [NamedThread] = []
  /// Those who stay as long as the desk does.
  private var people: [Visitor] = []

  package var port: UInt16 { service.ports[0] }
  package static let password = "a password of some length"
  package static let origin = "https://shop.example"

  /// `delay`: microseconds between a turn's being on disk and its being told. `trouble` hears why a
  /// thread ended that should not have.
  package init(
    _ change: (inout GatewaySettings) -> Void = { _ in },
    sockets: (inout ServiceSettings) -> Void = { _ in }, tellingTakes delay: UInt32 = 0,
    trouble: @escaping @Sendable (String) -> Void
  ) throws {
    try Sodium.start()
    self.trouble = trouble
    folder = try TemporaryFolder()
    let record = try SQLiteRecord(path: folder.record, now: ServedDesk.now())
    epoch = record.epoch
    let accounts = Accounts(record.database)
    let hash = try ServedDesk.hash.get()
    var staff = RecordTurn()
    for (login, role) in [("maya", Role.agent), ("kim", .agent), ("ruth", .supervisor)] {
      staff.accounts.add(
        .add(
          Accounts.User(
            login: Identifier(login), name: login.capitalized, role: role, password: hash,
            created: ServedDesk.now())))
    }
    try record.append(staff)
    var service = ServiceSettings()
    service.paths = ["/v1/socket"]
    service.pollPath = "/v1/poll"
    service.posts = ["/v1/poll": 64 << 10]
    service.subprotocols = ["frontdesk.v1"]
    sockets(&service)
    let sockets = try WebSocketService(service, listeners: [.tcp(host: "127.0.0.1", port: 0)])
    let inbox = DeliveryInbox(bound: Self.inboxBound) { sockets.wake() }
    (self.service, self.inbox) = (sockets, inbox)
    backlogs = BacklogReader { inbox.post($0) }
    let file = IndexFile(folder: folder.path)
    searches = SearchDesk(file, of: folder.record) { trouble("a search failed: \($0)") }
    index = IndexFollower(file, of: folder.record) { _ in }
    var settings = GatewaySettings(sites: [
      "demo": [ServedDesk.origin], "other": ["https://o.example"],
    ])
    settings.customerRate = .init(perMinute: 100_000, burst: 10_000)
    settings.agentRate = .init(perMinute: 100_000, burst: 10_000)
    settings.loopbackIsExempt = true
    change(&settings)
    try open(record, accounts, settings, tellingTakes: delay)
  }

  private func open(
    _ record: SQLiteRecord, _ accounts: Accounts, _ settings: GatewaySettings,
    tellingTakes delay: UInt32
  ) throws {
    let queues = ["general", "billing"].map {
      QueuePlan(Identifier($0), title: $0.capitalized, replyWithin: .seconds(3600))
    }
    let reading = Handed(try FileBacklogs(path: folder.record))
    let handed = Handed(
      try Office(
        log: record, record: record.tables, accounts: accounts,
        plan: DeskPlan(queues: queues, capacity: 1000), bot: SmallBot.plan,
        key: [UInt8](repeating: 7, count: 32), now: ServedDesk.now()))
    let (service, office, passwordChecker, health) = (
      self.service, self.office, self.passwordChecker, self.health
    )
    let (inbox, backlogs, epoch) = (self.inbox, self.backlogs, self.epoch)
    let (answers, trouble) = (self.answers, self.trouble)
    let (searches, index) = (self.searches, self.index)
    threads = try passwordChecker.start()
    threads.append(
      try NamedThread("office", stackBytes: 8 << 20) {
        let failure = office.run(handed.thing, clock: ServedDesk.now) { news in
          usleep(delay)
          inbox.post(answers.pass(news.deliveries))
          if news.hasEvents { index.nudge() }
        }
        if let failure { trouble("the Office ended: \(failure)") }
      })
    threads.append(
      try NamedThread("backlogs") {
        let failure = backlogs.run(reading.thing) { trouble("\($0)") }
        if let failure { trouble("the reader ended: \(failure)") }
      })
    threads.append(try NamedThread("searches") { searches.run() })
    threads.append(try NamedThread("index") { index.run() })
    let pages = StaticPages(files: [
      ("index.html", Array("<html>demo</html>".utf8)), ("widget.js", Array("let a = 1".utf8)),
    ])
    try service.start { service in
      Gateway(
        service, office: office, backlogs: backlogs, searches: searches, epoch: epoch,
        inbox: inbox, passwordChecker: passwordChecker,
        settings: settings, pages: pages, health: health, log: Logger(label: "test"))
    }
  }

  deinit {
    people = []
    service.stop(within: .milliseconds(200))
    service.join()
    office.close()
    backlogs.close()
    searches.close()
    index.close()
    passwordChecker.close()
    for thread in threads { thread.join() }
  }

  /// Has the Office do something on its own thread, and waits for it.
  package func ask(_ work: @escaping @Sendable (Office) throws -> Void) throws {
    let answer = Mailbox<String?>(bound: 1)
    let isTaken = office.post(
      .errand { office in
        do {
          try work(office)
          office.whenWritten { failure in _ = answer.post(failure.map { "\($0)" }) }
        } catch { _ = answer.post("\(error)") }
      })
    try require(isTaken && answer.wait(for: .seconds(60)), "the Office does its errands")
    if let failed = answer.drain().first ?? nil { throw Breach(failed) }
  }

  // MARK: People

  /// A customer who has given a name, asked for a person and said these words. `kim` is there too,
  /// without whom nobody would wait, and takes nothing.
  package func somebodyWaits(_ name: String, _ words: String) throws
    -> (customer: Visitor, Identifier<Conversation>)
  {
    if people.isEmpty { people.append(try Visitor.agent(self, "kim")) }
    let customer = try Visitor.customer(self)
    people.append(customer)
    let id = try customer.start()
    try customer.do(.identify(name: name, email: nil), id)
    try customer.do(.say("agent"), id)
    try customer.do(.say(words), id)
    return (customer, id)
  }

  // MARK: Accidents

  /// The next answers to commands get lost: their senders cannot know, and must ask again.
  package func swallowAnswers(_ count: Int) { answers.swallow(count) }

  /// After the next event that is told comes one of a desk of the future, with this word.
  package func tellSomethingNewer(_ word: String) { answers.add(newer: word) }

  /// The Office takes nothing more, as if its mailbox were full for good.
  package func overload() { office.close() }

  /// How many commands were answered that had been answered before.
  package var duplicates: Int { answers.duplicates }

  /// Cuts all lines, as a loop does that is told more than it can hold: all come back and resume.
  package func cutEverybody() {
    inbox.post(Array(repeating: .notBegun(ConnectionNumber(0)), count: Self.inboxBound + 1))
    service.wake()
  }

  private static let inboxBound = 20_000

  // MARK: The record

  /// What has happened in a conversation, as the disk has it.
  package func events(of id: Identifier<Conversation>) throws -> [Event] {
    let record = try FileBacklogs(path: folder.record)
    return try record.page(of: id, after: 0, PageSize(events: 10_000, bytes: 64 << 20))
      .map { try EventText.recorded($0.body) }
  }

  package static func now() -> Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  /// Made once: it takes 45 ms.
  private static let hash = Result { try PasswordHash.make(password) }
}

/// Hands a thread something that only it will use from then on.
private final class Handed<Thing>: @unchecked Sendable {
  // Unchecked because it is made before the thread and used by the thread alone.
  let thing: Thing

  init(_ thing: Thing) { self.thing = thing }
}
