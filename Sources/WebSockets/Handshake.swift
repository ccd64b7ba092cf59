import Glibc

/// One connection that is not a websocket: its request is read, answered, and that was it.
///
/// Nothing is kept alive, so nothing can follow a request that could be taken for another one.
final class Handshake {
  let descriptor: Int32
  let peer: Peer
  /// What it is counted as; nil when it was given back.
  var seat: ConnectionLimits.Seat?
  /// The beat by which the present stage has to end.
  var deadline: UInt64
  private(set) var stage = Stage.reading
  /// What has arrived: the head, perhaps with something after it.
  private(set) var arrived: [UInt8] = []
  private var watcher: Watcher?
  private var answerHead: [UInt8] = []
  private var answerBody: [UInt8] = []
  private var sent = 0
  private var discarded = 0

  enum Stage {
    case reading
    case answering
    /// Our side is closed; we wait for the peer to close, because a line cut with bytes unread
    /// takes the answer with it.
    case lingering
  }

  /// What became of a turn.
  enum Outcome {
    case waits
    /// The head is complete; it ends before this place in `arrived`.
    case head(end: Int)
    case headTooLarge
    /// Whatever it is, it is no request: a browser that expects encryption, mostly.
    case notARequest
    case over
  }

  init(_ descriptor: Int32, _ peer: Peer, _ seat: ConnectionLimits.Seat, deadline: UInt64) {
    self.descriptor = descriptor
    self.peer = peer
    self.seat = seat
    self.deadline = deadline
  }

  func begin(_ loop: Loop, ready: @escaping (Handshake) -> Void) {
    watcher = Watcher(loop, descriptor) { [unowned self] in ready(self) }
    watcher?.watch(for: .reading)
  }

  /// Ends the watching, keeps the socket: it goes to the library.
  func handOver() {
    watcher = nil
  }

  /// Ends the visit and closes the socket.
  func end() {
    watcher = nil
    close(descriptor)
  }

  /// Begins to answer; `withBody` is false for HEAD.
  func answer(_ response: HTTPResponse, date: String, withBody: Bool) {
    answerHead = response.headBytes(date: date)
    answerBody = withBody && response.hasBody ? response.body : []
    arrived = []
    stage = .answering
    watcher?.watch(for: .writing)
  }

  /// Does what the socket is ready for.
  func proceed(_ scratch: UnsafeMutableRawBufferPointer, headLimit: Int) -> Outcome {
    switch stage {
    case .reading: read(scratch, headLimit)
    case .answering: write()
    case .lingering: discard(scratch)
    }
  }

  private func read(_ scratch: UnsafeMutableRawBufferPointer, _ limit: Int) -> Outcome {
    let count = recv(descriptor, scratch.baseAddress, scratch.count, 0)
    guard count > 0 else { return count < 0 && isPatient(errno) ? .waits : .over }
    let searched = max(0, arrived.count - 3)
    arrived.append(contentsOf: UnsafeRawBufferPointer(rebasing: scratch[..<count]))
    guard RequestHead.isToken(arrived.prefix(1)) else { return .notARequest }
    let end = headEnd(from: searched)
    guard (end ?? arrived.count) <= limit else { return .headTooLarge }
    return end.map { .head(end: $0) } ?? .waits
  }

  private func headEnd(from start: Int) -> Int? {
    guard arrived.count >= 4 else { return nil }
    return arrived.withUnsafeBufferPointer { bytes in
      var place = start
      while place + 3 < bytes.count {
        if bytes[place + 3] == 10, bytes[place + 2] == 13, bytes[place + 1] == 10,
          bytes[place] == 13
        {
          return place + 4
        }
        place += 1
      }
      return nil
    }
  }

  // At most 256 KiB a turn, so that a large file on a fast line does not keep others waiting.
  private func write() -> Outcome {
    var left = 256 << 10
    while sent < answerHead.count + answerBody.count {
      guard left > 0 else { return .waits }
      let isHead = sent < answerHead.count
      let offset = isHead ? sent : sent - answerHead.count
      let count = (isHead ? answerHead : answerBody).withUnsafeBytes {
        send(
          descriptor, $0.baseAddress?.advanced(by: offset), min(left, $0.count - offset),
          Int32(MSG_NOSIGNAL) | (isHead && !answerBody.isEmpty ? more : 0))
      }
      guard count > 0 else { return isPatient(errno) ? .waits : .over }
      sent += count
      left -= count
    }
    answerBody = []
    stage = .lingering
    shutdown(descriptor, Int32(SHUT_WR))
    watcher?.watch(for: .reading)
    return .waits
  }

  // Head and body in one packet when they fit.
  private var more: Int32 { Int32(MSG_MORE) }

  private func discard(_ scratch: UnsafeMutableRawBufferPointer) -> Outcome {
    let count = recv(descriptor, scratch.baseAddress, scratch.count, 0)
    guard count > 0 else { return count < 0 && isPatient(errno) ? .waits : .over }
    discarded += count
    // Whoever goes on sending after an answer is not reading it.
    return discarded < 1 << 20 ? .waits : .over
  }

  /// Bytes of the answer that the kernel has taken; it grows as long as the peer reads.
  var progress: Int { sent }

  private func isPatient(_ code: Int32) -> Bool {
    code == EAGAIN || code == EWOULDBLOCK || code == EINTR
  }
}
