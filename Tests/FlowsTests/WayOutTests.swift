import Documents
import Flows
import Testing

/// What a flow must not do to those who walk through it.
@Suite struct WayOutTests {
  private func findings(_ sections: String, vars: String = "") -> [Finding] {
    FlowChecker.check(sources: Sources.bot(vars: vars, sections), desk: Sources.desk)
  }

  @Test func aFlowWithoutAnyEndDoesNotLoad() {
    let ids = findings(
      """
        start:
          - confirm: More?
            yes: start
            no: start
            on_fail: start
      """
    ).map(\.id)
    #expect(ids == ["E204", "E204"])
  }

  @Test func answersThatGoRoundAreWarnedOfWhereGivingUpEnds() {
    let ids = findings(
      """
        start:
          - confirm: More?
            yes: start
            no: start
      """
    ).map(\.id)
    #expect(ids == ["W210"])
  }

  @Test func givingUpMayNotLeadRoundThroughOtherQuestions() {
    let found = findings(
      """
        start:
          - confirm: One?
            yes: done
            no: done
            on_fail: second
        second:
          - say: Then this.
          - confirm: Two?
            yes: done
            no: done
            on_fail: start
        done:
          - end: resolved
      """)
    #expect(found.map(\.id) == ["E204", "E204"])
    #expect(found.first?.message.contains("asked for ever") == true)
  }

  @Test func aMistypedVerbIsOneFinding() {
    let ids = findings(
      """
        start:
          - gotoo: last
        last:
          - end: resolved
      """
    ).map(\.id)
    #expect(ids == ["E102"])
  }

  @Test func aMistypedTypeIsOneFinding() {
    let ids = findings(
      """
        start:
          - ask: Number?
            into: phone
            invalid: Digits, please.
          - say: "Noted: {{ phone }}"
          - end: resolved
      """, vars: "  phone: { type: telephone }"
    ).map(\.id)
    #expect(ids == ["E301"])
  }

  @Test func whatIsShownAsWrittenIsWarnedOf() {
    let found = findings(
      """
        start:
          - say: ""
          - say: "Back ${hours.open} or {{ hours.next_open }} or hours.next_open }}"
          - end: resolved
      """)
    #expect(found.map(\.id) == ["W413", "W413"], "\(found)")
  }

  @Test func aFileOfAnotherNameIsNotOverlooked() {
    let stray = Sources.file("other.flow.yml", "flow: other")
    let sources = Sources.bot("  start:\n    - end: resolved") + [stray]
    let found = FlowChecker.check(sources: sources, desk: Sources.desk)
    #expect(found.map(\.id) == ["E105"], "\(found)")
  }

  @Test func theWayOutTakesAnEarlierAnswerBack() throws {
    var talk = Talk(
      try Sources.revision(
        Sources.bot(
          vars: "  day: { type: text }",
          """
            start:
              - ask: Which day?
                into: day
                escape: { label: Any day, goto: sure }
              - goto: sure
            sure:
              - confirm: "So {{ default(day, 'any day') }}?"
                yes: done
                no: start
            done:
              - end: resolved
          """)))
    try talk.open()
    try talk.say("Monday")
    try talk.say("no")
    try talk.say("any day")
    #expect(talk.lines.contains("bot: So Monday?"))
    #expect(talk.lines.suffix(2).first == "bot: So any day?", "\(talk.lines)")
  }
}
