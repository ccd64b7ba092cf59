import ArgumentParser
import Configuration
import Desk
import Documents
import Flows
import Foundation
import Operator
import Publishing
import Secrets

struct FlowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flow", abstract: "The flows that the bot speaks from.",
    subcommands: [
      Check.self, Test.self, Eval.self, Chat.self, Explain.self, Graph.self, Schema.self,
      Translations.self,
      Status.self,
      Publish.self, Hotfix.self, Rollback.self, Migrate.self, Diff.self, Replay.self,
    ])

  /// How findings are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check all flows, articles and tests without serving them.",
      discussion: "Exit codes: 0 clean or warnings only, 1 errors.")
    @OptionGroup var options: FlowOptions
    @Option(help: "How findings are written.") var format = Format.text
    @Argument(help: "The folder; without it the one of the settings.", completion: .directory)
    var folder: String?

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let files = try FlowFolder(folder ?? settings.folders.flows)
      let report = try files.reportWithTests(DeskPlan(settings, desk, destinations: []))
      let findings = report.findings
      switch format {
      case .text: tell(report, files)
      case .json: Speech.tell(json: FindingExport.json(findings))
      case .sarif: Speech.tell(json: FindingExport.sarif(findings, version: Program.version))
      case .github: Speech.tell(FindingExport.github(findings))
      }
      if findings.hasErrors { Foundation.exit(1) }
    }

    private func counted(_ count: Int, _ thing: String) -> String {
      "\(count) \(thing)\(count == 1 ? "" : "s")"
    }

    private func tell(_ report: FlowFolder.Report, _ files: FlowFolder) {
      if !report.text.isEmpty { Speech.tell(report.text) }
      guard !report.hasErrors, let revision = report.outcome.revision else { return }
      Speech.tell(
        "\(counted(revision.flowNames.count, "flow")) and "
          + "\(counted(files.articles.count, "article")) are fine (revision \(revision.id))")
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Explain a rule of the checker, with a failing and a fixed example.")
    @Argument(help: "The rule's id, such as E306; none lists all.") var id: String?

    func run() throws {
      guard let id else {
        for rule in Rule.all { Speech.tell("\(rule.id)  \(rule.title)") }
        return
      }
      guard let rule = Rule.named(id.uppercased()) else {
        let near = NearestName.hint(for: id.uppercased(), among: Rule.all.map(\.id)) ?? ""
        throw Failure("there is no rule \(id); \(near)", code: 1)
      }
      Speech.tell(rule.page)
    }
  }
}
