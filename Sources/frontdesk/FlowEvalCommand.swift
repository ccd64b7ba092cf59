import ArgumentParser
import Configuration
import Documents
import Flows
import Foundation
import Operator
import Publishing

extension FlowCommand {
  struct Eval: SharedFilesCommand {
    static let configuration = CommandConfiguration(
      abstract: "Measure how well customers are heard: a person, yes, no, thanks, danger.",
      discussion: """
        The messages are part of the program; those of language/<code>.test.yaml are added to them.
        Exit codes: 0 good enough, 1 not, 2 the files could not be read.
        """)

    @OptionGroup var options: FlowOptions
    @Argument(help: "The folder; without it the one of the settings.", completion: .directory)
    var folder: String?

    func run() throws {
      do { try measure() } catch let failure as Failure { throw Failure("\(failure)", code: 2) }
    }

    private func measure() throws {
      let (settings, desk) = try options.load().resolved()
      let files = try FlowFolder(folder ?? settings.folders.flows)
      let report = files.report(desk.queues.map(\.name))
      guard let revision = report.outcome.revision else {
        throw Failure("the flows have errors, so nothing was measured\n" + report.text, code: 2)
      }
      let tests = files.sources.filter { FlowFiles.isLanguageTest($0.path) }.map(LanguageTests.read)
      let findings = tests.flatMap(\.findings)
      guard !findings.hasErrors else {
        let text = FindingReport(findings, sources: files.sources).text
        throw Failure("the language tests have mistakes\n" + text, code: 2)
      }
      let evaluation = revision.evaluation(of: tests.flatMap(\.spoken))
      Speech.tell(evaluation.text)
      if !evaluation.isGood { Foundation.exit(1) }
    }
  }
}
