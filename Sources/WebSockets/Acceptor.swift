import CWebSockets
import Glibc

/// Where connections arrive: they are counted, their requests read and answered or led inside.
final class Acceptor {
  private let hub: Hub
  private var settings: ServiceSettings
  private var sockets: [ListeningSocket]
  private var doors: [Watcher] = []
  private var visits: [Int32: Handshake] = [:]
  private(set) var tally: ConnectionLimits
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)
  private var date = CalendarDate()
  /// The beat at which accepting resumes after the system had no descriptor left.
  private var reopening: UInt64?
  private(set) var refused = 0

  /// Decides about a complete request.
  var judge: (UpgradeRequest) -> Admission = { _ in .refuse(status: 503, reason: "not ready") }
  var answers: (HTTPRequest) -> HTTPResponse = { _ in HTTPResponse(status: 503, text: "not ready") }
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

  /// Stops accepting and sends away whoever is not inside yet.
  func shut() {
    doors = []
    sockets = []
    reopening = nil
    for visit in visits.values { leave(visit) }
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
    let before = visit.progress
    switch visit.proceed(scratch, headLimit: settings.headBytes) {
    case .waits:
      if visit.stage == .lingering { visit.deadline = hub.beat + 40 }
      if visit.stage == .answering && visit.progress > before {
        visit.deadline = hub.beat + hub.beats(settings.handshakeTime)
      }
    case .head(let end): decide(visit, end)
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
      switch try UpgradeRules.wish(
        of: head, from: visit.peer, as: client, paths: settings.paths)
      {
      case .page(let request):
        answer(visit, answers(request), withBody: request.method == .get)
      case .websocket(let request, let key):
        try admit(visit, request, key, end)
      }
    } catch {
      answer(visit, error)
    }
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
    guard visit.stage == .reading, !visit.arrived.isEmpty else { return leave(visit) }
    answer(visit, RequestHead.Fault(status: 408, reason: "the request took too long"))
  }

  private func leave(_ visit: Handshake) {
    guard visits.removeValue(forKey: visit.descriptor) != nil else { return }
    if let seat = visit.seat { tally.leave(seat) }
    visit.end()
  }
}
