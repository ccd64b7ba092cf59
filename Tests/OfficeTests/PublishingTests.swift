import Desk
import Documents
import Flows
import Foundation
import Journal
import Knowledge
import Office
import Rehearsal
import Secrets
import Testing

@testable import Journal

/// Flows of a test's own.
enum Booth {
  static let names = DeskNames(
    queues: ["general", "orders", "billing", "technical"], articleCount: 0)

  static let flow = """
    flow: t
    vars:
      name: { type: text }
      age: { type: int }
    sections:
      start:
        - ask: Your name?
          into: name
        - ask: Your age?
          into: age
          invalid: A number, please.
          idle: [{ after: 20d, end: abandoned }]
        - say: "{{ name }}, {{ age }}"
        - end: resolved
    """

  /// A bot with the flow above, changed.
  static func bot(_ changes: (String, String)..., extra: String = "") throws -> BotPlan {
    var text = flow
    for change in changes {
      try #require(text.contains(change.0), "the change must apply")
      text = text.replacing(change.0, with: change.1)
    }
    let bot = """
      bot: booth
      entry: [{ flow: t }]
      commands: { agent: { phrases: [agent], do: handoff, queue: general } }
      \(extra)
      """
    return try plan([("bot.yaml", bot), ("t.flow.yaml", text)])
  }

  private static func plan(_ files: [(name: String, text: String)]) throws -> BotPlan {
    let sources = files.map { SourceFile(path: "flows/\($0.name)", text: $0.text + "\n") }
    let outcome = Revision.load(sources: sources, desk: names, digest: { SHA256.hash($0) })
    let report = FindingReport(outcome.findings, sources: sources).text
    let revision = try #require(outcome.revision, "\(report)")
    let kept = files.flatMap { [$0.name, $0.text] }.joined(separator: "\u{0}")
    return BotPlan(
      revision: revision, source: Array(kept.utf8), articles: KnowledgeIndex([])
    ) { source in
      let parts = String(decoding: source, as: UTF8.self).split(
        separator: "\u{0}", omittingEmptySubsequences: false)
      let sources = stride(from: 0, to: parts.count - 1, by: 2).map {
        SourceFile(path: "flows/\(parts[$0])", text: parts[$0 + 1] + "\n")
      }
      return Revision.restore(sources: sources, desk: names, digest: { SHA256.hash($0) })
    }
  }
}

/// Conversations keep their flows while others are published, and what an operator may do about it.
struct PublishingTests {
  private func desk(_ bot: BotPlan) throws -> RehearsedDesk { try RehearsedDesk(bot: bot) }

  /// A customer who gave a name and is asked for the age.
  private func halfway(_ desk: RehearsedDesk) throws -> CustomerPlayer {
    let ana = try desk.customer()
    try ana.start()
    try ana.say("Sam")
    #expect(ana.transcript().last?.hasPrefix("bot: Your age") == true)
    return ana
  }

  private func publish(
    _ bot: BotPlan, on desk: RehearsedDesk, as deed: Publication.Deed = .publish
  ) throws -> Office.Published {
    defer { desk.bot = bot }
    return try desk.errand { try $0.publish(bot, by: "op", as: deed) }
  }

  private func pinned(_ client: Player, _ desk: RehearsedDesk) throws -> String? {
    try desk.record.flowState(of: #require(client.conversation))?.revision
  }

  private func comeBack(_ client: Player, _ desk: RehearsedDesk) throws -> CustomerPlayer {
    let id = try #require(client.conversation)
    let again = try desk.customer(token: client.token)
    again.adopt(client.told[id, default: []], of: id)
    again.conversation = id
    try again.follow(id)
    return again
  }

  // MARK: Publishing

  @Test func aTalkKeepsItsFlowsAndNewOnesBeginWithTheNew() throws {
    let desk = try desk(Booth.bot())
    let ana = try halfway(desk)
    let new = try Booth.bot(("Your name?", "What is your name?"), ("A number,", "Digits,"))
    let published = try publish(new, on: desk)
    #expect(published.revision == new.revision.id)
    #expect(published.before != published.revision)
    try ana.say("old")
    #expect(ana.transcript().last == "bot: A number, please.")
    let bo = try desk.customer()
    try bo.start()
    #expect(bo.transcript() == ["bot: What is your name?"])
    #expect(try pinned(ana, desk) != pinned(bo, desk))
    try ana.say("41")
    #expect(ana.transcript().suffix(2) == ["bot: Sam, 41", "=> resolved by bot"])
  }

  @Test func aTalkKeepsItsFlowsOverARestartToo() throws {
    let desk = try desk(Booth.bot())
    var ana = try halfway(desk)
    _ = try publish(try Booth.bot(("A number,", "Digits,")), on: desk)
    try desk.restart()
    ana = try comeBack(ana, desk)
    try ana.say("old")
    #expect(ana.transcript().last == "bot: A number, please.")
  }

  @Test func whatServesIsInTheRecordBeforeTheFirstTalk() throws {
    let bot = try Booth.bot()
    let desk = try desk(bot)
    #expect(try desk.record.currentPublication()?.revision == bot.revision.id)
    #expect(try desk.record.currentPublication()?.deed == .start)
    #expect(try desk.record.flowRevision(bot.revision.id)?.source == bot.source)
    try desk.restart()
    let reading = try FlowReading(desk.record.database)
    #expect(try reading.publications(limit: 9).count == 1, "a restart is no publication")
  }

  @Test func aFullDiskLeavesWhatServes() throws {
    let memory = MemoryLog()
    let old = try Booth.bot()
    let desk = try RehearsedDesk(bot: old, log: { try memory.kept(in: $0.tables) })
    memory.failure = RecordFailure(.full, "no room")
    let new = try Booth.bot(("Your name?", "What is your name?"))
    #expect(throws: RecordFailure.self) {
      try desk.errand { try $0.publish(new, by: "op", as: .publish) }
    }
    memory.failure = nil
    let ana = try desk.customer()
    try ana.start()
    #expect(ana.transcript() == ["bot: Your name?"])
  }

  @Test func aFullDiskAtTheStartLeavesReadingAndIsMadeUpFor() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(bot: try Booth.bot(), log: { try memory.kept(in: $0.tables) })
    desk.bot = try Booth.bot(("Your name?", "What is your name?"))
    memory.failure = RecordFailure(.full, "no room")
    try desk.restart()
    #expect(try desk.record.currentPublication()?.revision != desk.bot.revision.id)
    memory.failure = nil
    let ana = try desk.customer()
    try ana.start()
    #expect(ana.transcript() == ["bot: What is your name?"])
    #expect(try desk.record.currentPublication()?.revision == desk.bot.revision.id)
    let revision = try #require(try pinned(ana, desk))
    #expect(try desk.record.flowRevision(revision) != nil)
  }

  @Test func aTalkThatIsTooOldBeginsAnewWithWhatServes() throws {
    let desk = try desk(Booth.bot())
    let ana = try halfway(desk)
    _ = try publish(try Booth.bot(("Your name?", "What is your name?")), on: desk)
    try desk.wait(.seconds(8 * 86_400))
    try ana.say("Well, hello")
    #expect(ana.transcript().last == "bot: What is your name?")
    #expect(try pinned(ana, desk) == desk.bot.revision.id)
  }

  @Test func aFlowThatBeginsAfterAPersonIsOfWhatServes() throws {
    let desk = try desk(Booth.bot())
    let maya = try desk.agent("maya", "Maya Lind")
    let ana = try halfway(desk)
    let old = try pinned(ana, desk)
    try ana.say("agent")
    try maya.do(.take, in: ana.conversation)
    _ = try publish(try Booth.bot(("Your name?", "What is your name?")), on: desk)
    #expect(try pinned(ana, desk) == old)
    try maya.do(.transfer(to: .bot(flow: nil), note: nil), in: ana.conversation)
    #expect(ana.transcript().last == "bot: What is your name?")
    #expect(try pinned(ana, desk) == desk.bot.revision.id)
  }

  // MARK: Hotfix

  @Test func aHotfixOfTextsReachesEverybodyAtOnce() throws {
    let desk = try desk(Booth.bot())
    let (ana, bo) = (try halfway(desk), try halfway(desk))
    let mended = try Booth.bot(("A number,", "Digits,"))
    let published = try publish(mended, on: desk, as: .hotfix)
    #expect(published.repinned == 2)
    try ana.say("old")
    #expect(ana.transcript().last == "bot: Digits, please.")
    try desk.restart()
    let again = try comeBack(bo, desk)
    try again.say("old")
    #expect(again.transcript().last == "bot: Digits, please.")
    #expect(try pinned(again, desk) == mended.revision.id)
  }

  @Test func aHotfixReachesOlderRevisionsOfTheSameShape() throws {
    let desk = try desk(Booth.bot())
    let ana = try halfway(desk)
    _ = try publish(try Booth.bot(("A number,", "Digits,")), on: desk)
    let published = try publish(
      try Booth.bot(("A number,", "Only digits,")), on: desk, as: .hotfix)
    #expect(published.repinned == 1)
    try ana.say("old")
    #expect(ana.transcript().last == "bot: Only digits, please.")
  }

  @Test func aHotfixOfAnythingElseIsRefused() throws {
    let desk = try desk(Booth.bot())
    let ana = try halfway(desk)
    let other = try Booth.bot(("- end: resolved", "- end: captured"))
    #expect(throws: Office.NotPublished.self) {
      try desk.errand { try $0.publish(other, by: "op", as: .hotfix) }
    }
    #expect(try desk.record.currentPublication()?.deed == .start)
    try ana.say("41")
    #expect(ana.transcript().suffix(2) == ["bot: Sam, 41", "=> resolved by bot"])
  }

  // MARK: Migration

  private func migrate(
    _ desk: RehearsedDesk, from old: String, to new: String, after number: Int64 = 0
  ) throws -> Office.Migrated {
    try desk.errand { try $0.migrate(from: old, to: new, after: number, by: "op") }
  }

  @Test func waitingTalksMoveWhereTheirStepIsStillThere() throws {
    let old = try Booth.bot()
    let desk = try desk(old)
    let ana = try halfway(desk)
    let bo = try desk.customer()
    try bo.start()
    let new = try Booth.bot(
      (
        "    - ask: Your name?\n      into: name",
        "    - ask: Your whole name?\n      id: whole\n      into: name"
      ), ("A number,", "Digits,"))
    _ = try publish(new, on: desk)
    let migrated = try migrate(desk, from: old.revision.id, to: new.revision.id)
    #expect(migrated.moved == 1)
    #expect(migrated.refused.map(\.number) == [2])
    #expect(migrated.refused.map(\.why) == ["there is no step t.start.name"])
    #expect(migrated.next == nil)
    try ana.say("old")
    #expect(ana.transcript().last == "bot: Digits, please.")
    try bo.say("Bo")
    #expect(bo.transcript().last == "bot: Your age?")
    try desk.restart()
    #expect(try pinned(ana, desk) == new.revision.id)
  }

  @Test func aMigrationTurnsItsPages() throws {
    let old = try Booth.bot()
    let desk = try desk(old)
    let count = Office.migrationPage + 3
    for _ in 0..<count { try desk.customer().start() }
    let new = try Booth.bot(("A number,", "Digits,"))
    _ = try publish(new, on: desk)
    let first = try migrate(desk, from: old.revision.id, to: new.revision.id)
    #expect(first.moved == Office.migrationPage)
    let second = try migrate(
      desk, from: old.revision.id, to: new.revision.id, after: #require(first.next))
    #expect(second.moved == 3)
    #expect(second.next == nil)
    let counts = try desk.record.liveCounts()
    #expect(counts.map(\.revision) == [new.revision.id])
    #expect(counts.map(\.count) == [Int64(count)])
  }

  @Test func aMigrationToARevisionThatIsNotThereIsRefused() throws {
    let bot = try Booth.bot()
    let desk = try desk(bot)
    #expect(throws: Office.NotPublished.self) {
      try migrate(desk, from: bot.revision.id, to: "0123456789ab")
    }
  }

  // MARK: Rollback

  @Test func aRollbackServesNewTalksAndLeavesTheOthers() throws {
    let old = try Booth.bot()
    let desk = try desk(old)
    _ = try publish(try Booth.bot(("Your name?", "Name?"), ("A number,", "Digits,")), on: desk)
    let ana = try desk.customer()
    try ana.start()
    #expect(ana.transcript() == ["bot: Name?"])
    _ = try publish(old, on: desk, as: .rollback)
    let bo = try desk.customer()
    try bo.start()
    #expect(bo.transcript() == ["bot: Your name?"])
    try ana.say("Sam")
    try ana.say("old")
    #expect(ana.transcript().last == "bot: Digits, please.")
    let current = try #require(try desk.record.currentPublication())
    #expect(current.deed == .rollback)
    #expect(current.revision == old.revision.id)
  }

  // MARK: Figures

  @Test func stepsAreCountedInTheTurnThatReachedThem() throws {
    let memory = MemoryLog()
    let bot = try Booth.bot()
    let desk = try RehearsedDesk(bot: bot, log: { try memory.kept(in: $0.tables) })
    let ana = try halfway(desk)
    desk.now = desk.now + .seconds(30)
    try ana.say("old")
    desk.now = desk.now + .seconds(10)
    try ana.say("41")
    _ = try halfway(desk)
    var counts: [String: [String: Int]] = [:]
    for (figure, count) in memory.figures {
      #expect(figure.revision == bot.revision.id)
      #expect(figure.day == desk.now.milliseconds / 86_400_000)
      counts[figure.step, default: [:]][figure.measure] = count
    }
    let figures = counts.mapValues { StepFigures(counts: $0) }
    #expect(figures["t.start.name"]?.visits == 2)
    #expect(figures["t.start.name"]?.answered == 2)
    let age = try #require(figures["t.start.age"])
    #expect(age.asked == 2)
    #expect(age.answered == 1)
    #expect(age.noMatch == 1)
    #expect(age.dropOff == 1)
    #expect(try #require(age.medianAnswer) > .seconds(7))
    #expect(try #require(age.medianAnswer) < .seconds(13))
    #expect(figures["t.start.say"]?.visits == 1)
  }

  @Test func aTurnThatWasNotWrittenIsNotCounted() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(bot: try Booth.bot(), log: { try memory.kept(in: $0.tables) })
    let ana = try desk.customer()
    try ana.start()
    let before = memory.figures
    memory.failure = RecordFailure(.full, "no room")
    let cid = desk.freshCID()
    try ana.do(.say("Sam"), cid: cid)
    memory.failure = nil
    #expect(memory.figures == before)
    try ana.do(.say("Sam"), cid: cid)
    let asked = memory.figures.filter { $0.key.step == "t.start.age" && $0.key.measure == "asked" }
    #expect(asked.values.reduce(0, +) == 1)
  }
}
