import Documents
import FlowTesting
import Flows
import TestSupport
import Testing

/// The tests that come with the program's own flows and with the guide's worked example.
@Suite struct ShippedTests {
  @Test(arguments: [("flows", 40, 60), ("docs/examples/repair-shop", 19, 35)])
  func theirTestsPassByEveryStepAndExit(folder: String, cases: Int, exits: Int) throws {
    let plan = TestPlan(try Ground.shipped(folder))
    #expect(plan.findings.isEmpty, "\(plan.report)")
    let report = plan.run()
    #expect(report.failed == 0, "\(report.text(plan.ground.sources))")
    #expect(report.passed >= cases)
    let coverage = try #require(report.coverage)
    #expect(coverage.missing == [])
    #expect(coverage.flows.map(\.name) == plan.ground.revision.flowNames)
    #expect(coverage.flows.reduce(0) { $0 + $1.exitCount } >= exits)
  }

  /// The example in the guide is a test that passes.
  @Test func theExampleOfTheGuidePasses() throws {
    let guide = try Repository.text("flows/README.md")
    let start = try #require(guide.firstRange(of: "```yaml\nflow: triage\ngiven:"))
    let rest = guide[start.lowerBound...].dropFirst("```yaml\n".count)
    let end = try #require(rest.firstRange(of: "```"))
    let shipped = try Ground.shipped()
    let test = SourceFile(
      path: "flows/tests/guide.test.yaml", text: String(rest[..<end.lowerBound]))
    let sources = shipped.sources.filter { !$0.path.hasSuffix(".test.yaml") } + [test]
    let plan = TestPlan(try Ground.ground(sources))
    #expect(plan.findings.isEmpty, "\(plan.report)")
    let report = plan.run()
    #expect(report.passed == 1 && report.failed == 0, "\(report.text(sources))")
  }
}
