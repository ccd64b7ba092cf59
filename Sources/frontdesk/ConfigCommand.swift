import ArgumentParser
import Configuration
import Documents
import Foundation

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "The settings: where they come from and whether they are right.",
    subcommands: [Check.self, Show.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the settings' files, the environment and the flags.",
      discussion: """
        Also what stands around them: folders, secrets, the queues that flows need, accounts, and \
        what this machine allows. Exit codes: 0 right, 2 right but for warnings, 78 mistakes found.
        """)
    @OptionGroup var options: ConfigurationOptions

    func run() throws {
      let loaded = try options.load()
      Speech.tell(loaded.files.words)
      guard let settings = loaded.settings.settings, let desk = loaded.desk.settings else {
        Speech.tell(loaded.report)
        Foundation.exit(78)
      }
      let findings =
        loaded.findings
        + SettingsChecks(settings: settings, desk: desk, files: loaded.files).findings()
      let report = FindingReport(findings, sources: loaded.sources)
      if !findings.isEmpty { Speech.tell(report.text) }
      if findings.hasErrors { Foundation.exit(78) }
      guard findings.isEmpty else {
        Speech.tell("the settings work; there are warnings")
        Foundation.exit(2)
      }
      Speech.tell("the settings are right")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show every setting as it holds now.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Say where each value comes from.") var origin = false

    func run() throws {
      let loaded = try options.load()
      let (settings, desk) = try loaded.resolved()
      for line in loaded.files.words.split(separator: "\n") { Speech.tell("# \(line)") }
      Speech.tell(settings.show(origins: origin))
      Speech.tell(desk.show(origins: origin))
    }
  }
}
