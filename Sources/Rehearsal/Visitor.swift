package import Desk
import Glibc
import JSON
package import Wire

/// Somebody at a served desk's door: a plain blocking socket that sends exactly what it is told to.
package final class Visitor {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private unowned let house: ServedDesk
  private var cids = 0
  package private(set) var welcome: Welcome?
  package private(set) var token: String?

  package init(_ house: ServedDesk, receiveBytes: Int32 = 0) throws {
    self.house = house
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if receiveBytes > 0 {
      var size = receiveBytes
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = house.port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try require(status == 0, "the desk listens")
  }

  deinit { Glibc.close(descriptor) }

  // MARK: HTTP

  package func send(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes {
      Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// The status line and fields of the answer to a request.
  package func ask(_ lines: [String]) -> String {
    send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual([13, 10, 13, 10]), let next = take(1) { head += next }
    return String(decoding: head, as: UTF8.self)
  }

  package func get(_ path: String, _ more: [String] = []) -> String {
    ask(["GET \(path) HTTP/1.1", "Host: desk"] + more)
  }

  /// The whole body after `get`; the desk closes behind it.
  package func body() -> String {
    while receive() {}
    return String(decoding: pending, as: UTF8.self)
  }

  @discardableResult
  package func upgrade(origin: String?, subprotocol: String? = "frontdesk.v1") -> String {
    var lines = [
      "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    if let origin { lines.append("Origin: \(origin)") }
    if let subprotocol { lines.append("Sec-WebSocket-Protocol: \(subprotocol)") }
    return get("/v1/socket", lines)
  }

  // MARK: Frames

  package func send(text: String, first: UInt8 = 0x81) {
    send(payload: Array(text.utf8), first: first)
  }

  package func send(payload: [UInt8], first: UInt8 = 0x81) { send(Self.framed(payload, first)) }

  /// Several frames in one packet.
  package func send(together frames: [ClientFrame]) {
    send(frames.flatMap { Self.framed($0.bytes, 0x81) })
  }

  private static func framed(_ payload: [UInt8], _ first: UInt8) -> [UInt8] {
    var frame = [first]
    switch payload.count {
    case ..<126: frame.append(0x80 | UInt8(payload.count))
    case ..<65536: frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default:
      frame.append(0x80 | 127)
      frame += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
    }
    // A mask of zeros leaves the payload as it is.
    return frame + [0, 0, 0, 0] + payload
  }

  package func send(_ frame: ClientFrame) { send(payload: frame.bytes) }

  /// What came from the desk.
  package enum Arrival: Equatable {
    case frame(ServerFrame)
    case closed(UInt16)
    /// The line broke, or nothing came in twenty seconds.
    case nothing
  }

  package func next() throws -> Arrival {
    while let (first, payload) = message() {
      if first == 0x88 {
        return .closed(payload.count < 2 ? 1005 : UInt16(payload[0]) << 8 | UInt16(payload[1]))
      }
      if first == 0x81 { return .frame(try ServerFrame.read(JSONReader.read(payload))) }
    }
    return .nothing
  }

  /// Passes over everything until the desk closes.
  package func closeCode() throws -> UInt16? {
    while true {
      switch try next() {
      case .frame: continue
      case .closed(let code): return code
      case .nothing: return nil
      }
    }
  }

  /// The next frame for which `pick` has an answer, passing over others.
  @discardableResult
  package func until<Picked>(_ pick: (ServerFrame) -> Picked?) throws -> Picked {
    while true {
      guard case .frame(let frame) = try next() else { throw Gone() }
      if let picked = pick(frame) { return picked }
    }
  }

  /// The next refusal of something that was no command.
  package func refusal() throws -> Refusal.Code {
    try until { if case .refused(let why, _) = $0 { why.code } else { nil } }
  }

  /// The desk closed, or fell silent, before what was waited for.
  package struct Gone: Error {
    package init() {}
  }

  private func message() -> (UInt8, [UInt8])? {
    guard let start = take(2) else { return nil }
    var length = Int(start[1] & 127)
    if length >= 126 {
      guard let more = take(length == 126 ? 2 : 8) else { return nil }
      length = more.reduce(0) { $0 << 8 | Int($1) }
    }
    return take(length).map { (start[0], $0) }
  }

  private func take(_ count: Int) -> [UInt8]? {
    while pending.count < count { guard receive() else { return nil } }
    defer { pending.removeFirst(count) }
    return Array(pending[..<count])
  }

  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    pending += buffer[..<count]
    return true
  }

  // MARK: Speaking

  package static func customer(_ house: ServedDesk, token: String? = nil, receiveBytes: Int32 = 0)
    throws
    -> Visitor
  {
    let visitor = try Visitor(house, receiveBytes: receiveBytes)
    visitor.upgrade(origin: ServedDesk.origin)
    try visitor.greet(.customer(site: "demo", token: token, language: "en"))
    return visitor
  }

  package static func agent(_ house: ServedDesk, _ login: String = "maya", token: String? = nil)
    throws
    -> Visitor
  {
    let visitor = try Visitor(house)
    visitor.upgrade(origin: nil)
    try visitor.greet(
      token.map { .agent(token: $0) }
        ?? .login(Identifier(login), password: ServedDesk.password, device: "test"))
    return visitor
  }

  package func greet(_ hello: Hello) throws {
    send(.hello(hello))
    welcome = try until { if case .welcome(let welcome) = $0 { welcome } else { nil } }
    token = welcome?.token
  }

  package func freshCID() -> CommandID {
    cids += 1
    guard let cid = CommandID("cid-\(UInt64.random(in: .max / 2 ... .max))-\(cids)") else {
      preconditionFailure("a cid of this shape is one")
    }
    return cid
  }

  /// What a command came to.
  package enum Answer: Equatable {
    case ack(Ack)
    case nack(Refusal.Code, isFinal: Bool)
  }

  @discardableResult
  package func `do`(
    _ deed: Command, _ conversation: Identifier<Conversation>? = nil, cid: CommandID? = nil
  )
    throws -> Answer
  {
    let cid = cid ?? freshCID()
    send(.command(Order(cid, conversation, deed)))
    return try answer(cid)
  }

  package func answer(_ cid: CommandID) throws -> Answer {
    try until { frame in
      if case .ack(let ack) = frame, ack.cid == cid { return .ack(ack) }
      if case .nack(let other, let why) = frame, other == cid {
        return .nack(why.code, isFinal: !why.mayRetry)
      }
      return nil
    }
  }

  package func start() throws -> Identifier<Conversation> {
    guard case .ack(let ack) = try self.do(.start(language: "en", page: nil)) else { throw Gone() }
    token = ack.token ?? token
    return ack.conversation
  }

  package func follow(_ id: Identifier<Conversation>, after: Int64 = 0) throws {
    send(.follow(id, epoch: house.epoch, after: after))
  }

  /// Follows from the beginning and hears the past.
  @discardableResult
  package func catchUp(_ id: Identifier<Conversation>, after: Int64 = 0) throws -> [Int64] {
    try follow(id, after: after)
    var seqs: [Int64] = []
    while true {
      guard case .frame(let frame) = try next() else { throw Gone() }
      if case .event(let entry) = frame { seqs.append(entry.seq) }
      if case .caughtUp = frame { return seqs }
    }
  }

  /// The next words said in any conversation that is followed.
  package func words() throws -> String {
    try until { frame in
      guard case .event(let entry) = frame, case .said(let message)? = entry.event else {
        return nil
      }
      return message.text
    }
  }

  /// A question and its answer: everything that was sent before has been heard by then.
  package func isStillServed() throws -> Bool {
    send(.ask(Question(id: "still", .articles("parcel"))))
    while true {
      switch try next() {
      case .frame(.answer("still", _)), .frame(.refused(_, Refused(.ask, id: "still"))): return true
      case .frame: continue
      case .closed, .nothing: return false
      }
    }
  }

  /// Everything but place, typing and summaries that comes before the answer to a question.
  package func framesSoFar() throws -> [ServerFrame] {
    send(.ask(Question(id: "so-far", .articles("parcel"))))
    var frames: [ServerFrame] = []
    while true {
      guard case .frame(let frame) = try next() else { throw Gone() }
      if case .answer("so-far", _) = frame { return frames }
      if case .refused(_, Refused(.ask, id: "so-far")) = frame { return frames }
      frames.append(frame)
    }
  }
}
