import Control
import Foundation
import Glibc
import JSON
import Logging
import Testing

/// A control socket in a folder of its own, and what it was asked.
final class Line {
  /// The data folder; everybody may enter it, so that the socket's own mode decides.
  let folder: String
  let socket: ControlSocket

  init(
    patience: Duration = ControlSocket.patience,
    answer: @escaping @Sendable (JSONValue, String) -> ControlReply = Line.echo
  ) throws {
    folder = try Line.newFolder()
    socket = try ControlSocket(
      path: ControlSocket.path(in: folder), patience: patience,
      log: quiet,
      answer: answer)
  }

  deinit {
    socket.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Answers with the word it was asked.
  @Sendable static func echo(_ request: JSONValue, _ peer: String = "") -> ControlReply {
    .done(JSONWriter.object { $0.member("heard", request["do"]?.string) })
  }

  static func newFolder() throws -> String {
    let folder = NSTemporaryDirectory() + "control-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    return folder
  }

  /// What the server answers to `{"do": word}`.
  func ask(_ word: String, within patience: Duration = ControlClient.patience) throws -> JSONValue {
    try ControlClient.ask(
      folder, JSONWriter.object { $0.member("do", word) }, within: patience)
  }

  /// Whether an honest command is served.
  func serves() throws -> Bool { try ask("ping")["heard"]?.string == "ping" }
}

/// A peer of a test's own making, that need not keep to anything.
final class RawPeer {
  private let descriptor: Int32

  init(_ folder: String) throws {
    descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) {
      $0.copyBytes(from: Array(ControlSocket.path(in: folder).utf8))
    }
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    try #require(isConnected, "\(String(cString: strerror(errno)))")
  }

  deinit { close(descriptor) }

  /// False once the server has left.
  @discardableResult func say(_ bytes: [UInt8]) -> Bool {
    send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  @discardableResult func say(_ text: String) -> Bool { say(Array(text.utf8)) }

  func endOfSpeech() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Everything that comes until the server closes.
  func hear() -> String {
    var heard: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
      heard += buffer[..<count]
    }
    return String(decoding: heard, as: UTF8.self)
  }
}

/// A log that nobody reads.
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
