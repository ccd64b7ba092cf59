import Glibc
package import JSON
package import Operator

/// Asks the running server something over its control socket.
package enum ControlClient {
  /// Longer than the server's own patience with the Office: reading flows comes on top.
  package static let patience = ControlSocket.patience * 6

  /// The answer's object; throws the server's own words when it refuses.
  package static func ask(
    _ dataFolder: String, _ request: [UInt8], within patience: Duration = ControlClient.patience
  ) throws(Failure) -> JSONValue {
    let path = ControlSocket.path(in: dataFolder)
    guard var address = UnixAddress(path) else {
      throw Failure("the data folder's path is too long for a socket: \(path)", code: 78)
    }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw Failure("no socket: \(reason())", code: 69) }
    defer { close(socket) }
    bound(socket, patience)
    guard address.withPointer({ connect(socket, $0, $1) }) == 0 else {
      throw Failure("the server does not answer on \(path): \(reason())", code: 69)
    }
    guard ControlLine.write(request, to: socket, within: patience),
      case .line(let line) = ControlLine.read(
        from: socket, within: patience, upTo: ControlLine.longestAnswer),
      // Half an answer is none.
      let answer = try? JSONReader.read(line)
    else { throw Failure("the server did not answer; try again", code: 75) }
    guard answer["ok"]?.bool == true else {
      let code = answer["code"]?.int.flatMap { Int32(exactly: $0) } ?? 1
      throw Failure(answer["why"]?.string ?? "the server refused", code: code)
    }
    return answer
  }

  /// While many wait, connecting waits too: https://man7.org/linux/man-pages/man7/unix.7.html
  private static func bound(_ socket: Int32, _ patience: Duration) {
    let (seconds, attoseconds) = patience.components
    var limit = timeval(
      tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }
}
