import Glibc
import Testing

@testable import WebSockets

/// A plain blocking socket that says exactly what a test tells it to, breaches included.
final class RawSocket: @unchecked Sendable {
  let descriptor: Int32
  private var pending: [UInt8] = []

  /// Connects to loopback; every receive gives up after `patience` seconds.
  init(port: UInt16, patience: Int = 10, receiveBytes: Int32 = 0) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if receiveBytes > 0 { option(descriptor, SOL_SOCKET, SO_RCVBUF, receiveBytes) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try begin(status, patience)
  }

  init(path: String, patience: Int = 10) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = try #require(sockaddr_un(path: path))
    try begin(address.withAddress { connect(descriptor, $0, $1) }, patience)
  }

  private func begin(_ status: Int32, _ patience: Int) throws {
    guard status == 0 else { throw Refused(code: errno) }
    option(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  struct Refused: Error { let code: Int32 }

  deinit { close(descriptor) }

  /// Sends everything; `false` once the other side is gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// What the other side did next.
  enum Arrival: Equatable {
    case bytes([UInt8])
    case end
    case reset
    case silence
  }

  func arrival(_ most: Int = 65536) -> Arrival {
    var buffer = [UInt8](repeating: 0, count: most)
    let count = recv(descriptor, &buffer, most, 0)
    if count > 0 { return .bytes(Array(buffer[..<count])) }
    if count == 0 { return .end }
    return errno == EAGAIN ? .silence : .reset
  }

  /// Everything until the other side closes.
  func untilEnd() -> (bytes: [UInt8], how: Arrival) {
    var all = pending
    pending = []
    while true {
      switch arrival() {
      case .bytes(let more): all += more
      case let how: return (all, how)
      }
    }
  }

  /// Exactly `count` bytes, or nil when the other side ends or is silent before.
  func exactly(_ count: Int) -> [UInt8]? {
    while pending.count < count {
      guard case .bytes(let more) = arrival() else { return nil }
      pending += more
    }
    defer { pending.removeFirst(count) }
    return Array(pending[..<count])
  }

  /// A response head, up to and with the empty line.
  func head() -> String? {
    var bytes: [UInt8] = []
    while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
      guard let next = exactly(1) else { return nil }
      bytes += next
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The next frame from the server: its first byte and its payload.
  func frame() -> (first: UInt8, payload: [UInt8])? {
    guard let start = exactly(2) else { return nil }
    var length = Int(start[1] & 127)
    if length == 126 {
      guard let more = exactly(2) else { return nil }
      length = Int(more[0]) << 8 | Int(more[1])
    } else if length == 127 {
      guard let more = exactly(8) else { return nil }
      length = more.reduce(0) { $0 << 8 | Int($1) }
    }
    return exactly(length).map { (start[0], $0) }
  }

  /// The next text, passing over pings; nil when something else comes.
  func text() -> String? {
    while let next = frame() {
      if next.first == 0x89 { continue }
      return next.first == 0x81 ? String(decoding: next.payload, as: UTF8.self) : nil
    }
    return nil
  }

  /// The code of the close frame that comes, passing over everything before it.
  func closeCode() -> UInt16? {
    while let next = frame() {
      guard next.first == 0x88 else { continue }
      guard next.payload.count >= 2 else { return 1005 }
      return UInt16(next.payload[0]) << 8 | UInt16(next.payload[1])
    }
    return nil
  }
}

/// A client's frame, right or wrong in every part.
func clientFrame(
  _ payload: [UInt8], first: UInt8 = 0x81, masked: Bool = true, claimed: UInt64? = nil
) -> [UInt8] {
  let length = claimed ?? UInt64(payload.count)
  let flag: UInt8 = masked ? 0x80 : 0
  var bytes = [first]
  if length < 126 {
    bytes.append(flag | UInt8(length))
  } else if length < 65536 {
    bytes += [flag | 126, UInt8(length >> 8), UInt8(length & 255)]
  } else {
    bytes.append(flag | 127)
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
    }
  }
  guard masked else { return bytes + payload }
  let key: [UInt8] = [0x12, 0x34, 0x56, 0x78]
  return bytes + key + payload.enumerated().map { $1 ^ key[$0 & 3] }
}

func clientFrame(_ text: String, first: UInt8 = 0x81) -> [UInt8] {
  clientFrame(Array(text.utf8), first: first)
}

/// A proper request for a websocket; each part can be replaced or left out.
func upgrade(
  method: String = "GET", path: String = "/socket", version: String = "HTTP/1.1",
  _ changes: [String: String?] = [:], extra: String = ""
) -> String {
  var fields: [(String, String)] = [
    ("Host", "localhost"), ("Upgrade", "websocket"), ("Connection", "keep-alive, Upgrade"),
    ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("Origin", "https://shop.example"),
  ]
  for (name, value) in changes {
    fields.removeAll { $0.0 == name }
    if let value { fields.append((name, value)) }
  }
  let lines = fields.map { "\($0.0): \($0.1)\r\n" }.joined()
  return "\(method) \(path) \(version)\r\n\(lines)\(extra)\r\n"
}

extension RawSocket {
  /// A socket that is already a websocket.
  static func open(_ port: UInt16, patience: Int = 10, receiveBytes: Int32 = 0) throws -> RawSocket
  {
    let socket = try RawSocket(port: port, patience: patience, receiveBytes: receiveBytes)
    socket.send(upgrade())
    let head = try #require(socket.head())
    #expect(head.hasPrefix("HTTP/1.1 101 "))
    return socket
  }
}
