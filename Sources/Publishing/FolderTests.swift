package import Desk
import Documents
package import FlowTesting
import Flows
import Operator
import Secrets

extension FlowFolder {
  /// The folder's tests; nil while the flows have errors, for then nobody knows what the tests
  /// name.
  ///
  /// They are played at a desk of that plan: in its time zone, with its hours and its queues.
  package func testPlan(_ report: Report, _ plan: DeskPlan) -> TestPlan? {
    guard !report.hasErrors, let revision = report.outcome.revision else { return nil }
    return TestPlan(
      TestGround(
        revision, sources: everything, plan: plan, articles: articles,
        digest: { SHA256.hash($0) }))
  }

  /// What is wrong with the folder and with its tests. Serving looks at the folder alone: a slip in
  /// a test keeps no customer waiting.
  package func reportWithTests(_ plan: DeskPlan) -> Report {
    let report = report(plan.queues.map(\.id.text), media: plan.files?.media ?? [])
    let ofTests = unreadableTests + (testPlan(report, plan)?.findings ?? [])
    guard !ofTests.isEmpty else { return report }
    let findings = report.findings + ofTests
    return Report(
      text: FindingReport(findings, sources: everything).text, findings: findings,
      hasErrors: findings.hasErrors, outcome: report.outcome)
  }

  /// What the folder's flows are played against; they have to be free of errors.
  package func testGround(_ plan: DeskPlan) throws -> TestGround {
    let report = report(plan.queues.map(\.id.text))
    guard let plan = testPlan(report, plan) else {
      throw Failure("the flows have errors, so nothing was played\n" + report.text, code: 2)
    }
    return plan.ground
  }
}
