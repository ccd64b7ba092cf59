import Desk
import Glibc
import Terminal
import WebSockets

/// `frontdesk agent`: the agent's terminal from login to leaving.
package enum AgentProgram {
  /// Exit statuses beside 0; 128 and more is a signal's number.
  package enum Status {
    package static let trouble: Int32 = 1
    package static let usage: Int32 = 64
    /// A script's desk was not reached.
    package static let unreachable: Int32 = 69
    /// The disk does not take what must be kept.
    package static let disk: Int32 = 74
    /// A script's time was over before everything was answered.
    package static let unanswered: Int32 = 75
    /// The desk refused the login, or ended the session.
    package static let refused: Int32 = 77
  }

  /// Runs until the agent leaves. Blocks its thread: the terminal and its signals belong to it.
  package static func run(_ options: AgentOptions) -> Int32 {
    Repertoire.$current.withValue(options.repertoire) {
      do {
        return try start(options)
      } catch let obstacle as Obstacle {
        complain(obstacle.sentence, options)
        return obstacle.status
      } catch {
        let (sentence, status) = words(for: error)
        complain(sentence, options)
        return status
      }
    }
  }

  /// What a person is told of something that ends the program.
  private static func words(for error: any Error) -> (sentence: String, status: Int32) {
    switch error {
    case let failure as StateFailure: (failure.description, Status.disk)
    case let failure as ScreenFailure: (failure.description, Status.trouble)
    default: ("something went wrong that has no words yet; please report it", Status.trouble)
    }
  }

  private static func start(_ given: AgentOptions) throws -> Int32 {
    guard let root = StateFolder.usualRoot(given.environment) else {
      throw Obstacle("set HOME or XDG_STATE_HOME: there is no folder to keep drafts in")
    }
    var options = given
    let assistant = Assistant(given, root)
    if given.asksAddress, let address = try assistant.address() { options.address = address }
    let server = try options.server()
    let folder = try StateFolder(root: root, host: server.host, port: server.port)
    var login = Login(options, folder, server)
    var credential = try login.credential()
    if options.face == .json {
      if case .words? = options.script?.telling, credential == nil { credential = try login.ask() }
      return try runScript(options, server, folder, credential)
    }
    for _ in 0..<Login.attempts {
      let offered = try credential ?? login.ask()
      if given.asksAddress { try assistant.remember(options.address) }
      let ending = try runDesk(options, server, folder, offered)
      switch ending {
      case .left: return 0
      case .undelivered: return Status.unanswered
      case .signalled(let signal): return 128 + signal
      case .ended(let why):
        complain(why, options)
        guard isatty(options.input) != 0, !options.readsPassword, !options.hasTokenFile else {
          return Status.refused
        }
        credential = nil
      }
    }
    return Status.refused
  }

  private static func runScript(
    _ options: AgentOptions, _ server: ServerAddress, _ folder: StateFolder,
    _ credential: Uplink.Credential?
  ) throws -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let script = options.script ?? ScriptRun()
    let input = try script.descriptor(options.input)
    let link = try Link(
      server, folder: folder, keepsToken: options.keepsToken && !options.hasTokenFile)
    link.places = FilePlaces(
      options.preferences, options.environment, private: folder.path)
    let desk = ScriptDesk(credential, script.settings, chance: .system, at: Link.now)
    var face = JSONFace(
      link, desk, script, input: input,
      JSONFace.Outlets(
        output: options.output, trouble: options.trouble, paper: options.paper(options.output)))
    return try face.run()
  }

  private static func runDesk(
    _ options: AgentOptions, _ server: ServerAddress, _ folder: StateFolder,
    _ credential: Uplink.Credential
  ) throws -> Ending {
    signal(SIGPIPE, SIG_IGN)
    let link = try Link(
      server, folder: folder, keepsToken: options.keepsToken && !options.hasTokenFile)
    link.places = FilePlaces(
      options.preferences, options.environment, private: folder.path)
    let line = Uplink(credential, awaitsRestoring: true, chance: .system, at: Link.now)
    guard isFullScreen(options) else {
      let model = model(options, folder, server, line, Size(columns: 80, rows: 24))
      var face = PlainFace(link, model, input: options.input, output: options.output)
      return try face.run()
    }
    let screen = try Screen(
      input: options.input, output: options.output, colours: options.colours,
      usesMouse: options.usesMouse)
    var face = FullScreen(
      screen, link, model(options, folder, server, line, screen.size), desktop: options.desktop)
    return try face.run()
  }

  private static func model(
    _ options: AgentOptions, _ folder: StateFolder, _ server: ServerAddress, _ line: Uplink,
    _ size: Size
  ) -> DeskModel {
    var preferences = options.preferences
    preferences.version = options.version
    preferences.terminal = String((options.environment["TERM"] ?? "").prefix(40))
    // A file that cannot be read is no reason not to begin: the panes are as usual.
    preferences.widths = (try? folder.widths()) ?? PaneWidths()
    preferences.asks = isFullScreen(options)
    preferences.tellsLines = !preferences.asks
    if !preferences.asks && !options.isUndoSendWritten { preferences.undoSend = .zero }
    return DeskModel(
      server: server.host, line: line, size: size, at: Link.now, offset: Link.clockOffset,
      usesASCII: options.needsASCII, theme: options.theme, preferences: preferences)
  }

  private static func isFullScreen(_ options: AgentOptions) -> Bool {
    switch options.face {
    case .fullScreen: true
    case .plain, .json: false
    case .automatic:
      isatty(options.input) != 0 && isatty(options.output) != 0
        && options.drawsScreen && (options.environment["FRONTDESK_PLAIN"] ?? "").isEmpty
    }
  }

  static func complain(_ sentence: String, _ options: AgentOptions) {
    let bytes = Array("frontdesk agent: \(CleanText(sentence).text)\n".utf8)
    // Where complaints cannot be written, the exit status is all there is.
    _ = write(options.trouble, bytes, bytes.count)
  }
}
