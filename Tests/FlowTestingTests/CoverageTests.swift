import Documents
import FlowTesting
import Flows
import JSON
import Testing

/// What a run walked through, counted.
@Suite struct CoverageTests {
  private static let walk = Ground.test(
    """
          - bot: Hello…
          - bot: Which…
          - tap: red
          - bot: Your…
          - user: x
          - bot: An address…
          - user: sam@example.com
          - bot: You are…
    """, expect: "outcome: handoff")

  private func coverage(_ test: String, flow: String = Ground.flow) throws -> Coverage {
    let report = try Ground.plan(test, flow: flow).run()
    #expect(report.failed == 0)
    return try #require(report.coverage)
  }

  @Test func stepsAndExitsAreCountedAndTheMissingOnesNamed() throws {
    let coverage = try coverage(Self.walk)
    #expect(
      coverage.text == """
        flow      steps      exits
        t          4/12       3/14
        not covered:
          flows/t.flow.yaml:10 option:blue
          flows/t.flow.yaml:10 escape
          flows/t.flow.yaml:10 fail
          flows/t.flow.yaml:10 idle:2m
          flows/t.flow.yaml:10 idle:5m
          flows/t.flow.yaml:20 never reached
          flows/t.flow.yaml:23 never reached
          flows/t.flow.yaml:24 never reached
          flows/t.flow.yaml:26 fail
          flows/t.flow.yaml:31 unavailable
          flows/t.flow.yaml:38 never reached
          flows/t.flow.yaml:41 never reached
          flows/t.flow.yaml:42 never reached
          flows/t.flow.yaml:44 never reached
          flows/t.flow.yaml:45 never reached

        """)
  }

  @Test func editorsGetLinesAndBranches() throws {
    let lcov = try coverage(Self.walk).lcov
    let lines = lcov.split(separator: "\n")
    #expect(lines.prefix(2) == ["TN:", "SF:flows/t.flow.yaml"])
    // The menu: red once, blue, escape, fail and the silences never.
    #expect(
      lines.filter { $0.hasPrefix("BRDA:10,") } == [
        "BRDA:10,1,0,1", "BRDA:10,1,1,0", "BRDA:10,1,2,0", "BRDA:10,1,3,0", "BRDA:10,1,4,0",
        "BRDA:10,1,5,0",
      ])
    #expect(lines.contains("BRDA:20,2,0,-"))
    #expect(lines.contains("DA:10,1") && lines.contains("DA:20,0"))
    #expect(lines.suffix(3) == ["LF:12", "LH:4", "end_of_record"])
  }

  @Test func aRunOfSomeTestsHasNoCoverage() throws {
    let plan = try Ground.plan(Self.walk)
    #expect(plan.run(filter: "THE CASE").coverage == nil)
    #expect(plan.run(filter: "t.test").passed == 1)
    #expect(plan.run(filter: "another").passed == 0)
  }

  @Test func triggersAreWaysIn() throws {
    let flow = "flow: t\ntriggers: [colours]\n" + Ground.flow.dropFirst("flow: t\n".count)
    #expect(try coverage(Self.walk, flow: flow).missing.first == "flows/t.flow.yaml:2 trigger")
    let shop = """
      flow: u
      triggers: [opening hours, holidays]
      sections:
        start:
          - say: Always.
          - end: resolved

      """
    let test = Ground.test(
      """
            - bot: Hello…
            - bot: Which…
            - user: what are the opening hours
            - bot: Always.
            - bot: Which…
      """, expect: "at: start, events: [digressed], path: [start, u.start]")
    let report = try Ground.plan(test, more: ["u.flow.yaml": shop]).run()
    #expect(report.failed == 0)
    #expect(report.coverage?.flows.last?.missing == [])
  }

  @Test func whatAnyWordsAnswerCannotFail() throws {
    let flow = """
      flow: t
      vars: { a: { type: text }, b: { type: text, max: 99 } }
      sections:
        start:
          - ask: A?
            into: a
          - ask: B?
            into: b
            invalid: Too long.
          - say: "{{ a }} {{ b }}"
          - end: resolved

      """
    let coverage = try coverage(
      Ground.test("      - bot: A?\n      - user: x\n      - bot: B?"), flow: flow)
    #expect(
      coverage.missing == [
        "flows/t.flow.yaml:7 answer", "flows/t.flow.yaml:7 fail",
        "flows/t.flow.yaml:10 never reached", "flows/t.flow.yaml:11 never reached",
      ])
  }

  @Test func programsGetTheSameAsJSON() throws {
    let plan = try Ground.plan(Self.walk.replacing("outcome: handoff", with: "outcome: resolved"))
    let json = try JSONReader.read(plan.run().json(plan.findings))
    #expect(json["passed"]?.int == 0)
    #expect(json["failed"]?.int == 1)
    let test = try #require(json["cases"]?.array?.first)
    #expect(test["name"]?.string == "the case")
    let failure = try #require(test["failures"]?.array?.first)
    #expect(failure["expected"]?.string == "resolved")
    #expect(failure["found"]?.string == "handoff")
    #expect(failure["line"]?.int == 13)
    let flow = try #require(json["coverage"]?.array?.first)
    #expect(flow["taken_exits"]?.int == 3)
    #expect(flow["missing"]?.array?.count == 15)
  }
}
