import Desk
import Events
import Foundation
import TestSupport
import Testing

@testable import Journal

/// Words are taken out of the record for good, and its chain is as whole as before.
struct ErasingTests {
  private let start = Instant(milliseconds: 1000)
  private static let secret = "zebrafinch7731"

  /// A record in which one customer has said so much.
  private func told(_ folder: Folder, words: Int) throws -> (SQLiteRecord, Story) {
    let record = try SQLiteRecord(path: folder.record, now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    try record.append(story.turn([story.opening], cid: "cid-1234567890123456"))
    for index in 0..<words {
      let text = "\(Self.secret) \(index) " + String(repeating: "x", count: index * 37 % 900)
      try record.append(story.turn([.said(Message(.customer, text))]))
    }
    try record.append(story.turn([.taken(AgentName(Identifier("maya"), name: "Maya"))]))
    return (record, story)
  }

  private func erase(_ record: SQLiteRecord, _ story: inout Story, parts: Int = .max) throws {
    try record.append(story.turn([.erased]))
    var course = ErasureCourse(story.conversation.id)
    for _ in 0..<parts {
      let part = course.next(upTo: story.conversation.seq)
      var turn = RecordTurn()
      turn.erasures = [part]
      if part.isLast { turn.erasedCustomers = [Identifier("ana")] }
      try record.append(turn)
      if part.isLast { return }
    }
  }

  private func scrub(_ record: SQLiteRecord) throws {
    var scrubbing = PageScrubbing()
    for _ in 0..<100 { if try scrubbing.advance(record.database) { return } }
    Issue.record("the file is never done")
  }

  private func holds(_ word: String, _ folder: Folder) throws -> Bool {
    try ["", "-wal"].contains { ending in
      let path = folder.record + ending
      guard FileManager.default.fileExists(atPath: path) else { return false }
      return try Data(contentsOf: URL(fileURLWithPath: path)).range(of: Data(word.utf8)) != nil
    }
  }

  @Test(arguments: [1, 3, 400, 2000])
  func erasedWordsAreNowhereInTheFileAndTheChainIsWhole(_ words: Int) throws {
    let folder = try Folder()
    var (record, story) = try told(folder, words: words)
    #expect(try holds(Self.secret, folder))
    try erase(record, &story)
    try scrub(record)
    #expect(try !holds(Self.secret, folder))
    let findings = try Inspection.verify(Database(path: folder.record, mode: .reading))
    #expect(findings.faults == [])
    #expect(findings.erased == Int64(words) + 1)
    let kept = try record.tables.entries(of: story.conversation.id, after: 0, limit: 5000)
    #expect(kept.count == words + 3)
    #expect(kept.allSatisfy { !String(decoding: $0.body, as: UTF8.self).contains(Self.secret) })
  }

  @Test func whatWasCutOffIsDoneAgainAndChangesNothingTwice() throws {
    let folder = try Folder()
    var (record, story) = try told(folder, words: 1000)
    try erase(record, &story, parts: 1)
    var findings = try Inspection.verify(record.database)
    #expect(findings.faults == [])
    #expect(
      try record.tables.leftToErase(of: Identifier("ana"), begunBy: .init(milliseconds: .max))
        == [story.conversation.id])
    for _ in 0..<2 { try erase(record, &story) }
    findings = try Inspection.verify(record.database)
    #expect(findings.faults == [])
    #expect(
      try record.tables.leftToErase(of: Identifier("ana"), begunBy: .init(milliseconds: .max))
        == [])
  }

  @Test func whatComesAfterAnErasureIsInTheSameChain() throws {
    let folder = try Folder()
    var (record, story) = try told(folder, words: 3)
    try erase(record, &story)
    try record.append(
      story.turn([.followed(AgentName(Identifier("kim"), name: "Kim"), begins: true)]))
    #expect(try Inspection.verify(record.database).faults == [])
    try record.close()
    let again = try SQLiteRecord(path: folder.record, now: start)
    try again.append(story.turn([.woken(.due)]))
    #expect(try Inspection.verify(again.database).faults == [])
  }

  @Test func saltsOfOtherConversationsStayAsTheyAre() throws {
    let folder = try Folder()
    var (record, story) = try told(folder, words: 3)
    var other = Story("kJ7xQ2mV9bN4cT1zW8yR5A", number: 2)
    try record.append(other.turn([other.opening, .said(Message(.customer, "kept"))]))
    try erase(record, &story)
    try record.append(other.turn([.said(Message(.customer, "kept, too"))]))
    #expect(try Inspection.verify(record.database).faults == [])
    let kept = try record.tables.entries(of: other.conversation.id, after: 1, limit: 10)
    #expect(kept.map { String(decoding: $0.body, as: UTF8.self).contains("kept") } == [true, true])
  }

  @Test func filesAreKnownByTheConversationsThatHoldThem() throws {
    let folder = try Folder()
    var (record, story) = try told(folder, words: 1)
    let file = Attachment(id: "f", name: "a.png", size: 1, media: "image/png")
    try record.append(story.turn([.said(Message(.customer, "a.png", file: file))]))
    #expect(try record.tables.files.isKept("f"))
    #expect(try !record.tables.files.isKept("f", byOthersThan: Identifier("ana")))
    #expect(try record.tables.files.isKept("f", byOthersThan: Identifier("ben")))
    try erase(record, &story)
    #expect(try !record.tables.files.isKept("f"))
  }

  @Test func theListOfTheErasedOutlivesACutInTheMiddleOfALine() throws {
    let folder = try Folder()
    let list = try ErasedList(folder: folder.path)
    let lines = [
      ErasedList.Line(Identifier("ana"), at: start), ErasedList.Line(Identifier("b"), at: start),
    ]
    try list.add(lines[0])
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: list.path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("half".utf8))
    try list.add(lines[1])
    #expect(try ErasedList(folder: folder.path).lines == lines)
  }

  @Test func theGapOfAPageIsWhatLiesBetweenItsListAndItsCells() {
    var page = [UInt8](repeating: 0, count: 4096)
    page[0] = 13
    (page[3], page[4]) = (0, 2)
    (page[5], page[6]) = (0x0F, 0)
    #expect(PageScrubbing.gap(of: page, isFirst: false) == 12..<0x0F00)
    page[0] = 0
    #expect(PageScrubbing.gap(of: page, isFirst: false) == nil)
  }

  @Test func aTokenThatWasUsedIsKnownUntilItEnds() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: start)
    let use = UsedIdentity(
      code: [1], place: [2], expires: Instant(milliseconds: 5000))
    var turn = RecordTurn()
    turn.doors.usedIdentities = [use]
    try record.append(turn)
    #expect(try UsedIdentity.all(in: record.database, at: start) == [use])
    #expect(try UsedIdentity.all(in: record.database, at: .init(milliseconds: 5000)) == [])
  }
}
