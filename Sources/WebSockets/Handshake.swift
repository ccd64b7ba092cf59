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
  private var answerFile: OpenFile?
  private var discarded = 0
  /// Where the head ended and how much there will be; for a request with a body.
  private(set) var expected: (head: RequestHead, start: Int, end: Int)?
  /// Its name while somebody is to answer later.
  var number: UInt64?
  /// Who is counted for it.
  var client: Client?

  enum Stage {
    case reading
    /// The head is known, the body is on its way.
    case readingBody
    /// All has arrived, and somebody is to answer.
    case waiting
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
    /// The body is complete too: everything after the head.
    case body
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
    answerFile = withBody && response.hasBody ? response.file : nil
    arrived = []
    stage = .answering
    watcher?.watch(for: .writing)
  }

  /// Waits for the body that follows this head; `true` when it is here already.
  func expect(_ head: RequestHead, from start: Int, length: Int) -> Bool {
    expected = (head, start, start + length)
    stage = .readingBody
    guard arrived.count < start + length else { return true }
    if head.only("expect")?.lowercased() == "100-continue" {
      let go = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
      // Should it be lost, the peer sends the body after a second anyway.
      _ = send(descriptor, go, go.count, Int32(MSG_NOSIGNAL))
    }
    return false
  }

  /// Takes the body out, and waits for somebody's answer.
  func takeBody() -> [UInt8] {
    guard let expected else { return [] }
    stage = .waiting
    defer { arrived = [] }
    return Array(arrived[expected.start..<min(expected.end, arrived.count)])
  }

  /// Does what the socket is ready for.
  func proceed(_ scratch: UnsafeMutableRawBufferPointer, headLimit: Int) -> Outcome {
    switch stage {
    case .reading: read(scratch, headLimit)
    case .readingBody: readBody(scratch)
    case .waiting: discard(scratch)
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

  private func readBody(_ scratch: UnsafeMutableRawBufferPointer) -> Outcome {
    let missing = (expected?.end ?? 0) - arrived.count
    let count = recv(descriptor, scratch.baseAddress, min(scratch.count, max(1, missing)), 0)
    guard count > 0 else { return count < 0 && isPatient(errno) ? .waits : .over }
    arrived.append(contentsOf: UnsafeRawBufferPointer(rebasing: scratch[..<count]))
    return count >= missing ? .body : .waits
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
    while sent < answerHead.count + (answerFile?.size ?? answerBody.count) {
      guard left > 0 else { return .waits }
      let count = writeSome(left)
      guard count > 0 else { return count < 0 && isPatient(errno) ? .waits : .over }
      sent += count
      left -= count
    }
    (answerBody, answerFile) = ([], nil)
    stage = .lingering
    shutdown(descriptor, Int32(SHUT_WR))
    watcher?.watch(for: .reading)
    return .waits
  }

  /// Writes a piece of what is next; 0 for a file that is shorter than was said.
  private func writeSome(_ most: Int) -> Int {
    let isHead = sent < answerHead.count
    if !isHead, let answerFile {
      var offset = off_t(sent - answerHead.count)
      return sendfile(
        descriptor, answerFile.descriptor, &offset, min(most, answerFile.size - Int(offset)))
    }
    let offset = isHead ? sent : sent - answerHead.count
    let isMoreToCome = isHead && (answerFile != nil || !answerBody.isEmpty)
    return (isHead ? answerHead : answerBody).withUnsafeBytes {
      send(
        descriptor, $0.baseAddress?.advanced(by: offset), min(most, $0.count - offset),
        Int32(MSG_NOSIGNAL) | (isMoreToCome ? more : 0))
    }
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
