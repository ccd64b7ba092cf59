import Desk
import Foundation
import Journal
import Logging
import Mail
import Office
import Publishing
import Secrets
import Synchronization
import Testing
import Threads

/// A desk that serves a folder of flows: a real record, a real Office on its own thread, and no
/// sockets.
final class ServedDesk {
  let folder: String
  var flows: String { folder + "/flows" }
  let queues = KnownQueues(["general", "billing"])
  let office = OfficeThread()
  private let record: SQLiteRecord
  private let thread: NamedThread
  let starting: FlowStarting.Choice
  private let adopted = Adopted()
  /// The words of letters in force.
  var letters: MailWords? { adopted.words.withLock { $0 } }

  private final class Adopted: Sendable {
    let words = Mutex<MailWords?>(nil)
  }

  /// Begins with the folder that `files` describes; what the record holds serves where there is
  /// one.
  init(_ files: [String: String] = ServedDesk.files) throws {
    folder = NSTemporaryDirectory() + "publishing-" + UUID().uuidString
    try Sodium.start()
    try Self.write(files, to: folder + "/flows")
    let record = try SQLiteRecord(path: folder + "/frontdesk.db", now: Self.now())
    let starting = try FlowStarting(
      folder: folder + "/flows", queues: ["general", "billing"],
      letters: { [adopted] words in adopted.words.withLock { $0 = words } }
    ).choose(FlowReading(record.database), log: quiet)
    let plan = DeskPlan(
      queues: ["general", "billing"].map {
        QueuePlan(Identifier($0), title: $0, replyWithin: .seconds(3600))
      }, capacity: 4)
    let handed = Handed(
      try Office(
        log: record, record: record.tables, accounts: Accounts(record.database), plan: plan,
        bot: starting.bot, key: [UInt8](repeating: 7, count: 32), now: Self.now(), author: "start"))
    (self.record, self.starting) = (record, starting)
    thread = try NamedThread("office", stackBytes: 8 << 20) { [office] in
      let failure = office.run(handed.thing, clock: Self.now) { _ in }
      if let failure { Issue.record("the Office ended: \(failure)") }
    }
    // The first turn writes down what serves.
    _ = office.ask { _ in }
  }

  deinit {
    office.close()
    thread.join()
    try? record.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  static func now() -> Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  var publisher: FlowPublisher {
    FlowPublisher(
      folder: flows, known: queues, office: office, recordPath: folder + "/frontdesk.db",
      letters: { [adopted] words in adopted.words.withLock { $0 = words } }, log: quiet)
  }

  /// Looks at the record as another process does.
  func reading() throws -> FlowReading {
    try FlowReading(Database(path: folder + "/frontdesk.db", mode: .reading))
  }

  /// What serves new conversations, as the record has it.
  func serving() throws -> String? { try reading().current()?.revision }

  func write(_ files: [String: String]) throws { try Self.write(files, to: flows) }

  /// Changes a file of the folder by replacing words that must be there.
  func change(_ file: String, _ old: String, _ new: String) throws {
    let path = flows + "/" + file
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  private static func write(_ files: [String: String], to folder: String) throws {
    for (name, text) in files {
      let path = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: path)
    }
  }

  static let files = [
    "bot.yaml": """
    bot: tester
    entry: [{ flow: t }]
    commands:
      agent: { phrases: [agent, human], do: handoff, queue: general }

    """,
    "t.flow.yaml": """
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

    """,
    "tests/t.test.yaml": """
    cases:
      - name: somebody says what it is about
        chat:
          - bot: What is it about?
          - user: a parcel
          - bot: Thank you.
        expect: { outcome: resolved }

    """,
  ]
}

/// Hands a thread something that only it will use from then on.
private final class Handed<Thing>: @unchecked Sendable {
  // Unchecked because it is made before the thread and used by the thread alone.
  let thing: Thing

  init(_ thing: Thing) { self.thing = thing }
}

/// A log that nobody reads.
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
