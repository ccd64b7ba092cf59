import Foundation
import JSON

/// Asks the running server something over its control socket.
enum ControlClient {
  /// The answer's object; throws the server's own words when it refuses.
  static func ask(_ dataFolder: String, _ request: [UInt8]) throws -> JSONValue {
    // Longer than the server's own patience with the Office: reading flows comes on top.
    let patience = ControlSocket.patience * 6
    let path = ControlSocket.path(in: dataFolder)
    guard var address = UnixAddress(path) else {
      throw Failure("the data folder's path is too long for a socket: \(path)", code: 78)
    }
    let socket = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw Failure("no socket: \(reason())", code: 69) }
    defer { close(socket) }
    guard address.withPointer({ connect(socket, $0, $1) }) == 0 else {
      throw Failure("the server does not answer on \(path): \(reason())", code: 69)
    }
    guard ControlLine.write(request, to: socket),
      let line = ControlLine.read(
        from: socket, within: patience, upTo: ControlLine.longestAnswer),
      let answer = try? JSONReader.read(line)
    else { throw Failure("the server did not answer; try again", code: 75) }
    guard answer["ok"]?.bool == true else {
      let code = answer["code"]?.int.flatMap { Int32(exactly: $0) } ?? 1
      throw Failure(answer["why"]?.string ?? "the server refused", code: code)
    }
    return answer
  }
}
