import Desk
import Events
import TestSupport
import Testing

@testable import Journal

/// What any log and the tables behind it promise, whichever keeps them.
struct LogLawTests {
  enum Kind: CaseIterable {
    /// Log and tables in one file, written in one transaction.
    case file
    /// The log elsewhere; the tables follow it.
    case memory
  }

  /// A log and its tables.
  private struct Bench {
    let folder: Folder
    let file: SQLiteRecord
    let log: any EventLog

    init(_ kind: Kind) throws {
      folder = try Folder()
      file = try SQLiteRecord(path: folder.record, now: Instant(milliseconds: 1))
      switch kind {
      case .file: log = file
      case .memory: log = try MemoryLog().kept(in: file.tables)
      }
    }

    var tables: Tables { file.tables }
  }

  private static let first = "conversation-number-1"

  private func words(_ text: String) -> Event { .said(Message(.customer, text)) }

  @Test(arguments: Kind.allCases)
  func aTurnIsTakenOnlyIfEveryConversationIsWhereItExpects(_ kind: Kind) throws {
    let bench = try Bench(kind)
    var one = Story(Self.first, number: 1)
    var other = Story("conversation-number-2", number: 2)
    try bench.log.append(one.turn([one.opening], cid: "cid-1234567890123456"))
    try bench.log.append(other.turn([other.opening]))
    var late = one
    try bench.log.append(one.turn([words("first")]))
    var both = other.turn([words("mine")])
    both.appends += late.turn([words("second")]).appends
    #expect { try bench.log.append(both) } throws: { ($0 as? RecordFailure)?.kind == .moved }
    // All or nothing: the conversation that was where it should be is untouched too.
    #expect(try bench.tables.entries(of: other.conversation.id, after: 0, limit: 9).count == 1)
    #expect(try bench.log.follow(from: 0, limit: 9).count == 3)
    #expect(try Inspection.verify(bench.file.database).faults == [])
    let applied = try bench.tables.applied(
      "cid-1234567890123456", by: "c:ana", in: one.conversation.id)
    #expect(applied?.seq == 1)
  }

  @Test(arguments: Kind.allCases)
  func whoFollowsGetsEverythingOnceAndInOrderWhateverThePage(_ kind: Kind) throws {
    let bench = try Bench(kind)
    var stories = (1...3).map { Story("conversation-number-\($0)", number: Int64($0)) }
    for index in stories.indices {
      try bench.log.append(stories[index].turn([stories[index].opening]))
    }
    for round in 0..<20 {
      try bench.log.append(stories[round % 3].turn([words("a \(round)"), words("b \(round)")]))
      var turn = RecordTurn()
      turn.audit = [
        AuditEntry(.loggedOut(Identifier("maya")), by: "a:maya", at: Instant(milliseconds: 5))
      ]
      try bench.log.append(turn)
    }
    let all = try bench.log.follow(from: 0, limit: 1000)
    #expect(all.count == 3 + 20 * 3)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.position < $1.position })
    for size in [1, 2, 7, 100] {
      var seen: [Kept] = []
      while true {
        let page = try bench.log.follow(from: seen.last?.position ?? 0, limit: size)
        seen += page
        if page.isEmpty { break }
      }
      #expect(seen == all)
    }
    for (stream, kept) in Dictionary(grouping: all, by: \.conversation) {
      #expect(kept.map(\.seq) == Array(1...Int64(kept.count)), "\(stream)")
    }
    #expect(all.count { $0.conversation == DeskStream.id } == 20)
  }

  @Test(arguments: Kind.allCases)
  func aFollowerMissesNothingAndTakesNothingTwiceWhereverItIsCutOff(_ kind: Kind) throws {
    let bench = try Bench(kind)
    var story = Story(Self.first, number: 1)
    try bench.log.append(story.turn([story.opening]))
    for round in 0..<10 { try bench.log.append(story.turn([words("words \(round)")])) }
    var taken: [Int64] = []
    for attempt in 0..<20 {
      // A new start each time, as after a kill; every third one ends amid its page.
      let follower = try LogFollower("index", bench.file.database)
      var page: [Int64] = []
      do {
        _ = try follower.advance(over: bench.log, limit: 2) { kept throws(RecordFailure) in
          page = kept.map(\.seq)
          if attempt % 3 == 0 { throw RecordFailure(.full, "no room") }
        }
        taken += page
      } catch { #expect(error.kind == .full) }
    }
    #expect(taken == Array(1...11))
  }

  @Test func tablesThatTheLogIsAheadOfAreBroughtUpAtTheNextStart() throws {
    let folder = try Folder()
    let log = MemoryLog()
    var story = Story(Self.first, number: 1)
    do {
      let file = try SQLiteRecord(path: folder.record, now: Instant(milliseconds: 1))
      _ = try log.kept(in: file.tables)
      try log.append(story.turn([story.opening]))
      log.endsBeforeTables = true
      let turn = story.turn([words("said, and then the power was gone")])
      #expect(throws: RecordFailure.self) { try log.append(turn) }
      #expect(try file.tables.entries(of: story.conversation.id, after: 0, limit: 9).count == 1)
    }
    log.endsBeforeTables = false
    let again = try SQLiteRecord(path: folder.record, now: Instant(milliseconds: 2))
    _ = try log.kept(in: again.tables)
    #expect(try again.tables.entries(of: story.conversation.id, after: 0, limit: 9).count == 2)
    try log.append(story.turn([words("and on")]))
    #expect(try again.tables.entries(of: story.conversation.id, after: 0, limit: 9).count == 3)
    #expect(try Inspection.verify(again.database).faults == [])
  }

  @Test func tablesMadeAnewFromTheLogAreThoseThatWereKept() throws {
    let (kept, made, atOnce) = (try Folder(), try Folder(), try Folder())
    let log = MemoryLog()
    let live = try SQLiteRecord(path: kept.record, now: Instant(milliseconds: 1))
    let whole = try SQLiteRecord(path: atOnce.record, now: Instant(milliseconds: 1))
    _ = try log.kept(in: live.tables)
    for turn in Self.day() {
      try log.append(turn)
      try whole.append(turn)
    }
    let rebuilt = try SQLiteRecord(path: made.record, now: Instant(milliseconds: 1))
    _ = try MemoryLog.copy(of: log).kept(in: rebuilt.tables)
    for table in Self.tables {
      let expected = try Self.rows(of: table, whole.database)
      #expect(!expected.isEmpty, "\(table) is looked at")
      #expect(try Self.rows(of: table, live.database) == expected, "\(table), followed")
      #expect(try Self.rows(of: table, rebuilt.database) == expected, "\(table), made anew")
    }
  }

  /// Without chance: salts and hashes differ.
  private static let tables = [
    "events (conversation, seq, at, author, cid, fingerprint, body)", "tickets", "flow_sessions",
    "flow_revisions", "flow_publications", "flow_figures", "timers", "lanes", "given_up",
    "destinations", "users", "sessions", "login_addresses", "usage",
  ]

  private static func rows(of table: String, _ database: Database) throws -> [String] {
    let name = String(table.prefix { $0 != " " })
    let columns =
      table.contains("(")
      ? String(table.drop { $0 != "(" }.dropFirst().dropLast())
      : try database.prepare("SELECT name FROM pragma_table_info('\(name)')")
        .rows { $0.text(0) }.joined(separator: ", ")
    let list = columns.split(separator: ", ").map { "quote(\($0))" }.joined(
      separator: " || '|' || ")
    return try database.prepare("SELECT \(list) FROM \(name) ORDER BY 1").rows { $0.text(0) }
  }

  /// One turn of every kind that tables are made from.
  private static func day() -> [RecordTurn] {
    let now = Instant(milliseconds: 1_000_000)
    var stories = (1...3).map { Story("conversation-number-\($0)", number: Int64($0)) }
    var turns: [RecordTurn] = []
    for index in stories.indices {
      var turn = stories[index].turn([stories[index].opening, .said(Message(.customer, "a"))])
      turn.destinations = [OutsideDestination("shop"), OutsideDestination("archive")]
      turn.timersSet = [Timer(stories[index].conversation.id, .flow("idle"), due: now)]
      turn.flowStates[stories[index].conversation.id] = FlowState(
        revision: "one", state: [1], isLive: true)
      turns.append(turn)
    }
    var desk = RecordTurn()
    let maya = Identifier<Agent>("maya")
    desk.accounts.add(
      .add(
        .init(
          login: maya, name: "Maya", role: .agent, password: .init(stored: "p"), created: now)))
    desk.accounts.add(
      .logIn(
        .init(hash: [1], login: maya, device: "d", address: "192.0.2.1", created: now),
        rehashed: nil))
    desk.publish(
      FlowsPublished(
        Publication(at: now, revision: "one", author: "op", deed: .publish),
        KeptRevision("one", at: now, author: "op", shape: "s", source: [1]), repinning: []))
    desk.figures[Figure(day: 1, revision: "one", step: "s", measure: "asked")] = 2
    var used = Usage()
    used.messages = 3
    desk.usage = [.init(day: 1, subject: "c:ana", usage: used)]
    turns.append(desk)
    var settled = RecordTurn()
    settled.settlements = [
      Settlement(position: 1, destination: "shop", at: now, .delivered),
      Settlement(position: 3, destination: "shop", at: now, .dead(why: "answered 422")),
      Settlement(position: 5, destination: "archive", at: now, .retry(at: now, why: "busy")),
    ]
    turns.append(settled)
    return turns
  }
}
