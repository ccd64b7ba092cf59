import Glibc

/// Writing on in the agent's own editor: `$VISUAL`, else `$EDITOR`, else vi.
struct ExternalEditor {
  private let path: String
  private let process: pid_t

  /// What comes back is read up to here; the input takes far less.
  private static let most = 1 << 20

  /// Starts it on a text, which lies in a file for this user alone.
  init(_ text: String) throws(StateFailure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/frontdesk-XXXXXX.txt".utf8CString)
    let descriptor = mkstemps(&name, 4)
    guard descriptor >= 0 else { throw StateFailure("make", "a file for the editor") }
    defer { close(descriptor) }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(StateFailure) {
      try PrivateFile.write(Array(text.utf8), to: descriptor, path: path)
      // Through the shell, as the variables may hold arguments too.
      process = try ChildProgram.start(
        ["/bin/sh", "-c", "exec ${VISUAL:-${EDITOR:-vi}} \"$1\"", "sh", path], "the editor")
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Its exit status once it has ended; nil while it runs.
  func ended() -> Int32? { ChildProgram.ended(process) }

  /// What was written, without the newline at its end; the file goes away.
  func finish() throws(StateFailure) -> String {
    defer { unlink(path) }
    let bytes = try PrivateFile.read(path, limit: Self.most) ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

extension FullScreen {
  /// Runs the editor on a text in place of the screen.
  mutating func edit(_ text: String) throws -> DeskEvent {
    try inPlaceOfTheScreen { screen in
      let editor = try ExternalEditor(text)
      let status = try screen.waits { editor.ended() }
      let written = try editor.finish()
      return status == 0 ? .edited(written) : .trouble("the editor ended with a mistake")
    } ?? .edited(text)
  }

  /// Runs the tutorial of this very program in place of the screen; its desk is its own.
  mutating func train() throws -> DeskEvent? {
    try inPlaceOfTheScreen { screen in
      let process = try ChildProgram.start(
        ["/proc/self/exe", "agent", "--tutorial"], "the training")
      let status = try screen.waits { ChildProgram.ended(process) }
      return status == 0 ? nil : .trouble("the training ended before its time")
    }
  }

  /// What the desk says meanwhile is taken in.
  private mutating func inPlaceOfTheScreen(
    _ work: (inout FullScreen) throws -> DeskEvent?
  ) throws -> DeskEvent? {
    screen.leave()
    let interrupted = signal(SIGINT, SIG_IGN)
    let quit = signal(SIGQUIT, SIG_IGN)
    defer {
      signal(SIGINT, interrupted)
      signal(SIGQUIT, quit)
    }
    let result: DeskEvent?
    do { result = try work(&self) } catch let failure as StateFailure {
      result = .trouble(failure.description)
    }
    try screen.enter()
    screen.forget()
    return result
  }

  private mutating func waits(_ ended: () -> Int32?) throws -> Int32 {
    while true {
      if let status = ended() { return status }
      var bells = [pollfd(fd: link.bell, events: Int16(POLLIN), revents: 0)]
      poll(&bells, 1, 100)
      try keepUp()
    }
  }
}

/// Another program at the same terminal.
enum ChildProgram {
  static func start(_ words: [String], _ what: String) throws(StateFailure) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGTSTP] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, words[0], nil, &attributes, arguments, environ)
    guard code == 0 else { throw StateFailure("start", what, code: code) }
    return process
  }

  /// The exit status once it has ended; nil while it runs.
  static func ended(_ process: pid_t) -> Int32? {
    var status: Int32 = 0
    let ended = waitpid(process, &status, WNOHANG)
    guard ended != 0 else { return nil }
    return ended == process ? status : -1
  }
}
