import ArgumentParser
import Correspondence
import Foundation
import JSON
import Operator

/// Letters that the desk did not take in by itself.
struct MailQuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine", abstract: "Letters that were put aside, and why.",
    subcommands: [List.self, Show.self, Release.self, Drop.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List them, the oldest first.")
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "The connector's name, where there are several.") var name: String?
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let entries = try MailCommand.plan(options, name).quarantine.list()
      if json {
        for entry in entries { Speech.tell(json: Self.json(entry)) }
      } else if entries.isEmpty {
        Speech.tell("nothing was put aside")
      }
      guard !json else { return }
      for entry in entries {
        let when = Date(timeIntervalSince1970: Double(entry.at)).formatted(.iso8601)
        let state = entry.isReleased ? "  (released)" : ""
        let words = [entry.id, when, Column.plain(entry.from), Column.plain(entry.subject)]
        Speech.tell(words.joined(separator: "  ") + state)
        Speech.tell("  because: \(Column.plain(entry.why))")
      }
    }

    private static func json(_ entry: Quarantine.Entry) -> [UInt8] {
      JSONWriter.object {
        $0.member("id", entry.id)
        $0.member("at", entry.at)
        $0.member("from", entry.from)
        $0.member("subject", entry.subject)
        $0.member("why", entry.why)
        $0.member("bytes", Int64(entry.bytes))
        $0.member("released", entry.isReleased)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the beginning of one, made harmless for the screen.")
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "The connector's name, where there are several.") var name: String?
    @Argument(help: "Its id, as list shows it.") var id: String

    func run() throws {
      guard let letter = try MailCommand.plan(options, name).quarantine.letter(id) else {
        throw MailQuarantineCommand.unknown(id)
      }
      let text = String(decoding: letter.prefix(16_384), as: UTF8.self)
      for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        Speech.tell(Column.plain(String(line)))
      }
    }
  }

  struct Release: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Have the desk take it in when it next looks into the mailbox.")
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "The connector's name, where there are several.") var name: String?
    @Argument(help: "Its id, as list shows it.") var id: String

    func run() throws {
      guard try MailCommand.plan(options, name).quarantine.release(id) else {
        throw MailQuarantineCommand.unknown(id)
      }
      Speech.tell("\(id) will be taken in")
    }
  }

  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Throw one away.")
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "The connector's name, where there are several.") var name: String?
    @Argument(help: "Its id, as list shows it.") var id: String

    func run() throws {
      guard try MailCommand.plan(options, name).quarantine.drop(id) else {
        throw MailQuarantineCommand.unknown(id)
      }
      Speech.tell("\(id) was thrown away")
    }
  }

  fileprivate static func unknown(_ id: String) -> Failure {
    Failure("no letter \"\(id)\" was put aside; see: frontdesk mail quarantine list", code: 1)
  }
}
