import ArgumentParser
import Configuration
import Desk
import Documents
import Flows
import Foundation
import Operator
import Rules

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "The rules by which the desk sorts, ranks and follows up.",
    subcommands: [Check.self, Test.self, Trace.self, Explain.self, Schema.self])

  /// The options of every command about rules.
  struct Options: ParsableArguments {
    @OptionGroup var flows: FlowOptions
    @Option(
      help: "The rules' file; without it rules.yaml beside the desk's file.",
      completion: .file(extensions: ["yaml"]))
    var rules: String?

    /// The file, and the desk that its rules are for.
    func load() throws -> (file: RuleFile, plan: DeskPlan, settings: Settings) {
      let loaded = try flows.load()
      let (settings, desk) = try loaded.resolved()
      let plan = try DeskPlan(settings, desk, destinations: [])
      let file = try RuleFile(rules, loaded.files, RuleNames(settings, desk, plan))
      return (file, plan, settings)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the rules and their tests without serving them.",
      discussion: "Exit codes: 0 clean or warnings only, 1 errors.")
    @OptionGroup var options: Options
    @Option(help: "How findings are written.") var format = FlowCommand.Format.text

    func run() throws {
      let (file, _, _) = try options.load()
      guard let source = file.source else {
        return Speech.tell("there is no \(file.path): the desk has no rules")
      }
      let outcome = file.outcome()
      var findings = outcome.findings
      var sources = [source]
      for test in try file.tests() {
        findings += RuleTestReader.read(test, file.names).findings
        sources.append(test)
      }
      switch format {
      case .text:
        let report = FindingReport(findings, sources: sources)
        if !report.text.isEmpty { Speech.tell(report.text) }
        let count = outcome.book?.rules.count ?? 0
        if !findings.hasErrors { Speech.tell("\(count) rule\(count == 1 ? "" : "s") are fine") }
      case .json: Speech.tell(json: FindingExport.json(findings))
      case .sarif: Speech.tell(json: FindingExport.sarif(findings, version: Program.version))
      case .github: Speech.tell(FindingExport.github(findings))
      }
      if findings.hasErrors { Foundation.exit(1) }
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Play the conversations of rules.test.yaml, in memory and without a desk.",
      discussion: "Exit codes: 0 all passed, 1 some failed, 2 the files could not be read.")
    @OptionGroup var options: Options
    @Option(help: "Only cases whose name contains this.") var filter: String?

    func run() throws {
      do { try play() } catch let failure as Failure { throw Failure("\(failure)", code: 2) }
    }

    private func play() throws {
      let (file, plan, _) = try options.load()
      let book = try file.book()
      var results: [RuleCaseResult] = []
      for source in try file.tests() {
        let (tests, findings) = RuleTestReader.read(source, file.names)
        guard !findings.hasErrors else {
          let text = FindingReport(findings, sources: [source]).text
          throw Failure("the tests have mistakes\n" + text, code: 2)
        }
        results += tests.cases.filter { isWanted($0.name) }.map { book.play($0, plan) }
      }
      if let filter, results.isEmpty {
        throw Failure("no case's name holds \"\(filter)\"", code: 2)
      }
      tell(results, book)
      if results.contains(where: { !$0.hasPassed }) { Foundation.exit(1) }
    }

    private func isWanted(_ name: String) -> Bool {
      filter.map { name.lowercased().contains($0.lowercased()) } ?? true
    }

    private func tell(_ results: [RuleCaseResult], _ book: RuleBook) {
      for result in results {
        for failure in result.failures {
          Speech.tell(
            """
            \(failure.place): failed: \(result.name)
                 = \(failure.message)
              expected: \(failure.expected)
              came out: \(failure.found)
              what the rules did:
            \(failure.trace)
            """)
        }
      }
      let passed = results.count { $0.hasPassed }
      Speech.tell("\(passed) passed, \(results.count - passed) failed")
      guard filter == nil else { return }
      let acted = results.reduce(into: Set<String>()) { $0.formUnion($1.acted) }
      let idle = book.rules.filter { $0.isEnabled && !acted.contains($0.name.text) }
      if !idle.isEmpty {
        Speech.tell(
          "no case lets these act: \(idle.map(\.name.text).joined(separator: ", "))")
      }
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Explain a code of the checker, with a failing and a mended example.")
    @Argument(help: "The code, such as E911; none lists all.") var id: String?

    func run() throws {
      guard let id else {
        for code in RuleCode.all { Speech.tell("\(code.id)  \(code.title)") }
        return
      }
      guard let code = RuleCode.named(id) else {
        let near = NearestName.hint(for: id.uppercased(), among: RuleCode.all.map(\.id)) ?? ""
        throw Failure("there is no code \(id); \(near)", code: 1)
      }
      Speech.tell(code.page)
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the JSON Schema of the rules' files, for editors.")

    /// What kind of file it describes.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
      case rules, test
    }

    @Argument(help: "The kind of file.") var kind = Kind.rules

    func run() throws {
      switch kind {
      case .rules: Speech.tell(json: RuleSettings.schema)
      case .test: Speech.tell(json: RuleTestSettings.schema)
      }
    }
  }
}
