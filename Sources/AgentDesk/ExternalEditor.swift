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
      process = try Self.start(path)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Through the shell, as the variables may hold arguments too.
  private static func start(_ path: String) throws(StateFailure) -> pid_t {
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
    let words = ["/bin/sh", "-c", "exec ${VISUAL:-${EDITOR:-vi}} \"$1\"", "sh", path]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", nil, &attributes, &arguments, environ)
    guard code == 0 else { throw StateFailure("start", "the editor", code: code) }
    return process
  }

  /// Its exit status once it has ended; nil while it runs.
  func ended() -> Int32? {
    var status: Int32 = 0
    let ended = waitpid(process, &status, WNOHANG)
    guard ended != 0 else { return nil }
    return ended == process ? status : -1
  }

  /// What was written, without the newline at its end; the file goes away.
  func finish() throws(StateFailure) -> String {
    defer { unlink(path) }
    let bytes = try PrivateFile.read(path, limit: Self.most) ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

extension FullScreen {
  /// Runs the editor on a text in place of the screen; what the desk says meanwhile is taken in.
  mutating func edit(_ text: String) throws -> DeskEvent {
    screen.leave()
    let interrupted = signal(SIGINT, SIG_IGN)
    let quit = signal(SIGQUIT, SIG_IGN)
    defer {
      signal(SIGINT, interrupted)
      signal(SIGQUIT, quit)
    }
    let result: DeskEvent
    do {
      let editor = try ExternalEditor(text)
      var status: Int32?
      while status == nil {
        var bells = [pollfd(fd: link.bell, events: Int16(POLLIN), revents: 0)]
        poll(&bells, 1, 100)
        try keepUp()
        status = editor.ended()
      }
      let written = try editor.finish()
      result = status == 0 ? .edited(written) : .trouble("the editor ended with a mistake")
    } catch let failure as StateFailure {
      result = .trouble(failure.description)
    }
    try screen.enter()
    screen.forget()
    return result
  }
}
