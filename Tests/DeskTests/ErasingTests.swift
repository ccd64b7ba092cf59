import Testing

@testable import Desk

/// What is left of a conversation once its customer is erased.
struct ErasingTests {
  private static let words = "my secret"

  /// One event of every kind that holds something of the person, or of what was said about them.
  private static let telling: [Event] = [
    .started(
      Opening(
        site: "demo", customer: Identifier("ana"), number: 1, language: "en", page: words,
        channel: "web", zone: words)),
    .identified(
      Contact(
        name: words, email: words, isVerified: true, attributes: [Field("plan", words)])),
    .said(Message(.customer, words)),
    .said(Message(.customer, words, answer: .form([Field("a", words)], question: "q"))),
    .said(
      Message(
        .bot, words,
        offer: Offer(question: "q", options: [Offer.Option(id: "a", label: words)]))),
    .said(
      Message(
        .agent(Scene.maya), words,
        file: Attachment(id: words, name: words, size: 1, media: "image/png"))),
    .noted(.agent(Scene.maya), words), .recorded([Field("order", words)], .bot),
    .tagged(Tagging(added: [words], removed: [words], .agent(Scene.maya))),
    .suggested(query: words, [Identifier("late")]),
    .queued(
      Handoff(
        queue: Identifier("billing"), priority: .high, summary: words,
        fields: [Field("a", words)], reason: .flow, path: [words])),
    .declined(Scene.maya, .refused(reason: words)),
    .transferred(Scene.maya, .queue(Identifier("billing")), note: words),
    .escalated(
      Escalation(.agent(Scene.maya), to: Identifier("billing"), reason: words, level: 1)),
    .held(until: Instant(milliseconds: 9), .agent(Scene.maya), reason: words),
    .rated(score: 5, comment: words),
    .notified(Notification(rule: "vip", to: [.supervisors], words)),
  ]

  @Test(arguments: telling) func nothingThatWasSaidIsLeftOfAnEvent(_ event: Event) {
    #expect("\(event)".contains(Self.words))
    #expect(!"\(event.erased)".contains(Self.words))
    #expect(event.erased.erased == event.erased)
  }

  @Test func aTicketThatWasErasedSaysNothingAndIsOverForGood() {
    var conversation = Conversation(id: Identifier("c"))
    for event in Self.telling { conversation.apply(event, at: Instant(milliseconds: 5)) }
    #expect(Self.told(conversation).allSatisfy { $0.contains(Self.words) })
    conversation.apply(.erased, at: Instant(milliseconds: 7))
    #expect(Self.told(conversation).allSatisfy { !$0.contains(Self.words) })
    #expect(conversation.stage == .closed)
    #expect(conversation.subject == Conversation.erasedSubject)
    #expect(conversation.rating?.score == 5)
    #expect(conversation.owed == .nobody)
  }

  /// All that a conversation tells of what was said and of who the customer is.
  private static func told(_ one: Conversation) -> [String] {
    [
      "\(one.contact)", one.summary, "\(one.fields)", "\(one.path)", "\(one.latest)",
      "\(one.answers)", "\(one.files)", "\(one.tags)", one.subject,
      String(describing: one.rating), String(describing: one.opening),
    ]
  }

  @Test func whatIsMadeOfErasedEventsIsTheSame() {
    var (whole, emptied) = (Conversation(id: Identifier("c")), Conversation(id: Identifier("c")))
    for (index, event) in (Self.telling + [.erased]).enumerated() {
      whole.apply(event, at: Instant(milliseconds: Int64(index)))
      emptied.apply(event.erased, at: Instant(milliseconds: Int64(index)))
    }
    #expect(whole.stage == emptied.stage && whole.times == emptied.times)
    #expect(whole.rating == emptied.rating && whole.contact == emptied.contact)
    #expect(whole.fields == emptied.fields && whole.subject == emptied.subject)
  }

  @Test func whatIsOverForGoodIsNotWrittenIntoBySigningIn() throws {
    var conversation = Scene.given()
    conversation.apply(.closed(.rule("r")), at: Instant(milliseconds: 90_000))
    let identity = SignedIdentity(
      subject: "u-1", name: "Ana", email: "ana@example.com", attributes: [])
    let events = try conversation.decide(.vouch(identity, to: nil), by: .desk, in: Scene.desk())
    #expect(events.isEmpty)
  }
}
