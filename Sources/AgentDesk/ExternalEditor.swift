import Glibc
import Programs

/// Writing on in the agent's own editor: `$VISUAL`, else `$EDITOR`, else vi.
struct ExternalEditor {
  private let path: String
  private let program: ChildProgram

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
      program = try ChildProgram.here(
        ["/bin/sh", "-c", "exec ${VISUAL:-${EDITOR:-vi}} \"$1\"", "sh", path], "the editor")
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Its exit status once it has ended; nil while it runs.
  func ended() -> Int32? { program.ended() }

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
      let program = try ChildProgram.here(
        ["/proc/self/exe", "agent", "--tutorial"], "the training")
      let status = try screen.waits { program.ended() }
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

extension ChildProgram {
  /// At our terminal, or why not, in words.
  fileprivate static func here(
    _ words: [String], _ what: String
  ) throws(StateFailure) -> ChildProgram {
    do throws(Failure) { return try ChildProgram(words, at: .terminal) } catch {
      throw StateFailure("start", what, code: error.code)
    }
  }
}
