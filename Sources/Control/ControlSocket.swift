import Glibc
package import JSON
package import Logging
import Operator
import Synchronization
import Threads

/// Where the operator's commands reach the running server: a UNIX socket only its owner may open.
///
/// One request a connection, one line of JSON each way. Requests are served one after another; at
/// most 8 wait for their turn, and a peer that has not sent its request, or not taken its answer,
/// within `patience` is left.
package final class ControlSocket: Sendable {
  private let descriptor: Int32
  private let path: String
  private let patience: Duration
  private let answer: @Sendable (JSONValue, String) -> ControlReply
  private let log: Logger
  private let thread = Mutex<NamedThread?>(nil)
  private let isStopping = Mutex(false)

  /// A login, a name, a password's hash, or at most a message of 4000 characters, each of which may
  /// take six bytes.
  package static let longestLine = 32_768
  /// For a line each way, however many pieces it comes in.
  package static let patience = Duration.seconds(10)
  /// Peers that wait to be accepted; further ones wait to be connected, as long as they like.
  private static let waiting: Int32 = 8

  /// The socket of the server that serves this data folder.
  package static func path(in dataFolder: String) -> String { dataFolder + "/control.sock" }

  /// Listens at once; `answer` is asked on the socket's own thread, with the name
  /// of the peer's account on this machine, as the system knows it.
  package init(
    path: String, patience: Duration = ControlSocket.patience, log: Logger,
    answer: @escaping @Sendable (JSONValue, _ peer: String) -> ControlReply
  ) throws {
    self.path = path
    self.patience = patience
    self.log = log
    self.answer = answer
    descriptor = try Self.listen(path)
    // Flows are read on it: deeply nested files take more than a usual stack.
    let started = try NamedThread("control", stackBytes: 16 << 20) { [self] in serve() }
    thread.withLock { $0 = started }
  }

  private static func listen(_ path: String) throws(Failure) -> Int32 {
    // Whoever left it there is gone: the data folder's lock is ours.
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
    guard bound == 0, Glibc.listen(descriptor, waiting) == 0 else {
      let why = reason()
      close(descriptor)
      throw Failure("cannot listen on \(path): \(why)", code: 69)
    }
    return descriptor
  }

  /// Answers what was accepted, then ends; the socket's file goes with it.
  package func stop() {
    let isFirst = isStopping.withLock { was in
      defer { was = true }
      return !was
    }
    guard isFirst else { return }
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
      serve(client)
      close(client)
    }
  }

  private func serve(_ client: Int32) {
    let reply: ControlReply
    switch ControlLine.read(from: client, within: patience, upTo: Self.longestLine) {
    case .nothing: return
    case .tooLong:
      reply = .refused("a request has at most \(Self.longestLine) bytes")
    case .line(let line):
      do throws(JSONMistake) {
        reply = answer(try JSONReader.read(line), Peer.name(of: client))
      } catch {
        reply = .refused("the request is not JSON: \(error.reason)")
      }
    }
    if !ControlLine.write(reply.bytes, to: client, within: patience) {
      log.warning("an operator's command went away before its answer")
    }
  }
}
