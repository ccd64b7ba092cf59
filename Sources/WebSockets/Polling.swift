/// Lines for those whose network lets no websocket through: the same frames, in the bodies of one
/// request after another.
///
/// `POST …?open=SUBPROTOCOL` makes a line and tells its name, which is a secret; `?take=NAME` is
/// held until there are frames for it, `?send=NAME` brings frames, `?end=NAME` ends it. Frames
/// stand on a line of text each. There is one `take` and one `send` of a line at a time; whoever
/// loses an answer opens another line, as after a websocket that broke.
final class Polling {
  private let hub: Hub
  private var lines: [String: PolledLine] = [:]
  private var households: [Household: Int] = [:]
  /// Decides who may open a line.
  var judge: (UpgradeRequest) -> Admission = { _ in .refuse(status: 503, reason: "not ready") }
  /// Answers a request.
  var answer: (RequestID, HTTPResponse) -> Void = { _, _ in }
  /// Hears whom a limit turned away.
  var reached: (ServiceLimit, String) -> Void = { _, _ in }

  /// Bytes of frames in one answer, and one frame at least.
  private static let answerBytes = 256 << 10

  init(_ hub: Hub) {
    self.hub = hub
  }

  // MARK: requests

  func take(_ request: PostRequest, _ id: RequestID) {
    if let subprotocol = request.queried("open") { return open(request, subprotocol, id) }
    let names = ["take", "send", "end"].map { request.queried($0) }
    guard let name = names.compactMap(\.self).first else {
      return refuse(id, 400, "say open, take, send or end", request.origin)
    }
    guard let line = lines[name], line.origin == request.origin else {
      return refuse(id, 410, "this line is over: open another", request.origin)
    }
    line.seenAt = hub.beat
    if names[0] != nil {
      hold(id, for: line)
    } else if names[1] != nil {
      hear(request.body, id, from: line)
    } else {
      answer(id, response(204, line.origin))
      part(line, code: CloseCode.unsaid)
    }
  }

  /// Whether frames of this request would be heard.
  func knows(_ request: PostRequest) -> Bool {
    guard let line = request.queried("send").flatMap({ lines[$0] }) else { return false }
    return line.origin == request.origin
  }

  private func open(_ request: PostRequest, _ subprotocol: String, _ id: RequestID) {
    let client = request.client
    guard hub.settings.subprotocols.contains(subprotocol) else {
      return refuse(id, 400, "this subprotocol is not spoken here", request.origin)
    }
    if let limit = limit(of: client) {
      reached(limit, client.household.text)
      return refuse(id, 429, "too many connections at once; close some", request.origin)
    }
    switch judge(UpgradeRequest(polling: request, subprotocol: subprotocol)) {
    case .refuse(let status, let reason): refuse(id, status, reason, request.origin)
    case .admit:
      let session = hub.expect(client)
      let line = PolledLine(session, self, origin: request.origin, at: hub.beat)
      session.polled = line
      session.stage = .open
      lines[line.name] = line
      households[client.household, default: 0] += 1
      hub.listener?.opened(session)
      answer(id, response(200, line.origin, Array("{\"line\":\"\(line.name)\"}\n".utf8)))
    }
  }

  private func limit(of client: Client) -> ServiceLimit? {
    guard lines.count < hub.settings.connections / 4 else { return .connections }
    guard !(hub.settings.loopbackIsExempt && client.isLocal) else { return nil }
    return households[client.household, default: 0] < hub.settings.connectionsPerAddress
      ? nil : .perAddress
  }

  private func hold(_ id: RequestID, for line: PolledLine) {
    // Whoever asks again no longer listens to the answer of before.
    if let held = line.held { answer(held, response(200, line.origin)) }
    line.held = id
    write(line)
  }

  /// Takes in the frames of a request; the answer says that all were, and that more may come.
  private func hear(_ body: [UInt8], _ id: RequestID, from line: PolledLine) {
    guard line.sending == nil else {
      return refuse(id, 409, "one request at a time: wait for the answer", line.origin)
    }
    guard String(validating: body, as: UTF8.self) != nil else {
      refuse(id, 400, "not UTF-8", line.origin)
      return part(line, code: CloseCode.notUTF8)
    }
    line.sending = id
    line.unheard = body.split(separator: 10)[...]
    hearOn(line)
  }

  /// Hears what has come, as far as the owner listens.
  func hearOn(_ line: PolledLine) {
    // It may end because of what it says.
    let session = line.session
    while let message = line.unheard.first, session.stage == .open, !session.isPaused {
      line.unheard.removeFirst()
      message.withUnsafeBytes { hub.listener?.received($0, from: session) }
    }
    guard line.unheard.isEmpty || session.stage != .open, let id = line.sending else { return }
    (line.sending, line.unheard) = (nil, [])
    answer(id, response(204, line.origin))
  }

  /// Whoever waited for this answer is gone; the line may live on.
  func gave(_ id: RequestID) {
    for line in lines.values where line.held == id { line.held = nil }
  }

  // MARK: frames

  /// Answers the held request, if there is something to say.
  func write(_ line: PolledLine) {
    let session = line.session
    guard let id = line.held, !session.outbox.isEmpty else { return }
    var text: [UInt8] = []
    var isOver = false
    while !isOver, text.count < Self.answerBytes, let frame = session.outbox.takeFirst() {
      isOver = frame.isClose
      text += isOver ? Self.farewell(frame) : Array(frame.payload)
      text.append(10)
    }
    line.held = nil
    answer(id, response(200, line.origin, text))
    if isOver { part(line, code: session.closeCode ?? CloseCode.lost) }
    hub.tellDrained(session)
  }

  /// A close frame as text: nobody else has a frame of this `type`.
  private static func farewell(_ frame: Frame) -> [UInt8] {
    let payload = Array(frame.payload)
    let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
    let reason = payload[2...].filter { $0 >= 32 && $0 != 34 && $0 != 92 }
    return Array("{\"type\":\"close\",\"code\":\(code),\"reason\":\"".utf8) + reason
      + Array("\"}".utf8)
  }

  // MARK: ends

  /// Ends a line; its name means nothing any more.
  func part(_ line: PolledLine, code: UInt16) {
    guard lines.removeValue(forKey: line.name) != nil else { return }
    let household = line.session.client.household
    let count = households[household, default: 1] - 1
    households[household] = count > 0 ? count : nil
    for id in [line.held, line.sending].compactMap(\.self) {
      answer(id, response(410, line.origin))
    }
    (line.held, line.sending, line.unheard) = (nil, nil, [])
    hub.partPolled(line.session, code: code)
  }

  /// One beat: polls held long enough are answered, lines nobody asks after end.
  func advance() {
    guard hub.beat % 10 == 0, !lines.isEmpty else { return }
    let patience = hub.beats(hub.settings.pollTime)
    for line in lines.values {
      let silence = hub.beat - line.seenAt
      if let id = line.held, silence >= patience {
        line.held = nil
        line.seenAt = hub.beat
        answer(id, response(200, line.origin))
      } else if line.held == nil, silence >= patience + patience / 2 {
        part(line, code: line.session.closeCode ?? CloseCode.lost)
      }
    }
  }

  // MARK: answers

  private func refuse(_ id: RequestID, _ status: Int, _ reason: String, _ origin: String?) {
    answer(id, response(status, origin, Array((reason + "\n").utf8)))
  }

  private func response(_ status: Int, _ origin: String?, _ body: [UInt8] = []) -> HTTPResponse {
    // A page must be able to read why it was refused, whichever page it is.
    HTTPResponse(
      status: status, contentType: "text/plain; charset=utf-8",
      headers: [
        ("Access-Control-Allow-Origin", origin ?? "*"), ("Vary", "Origin"),
        ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
      ], body: body)
  }
}

/// What a session has in place of a websocket.
final class PolledLine {
  /// 128 bits of chance: whoever knows it speaks for the session.
  let name: String
  unowned let session: Session
  private unowned let polling: Polling
  /// The page it was opened from; every later request comes from there too.
  let origin: String?
  /// The request that waits for frames.
  var held: RequestID?
  /// The request whose frames are not all heard.
  var sending: RequestID?
  var unheard: ArraySlice<ArraySlice<UInt8>> = []
  /// The beat of the latest request.
  var seenAt: UInt64

  init(_ session: Session, _ polling: Polling, origin: String?, at beat: UInt64) {
    self.session = session
    self.polling = polling
    self.origin = origin
    seenAt = beat
    var chance = SystemRandomNumberGenerator()
    name = (0..<2).map { _ in
      let number = String(chance.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - number.count) + number
    }.joined()
  }

  func write() { polling.write(self) }
  func hearOn() { polling.hearOn(self) }
  func cut() { polling.part(self, code: session.closeCode ?? CloseCode.lost) }
}

extension Hub {
  /// A session without a websocket is over.
  func partPolled(_ session: Session, code: UInt16) {
    session.stage = .gone
    session.outbox.removeAll()
    sessions.remove(session.id)
    listener?.closed(session, code: code)
    session.polled = nil
  }
}

extension Frame {
  var isClose: Bool { bytes[0] & 15 == Kind.close.rawValue }

  /// What an unmasked frame carries.
  var payload: ArraySlice<UInt8> {
    switch bytes[1] & 127 {
    case 126: bytes[4...]
    case 127: bytes[10...]
    default: bytes[2...]
    }
  }
}
