import Desk
import Foundation
import Journal
import Synchronization
import TestSupport
import Testing
import Threads

@testable import Searching

/// How the index follows the record, and what becomes of its file.
struct IndexTests {
  private func desk(_ words: Int = 3) throws -> IndexedDesk {
    let desk = try IndexedDesk()
    try desk.begin(1, name: "Anna")
    for number in 0..<words { try desk.say(1, "word\(number) refund") }
    return desk
  }

  @Test func aStartGoesOnWhereTheLastOneEnded() throws {
    let desk = try desk()
    #expect(try desk.index() == 5)
    #expect(try desk.index() == 0)
    try desk.say(1, "more refund")
    #expect(try desk.index() == 1)
    #expect(try desk.places("in:words refund").count == 4)
  }

  @Test func aTicketIsFoundByWhatIsTrueOfItNow() throws {
    let desk = try desk()
    #expect(try desk.places("queue:general") == [])
    try desk.queue(1, "general", fields: [Field("order", "A-1")])
    #expect(try desk.places("queue:general") == ["1/0"])
    #expect(try desk.places("field.order:A-1") == ["1/0"])
    try desk.happen(1, .recorded([Field("order", "A-2")], .bot))
    #expect(try desk.places("field.order:A-1") == [])
    #expect(try desk.places("field.order:A-2") == ["1/0"])
    #expect(try desk.places("\"order A 1\"") == [])
    try desk.happen(
      1, .tagged(Tagging(added: ["VIP", "gift"], removed: [], .agent(IndexedDesk.maya))))
    #expect(try desk.places("tag:vip") == ["1/0"])
    try desk.happen(
      1, .tagged(Tagging(added: [], removed: ["VIP"], .agent(IndexedDesk.maya))))
    #expect(try desk.places("tag:vip") == [])
    #expect(try desk.places("tag:gift OR tag:vip") == ["1/0"])
    try desk.happen(1, .identified(Contact(name: "Zoë", email: nil, isVerified: false)))
    #expect(try desk.places("from:anna") == [])
    #expect(try desk.places("from:zoe") == ["1/0"])
  }

  @Test func aFileThatWasRemovedOrIsDamagedIsMadeAnew() throws {
    let desk = try desk()
    try desk.index()
    desk.file.remove()
    #expect(try desk.places("in:words refund").count == 3)
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: desk.file.path)[.size] as? Int)
    for content in [Data("no index".utf8), Data(repeating: 0xA5, count: size), Data()] {
      desk.file.remove()
      try content.write(to: URL(filePath: desk.file.path))
      var remade: [String] = []
      #expect(try desk.index(&remade) == 5)
      #expect(remade.count == 1)
      #expect(try desk.places("in:words refund").count == 3)
    }
  }

  @Test func theIndexOfAnotherRecordIsMadeAnew() throws {
    let desk = try desk()
    try desk.index()
    let other = try self.desk(1)
    try FileManager.default.copyItem(atPath: desk.file.path, toPath: other.file.path)
    var remade: [String] = []
    #expect(try other.index(&remade) == 3)
    #expect(remade == ["it is of another record"])
    #expect(try other.places("in:words refund").count == 1)
  }

  @Test func aRecordThatWasPutBackToAnOlderCopyAndWentOnIsIndexedAnew() throws {
    let desk = try desk()
    try desk.carryOver()
    let copy = desk.folder.path + "/copy"
    try FileManager.default.copyItem(atPath: desk.folder.record, toPath: copy)
    // The same epoch, another history from here on: the mark beside the record would tell, and
    // the index does not rely on it.
    let later = try SQLiteRecord(path: desk.folder.record, now: desk.now)
    var turn = RecordTurn()
    turn.audit = [AuditEntry(.loggedOut(Identifier("maya")), by: "a:maya", at: desk.now)]
    try later.append(turn)
    try desk.index()
    try later.close()
    for end in ["", "-wal", "-shm"] {
      // Some of them are not there.
      try? FileManager.default.removeItem(atPath: desk.folder.record + end)
    }
    try FileManager.default.copyItem(atPath: copy, toPath: desk.folder.record)
    let again = try SQLiteRecord(path: desk.folder.record, now: desk.now)
    turn.audit = [AuditEntry(.loggedOut(Identifier("kim")), by: "a:kim", at: desk.now)]
    try again.append(turn)
    var remade: [String] = []
    _ = try desk.index(&remade)
    #expect(remade == ["the record is another than it was"])
  }

  @Test func whatANewerProgramWroteOrIsErasedHasNoWordsAndStopsNothing() throws {
    let desk = try desk()
    var turn = RecordTurn()
    var conversation = Conversation(id: Identifier(IndexedDesk.id(of: 2)))
    let opening = Opening(
      site: "shop", customer: Identifier("c"), number: 2, language: "en", page: nil,
      channel: "web")
    conversation.apply(.started(opening), at: desk.now)
    turn.appends = [
      Append(
        after: conversation, expected: 0,
        events: [
          "{\"event\":\"levitated\",\"text\":\"refund\"}", "{\"event\":\"said\"}", "{}",
          "{\"event\":\"said\",\"by\":\"customer\",\"text\":\"a refund at last\"}",
        ].map { body in
          Append.Entry(
            at: desk.now, author: "c:2", cid: nil, fingerprint: nil, body: Array(body.utf8))
        })
    ]
    try desk.log.append(turn)
    #expect(try desk.places("in:words refund") == ["2/4", "1/5", "1/4", "1/3"])
  }

  @Test func anEventThatIsDamagedIsLeftOutAndTheOthersAreFound() throws {
    let desk = try desk()
    try desk.log.database.transaction { () throws(RecordFailure) in
      try desk.log.database.run("UPDATE events SET author=999 WHERE conversation=1 AND seq=4")
    }
    #expect(try desk.places("in:words refund") == ["1/5", "1/3"])
    try desk.say(1, "one more refund")
    #expect(try desk.places("in:words refund") == ["1/6", "1/5", "1/3"])
  }

  // MARK: On a thread

  /// A follower at work, and what it said.
  private final class Following {
    let follower: IndexFollower
    let notices = NoticeBox()
    private let thread: NamedThread

    init(_ desk: IndexedDesk) throws {
      let notices = notices
      let follower = IndexFollower(desk.file, of: desk.folder.record) { notices.add($0) }
      self.follower = follower
      thread = try NamedThread("index") { follower.run() }
    }

    func stop() {
      follower.close()
      thread.join()
    }
  }

  private final class NoticeBox: Sendable {
    private let kept = Mutex<[IndexFollower.Notice]>([])
    var all: [IndexFollower.Notice] { kept.withLock { $0 } }
    func add(_ notice: IndexFollower.Notice) { kept.withLock { $0.append(notice) } }
  }

  private func count(_ desk: IndexedDesk, _ text: String) -> Int {
    let inquiry = Inquiry(
      text, for: .operator, Query.Circumstances(offset: { _ in 0 }, now: desk.now), limit: 50)
    // While the file is made anew there is none, and then it is empty.
    guard let reader = try? IndexReader(desk.file, of: desk.folder.record) else { return -1 }
    return (try? inquiry.answer(reader).get().hits.count) ?? -1
  }

  @Test func wordsAreFoundSoonAfterTheyWereSaid() throws {
    let desk = try desk()
    let following = try Following(desk)
    #expect(soon { count(desk, "in:words refund") == 3 })
    try desk.say(1, "one more refund")
    following.follower.nudge()
    #expect(soon { count(desk, "in:words refund") == 4 })
    following.stop()
    #expect(following.notices.all == [.caughtUp(events: 5)])
  }

  @Test func aFileThatIsRemovedOrSpoiledUnderTheDeskIsMadeAnew() throws {
    let desk = try desk()
    let following = try Following(desk)
    #expect(soon { count(desk, "in:words refund") == 3 })
    desk.file.remove()
    #expect(soon { count(desk, "in:words refund") == 3 })
    desk.file.remove()
    try Data(repeating: 0x5A, count: 100_000).write(to: URL(filePath: desk.file.path))
    try desk.say(1, "one more refund")
    following.follower.nudge()
    #expect(soon { count(desk, "in:words refund") == 4 })
    following.stop()
    #expect(following.notices.all.contains(.remade("its file was removed")))
  }

  @Test func searchesAreAnsweredOnAThreadOfTheirOwnAndRefusedBeyondTheBound() throws {
    let desk = try desk()
    try desk.index()
    let searches = SearchDesk(desk.file, of: desk.folder.record) { Issue.record("\($0)") }
    let answers = Mailbox<Result<SearchResult, Refusal>>(bound: 1000)
    func ask(_ text: String) -> Bool {
      searches.ask(
        Inquiry(text, for: .operator, Query.Circumstances(offset: { _ in 0 }, now: desk.now))
      ) { _ = answers.post($0) }
    }
    let taken = (0..<200).count { _ in ask("in:words refund") }
    #expect(taken == SearchDesk.bound)
    let thread = try NamedThread("search") { searches.run() }
    #expect(soon { answers.count == taken })
    #expect(ask("tag:"))
    #expect(soon { answers.count == taken + 1 })
    let all = answers.drain()
    #expect(try all[0].get().hits.count == 3)
    #expect { try all[taken].get() } throws: { ($0 as? Refusal)?.code == .invalid }
    searches.close()
    thread.join()
  }

  @Test func withoutAnIndexAsksToComeAgain() throws {
    let desk = try desk()
    let searches = SearchDesk(desk.file, of: desk.folder.record) { Issue.record("\($0)") }
    let answers = Mailbox<Result<SearchResult, Refusal>>(bound: 10)
    #expect(
      searches.ask(
        Inquiry("x", for: .operator, Query.Circumstances(offset: { _ in 0 }, now: desk.now))
      ) { _ = answers.post($0) })
    searches.close()
    searches.run()
    #expect { try answers.drain()[0].get() } throws: { ($0 as? Refusal)?.mayRetry == true }
  }

  // MARK: No room

  /// The index stands still on a full disk, and goes on when there is room again: played by the
  /// bound that SQLite itself keeps a file to.
  @Test func aFullDiskStopsTheIndexAndNothingElse() throws {
    let desk = try desk()
    let writer = try IndexWriter(desk.file, of: FollowedRecord(path: desk.folder.record))
    _ = try writer.advance()
    let most = try #require(try writer.database.number("PRAGMA max_page_count"))
    _ = try writer.database.number("PRAGMA max_page_count=1")
    for number in 0..<400 {
      try desk.say(1, "words\(number) " + String(repeating: "x\(number) ", count: 60))
    }
    #expect { while try writer.advance() > 0 {} } throws: { ($0 as? RecordFailure)?.kind == .full }
    let before = writer.position
    _ = try writer.database.number("PRAGMA max_page_count=\(most)")
    while try writer.advance() > 0 {}
    #expect(writer.position > before)
    #expect(try desk.places("words399") == ["1/405"])
  }
}
