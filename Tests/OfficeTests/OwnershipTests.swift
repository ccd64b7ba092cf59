import Desk
import Events
import Journal
import Rehearsal
import Testing
import Wire

@testable import Office

/// Who has a conversation has it: an agent who does not answer, is away or is overruled never
/// leaves a customer with nobody. Named by whose reports they come from.
@Suite struct OwnershipTests {
  private struct Talk {
    let desk: RehearsedDesk
    let maya: AgentPlayer
    let ana: CustomerPlayer
    let id: Identifier<Conversation>

    init(_ plan: DeskPlan = RehearsedDesk.plan()) throws {
      desk = try RehearsedDesk(plan: plan)
      maya = try desk.agent("maya", "Maya Lind")
      try maya.watch()
      ana = try desk.customer()
      try ana.start()
      try ana.say("agent")
      id = try #require(ana.conversation)
      try maya.do(.take)
    }

    var shown: Summary? { maya.summaries.last { $0.conversation == id } }

    /// What an agent asks for with a reason.
    func ask(_ command: Command, by agent: AgentPlayer, reason: String?) throws
      -> Player.Outcome
    {
      let cid = desk.freshCID()
      let caller = try #require(agent.caller)
      try desk.turn([.order(caller, Order(cid, id, command, reason: reason), .within)])
      return agent.outcome(of: cid)
    }

    var audited: [AuditEvent] {
      get throws {
        try desk.log.follow(from: 0, limit: 10_000)
          .filter { $0.conversation == DeskStream.id }
          .compactMap { try AuditText.read($0.body) }
      }
    }
  }

  private static func away(_ talk: Talk) throws -> Bool? {
    let id = talk.maya.login
    return talk.desk.office.staff.colleagues.first { $0.agent.id == id }?.isAway
  }

  /// chatwoot 6411, 1942 and 15689, zammad 2632.
  @Test func whoOwesAnAnswerIsToldWhenItChanges() throws {
    let talk = try Talk()
    #expect(talk.shown?.owed.isPerson == true)
    try talk.maya.do(.say("Hello."), in: talk.id)
    #expect(talk.shown?.owed.word == .customer && talk.shown?.lastText == "Hello.")
    try talk.desk.wait(.seconds(30))
    try talk.ana.say("it hums")
    let since = talk.desk.now
    #expect(talk.shown?.owed == .person(since: since) && talk.shown?.lastText == "it hums")
    // More words move neither the moment nor by when; they are told together, a second later.
    try talk.desk.wait(.seconds(5))
    try talk.ana.say("and smells")
    try talk.ana.say("a lot")
    try talk.desk.wait(.seconds(2))
    #expect(talk.shown?.owed == .person(since: since) && talk.shown?.lastText == "a lot")
    #expect(talk.shown?.by == since + .seconds(600))
    try talk.maya.do(.note("odd"), in: talk.id)
    #expect(talk.shown?.owed == .person(since: since))
  }

  @Test func anAnswerThatIsLateIsWarnedOfAndThenGivenBack() throws {
    let talk = try Talk()
    let kim = try talk.desk.agent("kim", "Kim")
    try kim.watch()
    try talk.desk.wait(.seconds(440))
    #expect(talk.shown?.warning == nil)
    try talk.desk.wait(.seconds(20))
    #expect(talk.shown?.warning == .near)
    try talk.desk.wait(.seconds(150))
    #expect(talk.shown?.warning == .late)
    try talk.desk.wait(.seconds(600))
    #expect(talk.shown?.stage == .waiting && talk.shown?.warning == nil)
    let events = try talk.desk.events(of: talk.id)
    #expect(
      events.last == .released(AgentName(Identifier("maya"), name: "Maya Lind"), .unanswered))
    #expect(try Self.away(talk) == true)
    let audited = try talk.audited.last
    #expect(
      audited == .sentAway(Identifier("maya"), reason: "left a customer without an answer"))
    // At the front: whoever takes next has them.
    let bo = try talk.desk.customer()
    try bo.start()
    try bo.say("agent")
    try kim.do(.take)
    let taken = try talk.desk.events(of: talk.id).last
    #expect(taken == .taken(AgentName(Identifier("kim"), name: "Kim")))
  }

  @Test func anAnswerEndsTheWarningAndTheClockBeginsAnew() throws {
    let talk = try Talk()
    try talk.desk.wait(.seconds(500))
    #expect(talk.shown?.warning == .near)
    try talk.maya.do(.say("Hello."), in: talk.id)
    #expect(talk.shown?.warning == nil && talk.shown?.by == nil)
    try talk.desk.wait(.seconds(5000))
    #expect(talk.shown?.stage == .agent)
    try talk.ana.say("still there?")
    try talk.desk.wait(.seconds(460))
    #expect(talk.shown?.warning == .near)
  }

  /// Whoever is handed a conversation has their own time, and no warning of another's.
  @Test func theWarningEndsWithTheAgentItWasFor() throws {
    let talk = try Talk()
    _ = try talk.desk.agent("kim", "Kim")
    try talk.desk.wait(.seconds(620))
    #expect(talk.shown?.warning == .late)
    try talk.maya.do(.transfer(to: .agent(Identifier("kim")), note: nil), in: talk.id)
    #expect(talk.shown?.warning == nil)
    try talk.desk.wait(.seconds(440))
    #expect(talk.shown?.warning == nil)
    try talk.desk.wait(.seconds(20))
    #expect(talk.shown?.warning == .near)
  }

  /// The clock stands still over a break of an hour, and a start forgets nothing.
  @Test func theTimeToAnswerIsCountedInOpeningHoursAndOutlastsAStart() throws {
    let minute = Int(1_795_000_000_000 / 60_000 % 1440)
    let day = [minute - 10..<minute + 5, minute + 65..<minute + 200]
    let hours = OpeningHours(
      weekly: Array(repeating: day, count: 7), holidays: [], offset: { _ in 0 })
    let talk = try Talk(RehearsedDesk.plan(hours: hours))
    try talk.desk.wait(.seconds(3600))
    #expect(talk.shown?.warning == nil)
    try talk.desk.restart()
    let again = try talk.desk.comeBack(token: try #require(talk.maya.token), "Maya Lind")
    try again.watch()
    let before = again.summaries.last
    try talk.desk.wait(.seconds(500))
    #expect(before?.warning == nil && again.summaries.last?.warning == .near)
    #expect(before?.owed == again.summaries.last?.owed && before?.by == again.summaries.last?.by)
  }

  // MARK: Away

  @Test func awayOutlastsReconnectsStartsAndOtherDevices() throws {
    let talk = try Talk()
    try talk.desk.turn([.status(try #require(talk.maya.caller), .away)])
    #expect(try Self.away(talk) == true)
    try talk.desk.turn([talk.desk.leave(talk.maya)])
    let again = try talk.desk.comeBack(token: try #require(talk.maya.token), "Maya Lind")
    #expect(try Self.away(talk) == true)
    #expect(again.frames.contains(.presence(.away)))
    try talk.desk.restart()
    let other = try talk.desk.comeBack(token: try #require(talk.maya.token), "Maya Lind")
    #expect(try Self.away(talk) == true)
    try talk.desk.turn([.status(try #require(other.caller), .online)])
    #expect(try Self.away(talk) == false)
  }

  @Test func supervisorsSendAgentsAwayAndOnlyTheyComeBack() throws {
    let talk = try Talk()
    let ruth = try talk.desk.agent("ruth", "Ruth", role: .supervisor)
    let kim = try talk.desk.agent("kim", "Kim")
    let (maya, reason) = (Identifier<Agent>("maya"), "went home")
    try talk.desk.turn([.status(try #require(kim.caller), .away, of: maya, reason: reason)])
    #expect(try Self.away(talk) == false && kim.refusals.last?.code == .notAllowed)
    try talk.desk.turn([.status(try #require(ruth.caller), .away, of: maya, reason: reason)])
    #expect(try Self.away(talk) == true)
    #expect(try talk.audited.last == .sentAway(maya, reason: reason))
    #expect(talk.maya.frames.contains(.presence(.away)))
    try talk.desk.turn([.status(try #require(ruth.caller), .online, of: maya)])
    #expect(try Self.away(talk) == true && ruth.refusals.last?.code == .notAllowed)
  }

  // MARK: Supervisors

  /// Rocket.Chat PR 23404, chatwoot 5362 and 6539.
  @Test func supervisorsTakeOverPassOnReleaseAndResolveAndItIsRecordedWithTheReason() throws {
    let maya = Identifier<Agent>("maya")
    let any = Identifier<Conversation>("any")
    let deeds: [(Command, AuditEvent, StageWord)] = [
      (.take(over: true), .tookOver(any, from: maya, reason: "ill"), .agent),
      (
        .transfer(to: .agent(Identifier("kim")), note: nil),
        .intervened(.passedOn, any, from: maya, reason: "ill"), .agent
      ),
      (.release, .intervened(.released, any, from: maya, reason: "ill"), .waiting),
      (.resolve, .intervened(.resolved, any, from: maya, reason: "ill"), .resolved),
    ]
    for (command, audited, stage) in deeds {
      let talk = try Talk()
      let ruth = try talk.desk.agent("ruth", "Ruth", role: .supervisor)
      let kim = try talk.desk.agent("kim", "Kim")
      let (byKim, byRuth) = (
        try talk.ask(command, by: kim, reason: "ill"),
        try talk.ask(command, by: ruth, reason: "ill")
      )
      #expect(byKim.isRefused && !byRuth.isRefused, "\(command)")
      #expect(talk.shown?.stage == stage, "\(command)")
      let last = try talk.audited.last
      #expect(last.map { "\($0)" }?.contains("\(talk.id)") == true && last?.isLike(audited) == true)
    }
  }

  @Test func aSupervisorStepsInWhileTheBotTalks() throws {
    let desk = try RehearsedDesk()
    let ruth = try desk.agent("ruth", "Ruth", role: .supervisor)
    let kim = try desk.agent("kim", "Kim")
    let ana = try desk.customer()
    try ana.start()
    let id = try #require(ana.conversation)
    #expect(try kim.do(.take, in: id).isRefused)
    #expect(try !ruth.do(.take(over: true), in: id).isRefused)
    try ruth.do(.say("Hello, this is Ruth."), in: id)
    let count = ana.transcript().count
    try ana.say("hello")
    #expect(ana.transcript().count == count + 1, "the bot is silent")
  }

  /// A whisper is for the agent's eyes.
  @Test func aSupervisorsNoteReachesTheAgentAndNotTheCustomer() throws {
    let talk = try Talk()
    let ruth = try talk.desk.agent("ruth", "Ruth", role: .supervisor)
    try talk.maya.follow(talk.id)
    let before = talk.ana.transcript()
    #expect(try !ruth.do(.note("offer her a new one"), in: talk.id).isRefused)
    #expect(talk.ana.transcript() == before)
    #expect(
      talk.maya.told[talk.id]?.last?.event
        == .noted(
          .agent(AgentName(Identifier("ruth"), name: "Ruth")), "offer her a new one"))
  }

  // MARK: Passing on

  /// Rocket.Chat PR 30065, LiveHelperChat 2250.
  @Test func nobodyIsPassedOnToAQueueForWhichNobodyIsThere() throws {
    let billing = QueuePlan(
      Identifier("billing"), title: "Billing", replyWithin: .seconds(3600),
      agents: [Identifier("kim")])
    let general = QueuePlan(Identifier("general"), title: "General", replyWithin: .seconds(3600))
    let talk = try Talk(DeskPlan(queues: [general, billing]))
    let pass = Command.transfer(to: .queue(billing.id), note: nil)
    #expect(try talk.maya.do(pass, in: talk.id) == .refused(.nobodyThere, isFinal: true))
    let why = talk.maya.frames.compactMap { frame -> String? in
      if case .nack(_, let refusal) = frame { refusal.why } else { nil }
    }.last
    #expect(why?.contains("kim") == true && why?.contains("Billing") == true)
    // Meant all the same: the customer is told by when.
    let anyway = Command.transfer(to: .queue(billing.id), note: nil, anyway: true)
    #expect(try !talk.maya.do(anyway, in: talk.id).isRefused)
    #expect(talk.ana.transcript().contains { $0.hasPrefix("=> a reply is promised (empty)") })
    #expect(talk.shown?.stage == .promised && talk.shown?.queue == billing.id)
    // With somebody there it is a plain transfer.
    let other = try Talk(DeskPlan(queues: [general, billing]))
    _ = try other.desk.agent("kim", "Kim")
    #expect(try !other.maya.do(pass, in: other.id).isRefused)
    #expect(other.shown?.stage == .waiting)
  }

  // MARK: Coming back

  @Test func whoComesBackGoesToWhomTheyHadIfThereAndFree() throws {
    let talk = try Talk(RehearsedDesk.plan(capacity: 1))
    try talk.maya.do(.say("Done."), in: talk.id)
    try talk.maya.do(.resolve, in: talk.id)
    try talk.ana.say("it hums again")
    #expect(talk.shown?.stage == .agent && talk.shown?.agent?.id == Identifier("maya"))
    #expect(talk.shown?.owed.isPerson == true)
    // Busy with another, she is waited for like anybody.
    try talk.maya.do(.resolve, in: talk.id)
    let bo = try talk.desk.customer()
    try bo.start()
    try bo.say("agent")
    try talk.maya.do(.take)
    try talk.ana.say("and again")
    #expect(talk.shown?.stage == .waiting)
    // Free within a minute, she has her again; later, whoever is next.
    try talk.desk.wait(.seconds(40))
    try talk.maya.do(.resolve, in: bo.conversation)
    #expect(talk.shown?.stage == .agent && talk.shown?.agent?.id == Identifier("maya"))
  }

  @Test func whoseAgentStaysBusyWaitsLikeAnybody() throws {
    let talk = try Talk(RehearsedDesk.plan(capacity: 1))
    try talk.maya.do(.say("Done."), in: talk.id)
    try talk.maya.do(.resolve, in: talk.id)
    let bo = try talk.desk.customer()
    try bo.start()
    try bo.say("agent")
    try talk.maya.do(.take)
    try talk.ana.say("and again")
    try talk.desk.wait(.seconds(70))
    try talk.maya.do(.resolve, in: bo.conversation)
    #expect(talk.shown?.stage == .waiting)
  }

  // MARK: The customer

  @Test func agentsSeeWhetherTheCustomerIsThere() throws {
    let talk = try Talk()
    #expect(talk.shown?.isPresent == true)
    try talk.desk.turn([talk.desk.leave(talk.ana)])
    // From page to page is no leaving.
    try talk.desk.wait(.seconds(2))
    #expect(talk.shown?.isPresent == true)
    try talk.desk.wait(.seconds(10))
    #expect(talk.shown?.isPresent == false)
    _ = try talk.desk.customer(token: talk.ana.token)
    try talk.desk.turn()
    #expect(talk.shown?.isPresent == true)
  }
}

extension AuditEvent {
  /// The same but for the conversation, which each talk has its own of.
  fileprivate func isLike(_ other: AuditEvent) -> Bool {
    switch (self, other) {
    case (.tookOver(_, let from, let reason), .tookOver(_, let otherFrom, let otherReason)):
      from == otherFrom && reason == otherReason
    case (
      .intervened(let deed, _, let from, let reason),
      .intervened(let otherDeed, _, let otherFrom, let otherReason)
    ):
      deed == otherDeed && from == otherFrom && reason == otherReason
    default: false
    }
  }
}

extension Player.Outcome {
  fileprivate var isRefused: Bool {
    if case .done = self { false } else { true }
  }
}
