import Documents
import Expressions
import Flows
import Testing

/// The flows that come with the program, told as transcripts.
@Suite struct ShippedFlowTests {
  private let card = Card(
    id: "late-parcel", title: "My parcel is late", excerpt: "Give it two days.", score: 0.8)

  @Test func theShippedFlowsHaveNoFindings() throws {
    let sources = try Sources.shipped()
    let findings = FlowChecker.check(sources: sources, desk: Sources.desk)
    #expect(findings.isEmpty, "\(FindingReport(findings, sources: sources).text)")
  }

  @Test func anOrderQuestionIsAnsweredByAnArticle() throws {
    var talk = Talk(try Sources.shippedRevision())
    talk.cards = [card]
    talk.customer.name = "Sam"
    try talk.open()
    try talk.tap("order")
    try talk.say("it's ab-123456 thanks")
    try talk.say("my parcel should have come on Friday")
    try talk.say("yes, thanks!")
    #expect(
      talk.lines == [
        "bot: Hello Sam! I'm Acme's assistant. Write **agent** whenever you would rather talk to a person.",
        "bot: What is it about?",
        "options: An order or delivery | A payment or refund | A device that has trouble | Something else",
        "customer taps order",
        "bot: What is the order number? It looks like AB-123456 and stands in your confirmation e-mail.",
        "options: I don't have it",
        "customer: it's ab-123456 thanks", "=> category = order",
        "bot: Please tell me in a sentence or two what happened.",
        "customer: my parcel should have come on Friday",
        "bot: This answers it, I think:", "card: My parcel is late",
        "bot: Did that solve it?", "options: Yes | No",
        "customer: yes, thanks!",
        "=> articles = late-parcel", "=> articles_helped = true",
        "bot: Great, glad that is sorted! Write again whenever you need us.", "=> resolved",
      ])
    #expect(talk.timers.isEmpty)
  }

  @Test func whatDidNotHelpGoesToAPersonWithEverythingKnown() throws {
    var talk = Talk(try Sources.shippedRevision())
    talk.cards = [card]
    try talk.open()
    try talk.say("I have a question about a refund")
    try talk.say("I was charged twice for one order")
    try talk.say("no")
    try talk.say("sam@example.com")
    let draft = try #require(
      talk.effects.compactMap { if case .handoff(_, let draft) = $0 { draft } else { nil } }.last)
    #expect(draft.queue == "billing")
    #expect(draft.priority == "high")
    #expect(draft.fields["email"] == "sam@example.com")
    #expect(draft.fields["details"] == "I was charged twice for one order")
    #expect(draft.articles == ["late-parcel"])
    #expect(draft.summary.hasPrefix("billing, high: I was charged twice for one order"))
    #expect(
      talk.lines.last
        == "bot: Thank you. I'm passing this to our billing team, who see everything you told me. You are number 1 in line."
    )
    #expect(talk.session?.isWithBot == false)
    #expect(talk.timers.keys.sorted() == ["accept"])
    _ = talk.take()
    try talk.say("hello?")
    #expect(talk.take() == ["customer: hello?"])
    try talk.take(.agentTook)
    #expect(talk.timers.isEmpty)
  }

  @Test func nobodyInTimeBecomesATicket() throws {
    var talk = Talk(try Sources.shippedRevision())
    try talk.open()
    try talk.tap("other")
    try talk.say("the lamp on my desk hums all night")
    try talk.say("sam@example.com")
    _ = talk.take()
    try talk.wait(minutes: 6)
    #expect(
      talk.take() == [
        "=> withdrawn", "bot: Nobody is free at the moment, so I'll save it for the team.",
        "=> ticket general normal: [other] the lamp on my desk hums all night",
        "bot: Saved as ticket **#7**. We'll reply here in this chat by tomorrow at 14:18; come back to this page whenever you like.",
        "=> captured",
      ])
  }

  @Test func wordsAfterATicketBelongToIt() throws {
    var talk = Talk(try Sources.shippedRevision())
    talk.isOpen = false
    talk.customer.email = "sam@example.com"
    try talk.open()
    for words in ["yes", "my kettle will not switch off", "no"] { try talk.say(words) }
    _ = talk.take()
    try talk.say("it is the red one")
    #expect(
      talk.take() == [
        "customer: it is the red one",
        "bot: Thank you, I've added that to your message for the team.", "options: Something else",
      ])
    try talk.say("and rather old")
    #expect(talk.take() == ["customer: and rather old"])
    var other = talk
    try other.say("start over")
    #expect(other.take().count == 4)
    try talk.tap("again")
    #expect(talk.take().contains("bot: Shall I do that?"))
  }

  @Test func aBadOrderNumberIsExplainedThenGivenUpAndNeverLoops() throws {
    var talk = Talk(try Sources.shippedRevision())
    try talk.open()
    try talk.tap("order")
    _ = talk.take()
    try talk.say("12345")
    #expect(talk.take()[1].hasPrefix("bot: “12345” is not an order number."))
    try talk.say("dunno")
    try talk.say("really no idea at all")
    #expect(
      talk.lines.suffix(2) == [
        "bot: I'll get a person to help you.", "=> handoff orders normal (failed)",
      ])
    #expect(talk.metrics.filter { $0 == .noMatch }.count == 2)
    #expect(talk.metrics.contains(.failed))
  }

  @Test func askingForAPersonWithNobodyThereTakesAMessage() throws {
    var talk = Talk(try Sources.shippedRevision())
    talk.isStaffed = false
    try talk.open()
    _ = talk.take()
    try talk.say("AGENT!")
    #expect(
      talk.take() == [
        "customer: AGENT!", "bot: I'll get a person to help you.",
        "=> handoff general normal (asked)", "bot: Nobody is free to chat right now.",
        "bot: I can save a message, and the team will answer it here in this chat.",
        "bot: How can we reach you, and what is it about?",
        "field: Your e-mail address []", "field: What it is about [other]",
        "field: What happened []", "options: Never mind",
      ])
    try talk.take(.filled(["email": "sam", "details": "the lamp hums"]))
    #expect(
      talk.take() == [
        "bot: I need an e-mail address like name@example.com and at least 5 characters about what happened.",
        "field: Your e-mail address [sam] (it is not an e-mail address)",
        "field: What it is about [other]", "field: What happened [the lamp hums]",
        "options: Never mind",
      ])
    try talk.take(
      .filled(["email": "sam@example.com", "topic": "product", "details": "the lamp hums"]))
    #expect(
      talk.take() == [
        "=> ticket general normal: [product] the lamp hums",
        "bot: Saved as ticket **#7**. We'll reply here in this chat by tomorrow at 14:13; come back to this page whenever you like.",
        "=> captured",
      ])
  }

  @Test func outOfHoursAMessageIsTaken() throws {
    var talk = Talk(try Sources.shippedRevision())
    talk.isOpen = false
    talk.customer.email = "sam@example.com"
    try talk.open()
    try talk.say("yes")
    try talk.say("my kettle will not switch off")
    try talk.say("yes it is")
    #expect(
      talk.lines == [
        "bot: Hello! Our people are away right now and are back on Monday at 09:00. I can look for an answer, or take a message for them.",
        "bot: Shall I do that?", "options: Yes | No", "customer: yes",
        "bot: What can we do for you?", "customer: my kettle will not switch off",
        "bot: Is it urgent, because someone could be harmed or nothing works at all?",
        "options: Yes | No", "customer: yes it is",
        "=> ticket general critical: [after-hours] my kettle will not switch off",
        "bot: Saved as ticket **#7**. We'll reply here in this chat by Tue 29 September at 14:13; come back to this page whenever you like.",
        "=> captured",
      ])
  }

  @Test func aClosedConversationIsFollowedByASurvey() throws {
    var talk = Talk(try Sources.shippedRevision())
    talk.messages = 5
    try talk.open()
    try talk.take(.agentTook)
    _ = talk.take()
    try talk.take(.external("conversation.closed"))
    #expect(talk.take().first == "bot: How happy are you with the help you got?")
    try talk.say("4")
    try talk.say("skip")
    #expect(
      talk.take() == [
        "customer: 4", "=> csat = 4",
        "bot: Thank you! Is there anything we could do better?", "options: Skip",
        "customer: skip", "=> csat_comment = ", "bot: Thanks for your time!", "=> surveyed",
      ])
  }

  @Test func aLowRatingBecomesATicketEvenInSilence() throws {
    var talk = Talk(try Sources.shippedRevision())
    talk.messages = 5
    try talk.open()
    try talk.take(.external("conversation.closed"))
    _ = talk.take()
    try talk.say("awful")
    try talk.wait(minutes: 31)
    #expect(
      talk.take() == [
        "customer: awful", "=> csat = 1", "bot: I'm sorry to hear that. What went wrong?",
        "options: Skip", "=> ticket general high: Low rating: 1 of 5",
        "bot: Thank you. A team lead will read this and get back to you.", "=> csat_comment = ",
        "bot: Thanks for your time!", "=> surveyed",
      ])
  }

  @Test func aShortConversationIsNotSurveyed() throws {
    var talk = Talk(try Sources.shippedRevision())
    try talk.open()
    _ = talk.take()
    try talk.take(.external("conversation.closed"))
    try talk.wait(minutes: 60)
    #expect(talk.take() == [])
  }

  @Test func silenceIsRemindedOfOnceAndThenLetGo() throws {
    var talk = Talk(try Sources.shippedRevision())
    try talk.open()
    _ = talk.take()
    try talk.wait(minutes: 3)
    #expect(talk.take() == ["bot: Are you still there? Take your time, your answers are kept."])
    try talk.wait(minutes: 20)
    #expect(talk.take() == ["=> abandoned"])
    #expect(talk.timers.isEmpty)
  }

  @Test func aTypicalSessionFitsInTwoKilobytes() throws {
    var talk = Talk(try Sources.shippedRevision())
    talk.cards = [card]
    try talk.open()
    try talk.tap("technical")
    try talk.tap("normal")
    try talk.say(String(repeating: "the lamp hums ", count: 20))
    try talk.say("no")
    let size = try #require(talk.session?.encoded().count)
    #expect(size < 2048, "\(size) bytes")
  }
}
