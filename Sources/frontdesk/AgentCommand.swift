import AgentDesk
import ArgumentParser
import Foundation
import Operator

struct AgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "The agent's terminal, and what agents do from a shell.",
    discussion: """
      frontdesk agent [ADDRESS] opens the terminal: full screen on a terminal that can draw it, plain \
      lines elsewhere (--plain), one JSON object a line with --json; frontdesk agent open --help \
      has all its options. F1 shows every key. The token of a login is kept in \
      $XDG_STATE_HOME/frontdesk; another one is taken from --token-file or $FRONTDESK_TOKEN_FILE. \
      Exit codes:
      \(AgentManual.statuses)
      """,
    subcommands: [
      Open.self, Run.self, Tail.self, Send.self, Sessions.self, Password.self,
      SecondFactor.self, AgentConfigCommand.self,
    ], defaultSubcommand: Open.self)

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The agent's terminal; what frontdesk agent does without another word.")

    @Argument(help: help("address")) var address: String?
    @Option(help: help("--user")) var user: String?
    @Flag(help: help("--password-stdin")) var passwordStdin = false
    @Option(help: help("--token-file"), completion: .file()) var tokenFile: String?
    @Option(help: help("--totp-file"), completion: .file()) var totpFile: String?
    @Flag(help: help("--json")) var json = false
    @Flag(help: help("--observer")) var observer = false
    @Option(help: help("--timeout")) var timeout = 30
    @Flag(help: help("--plain")) var plain = false
    @Flag(help: help("--ascii")) var ascii = false
    @Option(help: help("--theme"), completion: .list(ThemeName.allCases.map(\.rawValue)))
    var theme: String?
    @Flag(help: help("--no-mouse")) var noMouse = false
    @Flag(help: help("--forget")) var forget = false
    @Flag(help: help("--insecure")) var insecure = false
    @Flag(help: help("--tutorial")) var tutorial = false
    @Flag(help: help("--manual")) var manual = false
    @Flag(help: help("--man")) var man = false

    /// The same words as on the man page.
    private static func help(_ option: String) -> ArgumentHelp {
      ArgumentHelp(AgentManPage.meaning(option))
    }

    func validate() throws {
      guard !(json && plain) else { throw ValidationError("--json and --plain exclude each other") }
      guard json || !observer else { throw ValidationError("--observer goes with --json") }
      guard theme.map({ ThemeName(rawValue: $0) != nil }) ?? true else {
        let names = ThemeName.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--theme is one of \(names)")
      }
      guard (0...86_400).contains(timeout) else {
        throw ValidationError("--timeout is 0 to 86400 seconds")
      }
    }

    func run() throws {
      guard !manual else { return Speech.tell(AgentManual.text) }
      guard !man else { return Speech.tell(AgentManPage.text) }
      let code = tutorial ? try Tutorial.run(try options()) : AgentProgram.run(try options())
      if code != 0 { Foundation.exit(code) }
    }

    private func options() throws -> AgentOptions {
      let environment = ProcessInfo.processInfo.environment
      let named = address ?? environment["FRONTDESK_URL"]
      var options = AgentOptions(address: named ?? "http://127.0.0.1:8080")
      options.asksAddress = named == nil
      options.face = json ? .json : plain ? .plain : .automatic
      options.user = user
      options.readsPassword = passwordStdin
      options.tokenFile = tokenFile
      options.code = try totpFile.map { try AuthenticatorFile.code($0) }
      options.keepsToken = !forget
      options.usesMouse = !noMouse
      options.usesASCII = ascii
      options.chosenTheme = theme.flatMap { ThemeName(rawValue: $0) }
      options.allowsUnencrypted = insecure
      options.device = "terminal on \(ProcessInfo.processInfo.hostName)"
      options.environment = environment
      options.version = Program.version
      var script = ScriptRun()
      script.settings.isObserver = observer
      script.settings.patience = .seconds(timeout)
      options.script = script
      let own = try AgentConfigCommand.settings(environment)
      options.preferences = try own.preferences()
      options.chosenTheme = options.chosenTheme ?? ThemeName(rawValue: own.theme)
      options.isUndoSendWritten = own.isUndoSendWritten
      return options
    }
  }
}
