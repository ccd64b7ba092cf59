import Documents
import Expressions
import Flows
import Testing

/// What the customer's words mean at an open question.
@Suite struct LadderTests {
  private static let menu = """
      start:
        - menu: What is it about?
          options:
            order: { label: An order or delivery, also: [parcel, "where is my order"], goto: got_order }
            billing: { label: Billing, also: [refund], goto: got_billing }
          kb: false
      got_order:
        - say: order
        - end: resolved
      got_billing:
        - say: billing
        - end: resolved
    """

  private func talk(
    vars: String = "", _ sections: String, head: String = "", bot: String = ""
  ) throws -> Talk {
    Talk(try Sources.revision(Sources.bot(vars: vars, sections, head: head, bot: bot)))
  }

  @Test(arguments: [
    ("order", "order"), ("ORDER!", "order"), ("1", "order"), ("2.", "billing"),
    ("an order or delivery", "order"), ("Where is my order?", "order"), ("biling", "billing"),
    ("I would like a refund please", "billing"), ("ｏｒｄｅｒ", "order"), ("“billing”", "billing"),
  ])
  func optionsAreUnderstood(words: String, choice: String) throws {
    var talk = try talk(LadderTests.menu)
    try talk.open()
    try talk.say(words)
    #expect(talk.lines.suffix(2) == ["bot: \(choice)", "=> resolved"])
  }

  @Test(arguments: [("1", "yes"), ("2", "no"), ("2.", "no"), ("3", "later")])
  func buttonsAreNumberedAsTheyStandWhereverThereAreNone(words: String, answer: String) throws {
    var talk = try talk(
      """
        start:
          - confirm: Shall we call you?
            yes: said_yes
            no: said_no
            escape: { label: Ask me later, goto: said_later }
        said_yes: [say: "yes", end: resolved]
        said_no: [say: "no", end: resolved]
        said_later: [say: later, end: resolved]
      """)
    try talk.open()
    try talk.say(words)
    #expect(talk.lines.suffix(2) == ["bot: \(answer)", "=> resolved"])
  }

  @Test(arguments: ["", "hmm", "3", "an order and a refund", "or", "🤷", "o"])
  func otherWordsAreNotGuessedAt(words: String) throws {
    var talk = try talk(LadderTests.menu)
    try talk.open()
    try talk.say(words)
    #expect(talk.metrics.last == .noMatch)
    #expect(
      talk.lines.suffix(3) == [
        "bot: Sorry, I didn't understand that. Please choose one of these.",
        "bot: What is it about?", "options: An order or delivery | Billing",
      ])
  }

  @Test(arguments: [
    ("yes", true), ("Yeah!", true), ("yes it works now", true), ("1", true), ("👍", true),
    ("no", false), ("No, that's not it", false), ("Nope.", false), ("it didn't", false),
  ])
  func yesAndNoAreUnderstood(words: String, flag: Bool) throws {
    var talk = try talk(
      """
        start:
          - confirm: Well?
            yes: good
            no: bad
        good:
          - say: good
          - end: resolved
        bad:
          - say: bad
          - end: failed
      """)
    try talk.open()
    try talk.say(words)
    #expect(talk.lines.contains(flag ? "bot: good" : "bot: bad"))
  }

  @Test(arguments: [
    ("int", "about 12 of them", "12"), ("int", "-3", "-3"),
    ("email", "it's Sam.O'Neil+x@Example.COM, thanks!", "Sam.O'Neil+x@example.com"),
    ("phone", "call me: +44 (0)20 7946-0958", "+4402079460958"),
    ("url", "see https://example.com/a?b=c.", "https://example.com/a?b=c"),
    ("date", "on 24.12.2026 please", "2026-12-24"), ("date", "December 24, 2026", "2026-12-24"),
    ("date", "24th Dec 2026", "2026-12-24"), ("date", "29.02.2028", "2028-02-29"),
    ("date", "am 24. Dezember 2026", "2026-12-24"), ("date", "le 3 août 2026", "2026-08-03"),
    ("date", "24 de dezembro de 2026", "2026-12-24"), ("date", "3 mrt. 2026", "2026-03-03"),
    ("bool", "yep", "true"), ("choice, values: [Red, blue]", "RED!", "Red"),
    ("text, pattern: '[A-Z]{2}-[0-9]{3}', fix: [upper]", "it is ab-123, I think", "AB-123"),
    ("text, fix: [digits]", "no. 12 34", "1234"),
  ])
  func answersAreFoundInSentences(type: String, words: String, value: String) throws {
    var talk = try talk(
      vars: "  v: { type: \(type) }",
      """
        start:
          - ask: Well?
            into: v
            invalid: Not that.
            kb: false
          - record: { v: "{{ v }}" }
          - end: resolved
      """)
    try talk.open()
    try talk.say(words)
    #expect(talk.lines.suffix(2) == ["=> v = \(value)", "=> resolved"])
  }

  @Test(arguments: [
    ("int", "3 or 4"), ("int", "many"), ("int, max: 5", "6"), ("email", "sam@"),
    ("email", "a@b"), ("email", "a@b.1"), ("phone", "12345"), ("url", "example"),
    ("url", "https://user:pass@example.com"), ("date", "3/4/2026"), ("date", "30.02.2026"),
    ("date", "3 jui 2026"),
    ("date, min: 2026-01-01", "24.12.2025"), ("choice, values: [Red, blue]", "green"),
    ("text, min: 5", "abc"), ("text, max: 5", "abcdef"),
    ("text, pattern: '[A-Z]{2}-[0-9]{3}'", "XAB-1234"), ("text", "   "),
  ])
  func whatDoesNotFitIsNotTaken(type: String, words: String) throws {
    var talk = try talk(
      vars: "  v: { type: \(type) }",
      """
        start:
          - ask: Well?
            into: v
            invalid: Not “{{ input }}”.
            kb: false
          - record: { v: "{{ v }}" }
          - end: resolved
      """)
    try talk.open()
    try talk.say(words)
    #expect(talk.lines.last == "bot: Not “\(words.trimmingSpaces)”.")
  }

  @Test func rejectionsAreExplainedAndUseUpAnAttempt() throws {
    var talk = try talk(
      vars: "  n: { type: int }",
      """
        start:
          - ask: How many?
            into: n
            invalid: A number.
            reject: [{ when: n > 10, say: "{{ n }} are too many." }]
            retries: 1
            on_fail: bad
          - end: resolved
        bad:
          - say: "I give up."
          - record: { n: "{{ default(n, 0) }}" }
          - end: failed
      """)
    try talk.open()
    try talk.say("12")
    #expect(talk.lines.last == "bot: 12 are too many.")
    try talk.say("13")
    #expect(talk.lines.suffix(3) == ["bot: I give up.", "=> n = 0", "=> failed"])
  }

  @Test func commandsWorkAsWholeMessagesOnly() throws {
    var talk = try talk(
      vars: "  name: { type: text }",
      """
        start:
          - ask: What is it called?
            into: name
          - say: "Called {{ name }}."
          - end: resolved
      """)
    try talk.open()
    try talk.say("help")
    #expect(talk.lines.suffix(2) == ["bot: Say agent.", "bot: What is it called?"])
    try talk.say("help the children")
    #expect(talk.lines.suffix(2) == ["bot: Called help the children.", "=> resolved"])
    #expect(!talk.metrics.contains(.noMatch))
  }

  @Test func aWishForAPersonIsHeardInASentenceThatIsNoAnswer() throws {
    var talk = try talk(LadderTests.menu)
    try talk.open()
    try talk.say("please let me talk to a human being")
    #expect(talk.lines.last == "=> handoff general normal (asked)")
    #expect(!talk.metrics.contains(.noMatch))
  }

  @Test func thanksAfterTheEndDoNotStartAllOverAgain() throws {
    var talk = try talk(LadderTests.menu)
    try talk.open()
    try talk.say("order")
    _ = talk.take()
    try talk.say("Thank you!")
    #expect(talk.take() == ["customer: Thank you!", "bot: You're welcome!"])
    try talk.say("my refund")
    #expect(talk.take().suffix(2) == ["bot: billing", "=> resolved"])
  }

  @Test func theEscapeLeadsOutAndUsesNoAttempt() throws {
    var talk = try talk(
      vars: "  n: { type: text }",
      """
        start:
          - ask: Number?
            into: n
            escape: { label: "I don't have it", also: [skip], goto: without }
          - say: "{{ n }}"
          - end: resolved
        without:
          - say: Without, then.
          - end: resolved
      """)
    let start = talk
    for words in ["SKIP", "I dont have it."] {
      talk = start
      try talk.open()
      try talk.say(words)
      #expect(talk.lines.contains("bot: Without, then."))
      #expect(talk.metrics.contains(.escaped))
    }
    talk = start
    try talk.open()
    try talk.tap("_escape")
    #expect(talk.lines.contains("bot: Without, then."))
  }

  // MARK: Digressions

  private func digressing(resume: String) throws -> Talk {
    let sources =
      Sources.bot(LadderTests.menu) + [
        Sources.file(
          "hours.flow.yaml",
          """
          flow: hours
          triggers: [opening hours, when are you open]
          resume: \(resume)
          sections:
            start:
              - say: We open at nine.
              - end: resolved
          """)
      ]
    return Talk(try Sources.revision(sources))
  }

  @Test func aTriggerAnswersAndTheQuestionIsPutAgain() throws {
    var talk = try digressing(resume: "reprompt")
    try talk.open()
    for _ in 0..<5 { try talk.say("Hello, what are your opening hours?") }
    #expect(
      talk.lines.suffix(3) == [
        "bot: We open at nine.", "bot: What is it about?",
        "options: An order or delivery | Billing",
      ])
    #expect(!talk.metrics.contains(.noMatch), "a digression uses up no attempt")
    try talk.say("refund")
    #expect(talk.lines.last == "=> resolved")
  }

  @Test func aDigressionMayAskWhetherToGoOn() throws {
    var talk = try digressing(resume: "ask")
    try talk.open()
    try talk.say("when are you open")
    #expect(talk.lines.suffix(2) == ["bot: Shall we go on where we were?", "options: Yes | No"])
    let asked = talk
    try talk.say("no")
    #expect(talk.lines.last == "=> stopped")
    for words in ["yes", "what?"] {
      talk = asked
      try talk.say(words)
      #expect(talk.lines.suffix(2).first == "bot: What is it about?", "nobody is asked twice")
      #expect(!talk.metrics.contains(.noMatch))
      try talk.say("parcel")
      #expect(talk.lines.last == "=> resolved")
    }
    talk = asked
    try talk.say("parcel")
    #expect(talk.lines.last == "=> resolved", "an answer is as good as a yes")
    talk = asked
    try talk.say("can I talk to a human?")
    #expect(talk.lines.last == "=> handoff general normal (asked)")
  }

  @Test func aDigressionMayDropWhatWasAsked() throws {
    var talk = try digressing(resume: "drop")
    try talk.open()
    try talk.say("opening hours")
    #expect(talk.lines.suffix(2) == ["bot: We open at nine.", "=> resolved"])
  }

  @Test func aSurveyIsNotInterrupted() throws {
    var sources = Sources.bot(LadderTests.menu, head: "interruptible: false\n")
    sources.append(
      Sources.file(
        "hours.flow.yaml",
        """
        flow: hours
        triggers: [opening hours]
        sections:
          start:
            - say: We open at nine.
            - end: resolved
        """))
    var talk = Talk(try Sources.revision(sources))
    try talk.open()
    try talk.say("opening hours")
    #expect(!talk.lines.contains("bot: We open at nine."))
    try talk.say("agent")
    #expect(talk.lines.last == "=> handoff general normal (asked)", "a person is always in reach")
  }

  @Test func anArticleMayAnswerWordsThatFitNoOption() throws {
    var talk = try talk(LadderTests.menu.replacing("      kb: false\n", with: ""))
    talk.cards = [Card(id: "hours", title: "Opening hours", excerpt: "Nine to five.", score: 0.9)]
    try talk.open()
    for _ in 0..<5 { try talk.say("how late are you there") }
    #expect(
      talk.lines.suffix(4) == [
        "bot: This might answer that:", "card: Opening hours", "bot: What is it about?",
        "options: An order or delivery | Billing",
      ])
    #expect(!talk.metrics.contains(.noMatch))
    talk.cards = [Card(id: "hours", title: "Opening hours", excerpt: "Nine to five.", score: 0.3)]
    try talk.say("something else entirely")
    #expect(talk.metrics.last == .noMatch)
  }

  // MARK: Presses

  @Test func aPressOnAnOldQuestionIsIgnored() throws {
    var talk = try talk(LadderTests.menu)
    try talk.open()
    try talk.take(.chose(option: "order", question: "t.before.menu"))
    try talk.take(.chose(option: "nothing", question: "t.start.menu"))
    #expect(talk.lines.count == 2)
    try talk.tap("order")
    #expect(talk.lines.last == "=> resolved")
    try talk.tap("order")
    #expect(talk.lines.suffix(2) == ["=> resolved", "customer taps order"])
  }

  @Test func aBurstOfMessagesIsOneAnswer() throws {
    var talk = try talk(
      vars: "  story: { type: text, min: 5 }",
      """
        start:
          - ask: What happened?
            into: story
            invalid: More, please.
            join: 2s
          - record: { story: "{{ story }}" }
          - end: resolved
      """)
    try talk.open()
    try talk.say("the lamp")
    try talk.wait(milliseconds: 1500)
    try talk.say("hums")
    try talk.wait(milliseconds: 1500)
    #expect(talk.lines.last == "customer: hums")
    try talk.wait(milliseconds: 500)
    #expect(talk.lines.suffix(2) == ["=> story = the lamp\nhums", "=> resolved"])
  }

  @Test func theFirstWordsAreTriedAsTheFirstAnswer() throws {
    var talk = try talk(LadderTests.menu)
    try talk.take(.said("I want a refund"))
    #expect(talk.lines.suffix(2) == ["bot: billing", "=> resolved"])
    _ = talk.take()
    try talk.say("good morning")
    #expect(
      talk.take() == [
        "customer: good morning", "bot: What is it about?",
        "options: An order or delivery | Billing",
      ])
    #expect(!talk.metrics.contains(.noMatch))
  }
}

extension String {
  fileprivate var trimmingSpaces: String { split(separator: " ").joined(separator: " ") }

  fileprivate func replacing(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
