import ArgumentParser
import Foundation

/// The one program: the desk's server, its agents' terminal, and its operator's commands.
@main
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontdesk",
    abstract: "The support desk a company runs itself.",
    version: version,
    subcommands: [
      ServeCommand.self, AgentCommand.self, UserCommand.self, TicketCommand.self,
      MirrorCommand.self, RecordCommand.self, FlowCommand.self, ConfigCommand.self,
    ])

  static let version = "0.1.0"

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Speech.complain("\(failure)")
      Foundation.exit(failure.code)
    } catch {
      exit(withError: error)
    }
  }
}

/// What the program says: results on standard output, everything else beside it.
enum Speech {
  static func tell(_ line: String) { write(1, line) }

  static func complain(_ line: String) { write(2, "frontdesk: " + line) }

  /// Before an answer on the same line.
  static func ask(_ prompt: String) { write(1, prompt, end: "") }

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
