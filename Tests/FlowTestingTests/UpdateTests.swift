import Documents
import FlowTesting
import Flows
import Testing

/// Rewriting what the bot says, and nothing else.
@Suite struct UpdateTests {
  private func updated(_ test: String) throws -> (text: String, refused: [Place]) {
    let plan = try Ground.plan(test)
    #expect(plan.findings.isEmpty, "\(plan.report)")
    let (files, refused) = plan.corrected()
    return (files.first?.text ?? test, refused)
  }

  private func becomesFine(_ test: String) throws -> String {
    let (text, refused) = try updated(test)
    #expect(refused == [])
    let report = try Ground.plan(text).run()
    #expect(report.failed == 0, "\(text)\n\(report.failures)")
    return text
  }

  @Test func wrongLinesAreRewrittenAndCommentsStay() throws {
    let text = try becomesFine(
      """
      # The first talk.
      flow: t
      cases:
        - name: one   # and only
          chat:
            - bot: Hi there!          # polite
            - bot:   "What colour?"   # short
              options: [red, blue, _escape]

            # Red it is.
            - tap:  red
            - { bot: 'Address', fields: [] }
            - user: nope
            - bot: /An address/
          expect: { at:   more }

      """)
    #expect(
      text == """
        # The first talk.
        flow: t
        cases:
          - name: one   # and only
            chat:
              - bot: "**Hello** there!"          # polite
              - bot:   "Which colour?"   # short
                options: [red, blue, _escape]

              # Red it is.
              - tap:  red
              - { bot: "Your address?", fields: [] }
              - user: nope
              - bot: /An address/
            expect: { at:   more }

        """)
  }

  @Test func missingLinesAreAddedAndSuperfluousOnesGo() throws {
    let text = try becomesFine(
      Ground.test(
        """
              - bot: Welcome to the shop!
              - bot: Hello there!
              - tap: red
              - user: nope
              - bot: An address, please, not “nope”.
              - bot: And your name?
                fields: [name]
              - user: sam@example.com
        """, expect: "outcome: handoff"))
    #expect(
      text
        == Ground.test(
          """
                - bot: Hello there!
                - bot: Which colour?
                - tap: red
                - bot: Your address?
                - user: nope
                - bot: An address, please, not “nope”.
                - user: sam@example.com
                - bot: You are number 1, wait not known yet.
          """, expect: "outcome: handoff"))
  }

  @Test func whatIsRightStaysAsItIs() throws {
    let test = Ground.test("      - bot: /hello/\n      - bot: Which…")
    #expect(try Ground.plan(test).corrected().files.isEmpty)
  }

  @Test func lineEndsStay() throws {
    let test = Ground.test("      - bot: Hi!\n      - bot: Which…").replacing("\n", with: "\r\n")
    let text = try becomesFine(test)
    #expect(text == test.replacing("- bot: Hi!", with: "- bot: \"**Hello** there!\""))
  }

  @Test func mixedLineEndsStayToo() throws {
    let test = Ground.test("      - bot: Hello…\r\n      - bot: What?\n      - tap: red")
    let text = try updated(test).text
    #expect(
      text
        == Ground.test(
          "      - bot: Hello…\r\n      - bot: Which colour?\n      - tap: red\n"
            + "      - bot: Your address?"))
  }

  @Test func aLineIsAddedAtTheVeryEndOfAFile() throws {
    let test = "cases:\n  - name: one\n    expect: { at: t.start }\n    chat:\n      - bot: Hello…"
    #expect(try becomesFine(test) == test + "\n      - bot: Which colour?")
  }

  @Test func aLenientCaseIsLeftAlone() throws {
    let test = Ground.test("      - bot: What?", more: "    strict: false")
    #expect(try updated(test).text == test)
  }

  @Test func expectationsAreNeverRewritten() throws {
    let test = Ground.test("      - bot: Hello…\n      - bot: Which…", expect: "at: more")
    #expect(try updated(test).text == test)
  }

  @Test func whatIsWrittenInAnotherWayIsNamed() throws {
    let test = """
      flow: t
      cases:
        - name: one
          chat:
            - bot: |
                Something
                else
            - bot: Which colour?
          expect: { at: start }

      """
    let (text, refused) = try updated(test)
    #expect(text == test)
    #expect(refused.map(\.line) == [5])
    let inline =
      "flow: t\ncases:\n  - { name: one, chat: [{ bot: Hello… }], expect: { at: start } }\n"
    #expect(try updated(inline).refused.map(\.line) == [3])
  }
}
