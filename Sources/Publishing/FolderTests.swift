import Documents
package import FlowTesting
import Flows
import Operator
import Secrets

extension FlowFolder {
  /// The folder's tests; nil while the flows have errors, for then nobody knows what the tests name.
  package func testPlan(_ report: Report, _ queues: [String]) -> TestPlan? {
    guard !report.hasErrors, let revision = report.outcome.revision else { return nil }
    let desk = DeskNames(queues: queues, articleCount: articles.count)
    return TestPlan(
      TestGround(
        revision, sources: everything, desk: desk, articles: articles,
        digest: { SHA256.hash($0) }))
  }

  /// What is wrong with the folder and with its tests. Serving looks at the folder alone: a slip in a
  /// test keeps no customer waiting.
  package func reportWithTests(_ queues: [String]) -> Report {
    let report = report(queues)
    let ofTests = unreadableTests + (testPlan(report, queues)?.findings ?? [])
    guard !ofTests.isEmpty else { return report }
    let findings = report.findings + ofTests
    return Report(
      text: FindingReport(findings, sources: sources).text, findings: findings,
      hasErrors: findings.hasErrors, outcome: report.outcome)
  }

  /// What the folder's flows are played against; they have to be free of errors.
  package func testGround(_ queues: [String]) throws -> TestGround {
    let report = report(queues)
    guard let plan = testPlan(report, queues) else {
      throw Failure("the flows have errors, so nothing was played\n" + report.text, code: 2)
    }
    return plan.ground
  }
}
