import Desk
import Office
import Rehearsal
import Testing
import Wire

/// What customers and agents live through, with the shop's own flows.
struct JourneyTests {
  @Test func theBotGreetsAndAsksWhatItIsAbout() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    #expect(
      ana.transcript() == [
        "bot: Hello there! I'm Acme's assistant. Write **agent** whenever you would rather talk to "
          + "a person.",
        "bot: What is it about?",
        "  [An order or delivery | A payment or refund | A device that has trouble | "
          + "Something else]",
      ])
    try ana.press("billing")
    #expect(
      ana.transcript().suffix(2) == [
        "customer: A payment or refund",
        "bot: Please tell me in a sentence or two what happened.",
      ])
  }

  /// Up to "did that solve it?", with articles on the table.
  static func askAboutLateParcel(_ ana: CustomerPlayer) throws {
    try ana.start()
    try ana.press("order")
    try ana.say("ab-123456")
    try ana.say("My parcel is late and the tracking does not move")
  }

  @Test func articlesThatHelpEndTheMatter() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try Self.askAboutLateParcel(ana)
    #expect(ana.lastOffer?.options.map(\.id) == ["yes", "no"])
    #expect(ana.transcript().contains { $0.hasPrefix("  card: ") })
    try ana.press("yes")
    #expect(
      ana.transcript().suffix(3) == [
        "customer: Yes", "bot: Great, glad that is sorted! Write again whenever you need us.",
        "=> resolved by bot",
      ])
    let events = try desk.events(of: #require(ana.conversation))
    #expect(
      events.contains { if case .judged(true, let shown) = $0 { !shown.isEmpty } else { false } })
  }

  @Test func articlesThatDoNotHelpLeadToAPersonWhoKnowsEverything() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    let ana = try desk.customer()
    try Self.askAboutLateParcel(ana)
    let seq = Int64(ana.told[try #require(ana.conversation)]?.count ?? 0)
    try ana.press("no")
    try ana.say("ana@example.com")
    #expect(
      ana.transcript(since: seq).prefix(4) == [
        "customer: No",
        "bot: Which e-mail address can we reach you at?",
        "customer: ana@example.com",
        "=> waits in orders (flow)",
      ])
    #expect(
      ana.transcript().last?.hasPrefix(
        "bot: Thank you. I'm passing this to our Orders and delivery team") == true)
    let id = try #require(ana.conversation)
    try maya.watch()
    #expect(maya.summaries.last?.stage == .waiting)
    try maya.do(.take, in: id)
    try maya.follow(id)
    maya.conversation = id
    let handoff = try #require(
      desk.events(of: id).lazy.compactMap { if case .queued(let it) = $0 { it } else { nil } }.first
    )
    #expect(handoff.summary.contains("My parcel is late and the tracking does not move"))
    #expect(handoff.summary.contains("AB-123456"))
    #expect(handoff.fields.contains(Field("email", "ana@example.com")))
    try maya.say("Hello, this is Maya.")
    try ana.say("at last")
    #expect(
      ana.transcript().suffix(3) == [
        "=> Maya Lind takes it", "Maya Lind: Hello, this is Maya.", "customer: at last",
      ])
    // The bot keeps silent while a person talks.
    #expect(maya.transcript().last == "customer: at last")
  }

  @Test func withNobodyThereTheCustomerGetsATicketWithANumberAndATime() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try Self.askAboutLateParcel(ana)
    try ana.press("no")
    try ana.say("ana@example.com")
    let lines = ana.transcript().suffix(3)
    #expect(lines.first == "bot: Nobody is free at the moment, so I'll save it for the team.")
    #expect(lines.contains("=> a reply is promised (empty)"))
    #expect(
      lines.contains {
        $0.hasPrefix("bot: Saved as ticket **#1**. We'll reply here in this chat by tomorrow at ")
      })
    let id = try #require(ana.conversation)
    let promises = try desk.events(of: id).compactMap { event -> Instant? in
      if case .promised(let replyBy, _) = event { replyBy } else { nil }
    }
    #expect(promises == [desk.now + .seconds(86_400)])
    // An agent who comes later sees and takes it.
    let maya = try desk.agent("maya", "Maya Lind")
    try maya.watch()
    #expect(maya.summaries.map(\.stage) == [.promised])
    #expect(
      try maya.do(.take, in: id) == .done(seq: desk.entries(of: id).last!.seq, isDuplicate: false))
  }

  @Test func outsideOpeningHoursTheBotSaysWhenPeopleAreBack() throws {
    let hours = OpeningHours(
      weekly: Array(repeating: [9 * 60..<17 * 60], count: 7), holidays: [], offset: { _ in 0 })
    let desk = try RehearsedDesk(plan: RehearsedDesk.plan(hours: hours))
    desk.now = Instant(milliseconds: 1_795_000_000_000 / 86_400_000 * 86_400_000 + 20 * 3_600_000)
    let ana = try desk.customer()
    try ana.start()
    #expect(
      ana.transcript().first
        == "bot: Hello! Our people are away right now and are back tomorrow at 09:00. I can look "
        + "for an answer, or take a message for them.")
    try ana.press("yes")
    try ana.say("zzz qqq nothing of this is in an article")
    try ana.press("no")
    try ana.say("ana@example.com")
    #expect(ana.transcript().contains("=> a reply is promised (closed)"))
  }

  @Test func theWordAgentCallsAPersonFromAnywhere() throws {
    let desk = try RehearsedDesk()
    _ = try desk.agent("maya", "Maya Lind")
    for steps in 0...2 {
      let ana = try desk.customer()
      try ana.start()
      if steps > 0 { try ana.press("order") }
      if steps > 1 { try ana.say("AB-123456") }
      try ana.say("agent")
      // Once the topic is known, its own team is called.
      let queue = steps == 0 ? "general" : "orders"
      #expect(ana.transcript().contains("=> waits in \(queue) (asked)"), "after \(steps) steps")
    }
  }

  @Test func theWordAgentCallsAPersonFromTheSurveyToo() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try Self.talking(desk)
    try maya.do(.resolve, in: id)
    try desk.wait(.seconds(11))
    #expect(ana.transcript().suffix(2).first == "bot: How happy are you with the help you got?")
    try ana.say("agent")
    #expect(
      ana.transcript().contains { $0.hasPrefix("=> waits in ") && $0.hasSuffix("(asked)") })
    #expect(ana.transcript().contains("=> reopened by customer"))
    #expect(maya.summaries.isEmpty)
    _ = maya
  }

  /// A conversation in which Maya has answered Ana, four messages long.
  static func talking(_ desk: RehearsedDesk) throws -> (
    maya: AgentPlayer, ana: CustomerPlayer, id: Identifier<Conversation>
  ) {
    let maya = try desk.agent("maya", "Maya Lind")
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    let id = try #require(ana.conversation)
    maya.conversation = id
    try maya.do(.take)
    try maya.follow(id)
    try maya.say("Hello, this is Maya.")
    try ana.say("My lamp flickers.")
    return (maya, ana, id)
  }

  @Test func aRatingEndsTheConversation() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try Self.talking(desk)
    try maya.do(.resolve)
    try ana.press("5")
    try ana.say("no")
    #expect(
      ana.transcript().suffix(6) == [
        "customer: 5 - Very happy", "=> rated 5",
        "bot: Thank you! Is there anything we could do better?", "  [Skip]", "customer: no",
        "bot: Thanks for your time!",
      ])
    #expect(try desk.events(of: id).contains(.rated(score: 5, comment: nil)))
  }

  @Test func aLowRatingCallsALeader() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try Self.talking(desk)
    try maya.do(.resolve)
    try desk.wait(.seconds(11))
    try ana.press("1")
    try ana.say("it took days")
    #expect(
      ana.transcript().suffix(10) == [
        "customer: 1 - Very unhappy", "=> rated 1",
        "bot: I'm sorry to hear that. What went wrong?", "  [Skip]", "customer: it took days",
        "=> reopened by customer", "=> a reply is promised (empty)",
        "bot: Thank you. A team lead will read this and get back to you.",
        "=> rated 1: it took days", "bot: Thanks for your time!",
      ])
    #expect(try desk.events(of: id).contains(.rated(score: 1, comment: "it took days")))
    try maya.watch()
    #expect(maya.summaries.last?.stage == .promised)
  }

  @Test func whoWasPromisedAReplyAndComesBackMayStillHaveAPerson() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try Self.askAboutLateParcel(ana)
    try ana.press("no")
    try ana.say("ana@example.com")
    #expect(ana.transcript().contains("=> a reply is promised (empty)"))
    let maya = try desk.agent("maya", "Maya Lind")
    try maya.watch()
    try ana.say("agent")
    try ana.say("agent")
    // Where they stood: the flow had found their queue.
    #expect(ana.transcript().contains { $0.hasPrefix("=> waits in orders") })
    #expect(maya.summaries.last?.stage == .waiting)
  }

  @Test func aSurveyNobodyAnswersEndsByItself() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, _) = try Self.talking(desk)
    try maya.do(.resolve)
    try desk.wait(.seconds(11))
    let asked = ana.transcript().count
    try desk.wait(.seconds(31 * 60))
    let events = try desk.events(of: #require(ana.conversation))
    #expect(events.last == .concluded(outcome: "no_answer"))
    #expect(ana.transcript().count == asked)
  }

  @Test func whoSaysNothingIsAskedOnceAndThenLeft() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    try desk.wait(.seconds(179))
    #expect(ana.transcript().count == 3)
    try desk.wait(.seconds(2))
    #expect(
      ana.transcript().contains(
        "bot: Are you still there? Take your time, your answers are kept."))
    try desk.wait(.seconds(16 * 60))
    // Nothing was solved: it is left, and nobody asks how happy they are.
    let id = try #require(ana.conversation)
    #expect(try desk.events(of: id).last == .concluded(outcome: "abandoned"))
    #expect(!ana.transcript().contains { $0.contains("resolved") || $0.contains("How happy") })
    // What they write after that begins anew.
    try ana.say("hello again")
    #expect(ana.transcript().contains("=> reopened by customer"))
    #expect(ana.transcript().last?.hasPrefix("  [") == true)
  }

  @Test func whoWaitsTooLongIsGivenAPromise() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    let ana = try desk.customer()
    try Self.askAboutLateParcel(ana)
    try ana.press("no")
    try ana.say("ana@example.com")
    try maya.watch()
    try desk.wait(.seconds(299))
    #expect(!ana.transcript().contains("=> missed (unanswered)"))
    try desk.wait(.seconds(2))
    #expect(ana.transcript().contains("=> missed (unanswered)"))
    #expect(ana.transcript().contains { $0.hasPrefix("=> a reply is promised") })
    // Nobody has seen them: they stay in that list, with what they were promised.
    let last = try #require(maya.summaries.last)
    #expect(last.stage == .missed && last.owed.isPerson && last.by != nil)
  }

  @Test func aCustomerWhoWritesAfterTheEndGoesToWhomTheyHad() throws {
    let desk = try RehearsedDesk()
    let (maya, ana, id) = try Self.talking(desk)
    try maya.do(.resolve)
    try ana.say("It flickers again")
    #expect(
      ana.transcript().suffix(3) == [
        "=> reopened by customer", "=> waits in general (returned)", "=> Maya Lind takes it",
      ])
    #expect(try maya.do(.reopen, in: id) == .refused(.notResolved, isFinal: true))
    try maya.do(.resolve)
    try maya.do(.reopen)
    #expect(ana.transcript().last == "=> reopened by Maya Lind")
    try maya.say("I look again")
    #expect(ana.transcript().last == "Maya Lind: I look again")
  }

  @Test func theCustomerHearsTheirPlaceAndTheWait() throws {
    let desk = try RehearsedDesk()
    let (maya, _, first) = try Self.talking(desk)
    try desk.wait(.seconds(120))
    try maya.do(.resolve, in: first)
    let waiting = try (1...3).map { _ in
      let customer = try desk.customer()
      try customer.start()
      try customer.say("agent")
      try desk.wait(.milliseconds(10))
      return customer
    }
    try desk.wait(.seconds(2))
    #expect(waiting.map { $0.places.last?.position } == [1, 2, 3])
    #expect(
      waiting.map { $0.places.last?.queue } == Array(repeating: "General questions", count: 3))
    let waits = waiting.compactMap { $0.places.last?.wait }
    #expect(waits.count == 3 && waits == waits.sorted() && waits[0] >= .seconds(30))
    try maya.do(.take, in: waiting[0].conversation)
    try desk.wait(.seconds(2))
    #expect(waiting[1...].map { $0.places.last?.position } == [1, 2])
  }
}
