import AgentDesk
import ArgumentParser
import Foundation

/// `frontdesk agent`: the terminal, and what belongs to it. A word that is none of its commands is
/// the address of a desk.
struct AgentCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "The agent's terminal.",
    discussion: """
      Without one of the commands below: the terminal itself, at the address that is given. \
      frontdesk agent open --help has its options.
      """,
    subcommands: [
      AgentCommand.self, AgentCommand.Run.self, AgentCommand.Tail.self, AgentCommand.Send.self,
      AgentConfigCommand.self,
    ], defaultSubcommand: AgentCommand.self)
}

struct AgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the terminal, which is what happens by itself.",
    discussion: """
      Full screen on a terminal that can draw it, plain lines elsewhere, one JSON object a line with \
      --json. F1 shows every key. The token of a login is kept in $XDG_STATE_HOME/frontdesk; another \
      one is taken from --token-file or $FRONTDESK_TOKEN_FILE. Exit codes:
      \(AgentManual.statuses)
      """)

  @Argument(help: "The desk's address; FRONTDESK_URL, or this machine's port 8080, without it.")
  var address: String?
  @Option(help: "The login; asked for where it is missing.") var user: String?
  @Flag(help: "Read the password from the first line of standard input.") var passwordStdin = false
  @Option(help: "A file whose last line is a session's token.", completion: .file())
  var tokenFile: String?
  @Flag(help: "One JSON object a line, both ways.") var json = false
  @Flag(help: "With --json: nobody is there for customers because the script runs.")
  var observer = false
  @Option(help: "With --json: seconds that answers may take.") var timeout = 30
  @Flag(help: "Plain lines, for screen readers and pipes.") var plain = false
  @Flag(help: "Borders of plain characters.") var ascii = false
  @Option(
    help: "The colours: \(ThemeName.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(ThemeName.allCases.map(\.rawValue)))
  var theme: String?
  @Flag(help: "Leave the mouse to the terminal.") var noMouse = false
  @Flag(help: "Do not remember this login.") var forget = false
  @Flag(help: "Let the password travel unencrypted to another machine.") var insecure = false

  @Flag(help: "Print the manual: keys, commands, the JSON spoken, files, exit codes.")
  var manual = false
  @Flag(help: "Print the same as a man page.") var man = false

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
    let environment = ProcessInfo.processInfo.environment
    var options = AgentOptions(
      address: address ?? environment["FRONTDESK_URL"] ?? "http://127.0.0.1:8080")
    options.face = json ? .json : plain ? .plain : .automatic
    options.user = user
    options.readsPassword = passwordStdin
    options.tokenFile = tokenFile
    options.keepsToken = !forget
    options.usesMouse = !noMouse
    options.usesASCII = ascii
    options.chosenTheme = theme.flatMap { ThemeName(rawValue: $0) }
    options.allowsUnencrypted = insecure
    options.device = "terminal on \(ProcessInfo.processInfo.hostName)"
    options.environment = environment
    options.script = script
    let own = try AgentConfigCommand.settings(environment)
    options.preferences = own.preferences
    options.isUndoSendWritten = own.isUndoSendWritten
    let code = AgentProgram.run(options)
    if code != 0 { Foundation.exit(code) }
  }

  private var script: ScriptRun {
    var script = ScriptRun()
    script.settings.isObserver = observer
    script.settings.patience = .seconds(timeout)
    return script
  }
}
