import Glibc
import Threads

/// One line each way over a connected socket.
enum ControlLine {
  /// An answer may hold all findings of a folder; beyond this it is given up.
  static let longestAnswer = 16 << 20

  /// What came of waiting for a line.
  enum Reading: Equatable {
    case line([UInt8])
    /// Nothing, or not the whole of it, until the other side went away or patience ended.
    case nothing
    /// The rest is left unread.
    case tooLong
  }

  /// The whole line comes within `patience`, whatever pieces it comes in; where the other side has
  /// said all it will say, what it said is a line too.
  static func read(from socket: Int32, within patience: Duration, upTo most: Int) -> Reading {
    let deadline = MonotonicTime.now.advanced(by: patience)
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while isReady(socket, for: Int16(POLLIN), until: deadline) {
      let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count < 0, mayGoOn { continue }
      if count == 0, !line.isEmpty { return .line(line) }
      guard count > 0 else { return .nothing }
      line += buffer[0..<count]
      guard line.count <= most else { return .tooLong }
      if line.last == UInt8(ascii: "\n") { return .line(line) }
    }
    return .nothing
  }

  /// False where the other side did not take all of it within `patience`.
  static func write(_ bytes: [UInt8], to socket: Int32, within patience: Duration) -> Bool {
    let deadline = MonotonicTime.now.advanced(by: patience)
    var rest = (bytes + [UInt8(ascii: "\n")])[...]
    while !rest.isEmpty {
      guard isReady(socket, for: Int16(POLLOUT), until: deadline) else { return false }
      let count = rest.withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if count < 0, mayGoOn { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Whether the last call failed for no reason that lasts.
  private static var mayGoOn: Bool { errno == EINTR || errno == EAGAIN }

  private static func isReady(
    _ socket: Int32, for events: Int16, until deadline: MonotonicTime
  ) -> Bool {
    var wanted = pollfd(fd: socket, events: events, revents: 0)
    while true {
      let left = deadline.since(.now).nanoseconds
      guard left > 0 else { return false }
      // https://man7.org/linux/man-pages/man2/poll.2.html: a part of a millisecond is waited whole.
      let ready = poll(&wanted, 1, Int32(clamping: left / 1_000_000 + 1))
      if ready < 0, errno == EINTR { continue }
      return ready > 0
    }
  }
}
