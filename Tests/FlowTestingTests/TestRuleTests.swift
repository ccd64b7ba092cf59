import Documents
import FlowTesting
import Flows
import Testing

/// The pages of the rules about tests are true, and each catches a slip in good tests.
@Suite struct TestRuleTests {
  private func findings(_ sources: [SourceFile]) throws -> [Finding] {
    let outcome = Revision.load(
      sources: sources, desk: Rule.exampleDesk, digest: { Ground.digest($0) })
    let report = FindingReport(outcome.findings, sources: sources).text
    #expect(outcome.findings.isEmpty, "\(report)")
    let ground = TestGround(
      try #require(outcome.revision), sources: sources, plan: .plain(Rule.exampleDesk),
      articles: [],
      digest: { Ground.digest($0) })
    let plan = TestPlan(ground)
    guard plan.findings.isEmpty else { return plan.findings }
    let run = plan.run()
    #expect(run.failed == 0, "\(run.text(sources))")
    return run.coverage?.findings(CoverageFloor(of: ground.revision), sources) ?? []
  }

  @Test(arguments: Rule.all.filter { $0.subject == .tests }.map(\.id))
  func theExamplesOfARuleAreTrue(id: String) throws {
    let rule = try #require(Rule.named(id))
    let failing = try findings(Rule.sources(of: rule.failing))
    #expect(failing.map(\.id) == [id])
    #expect(failing.allSatisfy { $0.severity == rule.severity && $0.hint != nil })
    #expect(try findings(Rule.sources(of: rule.fixed)) == [])
  }

  @Test func thereAreFourRulesAboutTests() {
    #expect(Rule.all.filter { $0.subject == .tests }.map(\.id) == ["T801", "T802", "T803", "W804"])
    #expect(Rule.named("t802")?.page.contains("# T802 the tests leave out too much") == true)
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    let rule: String
    let file: String
    let part: String
    let slip: String

    init(_ rule: String, _ file: String, _ part: String, _ slip: String) {
      self.rule = rule
      self.file = file
      self.part = part
      self.slip = slip
    }

    var testDescription: String { "\(rule): \(slip)" }
  }

  static let slips = [
    Slip("T801", "tests/triage.test.yaml", "at: escalate", "at: escalte"),
    Slip("T801", "tests/csat.test.yaml", "flow: csat", "flow: cast"),
    Slip("T801", "tests/take-ticket.test.yaml", "topic: order", "topci: order"),
    Slip("T802", "tests/csat.test.yaml", "- tap: \"4\"", "- tap: \"3\""),
    Slip("T803", "tests/csat.test.yaml", "    expect: { outcome: no_answer }\n", ""),
    Slip("W804", "tests/csat.test.yaml", "- user: purple", "- tap: \"5\"\n      - tap: escape"),
  ]

  @Test(arguments: slips)
  func aSlipInTheShippedTestsIsCaught(slip: Slip) throws {
    let shipped = try Ground.shipped()
    #expect(shipped.revision.coverageWanted == (100, 100))
    let sources = try shipped.sources.map { source in
      guard source.path == "flows/" + slip.file else { return source }
      try #require(source.text.contains(slip.part), "the part is gone")
      return SourceFile(
        path: source.path,
        text: source.text.replacing(slip.part, with: slip.slip, maxReplacements: 1))
    }
    let plan = TestPlan(
      TestGround(
        shipped.revision, sources: sources, plan: .plain(Ground.desk), articles: [],
        digest: { Ground.digest($0) }))
    let coverage = plan.run().coverage
    let all =
      plan.findings + (coverage?.findings(CoverageFloor(of: shipped.revision), sources) ?? [])
    let report = FindingReport(all, sources: sources).text
    #expect(all.contains { $0.id == slip.rule }, "\(report)")
  }

  @Test func aBotWithoutTestsHasNoWarnings() throws {
    let shipped = try Ground.shipped()
    let bare = shipped.sources.filter { !$0.path.hasSuffix(".test.yaml") }
    let plan = TestPlan(try Ground.ground(bare))
    #expect(plan.findings.isEmpty)
    let coverage = try #require(plan.run().coverage)
    #expect(coverage.findings(CoverageFloor(steps: 0, exits: 0), bare) == [])
    #expect(coverage.findings(CoverageFloor(steps: 1, exits: 0), bare).map(\.id).count == 6)
  }

  @Test func aWarningCanBeAllowedInTheFlow() throws {
    let rule = try #require(Rule.named("W804"))
    let allowed = rule.failing.replacing(
      "    - confirm", with: "    # lint: allow W804 a lamp is on or off\n    - confirm")
    #expect(try findings(Rule.sources(of: allowed)) == [])
  }

  @Test func coverageIsReadAsAShare() throws {
    let bot = Ground.bot + "coverage: { steps: 90, exits: 80% }\n"
    let plan = try Ground.plan(Ground.test("      - bot: Hello…\n      - bot: Which…"), bot: bot)
    #expect(plan.ground.revision.coverageWanted == (90, 80))
    for wrong in ["120%", "-1", "most"] {
      let source = SourceFile(
        path: "flows/bot.yaml", text: Ground.bot + "coverage: { steps: \(wrong) }\n")
      let found = FlowChecker.check(
        sources: [source, SourceFile(path: "flows/t.flow.yaml", text: Ground.flow)],
        desk: Ground.desk)
      #expect(found.contains { $0.message.contains("between 0% and 100%") }, "\(wrong)")
    }
  }
}
