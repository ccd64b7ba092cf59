import Desk
import Testing

@testable import Channels

/// What is said, as a channel shows it.
@Suite struct SpeakingTests {
  private static let options = [
    Offer.Option(id: "a", label: "A parcel"), Offer.Option(id: "b", label: "A bill"),
  ]

  private func asked(_ offer: Offer, language: String = "en") -> Scene {
    var scene = Scene(language: language)
    scene.happens(.said(Message(.bot, "What is it **about**?", offer: offer)))
    return scene
  }

  @Test func buttonsAreANumberedListWhereThereAreNone() {
    let said = asked(Offer(question: "q", options: Self.options)).said()
    #expect(
      said.map(\.text) == [
        "What is it about?\n\n1. A parcel\n2. A bill\nAnswer with a number or the words."
      ])
    #expect(said[0].buttons.isEmpty)
    let german = asked(Offer(question: "q", options: Self.options), language: "de-AT").said()
    #expect(german[0].text.hasSuffix("Antworten Sie mit einer Zahl oder den Worten."))
  }

  @Test func buttonsAreButtonsWhereAllOfThemFit() {
    var capabilities = Capabilities(longest: .characters(4096))
    (capabilities.buttons, capabilities.longestButton) = (2, 20)
    let scene = asked(Offer(question: "q", options: Self.options))
    #expect(scene.said(capabilities)[0].buttons.map(\.label) == ["A parcel", "A bill"])
    capabilities.longestButton = 7
    #expect(scene.said(capabilities)[0].buttons.isEmpty, "a label that does not fit is no button")
    #expect(scene.said(capabilities)[0].text.contains("1. A parcel"))
  }

  @Test func whatIsANumberItselfIsNotNumbered() {
    let offer = Offer(
      question: "q", options: ["3", "5"].map { Offer.Option(id: "n\($0)", label: $0) })
    #expect(asked(offer).said()[0].text.contains("- 3\n- 5\nAnswer with the words"))
    let wait = Offer(question: "alone", options: Self.options)
    #expect(asked(wait).said()[0].text.contains("- A parcel"), "a number is for a person to read")
  }

  @Test func aWayPastAQuestionAndAFormAreToldInWords() {
    let past = Offer(question: "q", options: [Offer.Option(id: "_escape", label: "Skip")])
    #expect(asked(past).said()[0].text.hasSuffix("Or write: Skip"))
    let form = Offer(
      question: "q",
      form: ["Name", "Mail"].map {
        Offer.FormField(id: $0, label: $0, kind: "text", isRequired: true)
      })
    #expect(asked(form).said()[0].text.hasSuffix("Write one line for each:\n1. Name\n2. Mail"))
  }

  @Test func peopleAreNamedWhenTheyComeAndWhereNobodyExpectsThem() {
    var scene = Scene()
    scene.happens(.taken(Scene.agent))
    #expect(scene.said().map(\.text) == ["Kim joined"])
    scene.happens(.said(Message(.agent(Scene.agent), "Hello **there**")))
    #expect(scene.said().map(\.text) == ["Hello **there**"], "an agent's words are as written")
    let other = AgentName(Identifier("lee"), name: "Lee")
    scene.happens(.said(Message(.agent(other), "One moment")))
    #expect(scene.said().map(\.text) == ["Lee: One moment"])
  }

  @Test func notesAndTheCustomersOwnWordsAreNotSent() {
    var scene = Scene()
    for event: Event in [
      .said(Message(.customer, "hello")), .noted(.agent(Scene.agent), "a thief?"),
      .prioritised(.high, .bot), .tagged(Tagging(added: ["x"], removed: [], .bot)),
    ] {
      scene.happens(event)
      #expect(scene.said() == [])
    }
  }

  @Test func theEndAsksForANumber() {
    var scene = Scene()
    scene.happens(.taken(Scene.agent))
    scene.happens(.resolved(.agent(Scene.agent)))
    let text = scene.said()[0].text
    #expect(text.contains("Kim") && text.contains("Answer with a number from 1 to 5."))
    scene.happens(.reopened(.customer))
    scene.happens(.resolved(.customer))
    #expect(scene.said() == [], "whoever ended it knows")
  }

  @Test func aFileIsAnAddress() {
    var scene = Scene()
    scene.happens(.taken(Scene.agent))
    let file = Attachment(id: "F", name: "bill.pdf", size: 3, media: "application/pdf")
    scene.happens(.said(Message(.agent(Scene.agent), "bill.pdf", file: file)))
    #expect(scene.said().map(\.text) == ["bill.pdf: https://desk/f/F"])
    scene.happens(.said(Message(.agent(Scene.agent), "Your bill", file: file)))
    #expect(scene.said().map(\.text) == ["Your bill\n\nbill.pdf: https://desk/f/F"])
  }

  @Test func everyLanguageSaysEverything() {
    #expect(ChannelWords.languages.count == 18)
    for (language, words) in ChannelWords.languages {
      #expect(words.count == ChannelWords.Sentence.allCases.count, "\(language)")
      #expect(
        words[.taken]?.contains("{name}") == true && words[.orWrite]?.contains("{words}") == true)
    }
  }

  // MARK: Marks

  @Test(arguments: [
    ("**a** _b_ `c` [d](https://e.example)", "a b c d (https://e.example)"),
    ("2 * 3 * 4 and snake_case", "2 * 3 * 4 and snake_case"), ("# Title\nx", "Title\nx"),
    ("a \\*b\\*", "a *b*"), ("[x](javascript:alert)", "[x](javascript:alert)"), ("**", "**"),
  ])
  func marksAreTakenOffWhereNoneAreShown(text: String, plain: String) {
    #expect(LightMarkdown(text).text(.plain) == plain)
  }

  @Test func marksAreWrittenAsTheChannelReadsThem() {
    let text = LightMarkdown("**a** _b_ <c> [d & e](https://f.example/?g&h)")
    #expect(text.text(.slack) == "*a* _b_ &lt;c&gt; <https://f.example/?g&h|d &amp; e>")
    #expect(text.text(.stars) == "*a* _b_ <c> d & e (https://f.example/?g&h)")
    #expect(
      text.html
        == "<p><strong>a</strong> <em>b</em> &lt;c&gt; "
        + "<a href=\"https://f.example/?g&amp;h\">d &amp; e</a></p>")
  }

  // MARK: Lengths

  @Test func longTextsAreCutBetweenWordsAndNeverWithinALetter() {
    let text = String(repeating: "Grüße an 👩‍👩‍👧‍👦 und 🇩🇪! ", count: 40)
    for longest in [40, 41, 60, 400] {
      let pieces = Splitting.pieces(text, .bytes(longest), isOneLine: false)
      #expect(pieces.allSatisfy { $0.utf8.count <= longest })
      #expect(pieces.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
    }
    let letter = Splitting.pieces("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", .bytes(10), isOneLine: false)
    #expect(letter.allSatisfy { $0.utf8.count <= 10 } && letter.joined() == "👩‍👩‍👧‍👦👩‍👩‍👧‍👦")
  }

  @Test func whereALineIsAMessageEmptyOnesAreNone() {
    #expect(Splitting.pieces("a\n\n b\r\nc", .bytes(9), isOneLine: true) == ["a", " b", "c"])
    let many = Splitting.pieces(
      String(repeating: "x\n", count: 500), .bytes(9), isOneLine: true)
    #expect(many.count == Splitting.mostPieces && many.last == "…")
  }
}
