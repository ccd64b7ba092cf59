import Courier
import Desk
import Glibc
import JSON
import Journal
import Logging
import Office
import Secrets
import Synchronization
import Threads

/// Where the operator's commands reach the running server: a UNIX socket only its owner may open.
///
/// One request a connection, one line of JSON each way. Requests are served one after another; one
/// that takes longer than ten seconds is given up.
final class ControlSocket: Sendable {
  private let descriptor: Int32
  private let path: String
  private let desk: ControlDesk
  private let log: Logger
  private let thread = Mutex<NamedThread?>(nil)
  private let isStopping = Mutex(false)

  /// A request is small: a login, a name, a password's hash.
  static let longestLine = 8192
  static let patience = Duration.seconds(10)

  static func path(in dataFolder: String) -> String { dataFolder + "/control.sock" }

  init(
    path: String, office: OfficeThread, carrier: Carrier?, destinations: [String], epoch: String,
    recordPath: String, flows: FlowPublisher, log: Logger
  ) throws {
    self.path = path
    self.log = log
    desk = ControlDesk(
      office: office, carrier: carrier, destinations: destinations, epoch: epoch,
      recordPath: recordPath, flows: FlowControl(publisher: flows))
    descriptor = try Self.listen(path)
    // Flows are read on it: deeply nested files take more than a usual stack.
    let started = try NamedThread("control", stackBytes: 16 << 20) { [self] in serve() }
    thread.withLock { $0 = started }
  }

  private static func listen(_ path: String) throws -> Int32 {
    unlink(path)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure("no socket for \(path): \(reason())", code: 69) }
    guard var address = UnixAddress(path) else {
      close(descriptor)
      throw Failure("the data folder's path is too long for a socket: \(path)", code: 78)
    }
    let mask = umask(0o177)
    let bound = address.withPointer { bind(descriptor, $0, $1) }
    umask(mask)
    guard bound == 0, Glibc.listen(descriptor, 8) == 0 else {
      let why = reason()
      close(descriptor)
      throw Failure("cannot listen on \(path): \(why)", code: 69)
    }
    return descriptor
  }

  func stop() {
    isStopping.withLock { $0 = true }
    shutdown(descriptor, Int32(SHUT_RDWR))
    thread.withLock { $0 }?.join()
    close(descriptor)
    unlink(path)
  }

  private func serve() {
    while !isStopping.withLock({ $0 }) {
      let client = accept(descriptor, nil, nil)
      guard client >= 0 else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return
      }
      answer(client)
      close(client)
    }
  }

  private func answer(_ client: Int32) {
    guard let line = ControlLine.read(from: client, within: Self.patience) else { return }
    let reply: ControlReply
    do throws(JSONMistake) { reply = desk.answer(try JSONReader.read(line)) } catch {
      reply = .refused("the request is not JSON: \(error.reason)")
    }
    if !ControlLine.write(reply.bytes, to: client) {
      log.warning("an operator's command went away before its answer")
    }
  }
}

/// What the server answers an operator's command.
enum ControlReply {
  case done([UInt8])
  /// With what the command that asked ends with.
  case refused(String, code: Int32 = 1)

  var bytes: [UInt8] {
    JSONWriter.object { writer in
      switch self {
      case .done(let members):
        writer.member("ok", true)
        writer.members(of: members)
      case .refused(let why, let code):
        writer.member("ok", false)
        writer.member("code", Int64(code))
        writer.member("why", why)
      }
    }
  }
}

/// One line each way over a connected socket.
enum ControlLine {
  /// An answer may hold all findings of a folder; beyond this it is given up.
  static let longestAnswer = 16 << 20

  static func read(
    from socket: Int32, within patience: Duration, upTo most: Int = ControlSocket.longestLine
  ) -> [UInt8]? {
    setTimeout(socket, patience)
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while line.count <= most {
      let count = Glibc.read(socket, &buffer, buffer.count)
      guard count > 0 else { return line.isEmpty ? nil : line }
      line += buffer[0..<count]
      if line.last == UInt8(ascii: "\n") { return line }
    }
    return nil
  }

  static func write(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var rest = (bytes + [UInt8(ascii: "\n")])[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func setTimeout(_ socket: Int32, _ patience: Duration) {
    var limit = timeval(tv_sec: Int(patience.components.seconds), tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(
      socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }
}

/// A path as the socket calls want it; nil where it is too long (107 bytes).
struct UnixAddress {
  private var address = sockaddr_un()

  init?(_ path: String) {
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
  }

  mutating func withPointer(_ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
