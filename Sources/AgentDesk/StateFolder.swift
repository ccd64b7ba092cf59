import Glibc

/// Why something could not be kept on disk or read from it: for the person at the terminal.
package struct StateFailure: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ attempt: String, _ path: String, code: Int32 = errno) {
    description = "cannot \(attempt) \(path): \(String(cString: strerror(code)))"
  }

  init(_ sentence: String) { description = sentence }
}

/// Where an agent's terminal keeps what must outlive it, one folder a desk.
///
/// `$XDG_STATE_HOME/frontdesk/agent/HOST-PORT`, by default under `~/.local/state`. Folders are
/// 0700 and files 0600; a token that others may read is refused.
package struct StateFolder: Sendable {
  /// The session a person is logged in with.
  package struct Token: Equatable, Sendable {
    package let agent: String
    package let secret: String
  }

  package let path: String

  /// Makes the folder for a desk if it is not there.
  package init(root: String, host: String, port: UInt16) throws(StateFailure) {
    let name = String(host.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
    path = "\(root)/frontdesk/agent/\(name)-\(port)"
    var built = ""
    for part in path.split(separator: "/") {
      built += "/\(part)"
      if mkdir(built, 0o700) != 0 && errno != EEXIST && errno != EISDIR && errno != EACCES {
        throw StateFailure("make the folder", built)
      }
    }
    guard access(path, W_OK | X_OK) == 0 else { throw StateFailure("write into", path) }
  }

  /// The usual root, from the environment; nil when there is no home.
  package static func usualRoot(_ environment: [String: String]) -> String? {
    if let root = environment["XDG_STATE_HOME"], root.hasPrefix("/") { return root }
    return environment["HOME"].map { "\($0)/.local/state" }
  }

  private var tokenPath: String { "\(path)/token" }

  package func token() throws(StateFailure) -> Token? {
    guard let bytes = try PrivateFile.read(tokenPath, limit: 4096) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.count == 2 else { return nil }
    return Token(agent: String(lines[0]), secret: String(lines[1]))
  }

  package func keep(_ token: Token) throws(StateFailure) {
    try PrivateFile.replace(tokenPath, with: Array("\(token.agent)\n\(token.secret)\n".utf8))
  }

  package func forgetToken() throws(StateFailure) {
    if unlink(tokenPath) != 0 && errno != ENOENT { throw StateFailure("remove", tokenPath) }
  }

  private var widthsPath: String { "\(path)/panes" }

  /// How wide the panes were made; as usual where nothing of it can be read.
  func widths() throws(StateFailure) -> PaneWidths {
    guard let bytes = try PrivateFile.read(widthsPath, limit: 256) else { return PaneWidths() }
    return PaneWidths(String(decoding: bytes, as: UTF8.self))
  }

  func keep(_ widths: PaneWidths) throws(StateFailure) {
    try PrivateFile.replace(widthsPath, with: Array(widths.text.utf8))
  }

  /// The token in a file that someone else provides: its first line.
  package static func token(in file: String) throws(StateFailure) -> String {
    guard let bytes = try PrivateFile.read(file, limit: 4096) else {
      throw StateFailure("read", file, code: ENOENT)
    }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last.map(String.init)
    guard let line, !line.isEmpty else { throw StateFailure("there is no token in \(file)") }
    return line
  }
}

/// Files that only their owner may read, written so that a crash leaves the old or the new.
enum PrivateFile {
  /// The bytes of a file, nil where there is none.
  static func read(_ path: String, limit: Int) throws(StateFailure) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 && errno == ENOENT { return nil }
    guard descriptor >= 0 else { throw StateFailure("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw StateFailure("read", path) }
    guard status.st_mode & 0o077 == 0 else {
      throw StateFailure("\(path) may be read by others; make it private: chmod 600 \(path)")
    }
    guard status.st_size <= limit else {
      throw StateFailure("\(path) is larger than \(limit) bytes; move it away to start anew")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw StateFailure("read", path) }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes.prefix(filled))
  }

  /// Puts a file in place of the old one, safe on disk before it takes its name.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StateFailure) {
    let draft = "\(path).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StateFailure("write", draft) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path: draft)
    guard fsync(descriptor) == 0 else { throw StateFailure("write", draft) }
    guard rename(draft, path) == 0 else { throw StateFailure("replace", path) }
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(StateFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw StateFailure("write", path) }
      rest = rest.dropFirst(count)
    }
  }
}
