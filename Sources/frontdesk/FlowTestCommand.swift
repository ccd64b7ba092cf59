import ArgumentParser
import Configuration
import Desk
import Documents
import FlowTesting
import Flows
import Foundation
import Operator
import Publishing
import Secrets

extension FlowCommand {
  struct Test: SharedFilesCommand {
    static let configuration = CommandConfiguration(
      abstract: "Play the conversations of flows/tests, in memory and without a desk.",
      discussion: "Exit codes: 0 all passed, 1 some failed, 2 the files could not be read.")

    /// How results are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json
    }

    @OptionGroup var options: FlowOptions
    @Option(help: "Only cases whose name or file contains this.") var filter: String?
    @Option(help: "How results are written.") var format = Format.text
    @Option(help: "Write coverage for editors into this file.", completion: .file())
    var lcov: String?
    @Option(help: "The least share of each flow's steps, in percent; wins over bot.yaml.")
    var minSteps: Int?
    @Option(help: "The least share of each flow's exits, in percent; wins over bot.yaml.")
    var minExits: Int?
    @Flag(help: "Rewrite the bot's lines as it says them now, then play the tests.")
    var update = false
    @Option(help: "Walk through the bot at random instead, this many times, looking for trouble.")
    var explore: Int?
    @Option(help: "The seed of the random walks; without it a new one each time.") var seed: UInt64?
    @Argument(help: "The folder; without it the one of the settings.", completion: .directory)
    var folder: String?

    func run() throws {
      // Whatever keeps the files from being read is the caller's, not a failed test.
      do { try play() } catch let failure as Failure { throw Failure("\(failure)", code: 2) }
    }

    private func play() throws {
      if let explore { return try walk(explore, seed: seed) }
      var plan = try readablePlan()
      if update, try rewrite(plan) { plan = try readablePlan() }
      let start = ContinuousClock.now
      let report = plan.run(filter: filter)
      let spent = (ContinuousClock.now - start).components
      guard !report.results.isEmpty || filter == nil else {
        throw Failure("no case's name or file holds \"\(filter ?? "")\"", code: 2)
      }
      let findings = try findings(report, plan)
      switch format {
      case .text:
        tell(
          report, findings, plan.ground.sources,
          milliseconds: spent.seconds * 1000 + spent.attoseconds / 1_000_000_000_000_000)
      case .json: Speech.tell(json: report.json(findings))
      }
      try write(report.coverage)
      if report.failed > 0 || findings.hasErrors { Foundation.exit(1) }
    }

    private func tell(
      _ report: TestReport, _ findings: [Finding], _ sources: [SourceFile], milliseconds: Int64
    ) {
      Speech.tell(
        report.text(sources) + FindingReport(findings, sources: sources).text
          + "\(report.summary) in \(milliseconds) ms")
      if let coverage = report.coverage { Speech.tell(coverage.text) }
    }

    /// What the run says about the tests themselves.
    private func findings(_ report: TestReport, _ plan: TestPlan) throws -> [Finding] {
      var floor = CoverageFloor(of: plan.ground.revision)
      if let minSteps { floor.steps = minSteps }
      if let minExits { floor.exits = minExits }
      guard let coverage = report.coverage else { return plan.findings }
      return plan.findings + coverage.findings(floor, plan.ground.sources)
    }

    func validate() throws {
      for share in [minSteps, minExits].compactMap({ $0 }) where !(0...100).contains(share) {
        throw ValidationError("a share lies between 0 and 100 percent, not \(share)")
      }
      if filter != nil, lcov != nil || minSteps != nil || minExits != nil {
        throw ValidationError("coverage needs all tests; leave --filter out")
      }
    }

    private func readablePlan() throws -> TestPlan {
      let (settings, desk) = try options.load().resolved()
      let files = try FlowFolder(folder ?? settings.folders.flows)
      let report = files.report(desk.queues.map(\.name))
      guard let plan = files.testPlan(report, try DeskPlan(settings, desk, destinations: []))
      else {
        throw Failure("the flows have errors, so nothing was tested\n" + report.text, code: 2)
      }
      let findings = files.unreadableTests + plan.findings
      guard !findings.hasErrors else {
        let text = FindingReport(findings, sources: files.sources).text
        throw Failure("the tests have mistakes\n" + text, code: 2)
      }
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
      guard let lcov, let coverage else { return }
      do { try coverage.lcov.write(toFile: lcov, atomically: true, encoding: .utf8) } catch {
        throw Failure("cannot write \(lcov): \(error.localizedDescription)", code: 2)
      }
    }
  }
}
