import Documents
import FlowTesting
import Flows
import Testing

/// Questions for a file, as tests of flows play them.
@Suite struct SendingTests {
  private static let flow = """
    flow: t
    vars:
      photo: { type: file }
    sections:
      start:
        - ask: Can you send us a photo of it?
          into: photo
          media: [image/jpeg, image/png]
          largest: 1 MB
          optional: I have none
          otherwise: words
          invalid: A photo, please, or say that you have none.
        - handoff: { queue: orders, fields: [photo] }
          unavailable: words
      words:
        - say: Then tell us in words.
        - end: resolved

    """

  private static let bot = """
    bot: tester
    entry: [{ flow: t }]
    commands:
      agent: { phrases: [agent], do: handoff, queue: general }
      stop: { phrases: [stop], do: end }

    """

  private func report(_ chat: String, _ expect: String, given: String = "agents: 1") throws
    -> String
  {
    let test = """
      cases:
        - name: a photo
          given: { \(given) }
          chat:
      \(chat)
          expect: { \(expect) }

      """
    let plan = try Ground.plan(test, flow: Self.flow, bot: Self.bot)
    #expect(plan.findings.isEmpty, "\(plan.report)")
    let report = plan.run()
    return report.failed == 0 ? "" : report.text(plan.ground.sources)
  }

  @Test func aFileIsTheAnswerAndItsNameGoesToThePerson() throws {
    #expect(
      try report(
        """
              - bot: Can you send us…
                options: [_none]
              - send: lamp.jpg
        """, "outcome: handoff, handoff: { queue: orders, fields: { photo: { name: lamp.jpg } } }")
        == "")
  }

  @Test func whoHasNoneGoesOnWithout() throws {
    for line in ["tap: _none", "user: no", "user: I have none"] {
      #expect(
        try report(
          """
                - bot: Can you send us…
                - \(line)
          """, "outcome: handoff, handoff: { queue: orders }") == "", "\(line)")
    }
  }

  @Test func wordsAreNoFileAndSmallActsAreHeard() throws {
    #expect(
      try report(
        """
              - bot: Can you send us…
              - user: it hums
              - bot: A photo, please, or say that you have none.
              - user: agent
              - bot: I'll get a person to help you.
        """, "outcome: handoff, events: [no_match]") == "")
  }

  @Test func aDeskWithoutFilesGoesTheOtherWay() throws {
    #expect(
      try report(
        """
              - bot: Then tell us in words.
        """, "outcome: resolved", given: "agents: 1, files: off") == "")
  }

  @Test func whatTheQuestionDoesNotTakeIsRefusedByTheDesk() throws {
    let report = try report(
      """
            - bot: Can you send us…
            - send: { name: bill.pdf, size: 1000 }
      """, "outcome: handoff")
    #expect(
      report.contains(
        "the desk refuses: this question takes image/jpeg, image/png, not application/pdf"))
  }

  @Test func aQuestionForWhatTheDeskDoesNotTakeIsAFinding() {
    let desk = DeskNames(queues: ["general", "orders"], articleCount: 1, media: ["image/png"])
    let sources = [
      ("bot.yaml", Self.bot), ("t.flow.yaml", Self.flow),
    ].map { SourceFile(path: "flows/\($0.0)", text: $0.1) }
    let findings = FlowChecker.check(sources: sources, desk: desk)
    #expect(
      findings.map { "\($0.id) \($0.message)" } == [
        "W509 this desk takes no files of type image/jpeg"
      ])
  }
}
