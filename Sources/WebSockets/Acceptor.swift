import CWebSockets
import Glibc

/// Where connections arrive: they are counted, their requests read and answered or led inside.
final class Acceptor {
  private let hub: Hub
  private var settings: ServiceSettings
  private var sockets: [ListeningSocket]
  private var doors: [Watcher] = []
  private var visits: [Int32: Handshake] = [:]
  /// Those that wait for an answer, by name.
  private var waiting: [UInt64: Handshake] = [:]
  private var numbers: UInt64 = 0
  private(set) var tally: ConnectionLimits
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)
  private var date = CalendarDate()
  /// The beat at which accepting resumes after the system had no descriptor left.
  private var reopening: UInt64?
  private(set) var refused = 0

  /// Decides about a complete request.
  var judge: (UpgradeRequest) -> Admission = { _ in .refuse(status: 503, reason: "not ready") }
  var answers: (HTTPRequest) -> HTTPResponse = { _ in HTTPResponse(status: 503, text: "not ready") }
  /// Hears of a request with a body; it is answered by `answer(_:_:)`, now or later.
  var takes: (PostRequest, RequestID) -> Void = { _, _ in }
  /// Whether somebody may send a body at all, by what stands in its request's head.
  var expects: (PostRequest) -> Bool = { _ in false }
  /// Whoever waited for an answer is gone.
  var gave: (RequestID) -> Void = { _ in }
  /// Hears whom a limit turned away.
  var reached: (ServiceLimit, String) -> Void = { _, _ in }

  init(_ hub: Hub, _ sockets: [ListeningSocket]) {
    self.hub = hub
    self.sockets = sockets
    settings = hub.settings
    tally = ConnectionLimits(hub.settings)
  }

  deinit {
    scratch.deallocate()
  }

  func adopt(_ new: ServiceSettings) {
    settings = new
    tally.settings = new
  }

  /// Begins to accept.
  func open() {
    doors = sockets.map { socket in
      Watcher(hub.loop, socket.descriptor) { [unowned self] in accept(from: socket) }
    }
    for door in doors { door.watch(for: .reading) }
  }

  /// Stops accepting and sends away whoever is not inside yet; those who wait for an answer may
  /// still get it, unless it is `forGood`.
  func shut(forGood: Bool = false) {
    doors = []
    sockets = []
    reopening = nil
    for visit in visits.values where forGood || visit.stage != .waiting { leave(visit) }
  }

  /// One beat: visits past their time end.
  func advance() {
    if let reopening, hub.beat >= reopening {
      self.reopening = nil
      for door in doors { door.watch(for: .reading) }
    }
    // Half a second of grain is enough for limits of seconds.
    guard hub.beat % 10 == 0 else { return }
    for visit in visits.values where visit.deadline <= hub.beat { expire(visit) }
  }

  private func accept(from socket: ListeningSocket) {
    for _ in 0..<settings.acceptsPerTurn {
      var storage = sockaddr_storage()
      var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let descriptor = withUnsafeMutableBytes(of: &storage) {
        desk_accept(
          socket.descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
      }
      if descriptor >= 0 {
        receive(descriptor, socket.isInternet ? Peer(storage) : .unix, socket)
      } else {
        return pauseIfOut(errno)
      }
    }
  }

  // Out of descriptors or memory the socket stays readable: looking again at once would only spin.
  private func pauseIfOut(_ code: Int32) {
    guard [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code) else { return }
    refused += 1
    reached(.descriptors, Household.local.text)
    for door in doors { door.watch(for: .nothing) }
    reopening = hub.beat + 4
  }

  private func receive(_ descriptor: Int32, _ peer: Peer, _ socket: ListeningSocket) {
    let seat: ConnectionLimits.Seat
    do throws(ServiceLimit) {
      guard descriptor < hub.context?.descriptorLimit ?? 0 else { throw .descriptors }
      seat = try tally.enter(peer)
    } catch {
      close(descriptor)
      return turnAway(peer.household, error)
    }
    if case .turnedAway(let household, let limit) = seat { turnAway(household, limit) }
    if socket.isInternet {
      option(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    }
    let visit = Handshake(
      descriptor, peer, seat, deadline: hub.beat + hub.beats(settings.handshakeTime))
    visits[descriptor] = visit
    visit.begin(hub.loop) { [unowned self] in proceed($0) }
    // The request has usually arrived with the connection.
    proceed(visit)
  }

  private func turnAway(_ household: Household, _ limit: ServiceLimit) {
    refused += 1
    reached(limit, household.text)
  }

  private func proceed(_ visit: Handshake) {
    let before = visit.stage == .readingBody ? visit.arrived.count : visit.progress
    switch visit.proceed(scratch, headLimit: settings.headBytes) {
    case .waits:
      if visit.stage == .lingering { visit.deadline = hub.beat + 40 }
      if visit.stage == .answering && visit.progress > before
        || visit.stage == .readingBody && visit.arrived.count / Self.stride > before / Self.stride
      {
        visit.deadline = hub.beat + hub.beats(settings.handshakeTime)
      }
    case .head(let end): decide(visit, end)
    case .body: take(visit)
    case .headTooLarge:
      answer(visit, RequestHead.Fault(status: 431, reason: "the request head is too large"))
    case .notARequest:
      answer(visit, RequestHead.Fault(status: 400, reason: "this port speaks plain HTTP/1.1"))
    case .over: leave(visit)
    }
  }

  private func decide(_ visit: Handshake, _ end: Int) {
    do throws(RequestHead.Fault) {
      let head = try RequestHead(visit.arrived[..<end])
      let client = Client(
        visit.peer, forwarded: head.values(RequestHead.forwardedFor), by: settings.trustedProxies)
      guard seat(visit, client) else { return leave(visit) }
      if case .turnedAway? = visit.seat { throw tooMany(client) }
      switch try UpgradeRules.wish(of: head, from: visit.peer, as: client, settings) {
      case .post(let length):
        visit.client = client
        try expectBody(of: head, visit.peer, client, length)
        visit.deadline = hub.beat + hub.beats(settings.handshakeTime)
        if visit.expect(head, from: end, length: length) { take(visit) }
      case .page(let request):
        answer(visit, answers(request), withBody: request.method == .get)
      case .websocket(let request, let key):
        try admit(visit, request, key, end)
      }
    } catch {
      answer(visit, error)
    }
  }

  /// A body of strangers that nobody waits for is not read: thousands of them would fill memory.
  private func expectBody(
    of head: RequestHead, _ peer: Peer, _ client: Client, _ length: Int
  ) throws(RequestHead.Fault) {
    let request = PostRequest(head, peer, client, body: [])
    guard length > Self.smallBody, !expects(request) else { return }
    throw RequestHead.Fault(status: 403, reason: "nobody waits for this here, or no more")
  }

  private static let smallBody = 1 << 10

  /// Of a body so many bytes must come in the time of a handshake, or it took too long.
  private static let stride = 32 << 10

  /// How long an answer may take that somebody else makes.
  private static let patience = Duration.seconds(60)

  private func take(_ visit: Handshake) {
    guard let head = visit.expected?.head, let client = visit.client else { return leave(visit) }
    numbers += 1
    visit.number = numbers
    waiting[numbers] = visit
    visit.deadline = hub.beat + hub.beats(Self.patience)
    takes(PostRequest(head, visit.peer, client, body: visit.takeBody()), RequestID(raw: numbers))
  }

  /// Answers a request with a body; nothing happens if whoever asked is gone.
  func answer(_ id: RequestID, _ response: HTTPResponse) {
    guard let visit = waiting.removeValue(forKey: id.raw) else { return }
    visit.number = nil
    answer(visit, response, withBody: true)
  }

  /// Counts a visit as whom it brings; `false` when it is to end without an answer.
  private func seat(_ visit: Handshake, _ client: Client) -> Bool {
    guard case .door? = visit.seat, let door = visit.seat else { return visit.seat != nil }
    visit.seat = nil
    do throws(ServiceLimit) {
      let seat = try tally.identify(door, as: client)
      visit.seat = seat
      if case .turnedAway(let household, let limit) = seat { turnAway(household, limit) }
    } catch {
      turnAway(client.household, error)
    }
    return visit.seat != nil
  }

  private func tooMany(_ client: Client) -> RequestHead.Fault {
    let most = settings.connectionsPerAddress
    return RequestHead.Fault(
      status: 429,
      reason: "too many connections at once from \(client.household.text), at most \(most); "
        + "close some, or come back in \(HTTPResponse.patience) seconds")
  }

  private func admit(
    _ visit: Handshake, _ request: UpgradeRequest, _ key: String, _ end: Int
  ) throws(RequestHead.Fault) {
    switch judge(request) {
    case .refuse(let status, let reason):
      throw RequestHead.Fault(status: max(400, min(status, 599)), reason: reason)
    case .admit(let subprotocol):
      if let subprotocol {
        precondition(
          settings.subprotocols.contains(subprotocol) && request.subprotocols.contains(subprotocol),
          "a subprotocol is chosen among those offered and known")
      }
      let early = visit.arrived[end...]
      let head = UpgradeRules.plainHead(key: key, subprotocol: subprotocol)
      comeIn(visit, request.client, Array(head.utf8) + early)
    }
  }

  private func comeIn(_ visit: Handshake, _ client: Client, _ head: [UInt8]) {
    visit.handOver()
    visits[visit.descriptor] = nil
    if settings.kernelSendBytes > 0 {
      option(visit.descriptor, SOL_SOCKET, SO_SNDBUF, Int32(clamping: settings.kernelSendBytes))
    }
    guard hub.adopt(visit.descriptor, client, visit.seat, head: head) == nil else { return }
    if let seat = visit.seat { tally.leave(seat) }
  }

  /// A session that came in here is gone.
  func left(_ seat: ConnectionLimits.Seat) { tally.leave(seat) }

  /// Also for what is no request, and then nobody but the peer can be counted.
  private func answer(_ visit: Handshake, _ fault: RequestHead.Fault) {
    if case .door? = visit.seat {
      let client = Client(visit.peer, forwarded: [], by: settings.trustedProxies)
      guard seat(visit, client) else { return leave(visit) }
    }
    answer(visit, HTTPResponse(fault), withBody: true)
  }

  private func answer(_ visit: Handshake, _ response: HTTPResponse, withBody: Bool) {
    visit.deadline = hub.beat + hub.beats(settings.handshakeTime)
    visit.answer(response, date: date.text(), withBody: withBody)
    proceed(visit)
  }

  private func expire(_ visit: Handshake) {
    switch visit.stage {
    case .reading where !visit.arrived.isEmpty, .readingBody: break
    case .reading, .waiting, .answering, .lingering: return leave(visit)
    }
    answer(visit, RequestHead.Fault(status: 408, reason: "the request took too long"))
  }

  private func leave(_ visit: Handshake) {
    guard visits.removeValue(forKey: visit.descriptor) != nil else { return }
    if let seat = visit.seat { tally.leave(seat) }
    visit.end()
    if let number = visit.number, waiting.removeValue(forKey: number) != nil {
      gave(RequestID(raw: number))
    }
  }
}
