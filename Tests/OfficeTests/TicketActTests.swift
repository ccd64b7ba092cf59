import Desk
import Journal
import Rehearsal
import Testing
import Wire

@testable import Office

/// What agents do with tickets: two at once, set aside, passed up; on the real record.
@Suite struct TicketActTests {
  /// Ana's and others' conversations, each asking for a person, and Maya who may take them.
  private struct Floor {
    let desk: RehearsedDesk
    let maya: AgentPlayer

    init(_ plan: DeskPlan = RehearsedDesk.plan(capacity: 10)) throws {
      desk = try RehearsedDesk(plan: plan)
      maya = try desk.agent("maya", "Maya Lind")
      try maya.watch()
    }

    func customer(_ words: String = "a person please") throws -> CustomerPlayer {
      let customer = try desk.customer()
      try customer.start()
      try customer.say(words)
      return customer
    }

    func conversation(_ id: Identifier<Conversation>) throws -> Conversation {
      try #require(try desk.office.live(id)).conversation
    }

    func conversation(of customer: CustomerPlayer) throws -> Conversation {
      try conversation(#require(customer.conversation))
    }

    func number(of customer: CustomerPlayer) throws -> Int64 {
      try conversation(of: customer).number
    }

    func code(_ outcome: Player.Outcome) -> Refusal.Code? {
      if case .refused(let code, _) = outcome { code } else { nil }
    }
  }

  // MARK: An incident

  /// Zammad and Freshdesk: twenty customers report the same outage and each is answered by hand.
  @Test func oneAnswerReachesEveryTicketOfAnIncident() throws {
    let floor = try Floor()
    let first = try floor.customer()
    let others = try (0..<20).map { _ in try floor.customer() }
    let incident = try floor.number(of: first)
    try floor.maya.do(.take, in: first.conversation)
    for other in others {
      try floor.maya.do(.link(.parent, to: .number(incident)), in: other.conversation)
    }
    #expect(try floor.conversation(of: first).children.count == 20)
    let outcome = try floor.maya.do(
      .answerAll("Parcels move again.", resolve: true), in: first.conversation)
    #expect(floor.code(outcome) == nil)
    for customer in others + [first] {
      #expect(try floor.conversation(of: customer).stage == .resolved)
      #expect(customer.transcript().contains("Maya Lind: Parcels move again."))
    }
    try floor.desk.restart()
    #expect(try Inspection.verify(floor.desk.record.database).faults == [])
  }

  /// What must be filled in before one ticket is resolved must be so before forty are.
  @Test func requiredFieldsAreAskedForOfEveryTicketOfAnIncident() throws {
    var plan = RehearsedDesk.plan(capacity: 10)
    plan.fields = [FieldPlan("cause", .text, isRequired: true)]
    let floor = try Floor(plan)
    let (first, other) = (try floor.customer(), try floor.customer())
    let incident = try floor.number(of: first)
    try floor.maya.do(.take, in: first.conversation)
    try floor.maya.do(.link(.parent, to: .number(incident)), in: other.conversation)
    let all = Command.answerAll("It works again.", resolve: true)
    try floor.maya.do(.setFields([Field("cause", "outage")]), in: first.conversation)
    #expect(floor.code(try floor.maya.do(all, in: first.conversation)) == .fieldsMissing)
    #expect(try floor.conversation(of: first).stage.word == .agent, "all of them, or none")
    try floor.maya.do(.setFields([Field("cause", "outage")]), in: other.conversation)
    #expect(floor.code(try floor.maya.do(all, in: first.conversation)) == nil)
    #expect(try floor.conversation(of: other).stage == .resolved)
  }

  @Test func anIncidentBelongsToNoOtherAndNothingToItself() throws {
    let floor = try Floor()
    let (a, b, c) = (try floor.customer(), try floor.customer(), try floor.customer())
    let numbers = try [a, b, c].map(floor.number)
    try floor.maya.do(.link(.parent, to: .number(numbers[1])), in: a.conversation)
    let circle = try floor.maya.do(.link(.parent, to: .number(numbers[0])), in: b.conversation)
    #expect(floor.code(circle) == .invalid)
    let second = try floor.maya.do(.link(.parent, to: .number(numbers[2])), in: a.conversation)
    #expect(floor.code(second) == .invalid)
    let itself = try floor.maya.do(.link(.related, to: .number(numbers[2])), in: c.conversation)
    #expect(floor.code(itself) == .invalid)
    let nobody = try floor.maya.do(.link(.related, to: .number(999)), in: c.conversation)
    #expect(floor.code(nobody) == .notFound)
    try floor.maya.do(.unlink(.parent, from: .number(numbers[1])), in: a.conversation)
    #expect(try floor.conversation(of: a).links.isEmpty)
    #expect(try floor.conversation(of: b).links.isEmpty)
  }

  // MARK: Merging and splitting

  /// Zammad 1847: what was merged was forgotten, and its customer waited for ever.
  @Test func whoWaitsInWhatIsMergedWaitsWhereItGoesOn() throws {
    let floor = try Floor()
    let ana = try floor.customer()
    let first = try #require(ana.conversation)
    try floor.maya.do(.take, in: first)
    try floor.maya.do(.say("Hello."), in: first)
    #expect(try floor.conversation(first).owed.word == .customer)
    try floor.desk.begin(another: ana, saying: "a person please")
    let second = try #require(
      floor.maya.summaries.last { $0.stage == .waiting && $0.conversation != first }?.conversation)
    let since = try floor.conversation(second).owed.since
    let number = try floor.conversation(first).number
    let outcome = try floor.maya.do(.merge(into: .number(number)), in: second)
    #expect(floor.code(outcome) == nil)
    #expect(try floor.conversation(second).stage == .closed)
    #expect(try floor.conversation(first).owed == .person(since: #require(since)))
    let late = try ana.do(.say("hello?"), in: second)
    #expect(floor.code(late) == .closed)
  }

  @Test func ticketsOfTwoCustomersAreNeverMergedNorOneWithItself() throws {
    let floor = try Floor()
    let (ana, bo) = (try floor.customer(), try floor.customer())
    try floor.maya.do(.take, in: ana.conversation)
    let two = try floor.maya.do(
      .merge(into: .number(floor.number(of: bo))), in: ana.conversation)
    #expect(floor.code(two) == .invalid)
    let itself = try floor.maya.do(
      .merge(into: .number(floor.number(of: ana))), in: ana.conversation)
    #expect(floor.code(itself) == .invalid)
  }

  @Test func anotherMatterBecomesATicketOfItsOwn() throws {
    let floor = try Floor()
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    try floor.maya.do(.take, in: id)
    try ana.say("and my bill is wrong too")
    let seq = try floor.conversation(id).seq
    let outcome = try floor.maya.do(.split(from: seq, to: Identifier("billing")), in: id)
    #expect(floor.code(outcome) == nil)
    let link = try #require(try floor.conversation(id).links.first)
    let other = try floor.conversation(link.conversation)
    #expect(other.queue == Identifier("billing"))
    #expect(other.stage.word == .waiting && other.owed.isPerson)
    #expect(other.subject == "and my bill is wrong too")
    #expect(other.opening?.customer == (try floor.conversation(id).opening?.customer))
    let odd = try floor.maya.do(.split(from: 1, to: nil), in: id)
    #expect(floor.code(odd) == .notFound)
    #expect(try Inspection.verify(floor.desk.record.database).faults == [])
  }

  // MARK: On hold

  @Test func whatIsOnHoldComesBackAtItsMomentAlsoAfterARestart() throws {
    let floor = try Floor()
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    try floor.maya.do(.take, in: id)
    let until = floor.desk.now + .seconds(3600)
    try floor.maya.do(.hold(until: until, reason: "the depot answers then"), in: id)
    #expect(try floor.conversation(id).state == .onHold)
    #expect(floor.maya.summaries.last { $0.conversation == id }?.matter.heldUntil == until)
    try floor.desk.restart()
    try floor.desk.wait(.seconds(3500))
    #expect(try floor.conversation(id).state == .onHold, "nobody takes it from Maya meanwhile")
    try floor.desk.wait(.seconds(101))
    #expect(try floor.conversation(id).heldUntil == nil)
    #expect(try floor.conversation(id).stage.word == .waiting, "Maya is not there any more")
  }

  @Test func theCustomersWordsEndAHold() throws {
    let floor = try Floor()
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    try floor.maya.do(.take, in: id)
    try floor.maya.follow(id)
    try floor.maya.do(.hold(until: floor.desk.now + .seconds(9000), reason: nil), in: id)
    try ana.say("it has come!")
    #expect(try floor.conversation(id).state == .open)
    #expect(floor.maya.told[id]?.last?.event == .woken(.customer))
  }

  @Test func nothingIsSetAsideUntilAMomentThatHasPassed() throws {
    let floor = try Floor()
    let ana = try floor.customer()
    try floor.maya.do(.take, in: ana.conversation)
    for until in [
      floor.desk.now, floor.desk.now + .seconds(-5), floor.desk.now + .seconds(400 * 86_400),
    ] {
      let outcome = try floor.maya.do(.hold(until: until, reason: nil), in: ana.conversation)
      #expect(floor.code(outcome) == .invalid)
    }
  }

  // MARK: Escalation

  private static func plan() -> DeskPlan {
    var plan = RehearsedDesk.plan(capacity: 10)
    plan.queues[0].escalatesTo = Identifier("technical")
    return plan
  }

  @Test func whoIsEscalatedKeepsTheirPlaceInTimeAndTheFirstAgentMayFollow() throws {
    let floor = try Floor(Self.plan())
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    let since = try floor.conversation(id).owed.since
    try floor.maya.do(.take, in: id)
    try floor.desk.wait(.seconds(60))
    let outcome = try floor.maya.do(
      .escalate(to: nil, reason: "needs a technician", stay: true), in: id)
    #expect(floor.code(outcome) == nil)
    let conversation = try floor.conversation(id)
    #expect(conversation.queue == Identifier("technical"))
    #expect(conversation.owed.since == since)
    #expect(conversation.followers.map(\.id) == [floor.maya.login])
    let told = ana.told[id]?.compactMap(\.event).last {
      if case .escalated = $0 { true } else { false }
    }
    guard case .escalated(let escalation) = told else {
      Issue.record("the customer is told")
      return
    }
    #expect(escalation.reason.isEmpty, "and not why")
  }

  /// LHC and Zammad: triggers that send a ticket to and fro for ever.
  @Test func nobodyEscalatesInCirclesAndAPersonComesLast() throws {
    var plan = Self.plan()
    plan.lastResort = Identifier("ruth")
    let floor = try Floor(plan)
    _ = try floor.desk.agent("ruth", "Ruth", role: .supervisor)
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    for queue in ["technical", "billing", "orders"] {
      try floor.maya.do(.take, in: id)
      let back = try floor.maya.do(
        .escalate(to: Identifier("general"), reason: "x", stay: false), in: id)
      #expect(floor.code(back) == .invalid, "it was there before")
      let on = try floor.maya.do(.escalate(to: Identifier(queue), reason: "x", stay: false), in: id)
      #expect(floor.code(on) == nil)
    }
    try floor.maya.do(.take, in: id)
    let last = try floor.maya.do(.escalate(to: nil, reason: "x", stay: false), in: id)
    #expect(floor.code(last) == nil)
    guard case .withAgent(let agent) = try floor.conversation(id).stage else {
      Issue.record("it is Ruth's")
      return
    }
    #expect(agent.id == Identifier("ruth"))
  }

  @Test func whoIsEscalatedToAClosedQueueIsToldByWhenSomebodyAnswers() throws {
    var plan = Self.plan()
    let opening = RehearsedDesk.plan().queues[0]
    plan.queues[3] = QueuePlan(
      Identifier("technical"), title: "Technical help", replyWithin: opening.replyWithin,
      agents: [Identifier("tim")])
    plan.queues[0].escalatesTo = Identifier("technical")
    let floor = try Floor(plan)
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    try floor.maya.do(.take, in: id)
    try floor.maya.do(.escalate(to: nil, reason: "x", stay: false), in: id)
    let conversation = try floor.conversation(id)
    #expect(conversation.stage.word == .promised && conversation.owed.isPerson)
  }

  // MARK: Tags, fields, followers

  /// Whoever stays with what they escalated reads on, also in a queue that is closed to them.
  @Test func whoFollowsIsToldWhateverTheQueue() throws {
    var plan = Self.plan()
    let opening = RehearsedDesk.plan().queues[0]
    plan.queues[3] = QueuePlan(
      Identifier("technical"), title: "Technical help", replyWithin: opening.replyWithin,
      agents: [Identifier("tim")], isClosed: true)
    plan.queues[0].escalatesTo = Identifier("technical")
    let floor = try Floor(plan)
    let kim = try floor.desk.agent("kim", "Kim")
    try kim.watch()
    let tim = try floor.desk.agent("tim", "Tim")
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    try floor.maya.do(.take, in: id)
    try floor.maya.follow(id)
    try floor.maya.do(.escalate(to: nil, reason: "x", stay: true), in: id)
    try tim.do(.take, in: id)
    try tim.do(.say("This is Tim."), in: id)
    #expect(
      floor.maya.told[id]?.compactMap(\.event).contains { event in
        if case .said(let message) = event { message.text == "This is Tim." } else { false }
      } == true)
    #expect(floor.code(try kim.do(.note("what is it?"), in: id)) == .notFound)
    try floor.maya.do(.follow(false), in: id)
    #expect(floor.code(try floor.maya.do(.note("and now?"), in: id)) == .notFound)
  }

  @Test func whatIsOddIsRefusedWithWhatToMend() throws {
    let floor = try Floor()
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    let refused: [Command] = [
      .tag(add: [], remove: []), .tag(add: ["two words"], remove: []),
      .tag(add: [String(repeating: "x", count: 41)], remove: []),
      .tag(add: (0...32).map { "t\($0)" }, remove: []), .setFields([]),
      .setFields([Field("", "x")]), .follow(false), .wake,
    ]
    for command in refused {
      #expect(floor.code(try floor.maya.do(command, in: id)) == .invalid, "\(command)")
    }
    try floor.maya.do(.tag(add: ["vip", "späte-ware"], remove: []), in: id)
    try floor.maya.do(.tag(add: ["gold"], remove: ["vip"]), in: id)
    #expect(try floor.conversation(id).tags == ["späte-ware", "gold"])
    #expect(
      floor.maya.summaries.last { $0.conversation == id }?.matter.tags == ["späte-ware", "gold"])
    #expect(!ana.transcript().contains { $0.contains("gold") })
  }

  @Test func whoTheCustomerIsIsSaidByTheAgentWhoHasThem() throws {
    let floor = try Floor()
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    #expect(
      floor.code(try floor.maya.do(.identify(name: "Ana", email: nil), in: id)) == .notYours)
    try floor.maya.do(.take, in: id)
    try floor.maya.do(.identify(name: "Ana Silva", email: "ana@example.com"), in: id)
    #expect(try floor.conversation(id).contact.email == "ana@example.com")
    let another = try floor.maya.do(.identify(name: nil, email: "bo@example.com"), in: id)
    #expect(floor.code(another) == .anotherPerson)
  }

  @Test func whatIsClosedIsOverForGood() throws {
    let floor = try Floor()
    let ana = try floor.customer()
    let id = try #require(ana.conversation)
    #expect(floor.code(try floor.maya.do(.close, in: id)) == .notResolved)
    try floor.maya.do(.take, in: id)
    try floor.maya.do(.resolve, in: id)
    try floor.maya.do(.close, in: id)
    #expect(floor.code(try floor.maya.do(.reopen, in: id)) == .closed)
    #expect(floor.code(try ana.do(.say("one more thing"))) == .closed)
    #expect(try floor.conversation(id).state == .closed)
  }
}

extension RehearsedDesk {
  /// A second conversation of somebody who has one.
  fileprivate func begin(another customer: CustomerPlayer, saying words: String) throws {
    let cid = freshCID()
    try turn([
      .order(
        #require(customer.caller), Order(cid, nil, .start(language: "en", page: nil)), .within)
    ])
    let id = try #require(
      customer.takeAnswers().lazy.compactMap { frame in
        if case .ack(let ack) = frame, ack.cid == cid { ack.conversation } else { nil }
      }.first)
    try customer.do(.say(words), in: id)
  }
}
