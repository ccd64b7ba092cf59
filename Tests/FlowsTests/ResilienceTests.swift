import Documents
import Expressions
import Flows
import TestSupport
import Testing

/// Nothing a customer, an author's slip or a broken service does leaves anybody stuck.
@Suite struct ResilienceTests {
  private func talk(
    vars: String = "", _ sections: String, head: String = "", bot: String = ""
  ) throws -> Talk {
    Talk(try Sources.revision(Sources.bot(vars: vars, sections, head: head, bot: bot)))
  }

  private static let twoQuestions = """
      start:
        - ask: First?
          into: a
        - ask: Second?
          into: b
        - say: "{{ a }} {{ b }}"
        - end: resolved
    """

  @Test func backRestoresTheQuestionBefore() throws {
    var talk = try talk(
      vars: "  a: { type: text }\n  b: { type: text }", ResilienceTests.twoQuestions)
    try talk.open()
    try talk.say("back")
    #expect(talk.lines.suffix(2) == ["bot: There is nothing to go back to.", "bot: First?"])
    try talk.say("one")
    try talk.say("back")
    #expect(talk.lines.last == "bot: First?")
    try talk.say("uno")
    try talk.say("due")
    #expect(talk.lines.suffix(2) == ["bot: uno due", "=> resolved"])
  }

  @Test func backLeadsOutOfACalledFlow() throws {
    let sources =
      Sources.bot(
        vars: "  pet: { type: text }",
        """
          start:
            - ask: Which animal?
              into: pet
            - call: other
            - say: "{{ pet }}, {{ called.colour }}"
            - end: resolved
        """) + [
        Sources.file(
          "other.flow.yaml",
          """
          flow: other
          vars: { colour: { type: text } }
          sections:
            start:
              - ask: Which colour?
                into: colour
              - end: captured
          """)
      ]
    var talk = Talk(try Sources.revision(sources))
    try talk.open()
    try talk.say("cat")
    try talk.say("back")
    #expect(talk.lines.last == "bot: Which animal?")
    try talk.say("dog")
    try talk.say("red")
    #expect(talk.lines.suffix(2) == ["bot: dog, red", "=> resolved"])
  }

  @Test func startOverForgetsTheAnswers() throws {
    var talk = try talk(
      vars: "  a: { type: text }\n  b: { type: text }", ResilienceTests.twoQuestions)
    try talk.open()
    try talk.say("one")
    try talk.say("Start over")
    #expect(talk.lines.last == "bot: First?")
    try talk.say("stop")
    #expect(
      talk.lines.suffix(2) == [
        "bot: All right, I'll stop here. Write again whenever you need us.", "=> stopped",
      ])
  }

  @Test func backDoesNotReachPastATicket() throws {
    var talk = try talk(
      vars: "  a: { type: email }\n  b: { type: text }",
      """
        start:
          - ask: Address?
            into: a
            invalid: Please.
          - ticket: { queue: general, subject: s, body: b, requester: "{{ a }}" }
            on_error: after
          - goto: after
        after:
          - ask: Anything else?
            into: b
          - say: "{{ b }}"
          - end: resolved
      """)
    try talk.open()
    try talk.say("sam@example.com")
    try talk.say("back")
    #expect(
      talk.lines.suffix(2) == ["bot: There is nothing to go back to.", "bot: Anything else?"])
  }

  @Test func anEndlessLoopBecomesAHandoff() throws {
    // The variable is filled, so the question is passed over each time round.
    var talk = try talk(
      vars: "  a: { type: text }",
      """
        start:
          - set: { a: x }
          - ask: First?
            into: a
          - say: "{{ a }}"
          - goto: start
      """)
    talk.isStaffed = false
    try talk.open()
    #expect(
      talk.lines.suffix(6) == [
        "bot: Sorry, something went wrong on my side.", "bot: I'll get a person to help you.",
        "=> handoff general normal (bot_error)", "bot: Nobody is free to chat right now.",
        "=> ticket general normal: Chat that nobody could take",
        "bot: I've saved this as ticket **#7**. We'll reply here by tomorrow at 14:13.",
      ] || talk.lines.contains("=> handoff general normal (bot_error)"))
    #expect(talk.lines.last == "=> captured")
    #expect(talk.metrics.contains(.botError))
  }

  @Test func aFlowsVariableDoesNotHideTheTicketOfTheBotsOwnSentence() throws {
    var talk = try talk(
      vars: "  ticket: { type: text }\n  a: { type: text }",
      """
        start:
          - ask: First?
            into: a
          - say: "{{ a }} {{ default(ticket, 'none') }}"
          - end: resolved
      """)
    talk.isStaffed = false
    try talk.open()
    try talk.say("agent")
    #expect(
      talk.lines.contains(
        "bot: I've saved this as ticket **#7**. We'll reply here by tomorrow at 14:13."))
  }

  /// Each answer of a search or a service begins a turn of its own, but no new count.
  @Test(arguments: [
    "- suggest: { query: x, limit: 1, min_score: 0.1 }\n      found: See\n      none: again",
    "- http: { service: s, get: / }\n      on_error: again",
  ])
  func anEndlessLoopOverAnEffectBecomesAHandoff(step: String) throws {
    var talk = try talk(
      vars: "  a: { type: text }",
      """
        start:
          - set: { a: x }
          - ask: First?
            into: a
          \(step)
          - goto: again
        again:
          - say: "{{ a }}"
          - goto: start
      """, bot: "limits: { steps_per_turn: 30 }\nservices: { s: { base: 'https://example.com' } }\n"
    )
    talk.responses = Array(repeating: .failed("no"), count: 100)
    try talk.open()
    #expect(talk.lines.last == "=> handoff general normal (bot_error)")
    #expect(talk.responses.count > 90)
  }

  @Test func evenWithoutPeopleAndTicketsTheCustomerIsToldSomething() throws {
    var talk = try talk("  start:\n    - confirm: Well?\n      yes: start\n      no: start")
    talk.isStaffed = false
    talk.ticketsWork = false
    try talk.open()
    try talk.say("agent")
    #expect(
      talk.lines.suffix(2) == [
        "bot: We have kept this chat and a person will read it.", "=> failed",
      ])
  }

  @Test func tooManyTurnsBecomeAHandoff() throws {
    var talk = try talk(
      "  start:\n    - confirm: Again?\n      yes: start\n      no: start",
      bot: "limits: { turns: 10 }\n")
    try talk.open()
    for _ in 0..<11 { try talk.say("yes") }
    #expect(talk.lines.last == "=> handoff general normal (bot_error)")
  }

  @Test func longMessagesAreCut() throws {
    var talk = try talk(
      vars: "  a: { type: text }",
      """
        start:
          - ask: Well?
            into: a
          - record: { length: "{{ size(a) }}" }
          - end: resolved
      """, bot: "limits: { text: 100 }\n")
    try talk.open()
    let start = talk
    try talk.say(String(repeating: "x", count: 1_000_000))
    #expect(talk.lines.contains("=> length = 100"))
    talk = start
    try talk.say("a" + String(repeating: "\u{301}", count: 1_000_000))
    #expect(talk.lines.contains("=> length = 100"), "one character may be a million marks")
  }

  @Test func markupInAnAnswerStaysText() throws {
    var talk = try talk(
      vars: "  a: { type: text }",
      """
        start:
          - ask: Name?
            into: a
          - say: "Hello **{{ a }}**"
          - end: resolved
      """)
    try talk.open()
    try talk.say("{{ customer.email }} [x](javascript:alert(1)) **b**\u{202E}")
    let said = try #require(talk.lines.first { $0.hasPrefix("bot: Hello") })
    #expect(said.contains("{{ customer.email }}"))
    #expect(!said.contains("[x]("))
    #expect(!said.unicodeScalars.contains("\u{202E}"))
  }

  @Test func timersThatWereCancelledOrAreEarlyDoNothing() throws {
    var talk = Talk(try Sources.shippedRevision())
    try talk.open()
    _ = talk.take()
    try talk.take(.timer("idle"))
    try talk.take(.timer("accept"))
    try talk.take(.timer("nonsense"))
    #expect(talk.take() == [])
  }

  @Test func afterALongDowntimeOnlyTheLastReminderIsSaid() throws {
    var talk = try talk(
      """
        start:
          - confirm: Well?
            yes: last
            no: last
            idle:
              - { after: 1m, say: One. }
              - { after: 2m, say: Two. }
              - { after: 1h, end: abandoned }
        last:
          - end: resolved
      """)
    try talk.open()
    _ = talk.take()
    talk.clock += 600_000
    try talk.take(.timer("idle"))
    #expect(talk.take() == ["bot: Two."])
    try talk.wait(minutes: 60)
    #expect(talk.take() == ["=> abandoned"])
  }

  @Test func aSessionOlderThanItsLimitBeginsAnew() throws {
    var talk = try talk(
      vars: "  a: { type: text }\n  b: { type: text }", ResilienceTests.twoQuestions,
      bot: "limits: { max_age: 1d }\n")
    try talk.open()
    try talk.say("one")
    try talk.wait(minutes: 25 * 60)
    _ = talk.take()
    try talk.say("two")
    #expect(talk.take() == ["customer: two", "bot: First?"])
  }

  @Test func theSameTurnTwiceGivesTheSameEffects() throws {
    let revision = try Sources.shippedRevision()
    let around = FlowContext(now: 1_790_000_000_000)
    let opened = revision.step(nil, .opened(language: nil), around)
    #expect(opened == revision.step(nil, .opened(language: nil), around))
    let said = revision.step(opened.session, .said("agent"), around)
    #expect(said == revision.step(opened.session, .said("agent"), around))
  }

  @Test func bytesThatAreNoSessionAreRefused() throws {
    #expect(Session(encoded: Array("{}".utf8)) == nil)
    #expect(Session(encoded: []) == nil)
    #expect(throws: SessionMistake.self) { try Session(reading: Array("[1".utf8)) }
    var talk = Talk(try Sources.shippedRevision())
    try talk.open()
    let bytes = try #require(talk.session).encoded()
    for cut in stride(from: 0, to: bytes.count - 1, by: 7) {
      #expect(Session(encoded: Array(bytes[..<cut])) == nil)
    }
  }

  @Test func aSessionOfFlowsThatAreGoneGoesToAPerson() throws {
    var talk = Talk(try Sources.shippedRevision())
    try talk.open()
    try talk.tap("order")
    talk.revision = try Sources.revision(
      Sources.bot("  start:\n    - confirm: Well?\n      yes: start\n      no: start"))
    _ = talk.take()
    try talk.say("AB-123456")
    #expect(
      talk.take() == [
        "customer: AB-123456", "bot: Sorry, something went wrong on my side.",
        "bot: I'll get a person to help you.", "=> handoff general normal (bot_error)",
      ])
  }

  @Test func aRevisionIsNamedByWhatItSays() throws {
    let sources = try Sources.shipped()
    let one = try Sources.revision(sources)
    let two = try Sources.revision(sources.reversed())
    #expect(one.id == two.id)
    #expect(one.id.count == 12)
    var changed = sources
    changed[0] = SourceFile(path: changed[0].path, text: changed[0].text + "# a remark\n")
    #expect(try Sources.revision(changed).id != one.id)
  }

  /// Customers who do anything at all, at random: every walk ends, and nothing is ever repeated
  /// more often than its attempts.
  @Test(.chaos) func randomCustomersNeverGetStuck() throws {
    var dice = Dice.fresh()
    let seed = dice.seed
    let revision = try Sources.shippedRevision()
    for _ in 0..<150 {
      var talk = Talk(revision)
      talk.isOpen = dice.roll(4) > 0
      talk.isStaffed = dice.roll(2) > 0
      talk.ticketsWork = dice.roll(5) > 0
      if dice.roll(2) > 0 {
        talk.cards = [Card(id: "a", title: "A", excerpt: "", score: Double(dice.roll(12)) / 10)]
      }
      try talk.open()
      for _ in 0..<60 where talk.session?.isWithBot == true { try walk(&talk, &dice) }
      #expect(talk.session?.isWithBot == false, "seed \(seed): \(talk.lines)")
      #expect(!talk.lines.contains { $0.contains("{{") || $0.contains("null") }, "seed \(seed)")
      #expect(talk.timers["idle"] == nil)
    }
  }

  private func walk(_ talk: inout Talk, _ dice: inout Dice) throws {
    let words = [
      "yes", "no", "1", "2", "sam@example.com", "the lamp in my room hums all night", "", "back",
      "AB-123456", "start over", String(repeating: "ü", count: 5000), "\u{0}\u{1B}[2J", "help",
      "skip", "refund", "😀", "agent", "stop",
    ]
    switch dice.roll(10) {
    case 0: try talk.wait(minutes: Int64(dice.roll(20)))
    case 1: try talk.tap(["order", "yes", "no", "_escape", "3"][dice.roll(5)])
    case 2: try talk.take(.filled(["email": "sam@example.com", "details": "it hums"]))
    case 3: try talk.take(.timer("idle"))
    default: try talk.say(words[dice.roll(words.count)])
    }
  }
}
