import Desk
import Events
import Foundation
import JSON
import TestSupport
import Testing

@testable import Journal

/// A conversation's story, told to a record turn by turn.
struct Story {
  var conversation: Conversation
  private var moment: Int64 = 1000

  init(_ id: String, number: Int64, channel: String = Opening.web) {
    conversation = Conversation(id: Identifier(id))
    self.number = number
    self.channel = channel
  }

  private let channel: String

  private let number: Int64

  /// The turn that adds these events.
  mutating func turn(_ events: [Event], cid: String? = nil, ticketMayChange: Bool = true)
    -> RecordTurn
  {
    let expected = conversation.seq
    var entries: [Append.Entry] = []
    for (index, event) in events.enumerated() {
      moment += 10
      conversation.apply(event, at: Instant(milliseconds: moment))
      entries.append(
        Append.Entry(
          at: Instant(milliseconds: moment), author: "c:ana", cid: index == 0 ? cid : nil,
          fingerprint: cid == nil ? nil : 42, body: EventText.write(event)))
    }
    var turn = RecordTurn()
    turn.appends = [
      Append(
        after: conversation, expected: expected, events: entries,
        ticketMayChange: ticketMayChange)
    ]
    return turn
  }

  var opening: Event {
    .started(
      Opening(
        site: "demo", customer: Identifier("ana"), number: number, language: "en", page: nil,
        channel: channel))
  }
}

struct RecordTests {
  private let start = Instant(milliseconds: 1000)

  @Test func theRecordRunsWithWALAndFullSync() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try record.database.text("PRAGMA journal_mode") == "wal")
    #expect(try record.database.number("PRAGMA synchronous") == 2)
  }

  @Test func whatWasAppendedIsThereAfterReopeningInDenseOrder() throws {
    let folder = try Folder()
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    let epoch: String
    do {
      let record = try SQLiteRecord(path: folder.record, now: start)
      epoch = record.epoch
      try record.append(story.turn([story.opening], cid: "cid-1234567890123456"))
      for index in 0..<50 {
        try record.append(story.turn([.said(Message(.customer, "words \(index)"))]))
      }
    }
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(record.epoch == epoch)
    let entries = try record.tables.entries(of: story.conversation.id, after: 0, limit: 100)
    #expect(entries.map(\.seq) == Array(1...51))
    #expect(try record.tables.entries(of: story.conversation.id, after: 49, limit: 100).count == 2)
    #expect(try record.follow(from: 0, limit: 10).map(\.seq) == Array(1...10))
    #expect(try record.tables.standing().lastNumber == 1)
  }

  @Test func anAppendBehindAnotherIsRefusedAndWritesNothing() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    try record.append(story.turn([story.opening]))
    var late = story
    try record.append(story.turn([.said(Message(.customer, "first"))]))
    let turn = late.turn([.said(Message(.customer, "second"))])
    #expect { try record.append(turn) } throws: { ($0 as? RecordFailure)?.kind == .moved }
    #expect(try record.tables.entries(of: story.conversation.id, after: 0, limit: 9).count == 2)
    try record.append(story.turn([.said(Message(.customer, "third"))]))
  }

  @Test func aCommandIsFoundByItsAuthorAndCidForEver() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    try record.append(story.turn([story.opening], cid: "cid-1234567890123456"))
    let id = story.conversation.id
    #expect(
      try record.tables.applied("cid-1234567890123456", by: "c:ana", in: id)
        == Applied(seq: 1, fingerprint: 42, body: EventText.write(story.opening)))
    #expect(try record.tables.applied("cid-1234567890123456", by: "c:bo", in: id) == nil)
  }

  @Test func verifyNamesACommandThatWasAppliedTwice() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    try record.append(story.turn([story.opening], cid: "cid-1234567890123456"))
    try record.append(
      story.turn([.said(Message(.customer, "x"))], cid: "cid-1234567890123456"))
    #expect(
      try Inspection.verify(record.database).faults == [
        "event 2 of conversation w0JX3yVb8mZ2kQ5tR7uN1A is of a command that event 1 was of"
      ])
  }

  @Test func flowStateAndTimersAreKeptWithTheirTurn() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    let id = story.conversation.id
    var turn = story.turn([story.opening])
    turn.flowStates[id] = .some(FlowState(revision: "abc", state: [1, 2, 3], isLive: true))
    turn.timersSet = [
      Timer(id, .flow("a"), due: Instant(milliseconds: 5)),
      Timer(id, .flow("b"), due: Instant(milliseconds: 6)),
    ]
    try record.append(turn)
    var next = RecordTurn()
    next.timersCleared = [RecordTurn.TimerName(id, .flow("a"))]
    try record.append(next)
    #expect(
      try record.tables.flowState(of: id)
        == FlowState(revision: "abc", state: [1, 2, 3], isLive: true))
    #expect(
      try record.tables.standing().timers == [Timer(id, .flow("b"), due: Instant(milliseconds: 6))])
  }

  @Test func aSessionsPlaceAndWhatItIsPinnedToAreThoseOfItsLatestTurn() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    let id = story.conversation.id
    try record.append(story.turn([story.opening]))
    for (revision, state, isLive) in [
      ("one", 1, true), ("one", 2, true), ("one", 2, true), ("one", 3, false), ("two", 3, true),
    ] as [(String, UInt8, Bool)] {
      let kept = FlowState(revision: revision, state: [state], isLive: isLive)
      var turn = RecordTurn()
      turn.flowStates[id] = .some(kept)
      try record.append(turn)
      #expect(try record.tables.flowState(of: id) == kept)
      for name in ["one", "two"] {
        let live = try record.tables.liveSessions(of: name, after: 0, limit: 9)
        #expect(live.map(\.conversation) == (isLive && name == revision ? [id] : []))
      }
    }
  }

  @Test func verifyFindsNothingWrongWithWhatItWroteItself() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    try Self.fill(record)
    let findings = try Inspection.verify(Database(path: folder.record, mode: .reading))
    #expect(findings.faults == [])
    #expect(findings.conversations == 3)
    #expect(findings.events == 30)
  }

  /// Each of these changes something that SQLite itself does not notice.
  @Test(arguments: [
    (
      "UPDATE events SET body=CAST(replace(body, 'words', 'swore') AS BLOB) WHERE position=5",
      "event"
    ),
    ("UPDATE events SET at=at+1 WHERE position=7", "event"),
    ("UPDATE events SET author=author+1 WHERE position=4", "event"),
    ("DELETE FROM events WHERE position=8", "event"),
    ("UPDATE tickets SET priority='urgent' WHERE number=2", "ticket 2: priority"),
    ("UPDATE tickets SET stage='resolved' WHERE number=1", "ticket 1: stage"),
    ("DELETE FROM tickets WHERE number=3", "belong to no ticket"),
  ])
  func verifyNamesWhatWasChanged(_ change: String, _ named: String) throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    try Self.fill(record)
    try record.database.transaction { () throws(RecordFailure) in
      try record.database.run(change)
    }
    let findings = try Inspection.verify(record.database)
    #expect(findings.faults.contains { $0.contains(named) })
  }

  private static func fill(_ record: SQLiteRecord) throws {
    for number in 1...3 {
      var story = Story("conversation-number-\(number)0", number: Int64(number))
      try record.append(story.turn([story.opening]))
      for index in 0..<7 {
        try record.append(story.turn([.said(Message(.customer, "words \(index)"))]))
      }
      try record.append(
        story.turn([
          .recorded([Field("order", "AB-1")], .bot),
          .queued(
            Handoff(
              queue: Identifier("orders"), priority: .high, summary: "s",
              fields: [Field("email", "a@b.c")], reason: .flow)),
        ]))
    }
  }
}

struct RecordFolderTests {
  private let start = Instant(milliseconds: 1000)

  @Test func aSecondServerIsKeptOut() throws {
    let folder = try Folder()
    let first = try RecordFolder(path: folder.path)
    #expect { try RecordFolder(path: folder.path) } throws: {
      ($0 as? RecordFailure)?.kind == .taken
    }
    #expect(RecordFolder.isServed(folder.path))
    _ = first
  }

  @Test func aRecordThatIsGoneIsNotReplacedByAnEmptyOne() throws {
    let folder = try Folder()
    do { _ = try RecordFolder(path: folder.path).openRecord(now: start) }
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: folder.record + suffix)
    }
    #expect { try RecordFolder(path: folder.path).openRecord(now: start) } throws: {
      ($0 as? RecordFailure)?.kind == .damaged && "\($0)".contains("is missing")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.record))
  }

  @Test func aRecordOfANewerVersionIsRefused() throws {
    let folder = try Folder()
    do {
      let record = try RecordFolder(path: folder.path).openRecord(now: start)
      try record.database.run("PRAGMA user_version=99")
    }
    #expect { try RecordFolder(path: folder.path).openRecord(now: start) } throws: {
      "\($0)".contains("newer than this program")
    }
  }

  @Test func anotherProgramsDatabaseIsRefused() throws {
    let folder = try Folder()
    try Database(path: folder.record, mode: .draft).run("CREATE TABLE songs (name TEXT)")
    #expect { try RecordFolder(path: folder.path).openRecord(now: start) } throws: {
      "\($0)".contains("not a record of Frontdesk")
    }
  }

  @Test func aFileThatIsNoDatabaseIsRefused() throws {
    let folder = try Folder()
    try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: folder.record))
    #expect { try RecordFolder(path: folder.path).openRecord(now: start) } throws: {
      ($0 as? RecordFailure)?.kind == .damaged
    }
  }

  @Test func aChangedEventIsNoticedAtTheNextStart() throws {
    let folder = try Folder()
    do {
      let record = try RecordFolder(path: folder.path).openRecord(now: start)
      var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
      try record.append(story.turn([story.opening]))
      try record.append(story.turn([.said(Message(.customer, "I owe you 10"))]))
      try record.database.transaction { () throws(RecordFailure) in
        try record.database.run(
          "UPDATE events SET body=CAST(replace(body, '10', '99') AS BLOB) WHERE seq=2")
      }
    }
    #expect { try RecordFolder(path: folder.path).openRecord(now: start) } throws: {
      "\($0)".contains("event 2 of conversation")
    }
  }

  @Test func aFullDiskRefusesTheTurnAndKeepsWhatWasThere() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    try record.append(story.turn([story.opening]))
    // SQLite reports a full disk when its file may not grow further.
    let pages = try #require(try record.database.number("PRAGMA page_count"))
    try record.database.run("PRAGMA max_page_count=\(pages)")
    var full = story
    let turn = full.turn([.said(Message(.customer, String(repeating: "x", count: 100_000)))])
    #expect { try record.append(turn) } throws: { ($0 as? RecordFailure)?.kind == .full }
    try record.database.run("PRAGMA max_page_count=1000000")
    try record.append(story.turn([.said(Message(.customer, "room again"))]))
    #expect(try Inspection.verify(record.database).faults == [])
    #expect(try record.tables.entries(of: story.conversation.id, after: 0, limit: 9).count == 2)
  }
}
