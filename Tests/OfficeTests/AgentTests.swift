import Desk
import Journal
import Rehearsal
import Secrets
import Testing
import Wire

@testable import Office

/// What agents do with conversations, and what becomes of those of an agent who is gone.
struct AgentTests {
  private func waiting(_ desk: RehearsedDesk) throws -> (CustomerPlayer, Identifier<Conversation>) {
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    return (ana, try #require(ana.conversation))
  }

  @Test func ofManyWhoTakeAtOnceExactlyOneWins() throws {
    let desk = try RehearsedDesk()
    let agents = try (0..<20).map { try desk.agent("agent\($0)", "Agent \($0)") }
    let (ana, id) = try waiting(desk)
    let cids = agents.map { _ in desk.freshCID() }
    try desk.turn(zip(agents, cids).map { try $0.order(.take, cid: $1, in: id) })
    let outcomes = zip(agents, cids).map { $0.outcome(of: $1) }
    #expect(outcomes.count { if case .done = $0 { true } else { false } } == 1)
    #expect(outcomes.count { $0 == .refused(.alreadyTaken, isFinal: true) } == 19)
    #expect(ana.transcript().filter { $0.hasSuffix(" takes it") } == ["=> Agent 0 takes it"])
    // All who lost learn the same owner.
    let whys = Set(
      agents.flatMap(\.frames).compactMap { frame -> String? in
        if case .nack(_, let refusal) = frame { refusal.why } else { nil }
      })
    #expect(whys == ["Agent 0 has this conversation"])
  }

  /// The line that customers are told their places in, agents' lists and `take` are one order.
  @Test func whoTakesWithoutSayingWhomGetsTheCustomerWhoWasToldTheFirstPlace() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    try maya.watch()
    let (ana, early) = try waiting(desk)
    try desk.wait(.seconds(5))
    let (bo, urgent) = try waiting(desk)
    try maya.do(.prioritise(.urgent), in: urgent)
    try desk.wait(.seconds(2))
    #expect(place(of: bo) == 1 && place(of: ana) == 2)
    let ranks = maya.frames.reduce(into: [Identifier<Conversation>: Int64]()) { ranks, frame in
      if case .summary(let summary) = frame { ranks[summary.conversation] = summary.rank }
    }
    #expect(try #require(ranks[urgent]) < #require(ranks[early]))

    let cid = desk.freshCID()
    #expect(try taken(by: maya, cid, desk) == urgent)
    // Their line is cut before the answer, the desk starts again, and they ask once more.
    try desk.restart()
    let again = try desk.comeBack(token: try #require(maya.token), "Maya Lind")
    #expect(try taken(by: again, cid, desk) == urgent)
    #expect(
      again.outcome(of: cid) == .done(seq: try #require(seq(of: cid, again)), isDuplicate: true))
    #expect(try taken(by: again, desk.freshCID(), desk) == early)
    let nobody = desk.freshCID()
    #expect(try taken(by: again, nobody, desk) == nil)
    #expect(again.outcome(of: nobody) == .refused(.notWaiting, isFinal: true))
  }

  @Test func theRecordsIndexOfTakesKnowsTheirFingerprint() {
    #expect(Office.fingerprint(.take) == Tables.takeFingerprint)
  }

  private func place(of player: Player) -> Int? {
    player.frames.reversed().lazy.compactMap { frame -> Int? in
      if case .place(let place) = frame { place.position } else { nil }
    }.first
  }

  private func taken(by agent: Player, _ cid: CommandID, _ desk: RehearsedDesk) throws
    -> Identifier<Conversation>?
  {
    agent.conversation = nil
    try desk.turn([try agent.order(.take, cid: cid)])
    return agent.frames.reversed().lazy.compactMap { frame -> Identifier<Conversation>? in
      if case .ack(let ack) = frame, ack.cid == cid { ack.conversation } else { nil }
    }.first
  }

  private func seq(of cid: CommandID, _ agent: Player) -> Int64? {
    agent.frames.lazy.compactMap { frame -> Int64? in
      if case .ack(let ack) = frame, ack.cid == cid { ack.seq } else { nil }
    }.first
  }

  @Test func aSupervisorTakesOverAndTheDesksOwnStreamTellsIt() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    let kim = try desk.agent("kim", "Kim Olsen", role: .supervisor)
    #expect(try kim.do(.take, in: id) == .refused(.alreadyTaken, isFinal: true))
    #expect(try maya.do(.take(over: true), in: id) == .refused(.alreadyTaken, isFinal: true))
    guard case .done = try kim.do(.take(over: true), in: id) else {
      Issue.record("a supervisor takes over")
      return
    }
    #expect(ana.transcript().last == "=> Kim Olsen takes it")
    #expect(try maya.do(.say("still me?"), in: id) == .refused(.notYours, isFinal: true))
    let audited = try desk.log.follow(from: 0, limit: 1000).filter {
      $0.conversation == DeskStream.id
    }
    #expect(audited.contains { String(decoding: $0.body, as: UTF8.self).contains("took_over") })
  }

  @Test func notesAreForColleaguesOnly() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    try maya.do(.note("Customer is a bit rude"))
    #expect(maya.transcript().last == "note by Maya Lind: Customer is a bit rude")
    let told = try #require(ana.told[id])
    #expect(told.last?.event == nil)
    #expect(told.count == Int(try desk.entries(of: id).last!.seq))
  }

  @Test func aConversationPassesToAQueueAndToAColleague() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    #expect(
      try maya.do(.transfer(to: .agent(Identifier("kim")), note: nil))
        == .refused(.notFound, isFinal: true))
    let kim = try desk.agent("kim", "Kim Olsen")
    #expect(
      try maya.do(.transfer(to: .queue(Identifier("bling")), note: nil))
        == .refused(.notFound, isFinal: true))
    try maya.do(.transfer(to: .queue(Identifier("billing")), note: "wants the money back"))
    #expect(ana.transcript().last == "=> Maya Lind passes it to billing")
    kim.conversation = id
    try kim.do(.take)
    try kim.do(.transfer(to: .agent(Identifier("maya")), note: nil))
    #expect(ana.transcript().last == "=> Kim Olsen passes it to Maya Lind")
    #expect(try kim.do(.say("one more thing")) == .refused(.notYours, isFinal: true))
    #expect(try kim.do(.release) == .refused(.notYours, isFinal: true))
    try maya.say("Back with me")
    #expect(ana.transcript().last == "Maya Lind: Back with me")
  }

  @Test func theBotTakesAConversationBack() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    let kim = try desk.agent("kim", "Kim Olsen")
    let nowhere = Player.Outcome.refused(.notFound, isFinal: true)
    #expect(try maya.do(.transfer(to: .bot(flow: "triag"), note: nil)) == nowhere)
    #expect(
      try maya.do(.transfer(to: .bot(flow: "take-ticket"), note: nil)) == nowhere,
      "it needs a caller")
    #expect(
      try kim.do(.transfer(to: .bot(flow: nil), note: nil), in: id)
        == .refused(.notYours, isFinal: true))
    try maya.do(.transfer(to: .bot(flow: "triage"), note: nil))
    #expect(maya.transcript().contains("=> Maya Lind returns it to the bot (triage)"))
    #expect(ana.transcript().contains("=> Maya Lind returns it to the bot"), "flows are our affair")
    #expect(ana.transcript().suffix(2).first == "bot: What is it about?")
    #expect(try maya.do(.say("One more thing")) == .refused(.notYours, isFinal: true))
    // The bot has it for good, over a restart too, and leads to people again.
    try desk.restart()
    let again = try desk.customer(token: ana.token)
    try again.follow(id)
    _ = try desk.agent("maya", "Maya Lind")
    try again.press("order")
    try again.say("agent")
    #expect(again.transcript().last == "=> waits in orders (asked)")
  }

  @Test func releasedItWaitsInItsOldPlace() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    let (ana, first) = try waiting(desk)
    try desk.wait(.seconds(10))
    let (bo, _) = try waiting(desk)
    try maya.do(.take, in: first)
    try maya.do(.release, in: first)
    try desk.wait(.seconds(2))
    #expect(ana.transcript().last == "=> Maya Lind gives it back (returned)")
    #expect([ana, bo].map { $0.places.last?.position } == [1, 2])
  }

  @Test func nobodyGetsMoreThanTheyMayHave() throws {
    let desk = try RehearsedDesk(plan: RehearsedDesk.plan(capacity: 2))
    let maya = try desk.agent("maya", "Maya Lind")
    let kim = try desk.agent("kim", "Kim Olsen")
    let ids = try (0..<4).map { _ in try waiting(desk).1 }
    #expect(try maya.do(.take, in: ids[0]) != .refused(.atCapacity, isFinal: true))
    // Two more in one turn: the second finds the place taken by the first.
    let cids = [desk.freshCID(), desk.freshCID()]
    try desk.turn(try zip(ids[1...2], cids).map { try maya.order(.take, cid: $1, in: $0) })
    #expect(maya.outcome(of: cids[1]) == .refused(.atCapacity, isFinal: true))
    try kim.do(.take, in: ids[3])
    #expect(
      try kim.do(.transfer(to: .agent(Identifier("maya")), note: nil), in: ids[3])
        == .refused(.atCapacity, isFinal: true))
    try maya.do(.resolve, in: ids[0])
    try maya.do(.take, in: ids[2])
    #expect(try maya.do(.reopen, in: ids[0]) == .refused(.atCapacity, isFinal: true))
  }

  @Test func anAgentWhoVanishesKeepsTheirWorkForAMinuteAndNotLonger() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    let (bo, _) = try waiting(desk)
    try desk.turn([desk.leave(maya)])
    try desk.wait(.seconds(59))
    #expect(ana.transcript().last == "customer: My lamp flickers.")
    try desk.wait(.seconds(1))
    #expect(ana.transcript().last == "=> Maya Lind gives it back (vanished)")
    try desk.wait(.seconds(2))
    // Before those who came after, and before those who came before.
    #expect([ana, bo].map { $0.places.last?.position } == [1, 2])
    let kim = try desk.agent("kim", "Kim Olsen")
    #expect(try kim.do(.take, in: id) != .silence)
    #expect(ana.transcript().last == "=> Kim Olsen takes it")
  }

  @Test func aClockThatIsSetBackMakesNobodyWaitLonger() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    try desk.turn([desk.leave(maya)])
    desk.now = Instant(milliseconds: desk.now.milliseconds - 3_600_000)
    try desk.turn()
    try desk.wait(.seconds(59))
    #expect(ana.transcript().last == "customer: My lamp flickers.")
    try desk.wait(.seconds(2))
    #expect(ana.transcript().last == "=> Maya Lind gives it back (vanished)")
    try desk.wait(.seconds(2))
    #expect(ana.places.last?.position == 1)
    let times = try desk.entries(of: id).map(\.at)
    #expect(times == times.sorted())
  }

  @Test func anAgentWhoComesBackInTimeHasLostNothing() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    let token = try #require(maya.token)
    try desk.turn([desk.leave(maya)])
    try desk.wait(.seconds(59))
    let again = try desk.comeBack(token: token, "Maya Lind")
    try desk.wait(.seconds(120))
    try again.do(.say("Still here"), in: id)
    #expect(ana.transcript().last == "Maya Lind: Still here")
  }

  @Test func anAgentOnTwoDevicesIsGoneWhenBothAre() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, _) = try JourneyTests.talking(desk)
    let other = try desk.agent("maya", "Maya Lind")
    try desk.turn([desk.leave(maya)])
    try desk.wait(.seconds(120))
    #expect(ana.transcript().last == "customer: My lamp flickers.")
    try desk.turn([desk.leave(other)])
    try desk.wait(.seconds(61))
    #expect(ana.transcript().last == "=> Maya Lind gives it back (vanished)")
  }

  @Test func afterARestartEverybodyHasTheGraceToComeBack() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    let (anasToken, mayasToken) = (try #require(ana.token), try #require(maya.token))
    try desk.restart()
    let kim = try desk.agent("kim", "Kim Olsen")
    #expect(try kim.do(.take, in: id) == .refused(.alreadyTaken, isFinal: true))
    try desk.wait(.seconds(59))
    let again = try desk.comeBack(token: mayasToken, "Maya Lind")
    try desk.wait(.seconds(61))
    try again.do(.say("Here I am"), in: id)
    let anaAgain = try desk.customer(token: anasToken)
    try anaAgain.follow(id, after: 0)
    #expect(anaAgain.transcript().last == "Maya Lind: Here I am")
  }

  @Test func aClosedAccountLosesItsWorkAndItsSocketsAtOnce() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try JourneyTests.talking(desk)
    let late = desk.freshCID()
    try desk.turn([
      .errand { office in
        do { try office.disableUser(Identifier("maya"), by: "o:test") } catch {
          Issue.record(error)
        }
      },
      // On its way when the account was closed.
      try maya.order(.take, cid: late, in: id),
    ])
    #expect(ana.transcript().last == "=> Maya Lind gives it back (disabled)")
    #expect(maya.outcome(of: late) == .silence)
    #expect(try !desk.entries(of: id).contains { $0.cid == late.text })
    #expect(!maya.isOpen)
    let again = try desk.comeBack(token: try #require(maya.token), "Maya Lind")
    #expect(again.isTurnedAway)
  }

  @Test func agentsSeeWhatLeavesTheQueueLeave() throws {
    let desk = try RehearsedDesk()
    let (maya, kim) = (try desk.agent("maya", "Maya Lind"), try desk.agent("kim", "Kim Olsen"))
    try maya.watch()
    try kim.watch()
    let (ana, id) = try waiting(desk)
    #expect(kim.summaries.last?.stage == .waiting)
    try ana.do(.identify(name: "Ana", email: nil))
    #expect(kim.summaries.last?.customerName == "Ana")
    try ana.do(.resolve)
    for agent in [maya, kim] {
      #expect(agent.summaries.last?.conversation == id)
      #expect(agent.summaries.last?.stage == .resolved, "\(agent.name) still sees it wait")
    }
    // One that was Maya's is gone from Kim's list too, without the words Kim may not read.
    let (bo, other) = try waiting(desk)
    try maya.do(.take, in: other)
    #expect(kim.summaries.last?.agent?.id == Identifier("maya"))
    try desk.turn([
      try bo.order(.say("a secret at the last moment"), cid: desk.freshCID()),
      try maya.order(.resolve, cid: desk.freshCID(), in: other),
    ])
    #expect(kim.summaries.last?.stage == .resolved)
    #expect(kim.summaries.last?.lastText.contains("secret") == false)
  }

  @Test func anAgentReadsOnlyWhatIsWithinReach() throws {
    let desk = try RehearsedDesk()
    let (maya, _, id) = try JourneyTests.talking(desk)
    let kim = try desk.agent("kim", "Kim Olsen")
    let ruth = try desk.agent("ruth", "Ruth", role: .supervisor)
    let admin = try desk.agent("root", "Root", role: .admin)
    try kim.follow(id)
    #expect(kim.told[id] != nil)
    try maya.do(.resolve)
    for (agent, isOpen) in [(maya, true), (kim, false), (ruth, true), (admin, false)] {
      let refused = agent.refusals.count
      try agent.follow(id, after: 0)
      #expect((agent.refusals.count == refused) == isOpen, "\(agent.name)")
      let outcome = try agent.do(.note("looking"), in: id)
      #expect((outcome != .refused(.notFound, isFinal: true)) == isOpen, "\(agent.name)")
    }
    try admin.watch()
    #expect(admin.refusals.last?.code == .notAllowed)
  }
}
