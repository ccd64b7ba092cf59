import Glibc

/// One connection of the load, for the loop thread only.
final class Line {
  let ear: any Ear
  let file: Int32
  private let place: Place
  private unowned let crowd: Crowd
  private(set) var stage = Stage.connecting
  private var unsent: [UInt8] = []
  private var sent = 0
  private var unread: [UInt8] = []
  private var fragments: [UInt8] = []
  /// Whether it stands in the crowd's list of lines that have something to send.
  private var isListed = false
  private(set) var wantsRoom = true

  enum Stage { case connecting, greeting, open, ended }

  init(_ ear: any Ear, _ file: Int32, _ place: Place, _ crowd: Crowd) {
    self.ear = ear
    self.file = file
    self.place = place
    self.crowd = crowd
  }

  // MARK: Sending

  /// Sends a text message at the end of this turn of the loop.
  ///
  /// The mask is zero, which the protocol cannot tell from a chosen one: the server takes it off
  /// like any other, and the load saves the work.
  func send(_ text: [UInt8]) {
    guard stage == .open else { return }
    if case .websocket = place.speech { head(0x81, text.count) }
    unsent += text
    list()
  }

  /// Says goodbye; `ended` follows when the server has answered.
  func close() {
    guard stage == .open else { return }
    head(0x88, 2)
    unsent += [3, 0xE8]  // 1000, an ordinary end: RFC 6455, 7.4.1
    list()
  }

  private func head(_ kind: UInt8, _ length: Int) {
    unsent.append(kind)
    if length < 126 {
      unsent.append(0x80 | UInt8(length))
    } else if length < 65_536 {
      unsent += [0x80 | 126, UInt8(length >> 8), UInt8(length & 255)]
    } else {
      unsent.append(0x80 | 127)
      unsent += (0..<8).reversed().map { UInt8(length >> (8 * $0) & 255) }
    }
    unsent += [0, 0, 0, 0]
  }

  private func list() {
    guard !isListed else { return }
    isListed = true
    crowd.list(self)
  }

  /// Gives the kernel what it takes; the rest goes when there is room.
  func flush() {
    isListed = false
    guard stage != .ended, sent < unsent.count else { return }
    let count = unsent.withUnsafeBytes {
      Glibc.send(
        file, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
    }
    if count < 0, errno != EAGAIN { return end("cannot send: \(String(cString: strerror(errno)))") }
    sent += max(count, 0)
    let isDone = sent == unsent.count
    if isDone {
      unsent.removeAll(keepingCapacity: true)
      sent = 0
    }
    watch(forRoom: !isDone)
  }

  private func watch(forRoom wanted: Bool) {
    guard wanted != wantsRoom else { return }
    wantsRoom = wanted
    crowd.watch(self)
  }

  // MARK: Getting through

  /// There is room to write: what was begun goes on.
  func writable() {
    guard stage == .connecting else { return flush() }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(file, SOL_SOCKET, SO_ERROR, &code, &size)
    guard code == 0 else { return end("cannot connect: \(String(cString: strerror(code)))") }
    switch place.speech {
    case .plain: open()
    case .websocket(let origin):
      stage = .greeting
      let page = origin.map { "Origin: \($0)\r\n" } ?? ""
      unsent += Array(
        """
        GET /v1/socket HTTP/1.1\r
        Host: 127.0.0.1:\(place.port)\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Protocol: frontdesk.v1\r
        \(page)\r\n
        """.utf8)
    }
    flush()
  }

  private func open() {
    stage = .open
    crowd.connected()
    ear.opened(self)
  }

  // MARK: Hearing

  func heard(_ bytes: UnsafeRawBufferPointer) {
    guard unread.isEmpty else {
      unread += bytes
      let whole = unread
      unread.removeAll(keepingCapacity: true)
      whole.withUnsafeBytes { keep($0, from: take($0)) }
      return
    }
    keep(bytes, from: take(bytes))
  }

  private func keep(_ bytes: UnsafeRawBufferPointer, from used: Int) {
    if stage != .ended, used < bytes.count { unread += bytes[used...] }
  }

  /// Reads what is whole; returns how many bytes that were.
  private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    switch stage {
    case .connecting, .ended: return bytes.count
    case .greeting: return greeted(bytes)
    case .open where place.speech == .plain:
      ear.heard(bytes)
      return bytes.count
    case .open: return frames(bytes, from: 0)
    }
  }

  private func greeted(_ bytes: UnsafeRawBufferPointer) -> Int {
    var end = 4
    while end <= bytes.count, !bytes[(end - 4)..<end].elementsEqual([13, 10, 13, 10]) { end += 1 }
    guard end <= bytes.count else { return 0 }
    guard bytes.starts(with: Self.welcome) else {
      self.end("refused: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
      return bytes.count
    }
    open()
    return frames(bytes, from: end)
  }

  private static let welcome = Array("HTTP/1.1 101".utf8)

  private func frames(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    while bytes.count - at >= 2, stage == .open {
      var (head, length) = (2, Int(bytes[at + 1] & 127))
      if length > 125 {
        head = length == 126 ? 4 : 10
        guard bytes.count - at >= head else { break }
        length = bytes[(at + 2)..<(at + head)].reduce(0) { $0 << 8 | Int($1) }
      }
      guard bytes.count - at >= head + length else { break }
      hear(bytes[at], UnsafeRawBufferPointer(rebasing: bytes[(at + head)..<(at + head + length)]))
      at += head + length
    }
    return at
  }

  private func hear(_ kind: UInt8, _ payload: UnsafeRawBufferPointer) {
    switch kind {
    case 0x81: ear.heard(payload)
    case 0x00, 0x01: fragments += payload
    case 0x80:
      fragments += payload
      let whole = fragments
      fragments.removeAll(keepingCapacity: true)
      whole.withUnsafeBytes { ear.heard($0) }
    case 0x89:
      head(0x8A, payload.count)
      unsent += payload
      list()
    case 0x88:
      let code = payload.count < 2 ? 1005 : Int(payload[0]) << 8 | Int(payload[1])
      end("closed with \(code) \(String(decoding: payload.dropFirst(2), as: UTF8.self))")
    default: break
    }
  }

  func end(_ why: String) {
    guard stage != .ended else { return }
    let wasOpen = stage == .open
    stage = .ended
    crowd.remove(self, wasOpen: wasOpen)
    ear.ended(why)
  }
}
