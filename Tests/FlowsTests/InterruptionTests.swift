import Documents
import Flows
import Testing

/// Customers who leave the path for a moment, and those who want a person in the middle of it.
@Suite struct InterruptionTests {
  private static let faq = Sources.file(
    "faq.flow.yaml",
    """
    flow: faq
    triggers: [opening hours]
    sections:
      start:
        - say: We open at nine.
        - end: resolved
    """)

  /// A flow that calls another, which asks.
  private static let calling =
    Sources.bot(
      vars: "  pet: { type: choice, values: [cat, dog] }",
      """
        start:
          - menu: Which animal?
            into: pet
            options:
              cat: { label: A cat, goto: care }
              dog: { label: A dog, goto: care }
        care:
          - call: colour
          - say: "A {{ called.colour }} {{ pet }}."
          - end: resolved
      """, head: "triggers: [animals]\n") + [
      Sources.file(
        "colour.flow.yaml",
        """
        flow: colour
        vars: { colour: { type: choice, values: [black, white] } }
        sections:
          start:
            - ask: Which colour?
              into: colour
              retries: 1
              invalid: Black or white, please.
              kb: false
            - end: captured
        """), faq,
    ]

  @Test func aDigressionUsesUpNoAttempt() throws {
    var talk = Talk(try Sources.revision(InterruptionTests.calling))
    try talk.open()
    try talk.tap("cat")
    try talk.say("purple")
    for _ in 0..<3 { try talk.say("your opening hours?") }
    #expect(talk.lines.suffix(2) == ["bot: We open at nine.", "bot: Which colour?"])
    #expect(talk.metrics.filter { $0 == .noMatch }.count == 1)
    try talk.say("white")
    #expect(talk.lines.suffix(2) == ["bot: A white cat.", "=> resolved"])
  }

  @Test func aTriggerOfAFlowThatHasCalledAnotherLeadsBackToIt() throws {
    var talk = Talk(try Sources.revision(InterruptionTests.calling))
    try talk.open()
    try talk.tap("cat")
    for _ in 0..<6 { try talk.say("no, about animals") }
    #expect(talk.lines.last == "bot: Which colour?", "what is known is not asked again")
    #expect(talk.session?.path == ["t.care", "colour.start"], "nothing is stacked twice")
    try talk.say("black")
    #expect(talk.lines.suffix(2) == ["bot: A black cat.", "=> resolved"])
  }

  // MARK: Which team

  private static let sorting = Sources.bot(
    vars: "  topic: { type: choice, values: [order, bill] }\n  details: { type: text }",
    """
      start:
        - menu: What is it about?
          into: topic
          options:
            order: { label: An order, goto: more }
            bill:  { label: A bill, goto: more }
      more:
        - ask: Tell us more.
          into: details
          kb: false
        - handoff: { queue: { by: topic, order: orders, bill: billing }, summary: "{{ details }}" }
          unavailable: none
      none:
        - end: captured
    """)

  @Test(arguments: [("order", "orders"), ("bill", "billing")])
  func whoAsksForAPersonGetsTheTeamOfTheTopic(topic: String, queue: String) throws {
    var talk = Talk(try Sources.revision(InterruptionTests.sorting))
    try talk.open()
    try talk.tap(topic)
    try talk.say("agent")
    #expect(talk.lines.last == "=> handoff \(queue) normal (asked)")
  }

  @Test func beforeTheTopicIsKnownTheCommandsOwnQueueIsCalled() throws {
    var talk = Talk(try Sources.revision(InterruptionTests.sorting))
    try talk.open()
    try talk.say("agent")
    #expect(talk.lines.last == "=> handoff general normal (asked)")
  }

  @Test func aFlowThatHandsOverToOneQueueOnlyIsThatTeams() throws {
    let text = """
        start:
          - confirm: Is it broken?
            yes: person
            no: start
        person:
          - handoff: { queue: technical, summary: Broken }
            unavailable: none
        none:
          - end: captured
      """
    var talk = Talk(try Sources.revision(Sources.bot(text)))
    talk.isStaffed = false
    try talk.open()
    try talk.say("human")
    #expect(talk.lines.contains("=> handoff technical normal (asked)"))
    #expect(talk.lines.contains("=> ticket technical normal: Chat that nobody could take"))
  }
}
