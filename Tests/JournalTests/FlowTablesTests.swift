import Desk
import Events
import Foundation
import TestSupport
import Testing

@testable import Journal

/// What the record keeps of flows, and how a file of an older version comes by it.
struct FlowTablesTests {
  private let start = Instant(milliseconds: 1000)

  private func revision(_ name: String, at: Int64 = 1000, shape: String = "s") -> KeptRevision {
    KeptRevision(
      name, at: Instant(milliseconds: at), author: "ana", shape: shape, source: Array(name.utf8))
  }

  private func published(_ name: String, at: Int64 = 1000) -> Publication {
    Publication(
      at: Instant(milliseconds: at), revision: name, author: "ana", deed: .publish)
  }

  // MARK: Older files

  private func fileOfVersion1() throws -> Folder { try file(ofVersion: 1) }

  private func file(ofVersion version: Int) throws -> Folder {
    let folder = try Folder()
    let path = try #require(
      Bundle.module.path(forResource: "Records/version-\(version)", ofType: "sql"),
      "the file is there")
    let sql = try String(contentsOfFile: path, encoding: .utf8)
    try Database(path: folder.record, mode: .draft).run(sql)
    return folder
  }

  @Test func aFileOfVersion1IsBroughtUpAndLosesNothing() throws {
    let folder = try fileOfVersion1()
    let old = try Database(path: folder.record, mode: .reading)
    #expect(try old.number("PRAGMA user_version") == 1)
    #expect(try Inspection.verify(old).faults == [])
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try record.database.number("PRAGMA user_version") == Schema.version)
    let findings = try Inspection.verify(record.database)
    #expect(findings.faults == [])
    #expect(findings.conversations == 3)
    let reading = try FlowReading(record.database)
    let counts = try reading.liveCounts()
    #expect(counts.map(\.revision) == ["d850aeeebf6b"])
    #expect(counts.map(\.count) == [2], "two are in the middle of a question, one has ended")
    let live = try reading.live(of: "d850aeeebf6b", after: 0, limit: 9)
    #expect(live.map(\.number) == [1, 3])
    #expect(try record.tables.flowState(of: live[0].conversation)?.state == live[0].state.state)
    #expect(try reading.revision("d850aeeebf6b")?.shape == "")
    #expect(try reading.current() == nil)
  }

  @Test func aFileOfVersion2IsBroughtUpAndLosesNothing() throws {
    let folder = try file(ofVersion: 2)
    let old = try Database(path: folder.record, mode: .reading)
    #expect(try old.number("PRAGMA user_version") == 2)
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try record.database.number("PRAGMA user_version") == Schema.version)
    let findings = try Inspection.verify(record.database)
    #expect(findings.faults == [])
    #expect(findings.conversations == 3)
    #expect(findings.events == 35)
    #expect(try Accounts(record.database).users().map(\.login.text) == ["kim", "maya"])
  }

  /// A mirror refused one conversation's events, then failed; a restore stood between. What waits
  /// goes to it in the same bytes, under the same names and in the same order as before.
  @Test func whatWaitedInAFileOfVersion3WaitsAsItDid() throws {
    struct Parcel: Hashable {
      let key: String
      let body: [UInt8]
    }
    let folder = try file(ofVersion: 3)
    let old = try Database(path: folder.record, mode: .reading)
    let epoch = try #require(try old.text("SELECT value FROM meta WHERE name='epoch'"))
    let rows = try old.prepare(
      """
      SELECT coalesce(o.epoch, ?1) || ':' || t.conversation || ':' || o.seq, o.body, o.state
      FROM outbox o JOIN tickets t ON t.number=o.conversation ORDER BY o.conversation, o.seq
      """)
    rows.bind(1, epoch)
    let all = try rows.rows { (Parcel(key: $0.text(0), body: $0.blob(1)), $0.text(2)) }
    let waiting = all.filter { $0.1 == "waiting" }.map(\.0)
    #expect(waiting.count == 15 && all.count == 24)
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try Inspection.verify(record.database).faults == [])
    let outbox = try OutboxReading(record.database, epoch: record.epoch)
    let later = start + .seconds(400 * 86_400 * 100)
    let heads = try outbox.due(for: "tickets", at: later, limit: 9).sorted {
      $0.position < $1.position
    }
    #expect(heads.map(\.attempts) == [4, 2] && heads.map(\.seq) == [1, 1])
    let lanes = try heads.flatMap { head in
      [head] + (try outbox.following(1, of: head.conversation, for: "tickets", limit: 99))
    }
    #expect(lanes.map { Parcel(key: $0.key, body: $0.body) } == waiting)
    let standing = try outbox.standing(of: "tickets")
    #expect(standing.waiting == 15 && standing.dead == 9)
    var again = RecordTurn()
    again.mirrorsRetried = [MirrorRetry("tickets")]
    try record.append(again)
    #expect(try outbox.due(for: "tickets", at: later, limit: 9).count == 3)
    #expect(try outbox.standing(of: "tickets").waiting == 24)
  }

  /// A token that a customer has is good for its full time; the start it came of is worth none.
  @Test(arguments: [1, 2]) func tokensOfAnOldFileHaveArrived(version: Int) throws {
    let folder = try file(ofVersion: version)
    let record = try SQLiteRecord(path: folder.record, now: start)
    let all = try record.database.number("SELECT count(*) FROM visitors") ?? 0
    #expect(all == 3)
    let good = try record.database.number(
      """
      SELECT count(*) FROM visitors WHERE proved=1 AND ends_at IS NULL AND origin IS NULL
        AND used_at BETWEEN 1e3*strftime('%s')-6e5 AND 1e3*strftime('%s')
      """)
    #expect(good == all)
  }

  @Test func aFileIsBroughtUpOnce() throws {
    let folder = try fileOfVersion1()
    do {
      let record = try SQLiteRecord(path: folder.record, now: start)
      try record.publish(published("new"), revision("new"), repinning: [])
    }
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try record.tables.currentPublication()?.revision == "new")
  }

  @Test(arguments: [1, 2, 3, 4]) func aFileBroughtUpHasTheTablesOfANewOne(version: Int) throws {
    func columns(_ database: Database) throws -> [String] {
      try database.prepare(
        """
        SELECT m.type || ' ' || m.name || ' ' || coalesce(p.name, '') FROM sqlite_schema m
        LEFT JOIN pragma_table_info(m.name) p WHERE m.name NOT LIKE 'sqlite_%' ORDER BY 1
        """
      ).rows { $0.text(0) }
    }
    let (older, newer) = (try file(ofVersion: version), try Folder())
    let old = try SQLiteRecord(path: older.record, now: start)
    let new = try SQLiteRecord(path: newer.record, now: start)
    let (before, after) = (try columns(old.database), try columns(new.database))
    #expect(before == after)
  }

  /// Every event keeps its position, its words and its hash; the desk's own stream, a `take` that
  /// named no conversation, and names of commands that are no identifiers are found as before.
  @Test func theEventsOfAFileOfVersion4AreAllThereAndFound() throws {
    let folder = try file(ofVersion: 4)
    let old = try Database(path: folder.record, mode: .reading)
    let extent = try RecordExtent(old)
    let columns = "position, conversation, seq, at, author, CAST(body AS TEXT), hex(hash)"
    func rows(_ table: String, _ database: Database) throws -> [[String]] {
      try database.prepare("SELECT \(columns) FROM \(table) ORDER BY position").rows { row in
        (0..<7).map { row.text($0) }
      }
    }
    let before = try rows("events", old)
    #expect(try Inspection.verify(old).faults == [])
    let record = try SQLiteRecord(path: folder.record, now: start)
    let renamed = columns.replacingOccurrences(of: "CAST(body AS TEXT)", with: "body")
    #expect(
      try record.database.prepare("SELECT \(renamed) FROM transcript ORDER BY position").rows {
        row in (0..<7).map { row.text($0) }
      } == before)
    #expect(try RecordExtent(record.database) == extent)
    #expect(try Inspection.verify(record.database).faults == [])
    #expect(try AuditReading(record.database).count(AuditReading.Filter()) == 4)
    let ticket = try #require(try TicketReading(record.database).ticket(1))
    let taken = try record.tables.conversationTaken(by: "take-without-a-name-1", of: "a:maya")
    #expect(taken == ticket.conversation)
    let customer = "c:8H2cLRADZg4QdlyfgV7DRw"
    let words = try record.tables.applied(
      "words-of-mine-0123456789", by: customer, in: ticket.conversation)
    #expect(words?.seq == 14)
    #expect(words?.fingerprint != nil, "what was asked is compared as it was when it was written")
    let thanks = try record.tables.applied(
      "JO1Cy7bkg3aXYZlGx5opKg", by: customer, in: ticket.conversation)
    #expect(thanks?.seq == 13)
  }

  /// Whom nobody took in time was back with the bot, in no list; they are missed, and in one.
  @Test func theOpenTicketsOfAFileOfVersion5SayWhoOwesWhom() throws {
    let folder = try file(ofVersion: 5)
    let old = try Database(path: folder.record, mode: .reading)
    #expect(try Inspection.verify(old).faults == [])
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try record.database.number("PRAGMA user_version") == Schema.version)
    #expect(try Inspection.verify(record.database).faults == [])
    let open = try record.tables.standing().open
    #expect(open.map(\.number) == [1, 3, 4, 6, 8])
    #expect(open.map(\.stage.word) == [.promised, .agent, .missed, .agent, .waiting])
    #expect(open.allSatisfy { $0.course.owed.isPerson })
    for ticket in open {
      var conversation = Conversation(id: ticket.conversation)
      for kept in try record.tables.entries(of: ticket.conversation, after: 0, limit: 1000) {
        conversation.apply(try EventText.recorded(kept.body), at: kept.at)
      }
      #expect(ticket.course == conversation.course, "ticket \(ticket.number)")
    }
    #expect(try Accounts(record.database).users().map(\.isAway) == [false])
  }

  /// What tickets are since is told by their events; `verify` compares both before and after.
  @Test func aFileOfVersion6HasTheStatesOfItsTicketsSince() throws {
    let folder = try file(ofVersion: 6)
    let old = try Database(path: folder.record, mode: .reading)
    #expect(try old.number("PRAGMA user_version") == 6)
    #expect(try Inspection.verify(old).faults == [])
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try record.database.number("PRAGMA user_version") == Schema.version)
    #expect(try Inspection.verify(record.database).faults == [])
    let rows = try TicketReading(record.database).list(stage: nil, limit: 10)
    #expect(
      rows.reversed().map(\.state) == [.new, .solved, .open, .open, .missed, .new])
    #expect(try record.tables.standing().open.map(\.state).contains(.missed))
  }

  @Test func aFileOfVersion7AsksNobodyForASecondFactorSince() throws {
    let folder = try file(ofVersion: 7)
    let old = try Database(path: folder.record, mode: .reading)
    #expect(try old.number("PRAGMA user_version") == 7)
    #expect(try Inspection.verify(old).faults == [])
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try record.database.number("PRAGMA user_version") == Schema.version)
    #expect(try Inspection.verify(record.database).faults == [])
    #expect(try Accounts(record.database).secondFactor(Identifier("maya")) == nil)
  }

  @Test func aFileOfVersion8KnowsOtherSystemsSince() throws {
    let folder = try file(ofVersion: 8)
    let old = try Database(path: folder.record, mode: .reading)
    #expect(try old.number("PRAGMA user_version") == 8)
    #expect(try Inspection.verify(old).faults == [])
    let record = try SQLiteRecord(path: folder.record, now: start)
    #expect(try record.database.number("PRAGMA user_version") == Schema.version)
    #expect(try Inspection.verify(record.database).faults == [])
    #expect(try LinkReading(record.database).place(at: "rt") == nil)
    #expect(try record.tables.landed("m-1", from: "mail") == nil)
  }

  // MARK: Publications

  @Test func theLatestThatWasNotRefusedServes() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    try record.publish(published("one", at: 1), revision("one", at: 1), repinning: [])
    try record.publish(published("two", at: 2), revision("two", at: 2), repinning: [])
    let refusal = Publication(
      at: Instant(milliseconds: 3), revision: nil, author: "bo", deed: .refuse, why: "2 errors")
    try record.publish(refusal, nil, repinning: [])
    let reading = try FlowReading(record.database)
    #expect(try reading.current() == published("two", at: 2))
    #expect(try reading.lastRefused() == refusal)
    #expect(try reading.publications(limit: 9).map(\.deed) == [.refuse, .publish, .publish])
    #expect(try reading.revisions() == ["two", "one"])
    #expect(try reading.revisions(beginningWith: "on") == ["one"])
  }

  @Test func aHotfixRepinsLiveSessionsOnly() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    try record.publish(published("one"), revision("one"), repinning: [])
    for (number, isLive) in [(1, true), (2, false), (3, true)] {
      var story = Story("conversation-number-\(number)0", number: Int64(number))
      var turn = story.turn([story.opening])
      turn.flowStates[story.conversation.id] = .some(
        FlowState(revision: number == 3 ? "other" : "one", state: [1], isLive: isLive))
      try record.append(turn)
    }
    try record.publish(published("two"), revision("two"), repinning: ["one"])
    func pinned(_ number: Int) throws -> String? {
      try record.tables.flowState(of: Identifier("conversation-number-\(number)0"))?.revision
    }
    let revisions = try (1...3).map { try pinned($0) }
    #expect(revisions == ["two", "one", "other"])
  }

  @Test func oldRevisionsGoButNotThoseThatAreNeeded() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("conversation-number-10", number: 1)
    try record.publish(published("r0", at: 0), revision("r0", at: 0), repinning: [])
    var turn = story.turn([story.opening])
    turn.flowStates[story.conversation.id] = .some(
      FlowState(revision: "r0", state: [1], isLive: true))
    try record.append(turn)
    for number in 1...(FlowTables.revisionLimit + 5) {
      let (name, at) = ("r\(number)", Int64(number))
      try record.publish(published(name, at: at), revision(name, at: at), repinning: [])
    }
    let kept = try FlowReading(record.database).revisions()
    #expect(kept.count == FlowTables.revisionLimit + 1)
    #expect(kept.contains("r0"))
    #expect(!kept.contains("r1"))
    #expect(try Inspection.verify(record.database).faults == [])
  }

  @Test func verifyMissesARevisionThatAConversationNeeds() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("conversation-number-10", number: 1)
    var turn = story.turn([story.opening])
    turn.flowStates[story.conversation.id] = .some(
      FlowState(revision: "gone", state: [1], isLive: true))
    try record.append(turn)
    #expect(try Inspection.verify(record.database).faults.contains { $0.contains("gone") })
  }

  // MARK: Figures

  @Test func figuresAreAddedUpAndForgottenAfterSomeTime() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    func add(_ day: Int64, _ revision: String, _ measure: String, _ count: Int) throws {
      var turn = RecordTurn()
      turn.figures[Figure(day: day, revision: revision, step: "t.a.b", measure: measure)] = count
      try record.append(turn)
    }
    try add(100, "one", "asked", 2)
    try add(100, "one", "asked", 3)
    try add(101, "two", "asked", 4)
    let reading = try FlowReading(record.database)
    #expect(try reading.figures(since: 100) == ["t.a.b": ["asked": 9]])
    #expect(try reading.figures(since: 101) == ["t.a.b": ["asked": 4]])
    #expect(try reading.figures(since: 0, of: "one") == ["t.a.b": ["asked": 5]])
    try add(101 + FlowTables.figureDays, "two", "asked", 1)
    #expect(try reading.figures(since: 0) == ["t.a.b": ["asked": 5]])
  }
}

extension SQLiteRecord {
  fileprivate func publish(
    _ publication: Publication, _ revision: KeptRevision?, repinning old: [String]
  ) throws {
    var turn = RecordTurn()
    turn.publications = [FlowsPublished(publication, revision, repinning: old)]
    try append(turn)
  }
}
