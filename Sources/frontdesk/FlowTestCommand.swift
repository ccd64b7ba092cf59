import ArgumentParser
import Configuration
import Documents
import Flows
import Foundation
import Rehearsal
import Secrets

extension FlowCommand {
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Play the conversations of flows/tests, in memory and without a desk.",
      discussion: "Exit codes: 0 all passed, 1 some failed, 2 the files could not be read.")

    /// How results are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json
    }

    @OptionGroup var options: ConfigurationOptions
    @Option(help: "Only cases whose name or file holds this.") var filter: String?
    @Option(help: "How results are written.") var format = Format.text
    @Option(help: "Write coverage for editors into this file.", completion: .file())
    var lcov: String?
    @Flag(help: "Rewrite the bot's lines as it says them now, then play the tests.")
    var update = false
    @Argument(help: "The folder; without it the one of the settings.", completion: .directory)
    var folder: String?

    func run() throws {
      var plan = try readablePlan()
      if update, try rewrite(plan) { plan = try readablePlan() }
      let start = ContinuousClock.now
      let report = plan.run(filter: filter)
      let spent = (ContinuousClock.now - start).components
      let milliseconds = spent.seconds * 1000 + spent.attoseconds / 1_000_000_000_000_000
      switch format {
      case .text:
        Speech.tell(report.text(plan.ground.sources) + "\(report.summary) in \(milliseconds) ms")
        if let coverage = report.coverage { Speech.tell(coverage.text) }
      case .json: Speech.tell(report.json(plan.findings))
      }
      try write(report.coverage)
      if report.failed > 0 { Foundation.exit(1) }
    }

    private func readablePlan() throws -> TestPlan {
      let plan = try plan()
      if plan.findings.hasErrors { throw unreadable(plan.findings, plan.ground.sources) }
      return plan
    }

    /// True when a file was changed.
    private func rewrite(_ plan: TestPlan) throws -> Bool {
      let (files, refused) = plan.corrected(filter: filter)
      for place in refused {
        Speech.complain("\(place): this line cannot be rewritten; mend it by hand")
      }
      for file in files {
        do { try file.text.write(toFile: file.path, atomically: true, encoding: .utf8) } catch {
          throw Failure("cannot write \(file.path): \(error.localizedDescription)", code: 2)
        }
        Speech.complain("rewrote \(file.path)")
      }
      return !files.isEmpty
    }

    private func write(_ coverage: Coverage?) throws {
      guard let lcov else { return }
      guard let coverage else {
        throw Failure("--lcov needs all tests; leave --filter out", code: 2)
      }
      do { try coverage.lcov.write(toFile: lcov, atomically: true, encoding: .utf8) } catch {
        throw Failure("cannot write \(lcov): \(error.localizedDescription)", code: 2)
      }
    }

    private func plan() throws -> TestPlan {
      let (settings, desk) = try options.load().resolved()
      let files: FlowFolder
      do { files = try FlowFolder(folder ?? settings.folders.flows) } catch let error as Failure {
        throw Failure("\(error)", code: 2)
      }
      return TestPlan(try files.testGround(desk.queues.map(\.name)))
    }

    private func unreadable(_ findings: [Finding], _ sources: [SourceFile]) -> Failure {
      Failure(
        "the tests have mistakes\n" + FindingReport(findings, sources: sources).text, code: 2)
    }
  }
}

extension FlowFolder {
  /// What the folder's tests are played against; the flows have to be free of errors.
  func testGround(_ queues: [String]) throws -> TestGround {
    let report = report(queues)
    guard !report.hasErrors, let revision = report.outcome.revision else {
      throw Failure("the flows have errors, so nothing was tested\n" + report.text, code: 2)
    }
    return TestGround(
      revision, sources: sources,
      desk: DeskNames(queues: queues, articleCount: articles.count), articles: articles,
      digest: { SHA256.hash($0) })
  }
}
