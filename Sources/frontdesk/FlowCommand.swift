import ArgumentParser
import Configuration
import Documents
import Flows
import Foundation
import Secrets

struct FlowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flow", abstract: "The flows that the bot speaks from.",
    subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check all flows and articles without serving them.",
      discussion: "Exit codes: 0 clean or warnings only, 1 errors.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The folder; without it the one of the settings.", completion: .directory)
    var folder: String?

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let files = try FlowFolder(folder ?? settings.folders.flows)
      let (text, hasErrors, outcome) = files.report(desk.queues.map(\.name))
      if !text.isEmpty { Speech.tell(text) }
      if hasErrors { Foundation.exit(1) }
      guard let revision = outcome.revision else { return }
      Speech.tell(
        "\(revision.flowNames.count) flows and \(files.articles.count) articles are fine "
          + "(revision \(revision.id))")
    }
  }
}
