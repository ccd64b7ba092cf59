import Documents
import Flows
import Testing

/// Several things asked together.
@Suite struct FormTests {
  private func talk() throws -> Talk {
    var talk = Talk(
      try Sources.revision(
        Sources.bot(
          vars: """
              email: { type: email }
              when:  { type: date, min: 2026-01-01 }
              size:  { type: choice, values: [small, large] }
              note:  { type: text, default: none }
            """,
          """
            start:
              - ask: Please fill this in.
                fields: { email: E-mail, when: Which day, size: Size, note: Anything else }
                retries: 1
              - record: { email: "{{ email }}", when: "{{ when }}", size: "{{ size }}", note: "{{ note }}" }
              - end: resolved
          """)))
    try talk.open()
    return talk
  }

  private static let good = [
    "email": " Sam@EXAMPLE.com ", "when": "24.12.2026", "size": "Large", "note": "",
  ]

  @Test func everyFieldIsReadByItsType() throws {
    var talk = try talk()
    #expect(
      talk.take() == [
        "bot: Please fill this in.", "field: E-mail []", "field: Which day []", "field: Size []",
        "field: Anything else [none]",
      ])
    try talk.take(.filled(FormTests.good))
    #expect(
      talk.take() == [
        "=> email = Sam@example.com", "=> note = none", "=> size = large", "=> when = 2026-12-24",
        "=> resolved",
      ])
  }

  @Test func mistakesComeBackBesideWhatWasTyped() throws {
    var talk = try talk()
    _ = talk.take()
    try talk.take(
      .filled(["email": "sam at example", "when": "24.12.2025", "size": "huge", "evil": "x"]))
    #expect(
      talk.take() == [
        "bot: Please look at the marked fields again.",
        "field: E-mail [sam at example] (it is not an e-mail address)",
        "field: Which day [24.12.2025] (it lies below 2026-01-01)",
        "field: Size [huge] (it is none of the values)", "field: Anything else [none]",
      ])
    #expect(talk.metrics.contains(.noMatch))
    var mended = talk
    try mended.take(.filled(FormTests.good))
    #expect(mended.lines.last == "=> resolved")
    try talk.take(.filled([:]))
    #expect(talk.lines.last == "=> handoff general normal (failed)", "a form is not asked for ever")
  }

  @Test func whereNoFormCanBeShownALineForEachFieldWillDo() throws {
    var talk = try talk()
    try talk.say("sam@example.com\n2026-12-24\nsmall\nring twice")
    #expect(talk.lines.suffix(2) == ["=> when = 2026-12-24", "=> resolved"])
    #expect(talk.lines.contains("=> note = ring twice"))
  }
}
