import ArgumentParser
import Configuration
import Foundation

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "The settings: where they come from and whether they are right.",
    subcommands: [Check.self, Show.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the settings' files, the environment and the flags.",
      discussion: "Exit codes: 0 right, 78 mistakes found.")
    @OptionGroup var options: ConfigurationOptions

    func run() throws {
      let loaded = try options.load()
      if !loaded.report.isEmpty { Speech.tell(loaded.report) }
      guard loaded.settings.settings != nil, loaded.desk.settings != nil else {
        Foundation.exit(78)
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
      let (settings, desk) = try options.load().resolved()
      Speech.tell(settings.show(origins: origin))
      Speech.tell(desk.show(origins: origin))
    }
  }
}
