import Desk
import Testing

/// What forms and questions for files let through.
@Suite struct FormChoiceTests {
  private static let form = Scene.given(
    .said(
      Message(
        .bot, "Tell us",
        offer: Offer(
          question: "f",
          form: [
            Offer.FormField(
              id: "about", label: "What it is about", kind: "choice", isRequired: true,
              options: [
                Offer.Option(id: "order", label: "An order"),
                Offer.Option(id: "other", label: "Something else"),
              ]),
            Offer.FormField(id: "news", label: "News", kind: "bool", isRequired: false),
            Offer.FormField(
              id: "details", label: "What happened", kind: "text", isRequired: false, isLong: true),
          ]))))

  private func filled(_ fields: [Field]) throws -> [Event] {
    try Scene.events(.fill(fields, question: "f"), by: .customer(Scene.ana), Self.form)
  }

  @Test func aChoiceIsReadByItsLabelAndKeptByItsName() throws {
    let fields = [Field("about", "order"), Field("news", "true"), Field("details", "a\nb")]
    #expect(
      try filled(fields) == [
        .said(
          Message(
            .customer, "What it is about: An order\nNews: ✓\nWhat happened: a\nb",
            answer: .form(fields, question: "f")))
      ])
  }

  @Test func theWordsOfAnOptionStandForIt() throws {
    let events = try filled([Field("about", "SOMETHING ELSE")])
    guard case .said(let message)? = events.first,
      case .form(let fields, _)? = message.answer
    else {
      Issue.record("nothing was said")
      return
    }
    #expect(fields == [Field("about", "other")])
  }

  @Test func whatIsNoOptionIsRefusedWithTheOptions() throws {
    let refusal = #expect(throws: Refusal.self) { try filled([Field("about", "a refund")]) }
    #expect(
      refusal
        == Refusal(.invalid, "“What it is about” is one of: An order, Something else"))
  }

  @Test func aBoxThatIsNotTickedSaysSo() throws {
    guard
      case .said(let message)? = try filled([Field("about", "order"), Field("news", "false")])
        .first
    else { return }
    #expect(message.text.contains("News: ✗"))
  }

  // MARK: A question for a file

  private static let asked = Scene.given(
    .said(
      Message(
        .bot, "A photo?",
        offer: Offer(
          question: "p", takes: Offer.FileWish(media: ["image/png"], largest: 1000)))))

  private func sent(_ media: String, _ size: Int64) throws -> Conversation {
    var circumstances = Circumstances(textLimit: 100)
    circumstances.file = Attachment(id: "x", name: "a.png", size: size, media: media)
    circumstances.mostFiles = 5
    var conversation = Self.asked
    for event in try conversation.decide(.say(""), by: .customer(Scene.ana), in: circumstances) {
      conversation.apply(event, at: Instant(milliseconds: 9000))
    }
    return conversation
  }

  @Test func aFileAnswersTheQuestionForOne() throws {
    #expect(Self.asked.openOffer?.takes != nil)
    #expect(try sent("image/png", 1000).openOffer == nil)
  }

  @Test func aFileThatIsNotAskedForIsRefusedWithWhatIs() {
    let wrong = #expect(throws: Refusal.self) { try sent("application/pdf", 10) }
    #expect(wrong?.why == "this question takes image/png, not application/pdf")
    let large = #expect(throws: Refusal.self) { try sent("image/png", 1001) }
    #expect(large?.code == .invalid)
  }

  @Test func wordsLeaveTheQuestionForAFileOpen() throws {
    var conversation = Self.asked
    for event in try Scene.events(.say("what for?"), by: .customer(Scene.ana), conversation) {
      conversation.apply(event, at: Instant(milliseconds: 9000))
    }
    #expect(conversation.openOffer?.takes != nil)
  }

  @Test func theAgentsACustomerWasToldOfAreKnown() {
    let conversation = Scene.given(
      .queued(Scene.handoff), .taken(Scene.maya), .said(Message(.agent(Scene.maya), "Hello.")))
    #expect(conversation.people == [Scene.maya])
  }
}
