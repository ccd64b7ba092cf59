import Configuration
import Control
import Courier
import Desk
import Directories
import Files
import Flows
import Foundation
import Gateway
import Glibc
import Journal
import Logging
import Notices
import Office
import Publishing
import Rules
import Searching
import Secrets
import Threads
import WebSockets

/// Everything a running desk is made of, put together and taken apart in the right order.
final class Server {
  private let plan: ServerPlan
  private let book: Logbook
  private var log: Logger { book.log }
  /// The version of the record's tables.
  let recordVersion: Int64
  private let folder: RecordFolder
  private let record: SQLiteRecord
  private let flows: FlowStarting.Choice
  private let service: WebSocketService
  private let officeThread = OfficeThread()
  private let health = Health()
  private let passwordChecker: PasswordChecker
  private let inbox: DeliveryInbox
  private let backlogs: BacklogReader
  private let index: KeptIndex
  private var files: FileDoor?
  private let photos: PhotoShelf
  /// Tokens of sites that were used before the start.
  private let usedIdentities: [UsedIdentity]
  private var threads: [NamedThread] = []
  private var carrier: Carrier?
  private let connections = Connections()
  private let readMarks = ReadMarks()
  private var callouts: Callouts?
  private var lookUps: LookUpDesk?
  private var control: ControlSocket?
  private var watch: FlowWatch?
  private let queues: KnownQueues
  private var recordWatch: RecordWatch?
  private let ending = Mailbox<Ending>(bound: 8)

  /// Why the server ends, in the words of an exit code.
  enum Ending: Sendable {
    case asked
    case failed(RecordFailure)
  }

  init(_ plan: ServerPlan, book: Logbook) throws {
    let log = book.log
    self.plan = plan
    self.book = book
    queues = KnownQueues(plan.flows.queues)
    photos = PhotoShelf(in: plan.dataFolder)
    try Sodium.start()
    folder = try RecordFolder(path: plan.dataFolder)
    record = try folder.openRecord(now: Self.now(), mayUpgrade: true)
    for notice in folder.notices {
      log.warning("\(notice)", metadata: ["record": "\(folder.recordPath)"])
    }
    usedIdentities = try UsedIdentity.all(in: record.database, at: Self.now())
    recordVersion = try record.database.number("PRAGMA user_version") ?? 0
    flows = try plan.flows.choose(FlowReading(record.database), log: log)
    LibraryLog.listen { line in log.warning("libwebsockets", metadata: ["line": "\(line)"]) }
    service = try WebSocketService(plan.service, listeners: [plan.listener])
    let service = service
    let inbox = DeliveryInbox { service.wake() }
    self.inbox = inbox
    backlogs = BacklogReader { inbox.post($0) }
    index = KeptIndex(in: plan.dataFolder, of: folder.recordPath, log: log)
    passwordChecker = PasswordChecker(log: log)
  }

  var ports: [UInt16] { service.ports }
  /// For the time before the start only; then they are the Office's.
  var writing: SQLiteRecord { record }
  var places: [String] { service.places }
  var epoch: String { record.epoch }
  /// The flows it began with.
  var revision: String { flows.bot.revision.id }

  static func now() -> Instant { Carrier.timeOfDay() }

  // MARK: Starting

  func start() throws {
    threads += try passwordChecker.start()
    try startCourier()
    let callouts = try makeCallouts()
    self.callouts = callouts
    lookUps = try makeLookUps()
    let tell = telling(callouts)
    try startOffice(tell)
    try startConnectors()
    try startReader()
    threads += try index.start()
    let carrier = carrier
    let (inbox, officeThread, backlogs, passwordChecker, pages, health) = (
      inbox, officeThread, backlogs, passwordChecker, plan.pages, health
    )
    let (settings, epoch, files, photos, log) = (plan.gateway, record.epoch, files, photos, log)
    let searches = index.desk
    let (used, marks, hooks) = (usedIdentities, readMarks, hookDoor)
    try service.start { service in
      Gateway(
        service, office: officeThread, backlogs: backlogs, searches: searches, epoch: epoch,
        inbox: inbox, passwordChecker: passwordChecker, settings: settings, pages: pages,
        health: health, files: files, photos: photos, hooks: hooks, used: used, marks: marks,
        log: log
      )
    }
    let orders = ControlDesk(
      office: officeThread, carrier: carrier, connections: connections,
      destinations: plan.desk.destinations.map(\.name),
      flows: publisher, reports: reports)
    control = try ControlSocket(path: plan.controlPath, log: log) { orders.answer($0, by: $1) }
    if plan.flows.isWatched { watch = try FlowWatch(publisher, isNew: flows.isFolderNew) }
    let ending = ending
    recordWatch = try RecordWatch(folder.presence(of: record)) { loss in
      _ = ending.post(.failed(RecordFailure(.broken, loss)))
    }
    health.set(nil)
  }

  /// What operators may ask beside what the desk itself answers.
  private var reports: [String: @Sendable () -> [UInt8]] {
    let lookUps = lookUps
    return ["crm.status": { SystemStanding.members(of: lookUps?.standings ?? []) }]
  }

  private func makeCallouts() throws -> Callouts {
    let office = officeThread
    return try Callouts(
      privateServices: plan.privateServices,
      secret: { ProcessInfo.processInfo.environment[$0] },
      answer: { office.post(.response($0.conversation, effect: $0.effect, $1)) },
      log: log)
  }

  /// What systems say comes back as an errand; nobody of the desk waits for it.
  private func makeLookUps() throws -> LookUpDesk? {
    guard !plan.customerSystems.isEmpty else { return nil }
    let office = officeThread
    return try LookUpDesk(plan.customerSystems, log: log) { question, lookUp in
      let arrival = Arrival.errand { office throws(RecordFailure) in
        try office.note(lookUp, of: question.person.email, in: question.conversation)
      }
      // Where the desk is overloaded it is asked again at the hand-over.
      _ = office.post(arrival)
    }
  }

  /// Where a turn's news goes: to connections, to services, to mirrors. Called on the Office's
  /// thread, and waits for none of them.
  private func telling(_ callouts: Callouts) -> @Sendable (TurnNews) -> Void {
    let (inbox, carrier, connections, index) = (inbox, carrier, connections, index.follower)
    let lookUps = lookUps
    return { news in
      inbox.post(news.deliveries)
      for call in news.calls {
        callouts.carryOut(
          ServiceCall(
            conversation: call.conversation, effect: call.effect, request: call.request))
      }
      for call in news.lookUps { lookUps?.ask(LookUpDesk.Question(call)) }
      if news.hasEvents { index.nudge() }
      guard news.isForMirrors else { return }
      carrier?.nudge()
      connections.nudge()
    }
  }

  private func startOffice(_ tell: @escaping @Sendable (TurnNews) -> Void) throws {
    // A turn that waits longer holds up everybody: it is refused, and its commands come again.
    record.database.waitForLocks(.milliseconds(200))
    let hasConversations = try record.database.number("SELECT max(number) FROM tickets") ?? 0 > 0
    let key = try StoreKey.load(plan.dataFolder, hasConversations: hasConversations) { [log] in
      log.warning("\($0)")
    }
    try startFiles(key)
    let office = try Office(
      log: record, record: record.tables, accounts: Accounts(record.database), plan: plan.desk,
      bot: flows.bot,
      key: key, now: Self.now(), author: Self.author)
    office.adopt(plan.rules)
    office.vouchers = files?.vouchers
    office.photos = photos
    if let files {
      office.isFileThere = { FileStore.isThere($0, in: files.desk.folder) }
    }
    try office.resumeErasing(
      ErasedList(folder: plan.dataFolder),
      removeFiles: Self.removing(in: plan.dataFolder + "/files", files?.desk))
    if let refusal = flows.refusal {
      office.refusePublishing(by: Self.author, why: refusal)
      tell(try office.turn([], at: Self.now()))
    }
    let (officeThread, ending) = (officeThread, ending)
    let handover = Handover(office)
    threads.append(
      try NamedThread("office", stackBytes: 8 << 20) {
        let failure = officeThread.run(handover.take(), clock: Server.now, tell: tell)
        if let failure { _ = ending.post(.failed(failure)) }
      })
  }

  /// Also where no files are taken any more.
  private static func removing(in folder: String, _ desk: FileDesk?) -> ([String]) -> Void {
    { files in
      let freed = FileStore.remove(files, from: folder)
      desk?.note(freed: freed)
    }
  }

  private func startFiles(_ key: [UInt8]) throws {
    guard let plan = plan.files else { return }
    var filePlan = plan.desk
    filePlan.unheld = { [path = folder.recordPath, log] files in
      do {
        let table = try FileTable(reading: path)
        return try files.filter { try !table.isKept($0) }
      } catch {
        log.warning("files that nobody holds stay for now", metadata: ["reason": "\(error)"])
        return nil
      }
    }
    let desk = FileDesk(filePlan) { [log] failure in
      log.error("a file could not be kept", metadata: ["reason": "\(failure)"])
    }
    threads.append(try desk.start())
    files = FileDoor(desk, FileVouchers(deskKey: key), perPersonDay: plan.perPersonDay)
  }

  /// The past is read on a thread and a connection of its own, so that nobody's words wait for it.
  private func startReader() throws {
    let handover = Handover(try FileBacklogs(path: folder.recordPath))
    let (backlogs, ending, log) = (backlogs, ending, log)
    threads.append(
      try NamedThread("backlogs") {
        let failure = backlogs.run(handover.take()) { failure in
          log.error("a conversation cannot be read", metadata: ["reason": "\(failure)"])
        }
        if let failure { _ = ending.post(.failed(failure)) }
      })
  }

  private func startCourier() throws {
    guard !plan.destinations.isEmpty else { return }
    let ending = ending
    let outbox = try RecordOutbox(
      path: folder.recordPath, epoch: record.epoch, office: officeThread
    ) { _ = ending.post(.failed($0)) }
    let table = try record.tables.mirrors()
    let destinations = try plan.destinations.map {
      try $0.destination(table.standing(of: $0.name))
    }
    carrier = try Carrier(destinations, outbox: outbox, log: log)
  }

  private func startConnectors() throws {
    let ending = ending
    for connector in plan.connectors {
      let book = try RecordErrands(
        path: folder.recordPath, epoch: record.epoch, office: officeThread, files: files,
        readMarks: readMarks, origin: plan.origin
      ) { _ = ending.post(.failed($0)) }
      connections.add(try ConnectorThread(connector, book, log: log))
    }
    let (carrier, connections) = (carrier, connections)
    for notices in notices {
      notices.watch { ((carrier?.status() ?? []) + connections.statuses).compactMap(Trouble.init) }
    }
  }

  /// Where the systems that connectors speak with tell what happened there.
  private var hookDoor: HookDoor {
    let connections = connections
    return HookDoor(plan.hookNames) { connections.hear($1, for: $0, $2) }
  }

  // MARK: Ending

  /// What may be asked of the server from any thread.
  struct Handle: Sendable {
    fileprivate let ending: Mailbox<Ending>
    fileprivate let adopting: Adopting

    func end() { _ = ending.post(.asked) }

    /// Puts other rules in force, or says why not.
    func adopt(_ rules: RuleBook) throws { try adopting.office.ask { $0.adopt(rules) }.get() }

    /// Puts new settings in force, as far as they can change now.
    func adopt(_ settings: Settings, _ desk: DeskSettings, _ changed: [String]) throws {
      try adopting.adopt(settings, desk, changed)
    }
  }

  private var notices: [NoticeConnector] {
    plan.connectors.compactMap { $0 as? NoticeConnector }
  }

  /// Once it has started.
  var handle: Handle {
    Handle(
      ending: ending,
      adopting: Adopting(
        office: officeThread, inbox: inbox, callouts: callouts, queues: queues,
        port: ports.first ?? 0,
        destinations: plan.desk.destinations,
        lookUps: plan.desk.lookUps, demo: plan.gateway.demoVisitor, notices: notices, log: log))
  }

  /// Puts flows in force while the server runs.
  var publisher: FlowPublisher {
    FlowPublisher(
      folder: plan.flows.folder, known: queues, office: officeThread,
      recordPath: folder.recordPath, letters: plan.flows.letters, log: log)
  }

  /// Whether the flows' folder holds others than those that serve.
  var hasNewFlows: Bool { flows.isFolderNew }

  /// Whoever started the server.
  static var author: String { NSUserName() }

  /// Waits until the server is asked to end or cannot go on. Returns the exit code.
  func wait() -> Int32 {
    _ = ending.wait()
    switch ending.drain().first {
    case .failed(let failure):
      log.critical(
        "the record failed; ending at once, so that nothing is promised",
        metadata: ["reason": "\(failure)", "record": "\(folder.recordPath)"])
      book.writer.flush()
      // No farewell: whatever the disk still holds is in doubt, and clients ask again.
      let code: Int32 =
        switch failure.kind {
        case .broken: 74
        case .damaged: 65
        case .full, .taken, .moved, .stopped, .fault: 70
        }
      _exit(code)
    case .asked, nil:
      stop()
      log.notice("stopped")
      return 0
    }
  }

  /// No newcomers, answers what was received, closes with 1012.
  private func stop() {
    health.set("stopping")
    control?.stop()
    watch?.stop()
    service.stop(within: .seconds(5))
    service.join()
    // Both report to the Office, which must still be there.
    carrier?.stop()
    connections.stop()
    callouts?.stop()
    lookUps?.stop()
    officeThread.close()
    backlogs.close()
    index.close()
    passwordChecker.close()
    files?.desk.close()
    for thread in threads { thread.join() }
    recordWatch?.stop()
    do { try record.close() } catch {
      log.warning("the record was not closed in order", metadata: ["reason": "\(error)"])
    }
  }
}

/// Hands a thread something that only it will use from then on.
final class Handover<Thing>: @unchecked Sendable {
  // Unchecked because it is made before the thread and taken once, by the thread.
  private var thing: Thing?

  init(_ thing: Thing) { self.thing = thing }

  func take() -> Thing {
    guard let taken = thing else { preconditionFailure("a thing is handed over once") }
    thing = nil
    return taken
  }
}
