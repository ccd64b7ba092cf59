import Desk
import Events
import JSON
import Journal
import Rehearsal
import Testing
import Wire

@testable import Office

/// What is promised about people's words: once, in order, for ever; and what happens when the disk
/// is full, broken, or the program ends in the middle.
struct PromiseTests {
  // MARK: Asking again

  @Test func theSameCommandAgainIsAnsweredWithTheSamePlace() throws {
    let desk = try RehearsedDesk()
    let (_, ana, id) = try JourneyTests.talking(desk)
    let cid = desk.freshCID()
    let said = Command.say("only once, please")
    // Twice in one turn, once in a later one, once after a restart.
    try desk.turn([try ana.order(said, cid: cid), try ana.order(said, cid: cid)])
    let answers = ana.frames.suffix(2).compactMap { frame -> Ack? in
      if case .ack(let ack) = frame { ack } else { nil }
    }
    let seq = try #require(answers.first?.seq)
    #expect(answers.map(\.seq) == [seq, seq])
    #expect(answers.map(\.isDuplicate) == [false, true])
    #expect(try ana.do(said, cid: cid) == .done(seq: seq, isDuplicate: true))
    try desk.restart()
    let again = try desk.customer(token: ana.token)
    #expect(try again.do(said, cid: cid) == .done(seq: seq, isDuplicate: true))
    #expect(try desk.entries(of: id).count { $0.cid == cid.text } == 1)
  }

  @Test func theSameNameForAnotherCommandIsAConflict() throws {
    let desk = try RehearsedDesk()
    let (_, ana, id) = try JourneyTests.talking(desk)
    let cid = desk.freshCID()
    try ana.do(.say("one"), cid: cid)
    let count = try desk.entries(of: id).count
    #expect(try ana.do(.say("two"), cid: cid) == .refused(.conflict, isFinal: true))
    #expect(try ana.do(.resolve, cid: cid) == .refused(.conflict, isFinal: true))
    #expect(try desk.entries(of: id).count == count)
    // Another author's command may bear the same name.
    let other = try desk.customer()
    try other.start()
    #expect(try other.do(.say("one"), cid: cid) != .refused(.conflict, isFinal: true))
    // After a restart the record alone tells.
    try desk.restart()
    let again = try desk.customer(token: ana.token)
    #expect(try again.do(.say("two"), cid: cid) == .refused(.conflict, isFinal: true))
    #expect(try again.do(.resolve, cid: cid) == .refused(.conflict, isFinal: true))
    guard case .done(_, isDuplicate: true) = try again.do(.say("one"), cid: cid) else {
      Issue.record("the same words are known")
      return
    }
    #expect(try desk.entries(of: id).count { $0.cid == cid.text } == 1)
  }

  /// Words that look alike are others: what was said is compared to the byte.
  @Test func aCommandIsKnownByItsFingerprintOrByTheWordsThatStandInTheRecord() throws {
    let body = EventText.write(.said(Message(.customer, "caf\u{e9}")))
    let words = Applied(seq: 3, fingerprint: nil, body: body)
    #expect(Office.asks(.say("caf\u{e9}"), theSameAs: words))
    #expect(!Office.asks(.say("cafe\u{301}"), theSameAs: words))
    #expect(!Office.asks(.note("caf\u{e9}"), theSameAs: words))
    #expect(!Office.asks(.resolve, theSameAs: words))
    let pressed = EventText.write(
      .said(Message(.customer, "Yes", answer: .option("yes", question: "q"))))
    #expect(!Office.asks(.say("Yes"), theSameAs: Applied(seq: 3, fingerprint: nil, body: pressed)))
    // As every command was written down once.
    let former = Applied(seq: 3, fingerprint: Office.fingerprint(.say("one")), body: body)
    #expect(Office.asks(.say("one"), theSameAs: former))
    #expect(!Office.asks(.say("caf\u{e9}"), theSameAs: former))
    #expect(Office.fingerprint(.say("one")) == -976_507_432_442_286_159)
  }

  /// The first event of these words is the conversation's being opened again.
  @Test func wordsThatOpenAConversationAgainAreKnownToo() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    try maya.do(.resolve, in: id)
    let cid = desk.freshCID()
    let outcome = try ana.do(.say("It broke again"), cid: cid)
    guard case .done(let seq, isDuplicate: false) = outcome else {
      Issue.record("it is opened again")
      return
    }
    #expect(try ana.do(.say("It broke again"), cid: cid) == .done(seq: seq, isDuplicate: true))
    try desk.restart()
    let again = try desk.customer(token: ana.token)
    #expect(try again.do(.say("It broke again"), cid: cid) == .done(seq: seq, isDuplicate: true))
    #expect(try again.do(.say("Thank you"), cid: cid) == .refused(.conflict, isFinal: true))
  }

  @Test func aStartAskedAgainMeetsTheSameConversationCustomerAndToken() throws {
    let desk = try RehearsedDesk()
    let cid = desk.freshCID()
    let ana = try desk.customer()
    try ana.do(.start(language: "en", page: nil), cid: cid)
    let (id, token) = (try #require(ana.conversation), try #require(ana.token))
    // On the same line, where they are known by now.
    #expect(
      try ana.do(.start(language: "en", page: nil), cid: cid) == .done(seq: 1, isDuplicate: true))
    #expect(ana.conversation == id)
    // On a new line after a restart: the answer with the token had been lost.
    try desk.restart()
    let again = try desk.customer()
    #expect(
      try again.do(.start(language: "en", page: nil), cid: cid) == .done(seq: 1, isDuplicate: true))
    #expect(again.conversation == id)
    #expect(again.token == token)
    #expect(again.principal == ana.principal)
    try again.follow(id)
    try again.say("My lamp flickers")
    #expect(again.transcript().contains("customer: My lamp flickers"))
    #expect(
      try again.do(.start(language: "fr", page: nil), cid: cid)
        == .refused(.conflict, isFinal: true))
    #expect(try desk.record.standing().lastNumber == 1)
  }

  @Test func aSecondConversationIsAnother() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    let first = try #require(ana.conversation)
    let cid = desk.freshCID()
    try ana.do(.start(language: "en", page: nil), cid: cid)
    guard
      case .ack(let ack)? = ana.frames.last(where: { if case .ack = $0 { true } else { false } })
    else { throw Breach("no ack") }
    #expect(ack.conversation != first)
    #expect(
      try ana.do(.start(language: "en", page: nil), cid: cid) == .done(seq: 1, isDuplicate: true))
    #expect(try desk.record.standing().lastNumber == 2)
  }

  /// Whoever passes a conversation on may lose sight of it by that very command.
  @Test func whatWasDoneIsNeverDeniedLater() throws {
    let desk = try RehearsedDesk()
    let (maya, _, id) = try JourneyTests.talking(desk)
    let kim = try desk.agent("kim", "Kim Olsen")
    let cid = desk.freshCID()
    let passing = Command.transfer(to: .agent(Identifier("kim")), note: nil)
    guard case .done(let seq, false) = try maya.do(passing, cid: cid) else {
      throw Breach("the transfer was refused")
    }
    try kim.do(.resolve, in: id)
    #expect(try maya.do(.note("hm")) == .refused(.notFound, isFinal: true))
    #expect(try maya.do(passing, cid: cid) == .done(seq: seq, isDuplicate: true))
  }

  // MARK: Order

  @Test func behindOneThatMustComeAgainNothingIsTaken() throws {
    let desk = try RehearsedDesk()
    let (_, ana, id) = try JourneyTests.talking(desk)
    let cids = (0..<4).map { _ in desk.freshCID() }
    let caller = try #require(ana.caller)
    let order = { (index: Int) in Order(cids[index], id, .say("words \(index)")) }
    try desk.turn([
      .order(caller, order(0), .within), .order(caller, order(1), .beyond(retryAfter: 500)),
      .order(caller, order(2), .within), .order(caller, order(3), .within),
    ])
    #expect(
      cids.dropFirst().map { ana.outcome(of: $0) } == [
        .refused(.tooMany, isFinal: false), .refused(.earlierFailed, isFinal: false),
        .refused(.earlierFailed, isFinal: false),
      ])
    // The third alone is not enough; the second opens the way.
    try desk.turn([.order(caller, order(2), .within)])
    try desk.turn((1...3).map { .order(caller, order($0), .within) })
    #expect(
      ana.transcript().suffix(4) == (0...3).map { "customer: words \($0)" })
  }

  // MARK: The disk

  @Test func whatCannotBeWrittenIsToldToNobodyAndCanComeAgain() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(log: { try memory.kept(in: $0.tables) })
    let (maya, ana, id) = try JourneyTests.talking(desk)
    let token = try #require(try desk.agent("kim", "Kim Olsen").token)
    let heard = [ana.transcript(), maya.transcript()]
    memory.failure = RecordFailure(.full, "no room")
    let (first, second) = (desk.freshCID(), desk.freshCID())
    try desk.turn([
      try ana.order(.say("one"), cid: first), try ana.order(.say("two"), cid: second),
      try maya.order(.resolve, cid: desk.freshCID()),
    ])
    #expect(ana.outcome(of: first) == .refused(.storage, isFinal: false))
    #expect(ana.outcome(of: second) == .refused(.earlierFailed, isFinal: false))
    #expect([ana.transcript(), maya.transcript()] == heard)
    // Reading and coming in go on.
    try ana.follow(id, after: 0)
    #expect(ana.transcript() == heard[0])
    #expect(try desk.comeBack(token: token, "Kim Olsen").principal != nil)
    memory.failure = nil
    // Maya's line stands still until her first comes again; Ana's order is kept.
    try desk.turn([try ana.order(.say("one"), cid: first), try ana.order(.say("two"), cid: second)])
    #expect(ana.transcript().suffix(2) == ["customer: one", "customer: two"])
    let seqs = try desk.entries(of: id).map(\.seq)
    #expect(seqs == Array(1...Int64(seqs.count)))
  }

  @Test func aFullDiskDoesNotTurnTheOrderOfARetry() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(log: { try memory.kept(in: $0.tables) })
    let (_, ana, id) = try JourneyTests.talking(desk)
    let caller = try #require(ana.caller)
    let (first, second) = (desk.freshCID(), desk.freshCID())
    let one = Order(first, id, .say("one"))
    let two = Order(second, id, .say("two"))
    memory.failure = RecordFailure(.full, "no room")
    try desk.turn([.order(caller, one, .within)])
    // The retry is taken, the next is beyond the limit, and again nothing can be written.
    try desk.turn([.order(caller, one, .within), .order(caller, two, .beyond(retryAfter: 9))])
    memory.failure = nil
    try desk.turn([.order(caller, two, .within)])
    #expect(ana.outcome(of: second) == .refused(.earlierFailed, isFinal: false))
    try desk.turn([.order(caller, one, .within), .order(caller, two, .within)])
    #expect(ana.transcript().suffix(2) == ["customer: one", "customer: two"])
  }

  @Test func anAgentWhoVanishedWhileTheDiskWasFullIsNotForgotten() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(log: { try memory.kept(in: $0.tables) })
    let (maya, ana, _) = try JourneyTests.talking(desk)
    try desk.turn([desk.leave(maya)])
    try desk.wait(.seconds(30))
    memory.failure = RecordFailure(.full, "no room")
    try desk.wait(.seconds(60))
    #expect(ana.transcript().last == "customer: My lamp flickers.")
    memory.failure = nil
    try desk.wait(.seconds(5))
    #expect(ana.transcript().last == "=> Maya Lind gives it back (vanished)")
  }

  @Test func whileNothingCanBeWrittenTheDeskDoesNotTryInHaste() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(log: { try memory.kept(in: $0.tables) })
    let ana = try desk.customer()
    try ana.start()
    memory.failure = RecordFailure(.full, "no room")
    desk.now = desk.now + .seconds(200)
    try desk.turn()
    let due = try #require(desk.office.nextDue)
    #expect(due >= desk.now + .seconds(1))
    #expect(due <= desk.now + .seconds(5))
    memory.failure = nil
    try desk.wait(.seconds(5))
    #expect(
      ana.transcript().last == "bot: Are you still there? Take your time, your answers are kept.")
  }

  @Test func aFlowThatFirstMetAFullDiskIsStillKeptWithItsRevision() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(log: { try memory.kept(in: $0.tables) })
    memory.failure = RecordFailure(.full, "no room")
    let ana = try desk.customer()
    let cid = desk.freshCID()
    #expect(
      try ana.do(.start(language: "en", page: nil), cid: cid)
        == .refused(.storage, isFinal: false))
    memory.failure = nil
    try ana.start(cid: cid)
    let id = try #require(ana.conversation)
    let state = try #require(try desk.record.flowState(of: id))
    #expect(try desk.record.flowRevision(state.revision) != nil)
  }

  @Test func aDiskThatFailsEndsTheProgram() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(log: { try memory.kept(in: $0.tables) })
    let (_, ana, _) = try JourneyTests.talking(desk)
    memory.failure = RecordFailure(.broken, "the disk does not sync")
    let order = try ana.order(.say("lost?"), cid: desk.freshCID())
    #expect { try desk.turn([order]) } throws: { ($0 as? RecordFailure)?.kind == .broken }
  }

  // MARK: Ending in the middle

  @Test func aConversationGoesOnWhereItWasWhenTheProgramEnded() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    var ana = try desk.customer()
    try ana.start()
    let steps: [(CustomerPlayer) throws -> Void] = [
      { try $0.press("order") }, { try $0.say("AB-123456") },
      { try $0.say("My parcel is late and the tracking does not move") }, { try $0.press("no") },
      { try $0.say("ana@example.com") },
    ]
    let id = try #require(ana.conversation)
    var seen = ana.told
    for step in steps {
      try desk.restart()
      _ = try desk.comeBack(token: try #require(maya.token), "Maya Lind")
      let again = try desk.customer(token: ana.token)
      #expect(again.conversation == id)
      try again.follow(id, after: 0)
      #expect(again.told == seen)
      try step(again)
      seen = again.told
      ana = again
    }
    #expect(ana.transcript().contains("=> waits in orders (flow)"))
    let summary = try desk.events(of: id).compactMap { event -> String? in
      if case .queued(let handoff) = event { handoff.summary } else { nil }
    }
    #expect(summary.first?.contains("AB-123456") == true)
  }

  @Test func timersOutliveTheProgramAndFireOnce() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    desk.now = desk.now + .seconds(600)
    try desk.restart()
    let again = try desk.customer(token: ana.token)
    try again.follow(try #require(ana.conversation), after: 0)
    try desk.wait(.seconds(1))
    try desk.restart()
    try desk.wait(.seconds(1))
    let asked = try desk.events(of: #require(ana.conversation)).count {
      Transcript.lines($0).first?.hasPrefix("bot: Are you still there?") == true
    }
    #expect(asked == 1)
  }

  // MARK: Following

  @Test func fromAnywhereTheRestComesWithoutGapOrSeam() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    for index in 0..<500 { try (index % 3 == 0 ? maya : ana).say("words \(index)") }
    let whole = try #require(maya.told[id])
    #expect(whole.count > 500)
    let kim = try desk.agent("kim", "Kim Olsen")
    for after in [0, 1, 199, 200, 201, 399, 400, whole.count - 1, whole.count] {
      // The client has the first `after` events; `Player` checks that what comes joins on.
      let follower = try desk.comeBack(token: try #require(kim.token), "Kim Olsen")
      try follower.follow(id, after: 0)
      let again = try desk.comeBack(token: try #require(kim.token), "Kim Olsen")
      again.adopt(Array(whole.prefix(after)), of: id)
      try again.follow(id, after: Int64(after))
      #expect(again.told[id] == whole)
    }
    let late = try desk.comeBack(token: try #require(kim.token), "Kim Olsen")
    try late.follow(id, after: 0)
    try ana.say("later")
    let record = try desk.entries(of: id).map(\.seq)
    #expect(late.told[id]?.map(\.seq) == record)
  }

  @Test func aForeignHistoryOrOneThatNeverWasIsReset() throws {
    let desk = try RehearsedDesk()
    let (_, ana, id) = try JourneyTests.talking(desk)
    let top = Int64(try desk.entries(of: id).count)
    try ana.follow(id, after: top, epoch: "another")
    #expect(ana.frames.last == .reset(id, reason: .epoch))
    try ana.follow(id, after: top + 1)
    #expect(ana.frames.last == .reset(id, reason: .ahead))
    #expect(!ana.follows(id))
    try ana.follow(id, after: top)
    #expect(ana.follows(id))
  }

  @Test func nobodyFollowsWhatIsNotTheirs() throws {
    let desk = try RehearsedDesk()
    let (_, _, id) = try JourneyTests.talking(desk)
    let eve = try desk.customer()
    try eve.follow(id, after: 0)
    #expect(eve.refusals.last?.code == .notFound)
    try eve.start()
    try eve.follow(id, after: 0)
    #expect(eve.refusals.last?.code == .notFound)
    for deed in [Command.say("hi"), .resolve, .rate(score: 1, comment: nil), .take, .note("x")] {
      #expect(try eve.do(deed, in: id) == .refused(.notFound, isFinal: true))
    }
    #expect(try eve.do(.take) == .refused(.notFound, isFinal: true))
    #expect(eve.told[id] == nil)
  }

  @Test func timesNeverRunBackwards() throws {
    let desk = try RehearsedDesk()
    let (_, ana, id) = try JourneyTests.talking(desk)
    desk.now = Instant(milliseconds: desk.now.milliseconds - 3_600_000)
    try ana.say("the clock was set back")
    let times = try desk.entries(of: id).map(\.at)
    #expect(times == times.sorted())
  }
}
