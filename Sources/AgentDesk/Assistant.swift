import Glibc
import Terminal

/// The first start on a machine: which desk, who, the password, and whether to remember it.
///
/// Asks only at a terminal, and only where no address was given and none is remembered.
struct Assistant {
  private let options: AgentOptions
  private let path: String

  init(_ options: AgentOptions, _ root: String) {
    self.options = options
    path = "\(root)/frontdesk/agent/desk"
  }

  /// The desk of last time, or the one that is named now; nil where nobody can be asked.
  func address() throws -> String? {
    if let bytes = try PrivateFile.read(path, limit: 4096) {
      let known = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
      if !known.isEmpty { return known }
    }
    guard isatty(options.input) != 0, isatty(options.trouble) != 0, options.face != .json else {
      return nil
    }
    say(
      """
      Welcome to Frontdesk. Four questions, and you are at your desk: its address, your user,
      your password, and the code of an authenticator where your desk asks for one.

      Address of the desk [\(options.address)]:\u{20}
      """)
    let answer = try TypedLine.read(options.input).filter { !$0.isWhitespace }
    return answer.isEmpty ? options.address : answer
  }

  /// For the next time, once somebody has come in there.
  func remember(_ address: String) throws {
    guard options.keepsToken else { return }
    try PrivateFile.replace(path, with: Array((address + "\n").utf8))
  }

  private func say(_ text: String) {
    let bytes = Array(text.utf8)
    // A question that cannot be shown can still be answered.
    _ = write(options.trouble, bytes, bytes.count)
  }
}

/// What somebody types, or a pipe holds, up to the end of the line.
enum TypedLine {
  /// Byte by byte: what follows belongs to the script. At most 4,096 bytes.
  static func read(_ input: Int32) throws -> String {
    var bytes: [UInt8] = []
    while bytes.count < 4096 {
      var byte: UInt8 = 0
      let count = Glibc.read(input, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw StateFailure("read", "the standard input") }
      if count == 0 || byte == 0x0A { break }
      bytes.append(byte)
    }
    if bytes.last == 0x0D { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
