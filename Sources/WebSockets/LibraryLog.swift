import CWebSockets
import Glibc
import Synchronization

/// What libwebsockets says about errors and warnings, in its own words.
///
/// The library has one log for the whole process. Peers can provoke some of its lines, so at most
/// twenty a second are passed on; the rest are counted and the count is told later.
package enum LibraryLog {
  fileprivate struct State {
    var listener: (@Sendable (String) -> Void)?
    var second: Int64 = 0
    var passed = 0
    var dropped = 0
    /// The last lines while a context is being made, to explain why it was not.
    var overheard: [String]?
  }

  private static let state = Mutex(State())

  /// Who is told; without anybody the lines go to standard error.
  package static func listen(_ listener: @escaping @Sendable (String) -> Void) {
    state.withLock { $0.listener = listener }
  }

  // Called before anything else of the library: its default level logs every change of a watcher,
  // which makes a fan-out three times slower.
  static func install() {
    lws_set_log_level(Int32(LLL_ERR | LLL_WARN)) { _, line in
      guard let line, !LibraryLog.isOurs(line) else { return }
      LibraryLog.hear(String(cString: line))
    }
  }

  /// Runs `work` and answers what the library said meanwhile; one at a time in the process.
  static func overhearing(_ work: () -> Void) -> [String] {
    state.withLock { state in state.overheard = [] }
    work()
    return state.withLock { state in
      defer { state.overheard = nil }
      return state.overheard ?? []
    }
  }

  /// libwebsockets calls every connection handed to it with its first bytes an error; it is ours,
  /// and not worth making a text of each time somebody comes.
  private static func isOurs(_ line: UnsafePointer<CChar>) -> Bool {
    strstr(line, "calling service") != nil
  }

  private static func hear(_ raw: String) {
    let line = String(RequestHead.trimmed(raw.split(separator: "\n").first ?? ""))
    let (listener, lines) = state.withLock { state in
      if state.overheard != nil { state.overheard?.append(line) }
      return (state.listener, state.admit(line))
    }
    for line in lines {
      if let listener { listener(line) } else { LibraryLog.toStandardError(line) }
    }
  }

  private static func toStandardError(_ line: String) {
    let bytes = Array("libwebsockets: \(line)\n".utf8)
    _ = write(2, bytes, bytes.count)
  }
}

extension LibraryLog.State {
  /// What may be told now: the line, perhaps with a count of those that were not.
  fileprivate mutating func admit(_ line: String) -> [String] {
    let now = Int64(time(nil))
    var lines: [String] = []
    if now != second {
      second = now
      passed = 0
      if dropped > 0 { lines.append("\(dropped) more lines were left out") }
      dropped = 0
    }
    guard passed < 20 else {
      dropped += 1
      return lines
    }
    passed += 1
    return lines + [line]
  }
}
