import Glibc
import Terminal
import WebSockets

/// How an agent's terminal is to run; the program fills it from its arguments.
package struct AgentOptions: Sendable {
  /// How the desk is shown.
  package enum Face: Sendable, Equatable {
    /// The full screen on a terminal that can draw it, else lines.
    case automatic
    case fullScreen
    case plain
    case json
  }

  /// `https://desk.example`, `http://127.0.0.1:8080`, `wss://…` or `ws://…`; without a path the
  /// desk's own is taken.
  package var address: String
  /// Whether nobody named the address, so that it is the one of last time, or is asked for.
  package var asksAddress = false
  package var face = Face.automatic
  /// The login to use; asked for where it is missing.
  package var user: String?
  /// The password is the first line of the standard input.
  package var readsPassword = false
  /// The second factor's code, where it is known without asking.
  package var code: String?
  /// A file whose last line is a token; `FRONTDESK_TOKEN_FILE` where it is not given.
  package var tokenFile: String?
  /// Whether the login is remembered for the next time.
  package var keepsToken = true
  package var usesMouse = true
  package var usesASCII = false
  /// The colours; where nil, those that fit the terminal.
  package var chosenTheme: ThemeName?
  /// Whether the password may go over an unencrypted line to another machine.
  package var allowsUnencrypted = false
  /// The program's, for reports.
  package var version = "?"
  /// The name of this terminal in the list of sessions.
  package var device = "terminal"
  /// What the agent's own file says.
  package var preferences = Preferences()
  /// Whether that file says how long words wait before they leave; lines and scripts wait only so.
  package var isUndoSendWritten = false
  package var environment: [String: String] = [:]
  /// What the JSON face does; what its input says where it is not given.
  package var script: ScriptRun?
  package var input: Int32 = 0
  package var output: Int32 = 1
  package var trouble: Int32 = 2

  package init(address: String) { self.address = address }

  /// Where to connect; throws the sentence for the person.
  func server() throws(Obstacle) -> ServerAddress {
    var text = address
    for (scheme, socket) in [("https://", "wss://"), ("http://", "ws://")]
    where text.lowercased().hasPrefix(scheme) {
      text = socket + text.dropFirst(scheme.count)
    }
    if !text.contains("://") { text = "wss://\(text)" }
    var server: ServerAddress
    do throws(AddressFault) {
      server = try ServerAddress(text)
    } catch {
      throw Obstacle(error.description)
    }
    if server.path == "/" { server.path = "/v1/socket" }
    server.subprotocols = ["frontdesk.v1"]
    let isHere = server.host == "localhost" || server.host == "::1" || server.host.hasPrefix("127.")
    guard server.isSecure || isHere || allowsUnencrypted else {
      throw Obstacle(
        "the line to \(address) would not be encrypted; use https:// or, where you must, --insecure"
      )
    }
    return server
  }

  /// The file that somebody named to take a token from.
  var namedTokenFile: String? {
    let file = tokenFile ?? environment["FRONTDESK_TOKEN_FILE"] ?? ""
    return file.isEmpty ? nil : file
  }

  /// Whether what is remembered of former logins has nothing to do with this run.
  var hasTokenFile: Bool { namedTokenFile != nil }

  /// Which colours the terminal can show, as its environment says.
  var colours: ColourDepth {
    let term = environment["TERM"] ?? ""
    guard (environment["NO_COLOR"] ?? "").isEmpty, term != "dumb", !term.hasPrefix("vt1") else {
      return .none
    }
    let deep = environment["COLORTERM"] ?? ""
    if deep == "truecolor" || deep == "24bit" || term.hasSuffix("-direct") { return .full }
    return term.contains("256color") || !deep.isEmpty ? .extended : .basic
  }

  /// The theme named, else the one that fits the terminal's ground.
  var theme: ThemeName { chosenTheme ?? ThemeName.fitting(environment) }

  /// How the desktop is told of alerts: as the agent wrote, else by what the terminal is likely to
  /// understand. What it does not understand it leaves alone, but for the screens of real consoles.
  var desktop: Screen.Desktop? {
    switch preferences.desktop {
    case .off: return nil
    case .osc9: return .osc9
    case .osc777: return .osc777
    case .automatic: break
    }
    let term = environment["TERM"] ?? ""
    // Inside tmux and screen neither gets through; their bell does.
    guard environment["TMUX"] == nil, !term.hasPrefix("screen"), !term.hasPrefix("tmux") else {
      return nil
    }
    if environment["VTE_VERSION"] != nil || term.hasPrefix("foot") || term.hasPrefix("rxvt") {
      return .osc777
    }
    return term.hasPrefix("xterm") || environment["TERM_PROGRAM"] != nil ? .osc9 : nil
  }

  /// Whether the terminal is one that full screens can be drawn on: one with a name, and not of
  /// those that have no other screen beside their own, no mouse and no titles.
  var drawsScreen: Bool {
    let term = environment["TERM"] ?? ""
    if ["", "dumb", "unknown", "network", "dialup", "ansi"].contains(term) { return false }
    return !["vt", "wy"].contains { old in
      term.hasPrefix(old) && term.dropFirst(2).first?.isNumber == true
    }
  }

  /// What the terminal can show, by the locale.
  var repertoire: Repertoire { speaksUnicode ? .unicode : .ascii }

  private var speaksUnicode: Bool {
    let locale =
      [environment["LC_ALL"], environment["LC_CTYPE"], environment["LANG"]]
      .compactMap { $0 }.first { !$0.isEmpty } ?? ""
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// What pictures are drawn on; nil for pipes, and for terminals without half blocks.
  func paper(_ descriptor: Int32) -> PictureCode.Paper? {
    guard isatty(descriptor) != 0, !needsASCII, environment["TERM"] != "dumb" else { return nil }
    let ink: PictureCode.Ink =
      colours != .none ? .painted : ThemeName.fitting(environment) == .light ? .onLight : .onDark
    return PictureCode.Paper(ink, Screen.size(of: descriptor))
  }

  /// Borders of plain characters where the locale has no others.
  var needsASCII: Bool { usesASCII || !speaksUnicode }
}

/// Why the program ends before it began: a sentence for the person and an exit status.
struct Obstacle: Error, Equatable {
  let sentence: String
  let status: Int32

  init(_ sentence: String, status: Int32 = AgentProgram.Status.usage) {
    self.sentence = sentence
    self.status = status
  }
}
