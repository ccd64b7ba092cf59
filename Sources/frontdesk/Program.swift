import ArgumentParser
import Foundation
import Journal
import Legible
import Operator

/// The one program: the desk's server, its agents' terminal, and its operator's commands.
@main
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontdesk",
    abstract: "The support desk a company runs itself.",
    version: version,
    subcommands: [
      ServeCommand.self, AgentCommand.self, ConversationCommand.self, UserCommand.self,
      TicketCommand.self,
      SearchCommand.self, ExportCommand.self, MirrorCommand.self, MailCommand.self,
      CRMCommand.self, NotifyCommand.self, RecordCommand.self,
      AuditCommand.self, FlowCommand.self, RulesCommand.self, CategoriesCommand.self,
      BlockCommand.self, CustomerCommand.self, ConfigCommand.self, TeamCommand.self,
      ReportCommand.self, WidgetCommand.self, ChannelCommand.self,
    ])

  static let version = "0.1.0"

  static func main() {
    Signals.ignoreStrays()
    do {
      var command = try parseAsRoot()
      // What customers said, and what lets people in, is nobody else's to read: whatever a command
      // makes is its owner's alone. Files of the flows' folder are shared with those who write
      // them.
      if !(command is any SharedFilesCommand) { umask(0o077) }
      try command.run()
    } catch let failure as Failure {
      Speech.complain("\(failure)")
      Foundation.exit(failure.code)
    } catch let failure as RecordFailure {
      Speech.complain("\(failure)")
      Foundation.exit(failure.code)
    } catch {
      let words = fullMessage(for: error)
      let code = exitCode(for: error).rawValue
      // What was typed is quoted; help and versions that were asked for are no complaint.
      if !words.isEmpty { code == 0 ? Speech.tell(words) : Speech.complain(words, from: "") }
      Foundation.exit(code)
    }
  }
}

/// A command that writes nothing but the work of those who write flows: tests, translations.
protocol SharedFilesCommand: ParsableCommand {}

/// What the program says: results on standard output, everything else beside it.
///
/// The choke point of all commands: nothing that passes here can steer the terminal it is shown on.
enum Speech {
  /// One line or several, as they are.
  static func tell(_ text: String) { write(1, Legible.lines(text)) }

  /// JSON, in which nothing is lost.
  static func tell(json: String) { write(1, Legible.json(json)) }

  static func tell(json: [UInt8]) { tell(json: String(decoding: json, as: UTF8.self)) }

  static func complain(_ text: String, from name: String = "frontdesk: ") {
    write(2, Legible.lines(name + text))
  }

  /// Before an answer on the same line.
  static func ask(_ prompt: String) { write(1, Legible.line(prompt), end: "") }

  private static func write(_ descriptor: Int32, _ line: String, end: String = "\n") {
    var rest = Array((line + end).utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      // Nobody reads any more: there is nobody to tell.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
