import Documents
import FlowTesting
import Flows
import Testing

/// Each kind of failure: where it is shown, what was expected, what came out.
@Suite struct FailingTests {
  private func failure(_ test: String) throws -> CaseFailure {
    let plan = try Ground.plan(test)
    #expect(plan.findings.isEmpty, "\(plan.report)")
    let report = plan.run()
    #expect(report.failed == 1)
    return try #require(report.failures.first, "the case passed")
  }

  @Test func wordsThatDifferAreShownWithTheTalkSoFar() throws {
    let plan = try Ground.plan(
      Ground.test(
        """
              - bot: Hello there!
              - bot: What colour?
        """))
    #expect(
      plan.run().text(plan.ground.sources) == """
        flows/tests/t.test.yaml:6:14: failed: the case
            6 |       - bot: What colour?
              |              ^
              = the bot says something else
          expected: What colour?
          came out: Which colour?
          hint: where the bot is right: frontdesk flow test --update
          the talk so far:
            bot: **Hello** there!
            bot: Which colour?
                 [red: Red | blue: Blue | _escape: None]

        """)
  }

  @Test func everyMessageHasToBeAccountedFor() throws {
    let early = try failure(Ground.test("      - bot: Hello there!\n      - tap: red"))
    #expect(early.place.line == 6)
    #expect(early.message == "the bot says something before this line")
    #expect(early.found == "Which colour?")
    let late = try failure(Ground.test("      - bot: Hello there!"))
    #expect(late.place.line == 5)
    #expect(late.message == "the bot says more than the chat has")
    #expect(late.hint?.contains("strict: false") == true)
  }

  @Test func aSilentBotIsAFailure() throws {
    let failure = try failure(
      Ground.test("      - bot: Hello…\n      - bot: Which…\n      - bot: And?"))
    #expect(failure.place.line == 7)
    #expect(failure.found == "nothing more")
  }

  @Test func otherOptionsAreAFailure() throws {
    let failure = try failure(
      Ground.test("      - bot: Hello…\n      - bot: Which…\n        options: [red, blue]"))
    #expect(failure.message == "the bot shows other options")
    #expect(failure.found == "red, blue, _escape")
  }

  @Test func whatCannotBeDoneIsAFailureWithAHint() throws {
    let start = "      - bot: Hello…\n      - bot: Which…\n"
    let option = try failure(Ground.test(start + "      - tap: green"))
    #expect(option.message == "no option \"green\" is offered")
    #expect(option.hint == "offered are: red, blue, _escape")
    let form = try failure(Ground.test(start + "      - fill: { email: a }"))
    #expect(form.message.hasPrefix("there is nothing to fill in"))
    let agent = try failure(Ground.test(start + "      - agent: takes"))
    #expect(agent.message.contains("waits for one"))
    let silent = try failure(Ground.test(start + "      - agent: { says: hi }"))
    #expect(silent.message == "no agent has the conversation")
  }

  @Test func aCallWithoutAnAnswerNeverLeavesTheTest() throws {
    let failure = try failure(
      Ground.test(
        "      - bot: Your…", more: "    at: shelf\n    vars: { colour: red }"))
    #expect(
      failure.message
        == "the flow calls GET https://shop.internal/stock/red, and no answer is given for it")
  }

  @Test func anAnswerForAnotherCallIsAFailure() throws {
    let failure = try failure(
      Ground.test(
        "      - bot: Your…",
        more: """
              at: shelf
              vars: { colour: red }
              given: { http: [{ call: "GET https://shop.internal/stock/blue" }] }
          """))
    #expect(
      failure.message.hasSuffix("but the next answer is for GET https://shop.internal/stock/blue"))
  }

  @Test(arguments: [
    ("outcome: resolved", "outcome", "none"),
    ("at: more", "at", "t.start"),
    ("path: [start, more]", "path", "[t.start]"),
    ("vars: { colour: red }", "vars.colour", "none"),
    ("events: [failed]", "events", "[]"),
    ("handoff: { queue: orders }", "handoff", "none"),
    ("ticket: { queue: orders }", "ticket", "none"),
    ("record: { csat: 4 }", "record.csat", "none"),
  ])
  func eachExpectationThatDiffersIsNamed(expect: String, name: String, found: String) throws {
    let failure = try failure(
      Ground.test("      - bot: Hello…\n      - bot: Which…", expect: expect))
    #expect(failure.message == "\(name) is something else")
    #expect(failure.found == found)
    #expect(failure.place.line == 7)
  }

  @Test func aLenientCaseOnlyWantsWhatItNames() throws {
    let plan = try Ground.plan(
      Ground.test(
        "      - bot: Which…\n      - tap: red", expect: "at: more", more: "    strict: false"))
    #expect(plan.run().failed == 0)
    let missing = try failure(
      Ground.test("      - bot: What…", more: "    strict: false"))
    #expect(missing.found == "**Hello** there!")
  }
}
