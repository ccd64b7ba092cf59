import AgentDesk
import ArgumentParser
import Foundation
import JSON
import Operator

extension AgentCommand {
  struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Where you are logged in; --end ends it there.",
      discussion: "What is ended is closed at once. Last used: to about a minute.")
    @Option(help: ArgumentHelp("End one of them, or all others.", valueName: "name|others"))
    var end: String?
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      guard let end else { return try OneShot(line, json).run([ShellLine.text("sessions")]) }
      try OneShot(line, json).run([
        ShellLine.text("account", nil, [("act", "end"), ("session", end)])
      ])
    }
  }

  struct Password: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change your own password: all other sessions end.",
      discussion: """
        The old and the new one are asked for; where there is no terminal they are the two lines of \
        standard input.
        """)
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      let old = try SecretWords.ask("Old password: ")
      let new = try SecretWords.ask("New password: ")
      if isatty(0) != 0 {
        guard try SecretWords.ask("New password again: ") == new else {
          throw Failure("the two new passwords are not the same", code: 1)
        }
      }
      try OneShot(line, json).run([
        ShellLine.text("account", nil, [("act", "password"), ("old", old), ("new", new)])
      ])
    }
  }

  struct SecondFactor: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "second-factor",
      abstract: "Have your logins need the code of an authenticator (TOTP), too.",
      discussion: """
        Your password is asked for; you give a secret to an authenticator, and a code of it back. Ten \
        recovery codes let you in once each. An operator can take it back: frontdesk user \
        second-factor LOGIN --reset.
        """)
    @Flag(help: "You have one: only make new recovery codes.") var recovery = false
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      let password = try SecretWords.ask("Your password: ")
      let act = recovery ? "recover" : "enrol"
      try OneShot(line, json).run([
        ShellLine.text("account", nil, [("act", act), ("password", password)])
      ])
      guard !recovery else { return }
      if isatty(0) != 0 { Speech.ask("A code of your authenticator: ") }
      guard let code = readLine(strippingNewline: true), !code.isEmpty else {
        throw Failure("no code: nothing is asked for with your logins yet", code: 1)
      }
      try OneShot(line, json).run([
        ShellLine.text("account", nil, [("act", "prove"), ("code", code)])
      ])
    }
  }
}

/// Words that are not shown while they are typed.
enum SecretWords {
  static func ask(_ prompt: String) throws -> String {
    guard isatty(0) != 0 else {
      guard let line = readLine(strippingNewline: true), !line.isEmpty else {
        throw Failure("the standard input held too few lines", code: 64)
      }
      return line
    }
    guard let typed = getpass(prompt), typed.pointee != 0 else {
      throw Failure("nothing was typed", code: 64)
    }
    return String(cString: typed)
  }
}
