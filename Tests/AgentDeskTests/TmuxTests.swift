import Desk
import Foundation
import Glibc
import Rehearsal
import TestSupport
import Testing

@testable import AgentDesk

/// The real program in a real terminal emulator: tmux, on a socket of the test's own.
@Suite(.serialized, .enabled(if: Tmux.isPossible)) struct TmuxTests {
  @Test func agentsCanWorkThroughEmojiResizesAndHostileCustomers() throws {
    let desk = try ServedDesk()
    let words = "family 👨‍👩‍👧 荷物 \u{1B}]0;pwned\u{07}\u{1B}[2J end"
    let (_, id) = try desk.somebodyWaits("Ana \u{202E}", words)
    let tmux = try Tmux(desk, columns: 80, rows: 24)
    #expect(tmux.shows("QUEUE 1"))
    tmux.press("M-n")
    #expect(tmux.shows("reply to Ana"))
    #expect(tmux.shows("]0;pwned"))
    tmux.type("héé 荷物x")
    tmux.press("BSpace")
    #expect(tmux.shows("> héé 荷物"))
    tmux.resize(columns: 60, rows: 12)
    #expect(tmux.shows("> héé 荷物"))
    let border = tmux.screen().split(separator: "\n").filter { $0.contains("│") }
    #expect(border.count > 5)
    tmux.resize(columns: 40, rows: 12)
    #expect(tmux.shows("─ reply to Ana"))
    tmux.press("Enter")
    #expect(tmux.shows(" you      "))
    #expect(
      soon { (try? desk.events(of: id).last) == .said(Message(.agent(ServedDesk.maya), "héé 荷物")) })
    tmux.paste("one\ntwo\nthree\nfour\nfive")
    #expect(tmux.shows("Paste 5 lines?"))
    tmux.press("Escape")
    #expect(tmux.hides("Paste 5 lines?"))
    // Room for what the shell says after the end.
    tmux.resize(columns: 80, rows: 24)
    #expect(tmux.shows("─ reply to Ana"))
    tmux.type("/quit")
    tmux.press("Enter")
    #expect(tmux.shows("ENDED 0"))
    #expect(!tmux.title().contains("pwned"))
  }

  @Test func everythingIsReachedByThePaletteAndTheOwnEditor() throws {
    let desk = try ServedDesk()
    let (_, id) = try desk.somebodyWaits("Ana", "my lamp flickers")
    let tmux = try Tmux(desk, columns: 80, rows: 24, editor: "sed -i s/lamp/LAMP/")
    #expect(tmux.shows("QUEUE 1"))
    tmux.press("C-g")
    #expect(tmux.shows("Everything that can be done"))
    tmux.type("take whoever")
    #expect(tmux.shows("> take whoever"))
    tmux.press("Enter")
    #expect(tmux.shows("reply to Ana"))
    tmux.type("your lamp is on its way")
    #expect(tmux.shows("> your lamp is on its way"))
    tmux.press("C-e")
    #expect(tmux.shows("your LAMP is on its way"))
    tmux.press("Enter")
    let said = Event.said(Message(.agent(ServedDesk.maya), "your LAMP is on its way"))
    #expect(soon { (try? desk.events(of: id).last) == said })
    // Letters and an Enter that come in one go would be asked about like a paste.
    tmux.type("/search flickers")
    #expect(tmux.shows("> /search flickers"))
    tmux.press("Enter")
    #expect(tmux.shows("Enter opens it there"))
    #expect(tmux.shows("my lamp flickers"))
    tmux.press("Escape")
    #expect(tmux.hides("Enter opens it there"))
    tmux.type("/cat")
    #expect(tmux.shows("> /cat"))
    tmux.press("Tab")
    #expect(tmux.shows("> /category"))
    tmux.press("C-c")
    tmux.press("C-r")
    tmux.type("LAMP")
    #expect(tmux.shows("> LAMP"))
    tmux.press("Enter")
    #expect(tmux.shows("> your LAMP is on its way"))
    tmux.press("C-c")
    tmux.type("/history")
    #expect(tmux.shows("> /history"))
    tmux.press("Enter")
    #expect(tmux.shows("this is their only one"))
  }

  @Test(arguments: [(SIGSEGV, 139), (SIGABRT, 134), (SIGTERM, 143), (SIGHUP, 129)])
  func theTerminalIsGivenBackHoweverTheProgramEnds(signal: Int32, status: Int) throws {
    let desk = try ServedDesk()
    let tmux = try Tmux(desk, columns: 80, rows: 24)
    #expect(tmux.shows("QUEUE 0"))
    tmux.kill(signal)
    #expect(tmux.shows("ENDED \(status)"))
    #expect(tmux.shows(" icanon"))
    #expect(!tmux.screen().contains("QUEUE 0"))
  }
}

/// One tmux server with one window in which the agent's program runs.
final class Tmux {
  private let scratch: Folder
  private let socket: String

  /// The program, built beside the tests.
  private static let program: String = {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return tests.appendingPathComponent("frontdesk").path
  }()

  static var isPossible: Bool {
    access(program, X_OK) == 0 && access("/usr/bin/tmux", X_OK) == 0
  }

  init(_ desk: ServedDesk, columns: Int, rows: Int, editor: String = "true") throws {
    scratch = try Folder()
    socket = scratch.path + "/tmux"
    let token = scratch.path + "/token"
    try PrivateFile.replace(token, with: Array((try desk.token() + "\n").utf8))
    let command = """
      ulimit -c 0; env XDG_STATE_HOME=\(scratch.path) FRONTDESK_TOKEN_FILE=\(token) \
      FRONTDESK_AGENT_UNDO_SEND=0 EDITOR='\(editor)' VISUAL= LC_ALL=C.UTF-8 \
      TERM=tmux-256color SWIFT_BACKTRACE=enable=no \
      \(Self.program) agent http://127.0.0.1:\(desk.port) & \
      echo $! > \(scratch.path)/pid; fg >/dev/null; echo ENDED $?; stty -a; sleep 60
      """
    let script = scratch.path + "/run"
    try command.write(toFile: script, atomically: true, encoding: .utf8)
    run(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "bash -m \(script)")
  }

  deinit { run("kill-server") }

  /// Runs tmux and answers what it wrote.
  ///
  /// Not by Foundation's Process: tmux's server inherits a descriptor by which that waits, and it
  /// would wait as long as the server runs.
  @discardableResult
  private func run(_ arguments: String...) -> String {
    let output = scratch.path + "/output"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = (["/usr/bin/tmux", "-S", socket] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    // Threads of a pool block signals, and children inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    guard posix_spawn(&pid, "/usr/bin/tmux", &actions, &attributes, &words, environ) == 0 else {
      Issue.record("tmux cannot be run")
      return ""
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
  }

  func screen() -> String { run("capture-pane", "-p") }
  func title() -> String { run("display-message", "-p", "#{pane_title}") }
  func press(_ keys: String...) { for key in keys { run("send-keys", key) } }
  func type(_ text: String) { run("send-keys", "-l", text) }

  func paste(_ text: String) {
    run("set-buffer", text)
    run("paste-buffer", "-p")
  }

  func resize(columns: Int, rows: Int) {
    run("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Sends a signal to the program and nobody else.
  func kill(_ signal: Int32) {
    guard let text = try? String(contentsOfFile: scratch.path + "/pid", encoding: .utf8),
      let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
    else {
      Issue.record("the program left no pid")
      return
    }
    Glibc.kill(pid, signal)
  }

  /// Looks until the words can be seen; false after a minute.
  func shows(_ words: String) -> Bool { comes { $0.contains(words) } }

  func hides(_ words: String) -> Bool { comes { !$0.contains(words) } }

  private func comes(_ holds: (String) -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if holds(screen()) { return true }
      usleep(30_000)
    }
    print(screen())
    return false
  }
}
