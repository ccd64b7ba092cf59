import Desk
import Documents
import Events
import Flows
import Journal
import Knowledge
import Rehearsal
import Rules
import Secrets
import Testing
import Wire

@testable import Office

/// Rules at a real desk: decided in the turn that caused them, and in the record under their names.
@Suite struct RuleTests {
  private static let names = RuleNames(
    queues: ["general", "orders", "billing", "technical"], flows: ["t", "survey"])

  private static func book(_ text: String) throws -> RuleBook {
    let outcome = RuleBook.read(
      SourceFile(path: "rules.yaml", text: "rules:\n" + text), names)
    for finding in outcome.findings where finding.severity == .error {
      Issue.record("\(finding.place): \(finding.message)")
    }
    return try #require(outcome.book)
  }

  /// A desk with rules, and a customer who has begun.
  private struct Talk {
    let desk: RehearsedDesk
    let ana: CustomerPlayer
    let id: Identifier<Conversation>

    init(_ rules: String, plan: DeskPlan = RehearsedDesk.plan(), bot: BotPlan = SmallBot.plan)
      throws
    {
      desk = try RehearsedDesk(plan: plan, bot: bot)
      desk.office.adopt(try RuleTests.book(rules))
      ana = try desk.customer()
      try ana.start()
      id = try #require(ana.conversation)
    }

    var standing: Conversation {
      get throws {
        var conversation = Conversation(id: id)
        for kept in try desk.entries(of: id) {
          conversation.apply(try EventText.recorded(kept.body), at: kept.at)
        }
        return conversation
      }
    }

    var authors: [String] { get throws { try desk.entries(of: id).map(\.author) } }
  }

  @Test func aRuleActsInTheTurnOfTheWordsThatMeanIt() throws {
    let talk = try Talk(
      """
        - name: twice
          when: customer_writes
          words: [charged twice]
          do: [{ category: billing }, { priority: urgent }, { tags: [money] }]

      """)
    let before = try talk.desk.log.follow(from: 0, limit: 1000).count
    try talk.ana.say("I was charged twice")
    let conversation = try talk.standing
    #expect(conversation.category == "billing" && conversation.priority == .urgent)
    #expect(conversation.tags == ["money"])
    #expect(try talk.authors.filter { $0 == "rule:twice" }.count == 3)
    let events = try talk.desk.events(of: talk.id)
    #expect(events.contains(.categorised("billing", .rule("twice"))))
    #expect(try talk.desk.log.follow(from: 0, limit: 1000).count > before)
  }

  @Test func aTurnThatCannotBeWrittenLeavesNothingOfItsRules() throws {
    let talk = try Talk("  - { name: a, when: customer_writes, do: [{ priority: high }] }\n")
    try talk.ana.say("hello")
    try talk.desk.restart()
    #expect(try talk.standing.priority == .high)
    #expect(
      try talk.desk.events(of: talk.id).filter { $0 == .prioritised(.high, .rule("a")) }.count == 1)
  }

  @Test func aTimeHoldsOverARestartAndIsDueOnce() throws {
    let rules =
      "  - { name: late, when: { after: 2m, since: owed }, do: [{ priority: high }] }\n"
    let talk = try Talk(rules)
    try talk.ana.say("agent")
    try talk.desk.wait(.seconds(60))
    try talk.desk.restart()
    talk.desk.office.adopt(try Self.book(rules))
    try talk.desk.wait(.seconds(50))
    #expect(try talk.standing.priority == .normal)
    try talk.desk.wait(.seconds(20))
    #expect(try talk.standing.priority == .high)
    try talk.desk.wait(.seconds(86_400))
    let times = try talk.desk.entries(of: talk.id).filter { $0.author == "rule:late" }
    #expect(times.count == 1)
  }

  @Test func whatIsTakenInTimeIsNotDue() throws {
    let talk = try Talk(
      "  - { name: late, when: { after: 1m, since: waiting }, do: [{ priority: high }] }\n")
    let maya = try talk.desk.agent("maya", "Maya Lind")
    try maya.watch()
    try talk.ana.say("agent")
    try maya.do(.take)
    try talk.desk.wait(.seconds(3600))
    #expect(try talk.standing.priority == .normal)
  }

  @Test func aFlowIsStartedWhereTheTalkIsOver() throws {
    let talk = try Talk(
      """
        - name: asks
          when: resolved
          cool_down: 30d
          do: [{ flow: survey }]

      """, bot: try Self.surveying())
    try talk.ana.say("all good")
    #expect(try talk.standing.stage == .resolved)
    #expect(try said(talk).last == "How was it?")
    try talk.ana.say("4")
    #expect(try talk.standing.outcome == "surveyed")
  }

  @Test func theBotHearsOfWhatARuleResolves() throws {
    let talk = try Talk(
      "  - { name: ends, when: { after: 2h, since: customer_silent }, do: [{ say: Bye. }, resolve] }\n"
    )
    let maya = try talk.desk.agent("maya", "Maya Lind")
    try talk.ana.say("agent")
    try maya.do(.take, in: talk.id)
    try maya.do(.say("Which one?"), in: talk.id)
    try talk.desk.wait(.seconds(7200))
    #expect(try talk.standing.stage == .resolved)
    #expect(try said(talk).last == "Bye.")
    #expect(try talk.desk.events(of: talk.id).contains(.resolved(.rule("ends"))))
  }

  private func said(_ talk: Talk) throws -> [String] {
    try talk.desk.events(of: talk.id).compactMap { event in
      if case .said(let message) = event, message.author == .bot { message.text } else { nil }
    }
  }

  @Test func aPauseHoldsForTheCustomerInOtherConversationsAndAfterARestart() throws {
    let rules = """
        - name: asks
          when: customer_writes
          cool_down: 30d
          do: [{ note: asked }]

      """
    let talk = try Talk(rules)
    try talk.ana.say("hello")
    try talk.desk.restart()
    talk.desk.office.adopt(try Self.book(rules))
    let (again, second) = try Self.another(talk)
    try again.do(.say("hello"), in: second)
    #expect(second != talk.id)
    func notes(_ id: Identifier<Conversation>) throws -> Int {
      try talk.desk.events(of: id).count { if case .noted = $0 { true } else { false } }
    }
    #expect(try notes(talk.id) == 1)
    #expect(try notes(second) == 0)
    try talk.desk.wait(.seconds(31 * 86_400))
    try again.do(.say("hello again"), in: second)
    #expect(try notes(second) == 1)
  }

  @Test func contactsOfTheSameCustomerAreCounted() throws {
    let talk = try Talk(
      "  - { name: often, when: started, if: customer.contacts_7d >= 2, do: [{ tags: [repeat] }] }\n"
    )
    #expect(try talk.standing.tags == [])
    let (_, second) = try Self.another(talk)
    #expect(
      try talk.desk.events(of: second).contains(
        .tagged(Tagging(added: ["repeat"], removed: [], .rule("often")))))
  }

  @Test func aTaskIsATicketOfItsOwnTiedToTheConversation() throws {
    let talk = try Talk(
      """
        - name: lead
          when: customer_writes
          words: [complaint]
          do: [{ task: { queue: billing, subject: "Call #{{ conversation.number }}", body: "{{ text }}" } }]

      """)
    try talk.ana.say("a complaint")
    let link = try #require(try talk.standing.links.first)
    #expect(link.kind == .related && link.number == 2 && link.author == .rule("lead"))
    var task = Conversation(id: link.conversation)
    for kept in try talk.desk.entries(of: link.conversation) {
      task.apply(try EventText.recorded(kept.body), at: kept.at)
    }
    #expect(task.subject == "Call #1" && task.queue == Identifier("billing"))
    #expect(task.stage.word == .promised && task.links.first?.conversation == talk.id)
    let maya = try talk.desk.agent("maya", "Maya Lind")
    try maya.watch()
    #expect(maya.summaries.contains { $0.conversation == link.conversation })
    try talk.desk.restart()
    #expect(try talk.desk.office.live(link.conversation)?.conversation.seq == task.seq)
  }

  @Test func peopleWhoAreToldHaveItOnTheirScreens() throws {
    let talk = try Talk(
      """
        - name: tells
          when: customer_writes
          words: [fire]
          do: [{ notify: { to: [supervisors, "agent:maya"], text: "Look at #{{ conversation.number }}" } }]

      """)
    let maya = try talk.desk.agent("maya", "Maya Lind")
    let kim = try talk.desk.agent("kim", "Kim")
    let lead = try talk.desk.agent("lead", "Lea", role: .supervisor)
    try talk.ana.say("fire!")
    func notices(_ agent: AgentPlayer) -> [String] {
      agent.frames.compactMap { if case .notice(let notice) = $0 { notice.text } else { nil } }
    }
    #expect(notices(maya) == ["Look at #1"] && notices(lead) == ["Look at #1"])
    #expect(notices(kim) == [])
    #expect(
      try talk.desk.events(of: talk.id).contains {
        if case .notified(let notification) = $0 { notification.rule == "tells" } else { false }
      })
  }

  @Test func aCategoryBringsItsPriorityAndQueueWhereNobodyChose() throws {
    var plan = RehearsedDesk.plan()
    plan.categories = CategoryTree([
      CategoryPlan("money", priority: .high, queue: Identifier("billing")),
      CategoryPlan("money/refund"), CategoryPlan("other", priority: .low),
    ])
    let talk = try Talk("  - { name: x, when: rated, do: [close] }\n", plan: plan)
    let maya = try talk.desk.agent("maya", "Maya Lind")
    try maya.watch()
    try talk.ana.say("agent")
    try maya.do(.categorise("refund"), in: talk.id)
    var conversation = try talk.standing
    #expect(conversation.category == "money/refund")
    #expect(conversation.priority == .high && conversation.queue == Identifier("billing"))
    try maya.do(.categorise("other"), in: talk.id)
    #expect(try talk.standing.priority == .low)
    try maya.do(.prioritise(.urgent), in: talk.id)
    try maya.do(.categorise("money"), in: talk.id)
    conversation = try talk.standing
    #expect(conversation.priority == .urgent && conversation.category == "money")
    try maya.do(.categorise("refnd"), in: talk.id)
    #expect(Self.nacks(maya).last?.why.contains("did you mean money/refund?") == true)
  }

  /// The desk would offer it to Maya, who comes first; the rule wishes for Zoe. What she declines
  /// goes on to Maya.
  @Test func aRuleHasItOfferedFirstToWhomItWishes() throws {
    var plan = RehearsedDesk.plan()
    plan.queues[0] = QueuePlan(
      Identifier("general"), title: "General", replyWithin: .seconds(3600),
      routing: QueueRouting(mode: .offer))
    let talk = try Talk(
      "  - { name: zoes, when: handed_over, do: [{ offer: { agent: zoe } }] }\n", plan: plan)
    let maya = try talk.desk.agent("maya", "Maya Lind")
    let zoe = try talk.desk.agent("zoe", "Zoe")
    _ = maya
    try talk.ana.say("agent")
    #expect(try talk.standing.offer?.agent.id == Identifier("zoe"))
    try zoe.do(.decline(reason: "at lunch"), in: talk.id)
    #expect(try talk.standing.offer?.agent.id == Identifier("maya"))
  }

  /// Who asked where nobody is and is sent by a rule to where somebody is, waits there: nobody
  /// stands among the missed while one who serves them is here.
  @Test func whoIsSentToWhereSomebodyIsWaitsThereAgain() throws {
    var plan = RehearsedDesk.plan()
    plan.queues[0] = QueuePlan(
      Identifier("general"), title: "General", replyWithin: .seconds(3600),
      agents: [Identifier("tim")])
    let talk = try Talk(
      "  - { name: money, when: customer_writes, words: [refund], do: [{ queue: billing }] }\n",
      plan: plan)
    let maya = try talk.desk.agent("maya", "Maya Lind")
    try maya.watch()
    try talk.ana.say("agent")
    #expect(try [.missed, .promised].contains(talk.standing.stage.word))
    try talk.ana.say("it is about a refund")
    let conversation = try talk.standing
    #expect(conversation.stage.word == .waiting && conversation.queue == Identifier("billing"))
    try talk.desk.wait(.seconds(600))
    #expect(try talk.standing.stage.word == .missed, "the desk watches over that wait too")
  }

  @Test func whatIsRequiredIsAskedForBeforeItIsResolved() throws {
    var plan = RehearsedDesk.plan()
    plan.fields = [FieldPlan("cause", .choice(["parcel", "us"]), isRequired: true)]
    let talk = try Talk("  - { name: x, when: rated, do: [close] }\n", plan: plan)
    let maya = try talk.desk.agent("maya", "Maya Lind")
    try talk.ana.say("agent")
    try maya.do(.take, in: talk.id)
    try maya.do(.resolve, in: talk.id)
    #expect(Self.nacks(maya).last?.code == .fieldsMissing)
    try maya.do(.setFields([Field("cause", "them")]), in: talk.id)
    #expect(Self.nacks(maya).last?.why.contains("parcel, us") == true)
    try maya.do(.setFields([Field("casue", "us")]), in: talk.id)
    #expect(Self.nacks(maya).last?.code == .notFound)
    try maya.do(.setFields([Field("cause", "US")]), in: talk.id)
    try maya.do(.resolve, in: talk.id)
    #expect(try talk.standing.stage == .resolved)
    #expect(try talk.standing.fields == [Field("cause", "us")])
  }

  @Test func withoutRulesNothingIsKeptForThem() throws {
    let desk = try RehearsedDesk(bot: SmallBot.plan)
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    #expect(desk.office.draft.takeUnruled().isEmpty)
    #expect(!desk.office.timers.all.contains { if case .rule = $0.kind { true } else { false } })
  }

  private static func nacks(_ agent: AgentPlayer) -> [Refusal] {
    agent.frames.compactMap { if case .nack(_, let refusal) = $0 { refusal } else { nil } }
  }

  /// Another conversation of the same customer.
  private static func another(_ talk: Talk) throws -> (CustomerPlayer, Identifier<Conversation>) {
    let again = try talk.desk.customer(token: talk.ana.token)
    try again.do(.start(language: "en", page: nil))
    let acked = again.frames.compactMap { if case .ack(let ack) = $0 { ack } else { nil } }
    return (again, try #require(acked.last?.conversation))
  }

  /// The small bot with a survey that only rules start.
  private static func surveying() throws -> BotPlan {
    let bot = """
      bot: tester
      entry: [{ flow: t }]
      on_event: { never: { flow: survey } }
      commands:
        agent: { phrases: [agent], do: handoff, queue: general }
        stop: { phrases: [stop], do: end }

      """
    let flow = """
      flow: t
      vars: { words: { type: text, max: 2000 } }
      sections:
        hear:
          - ask: What is it about?
            into: words
          - end: resolved

      """
    let survey = """
      flow: survey
      vars: { score: { type: int, min: 1, max: 5 } }
      sections:
        rate:
          - ask: How was it?
            into: score
            retries: 0
            on_fail: bye
          - goto: bye
        bye:
          - end: surveyed

      """
    let sources = [("bot", bot), ("t.flow", flow), ("survey.flow", survey)].map {
      SourceFile(path: "\($0.0).yaml", text: $0.1)
    }
    let revision = Revision.load(
      sources: sources, desk: DeskNames(queues: ["general"], articleCount: 0),
      digest: { SHA256.hash($0) })
    return BotPlan(
      revision: try #require(revision.revision, "\(revision.findings)"), source: [1],
      articles: KnowledgeIndex([])
    ) { _ in nil }
  }
}
