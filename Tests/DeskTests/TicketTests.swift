import Testing

@testable import Desk

/// What a ticket holds after its events, and how much at most.
@Suite struct TicketTests {
  @Test func fieldsAreKeptByNameTheLatestLast() {
    let ticket = Scene.given(
      .recorded([Field("a", "1"), Field("b", "2")], .bot), .recorded([Field("a", "3")], .bot))
    #expect(ticket.fields == [Field("b", "2"), Field("a", "3")])
  }

  @Test func whatFlowsCollectHasABound() {
    let many = (0..<100).map { Field("f\($0)", "v") }
    let articles = (0..<100).map { Identifier<Article>("a\($0)") }
    let path = (0..<100).map { "t.s\($0)" }
    let ticket = Scene.given(
      .recorded(many, .bot), .suggested(query: "q", articles),
      .queued(Handoff(queue: Scene.orders, priority: .low, reason: .flow, path: path)))
    #expect(ticket.fields.map(\.name) == many.suffix(Conversation.memory).map(\.name))
    #expect(ticket.shown.map(\.article) == Array(articles.suffix(Conversation.memory)))
    #expect(ticket.path == Array(path.suffix(Conversation.memory)))
  }

  @Test func theSubjectIsTheFirstWordsOfSubstanceAndTheFlowsWordForItIfThereIsOne() {
    let pressed = Message(.customer, "Order", answer: .option("a", question: "q"))
    let long = String(repeating: "x", count: 200)
    let first = Scene.given(
      .said(pressed), .said(Message(.customer, long)), .said(Message(.customer, "more")))
    #expect(first.subject == String(long.prefix(Conversation.subjectLength)))
    let named = Scene.given(
      .said(Message(.customer, "hi")), .recorded([Field("subject", "Lamp")], .bot))
    #expect(named.subject == "Lamp" && named.fields.isEmpty)
    let after = Scene.given(
      .said(Message(.customer, "hi")), .resolved(.bot),
      .recorded([Field("subject", "Survey")], .bot))
    #expect(after.subject == "hi", "a survey does not rename what it asks about")
  }

  @Test func theLatestWordsAreCutForLists() {
    let long = String(repeating: "x", count: 200)
    let ticket = Scene.given(
      .said(Message(.bot, "Hi")), .said(Message(.customer, long)), .noted(.agent(Scene.maya), "odd")
    )
    #expect(ticket.latest.text == String(long.prefix(Conversation.latestLength)))
    #expect(ticket.latest.author == .customer)
    #expect(ticket.messageCount == 2)
  }

  @Test func whatACustomerSaysOfThemselvesIsAddedTo() {
    let ticket = Scene.given(
      .identified(Contact(name: "Ana", email: nil, isVerified: false)),
      .identified(Contact(name: nil, email: "a@b", isVerified: false)))
    #expect(ticket.contact == Contact(name: "Ana", email: "a@b", isVerified: false))
  }

  @Test func whatTheirSiteHasSignedIsChangedByItsSignatureOnly() {
    let signed = Contact(
      name: "Ana", email: "a@b", isVerified: true, attributes: [Field("plan", "gold")])
    let ticket = Scene.given(
      .identified(Contact(name: "Eve", email: nil, isVerified: false)), .identified(signed),
      .identified(Contact(name: "Eve", email: "e@b", isVerified: false)))
    #expect(ticket.contact == signed)
    let later = Scene.given(
      .identified(signed), .identified(Contact(name: nil, email: "new@b", isVerified: true)))
    #expect(later.contact.name == "Ana" && later.contact.email == "new@b")
    #expect(later.contact.attributes == signed.attributes)
  }

  @Test func theMomentsOfFiguresAreThoseOfTheFirstTimeAndTheLatestEnd() {
    let reply = Event.said(Message(.agent(Scene.maya), "hi"))
    let ticket = Scene.given(
      .queued(Scene.handoff), .taken(Scene.maya), reply, .released(Scene.maya, .returned),
      .taken(Scene.kim), reply, .resolved(.agent(Scene.kim)))
    func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }
    #expect(ticket.times.started == at(1))
    #expect(ticket.times.queued == at(2))
    #expect(ticket.times.taken == at(3))
    #expect(ticket.times.firstReply == at(4))
    #expect(ticket.times.resolved == at(8))
    #expect(ticket.times.latest == at(8))
    var again = ticket
    again.apply(.reopened(.customer), at: at(9))
    #expect(again.times.resolved == nil)
  }

  @Test func anArticleIsShownOnceAndJudgedByItsLatestAnswer() {
    let (a, b) = (Identifier<Article>("a"), Identifier<Article>("b"))
    let ticket = Scene.given(
      .suggested(query: "x", [a]), .suggested(query: "y", [a, b]), .judged(helped: false, [a]),
      .judged(helped: true, [a]), .judged(helped: true, [Identifier("never shown")]))
    #expect(ticket.shown.map(\.article) == [a, b])
    #expect(ticket.shown.map(\.helped) == [true, nil])
  }

  @Test func theLastHandoffCountsAndAnEmptySummaryOrPathEffacesNothing() {
    let ticket = Scene.given(
      .queued(
        Handoff(
          queue: Scene.orders, priority: .urgent, summary: "late", reason: .flow, path: ["t.a"])),
      .withdrawn(.unanswered),
      .queued(Handoff(queue: Identifier("billing"), priority: .low, reason: .asked)))
    #expect(ticket.queue == Identifier("billing") && ticket.priority == .low)
    #expect(ticket.summary == "late" && ticket.path == ["t.a"])
  }

  @Test func ratingAndOutcomeAreTheLatest() {
    let ticket = Scene.given(
      .concluded(outcome: "failed"), .resolved(.bot), .rated(score: 1, comment: "bad"),
      .rated(score: 4, comment: nil), .concluded(outcome: "resolved"))
    #expect(ticket.rating == Conversation.Rating(score: 4, comment: nil))
    #expect(ticket.outcome == "resolved")
  }
}
