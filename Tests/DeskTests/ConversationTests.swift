import Testing

@testable import Desk

/// Given events, when a command, then events.
struct ConversationTests {
  static let maya = AgentName(Identifier("maya"), name: "Maya Lind")
  static let kim = AgentName(Identifier("kim"), name: "Kim Olsen")
  static let ana = Identifier<Customer>("ana")
  static let orders = Identifier<Queue>("orders")
  static let circumstances = desk(openWork: 0)

  static func desk(openWork: Int) -> Circumstances {
    Circumstances(
      textLimit: 100, openWork: openWork, capacity: 2,
      colleague: Circumstances.Colleague(kim, isThere: true),
      queues: [
        QueuePlan(orders, title: "Orders", replyWithin: .seconds(60)),
        QueuePlan(
          Identifier("billing"), title: "Billing", replyWithin: .seconds(60), agents: [kim.id]),
      ], flows: ["triage"])
  }
  static let opening = Event.started(
    Opening(
      site: "demo", customer: ana, number: 7, language: "en", page: nil, channel: "web"))
  static let queued = Event.queued(
    Handoff(queue: orders, priority: .high, summary: "late", reason: .flow))

  static func given(_ events: Event...) -> Conversation {
    var conversation = Conversation(id: Identifier("c"))
    for (index, event) in ([opening] + events).enumerated() {
      conversation.apply(event, at: Instant(milliseconds: Int64(index + 1) * 1000))
    }
    return conversation
  }

  private func refusal(
    _ command: Command, by principal: Principal, _ conversation: Conversation,
    _ circumstances: Circumstances = Self.circumstances
  ) -> Refusal.Code? {
    do {
      _ = try conversation.decide(command, by: principal, in: circumstances)
      return nil
    } catch { return error.code }
  }

  private func events(
    _ command: Command, by principal: Principal, _ conversation: Conversation,
    _ circumstances: Circumstances = Self.circumstances
  ) throws -> [Event] {
    try conversation.decide(command, by: principal, in: circumstances)
  }

  private let customer = Principal.customer(ana)
  private let agent = Principal.agent(maya, .agent)
  private let other = Principal.agent(kim, .agent)

  @Test func aWaitingConversationGoesToTheFirstAgentWhoTakesIt() throws {
    let waiting = Self.given(Self.queued)
    #expect(try events(.take, by: agent, waiting) == [.taken(Self.maya)])
    let taken = Self.given(Self.queued, .taken(Self.maya))
    #expect(refusal(.take, by: other, taken) == .alreadyTaken)
    #expect(refusal(.take, by: agent, taken) == .alreadyTaken)
  }

  @Test func anAgentNeverHasMoreThanTheirCapacity() {
    let full = Self.desk(openWork: 2)
    #expect(refusal(.take, by: agent, Self.given(Self.queued), full) == .atCapacity)
    let taken = Self.given(Self.queued, .taken(Self.maya))
    #expect(
      refusal(.transfer(to: .agent(Self.kim.id), note: nil), by: agent, taken, full) == .atCapacity)
    let resolved = Self.given(Self.queued, .taken(Self.maya), .resolved(.agent(Self.maya)))
    #expect(refusal(.reopen, by: agent, resolved, full) == .atCapacity)
  }

  @Test func onlyTheOwnerSpeaksTransfersReleasesAndResolves() throws {
    let taken = Self.given(Self.queued, .taken(Self.maya))
    for command in [
      Command.say("hello"), .release, .transfer(to: .queue(Self.orders), note: nil), .resolve,
    ] {
      #expect(refusal(command, by: other, taken) == .notYours)
      #expect(try !events(command, by: agent, taken).isEmpty)
    }
  }

  @Test(arguments: [
    (Command.Recipient.queue(Identifier("orders")), nil as Refusal.Code?),
    (.queue(Identifier("nowhere")), .notFound), (.agent(Identifier("kim")), nil),
    (.agent(Identifier("nobody")), .notFound), (.agent(Identifier("maya")), .notFound),
    (.bot(flow: nil), nil), (.bot(flow: "triage"), nil), (.bot(flow: "nothing"), .notFound),
  ])
  func aConversationIsPassedOnOnlyToWhatIsThere(_ to: Command.Recipient, _ code: Refusal.Code?) {
    let taken = Self.given(Self.queued, .taken(Self.maya))
    #expect(refusal(.transfer(to: to, note: nil), by: agent, taken) == code)
  }

  @Test func aColleagueWhoIsNotOnlineGetsNothing() {
    var circumstances = Self.circumstances
    circumstances.colleague = Circumstances.Colleague(Self.kim, isThere: false)
    let taken = Self.given(Self.queued, .taken(Self.maya))
    let passing = Command.transfer(to: .agent(Self.kim.id), note: nil)
    #expect(refusal(passing, by: agent, taken, circumstances) == .notFound)
  }

  @Test func aQueueOfOthersIsTakenFromByThemAndBySupervisors() throws {
    let waiting = Self.given(
      .queued(Handoff(queue: Identifier("billing"), priority: .normal, reason: .flow)))
    #expect(refusal(.take, by: agent, waiting) == .notAllowed)
    #expect(try events(.take, by: other, waiting) == [.taken(Self.kim)])
    let supervisor = Principal.agent(Self.maya, .supervisor)
    #expect(try events(.take, by: supervisor, waiting) == [.taken(Self.maya)])
  }

  @Test func onlyASupervisorTakesOverAndOnlyIfTheySaySo() throws {
    let taken = Self.given(Self.queued, .taken(Self.maya))
    let supervisor = Principal.agent(Self.kim, .supervisor)
    #expect(refusal(.take, by: supervisor, taken) == .alreadyTaken)
    #expect(refusal(.take(over: true), by: other, taken) == .notAllowed)
    #expect(try events(.take(over: true), by: supervisor, taken) == [.taken(Self.kim)])
    let theirs = Self.given(Self.queued, .taken(Self.kim))
    #expect(refusal(.take(over: true), by: supervisor, theirs) == .alreadyTaken)
  }

  @Test func aCustomerCannotReachAnotherCustomersConversation() {
    let stranger = Principal.customer(Identifier("bo"))
    for command in [
      Command.say("hi"), .choose(option: "a", question: "q"), .resolve, .reopen,
      .rate(score: 5, comment: nil), .identify(name: "x", email: nil),
    ] {
      #expect(refusal(command, by: stranger, Self.given()) == .notFound)
    }
  }

  @Test func customersCannotDoWhatAgentsOrTheBotDo() {
    for command in [
      Command.take, .note("x"), .release, .prioritise(.urgent), .categorise("x"),
      .speak("x", nil), .handOver(Handoff(queue: Self.orders, priority: .low, reason: .flow)),
      .giveBack(.vanished), .conclude(outcome: "resolved"),
    ] {
      #expect(refusal(command, by: customer, Self.given(Self.queued)) == .notFound)
    }
  }

  @Test(arguments: [
    ("", Refusal.Code.invalid), ("  \n ", .invalid), ("a\u{0}b", .invalid),
    (String(repeating: "a", count: 101), .tooLong),
  ])
  func aTextThatCannotBeKeptAsItIsIsRefused(_ text: String, _ code: Refusal.Code) {
    #expect(refusal(.say(text), by: customer, Self.given()) == code)
  }

  @Test func aTextOfExactlyTheLimitIsKeptToTheByte() throws {
    let text = " \u{1F469}\u{200D}\u{1F4BB}e\u{301}" + String(repeating: "x", count: 94)
    #expect(
      try events(.say(text), by: customer, Self.given()) == [.said(Message(.customer, text))])
  }

  @Test func onlyTheOpenQuestionCanBeAnswered() throws {
    let offer = Offer(question: "q1", options: [Offer.Option(id: "a", label: "Order")])
    let asked = Self.given(.said(Message(.bot, "What?", offer: offer)))
    #expect(
      try events(.choose(option: "a", question: "q1"), by: customer, asked)
        == [.said(Message(.customer, "Order", answer: .option("a", question: "q1")))])
    #expect(refusal(.choose(option: "b", question: "q1"), by: customer, asked) == .invalid)
    #expect(refusal(.choose(option: "a", question: "q0"), by: customer, asked) == .stale)
    let answered = Self.given(
      .said(Message(.bot, "What?", offer: offer)),
      .said(Message(.customer, "Order", answer: .option("a", question: "q1"))))
    #expect(refusal(.choose(option: "a", question: "q1"), by: customer, answered) == .stale)
  }

  @Test func aFormWantsItsRequiredFieldsAndNoOthers() throws {
    let offer = Offer(
      question: "f",
      form: [Offer.FormField(id: "email", label: "E-mail", kind: "email", isRequired: true)])
    let asked = Self.given(.said(Message(.bot, "Who?", offer: offer)))
    #expect(refusal(.fill([], question: "f"), by: customer, asked) == .invalid)
    let odd = [Field("email", "a@b.c"), Field("role", "admin")]
    #expect(refusal(.fill(odd, question: "f"), by: customer, asked) == .invalid)
    let filled = try events(.fill([Field("email", "a@b.c")], question: "f"), by: customer, asked)
    #expect(
      filled == [
        .said(
          Message(
            .customer, "E-mail: a@b.c", answer: .form([Field("email", "a@b.c")], question: "f")))
      ])
  }

  @Test func wordsAfterTheEndBringBackThePersonWhoHelped() throws {
    let resolved = Self.given(Self.queued, .taken(Self.maya), .resolved(.agent(Self.maya)))
    let back = try events(.say("still broken"), by: customer, resolved)
    #expect(back.count == 3)
    #expect(back[0] == .reopened(.customer))
    guard case .queued(let handoff) = back[2] else {
      Issue.record("expected a place in the queue, not \(back[2])")
      return
    }
    #expect(handoff.queue == Self.orders)
    #expect(handoff.reason == .returned)
    let surveyed = Circumstances(textLimit: 100, isSurveying: true)
    #expect(try events(.say("5"), by: customer, resolved, surveyed).count == 1)
  }

  @Test func onlyWhatIsResolvedIsRatedOrReopened() throws {
    #expect(refusal(.rate(score: 5, comment: nil), by: customer, Self.given()) == .notResolved)
    #expect(refusal(.reopen, by: customer, Self.given()) == .notResolved)
    let resolved = Self.given(.resolved(.customer))
    #expect(refusal(.rate(score: 6, comment: nil), by: customer, resolved) == .invalid)
    #expect(
      try events(.rate(score: 4, comment: nil), by: customer, resolved)
        == [.rated(score: 4, comment: nil)])
  }

  @Test func anAgentWhoVanishedGivesTheConversationBackToTheFront() throws {
    var conversation = Self.given(Self.queued, .taken(Self.maya))
    let events = try events(.giveBack(.vanished), by: .desk, conversation)
    #expect(events == [.released(Self.maya, .vanished)])
    conversation.apply(events[0], at: Instant(milliseconds: 9000))
    #expect(conversation.stage == .waiting(since: Instant(milliseconds: 2000), atFront: true))
  }

  @Test func theBotsEndWithoutAPersonResolvesOnlyWhatNeedsNobody() throws {
    for (outcome, isOver) in [("resolved", true), ("declined", false), ("failed", false)] {
      let events = try events(.conclude(outcome: outcome), by: .bot, Self.given())
      #expect(events.contains(.resolved(.bot)) == isOver)
    }
  }

  /// What stands on a button is the bot's, however the customer says it.
  @Test func aButtonsWordsTypedByHandAreNoSubject() throws {
    var conversation = Scene.given(Scene.question)
    for text in ["order", "My lamp hums"] {
      for event in try Scene.events(.say(text), by: .customer(Scene.ana), conversation) {
        conversation.apply(event, at: Instant(milliseconds: 9000))
      }
    }
    #expect(conversation.subject == "My lamp hums")
  }

  @Test func subjectAndSummaryAreWhatTheCustomerAndTheFlowSaid() {
    let conversation = Self.given(
      .said(Message(.customer, "Order", answer: .option("o", question: "q"))),
      .said(Message(.customer, "My parcel is late")), Self.queued,
      .suggested(query: "late", [Identifier("a1"), Identifier("a2")]),
      .judged(helped: false, [Identifier("a1")]))
    #expect(conversation.subject == "My parcel is late")
    #expect(conversation.summary == "late")
    #expect(conversation.priority == .high)
    #expect(conversation.shown.map(\.helped) == [false, nil])
  }
}
