import CWebSockets
import Glibc

/// Whoever owns a hub hears what happens to its sessions; on the loop's thread only.
protocol HubListener: AnyObject {
  func opened(_ session: Session)
  func received(_ message: UnsafeRawBufferPointer, from session: Session)
  func drained(_ session: Session)
  /// Its outbox overflowed, and it is being closed.
  func overflowed(_ session: Session)
  func closed(_ session: Session, code: UInt16)
  /// Only for a hub that connects: two pings were answered by nothing, or something came again.
  func quiet(_ session: Session, _ isQuiet: Bool)
  /// Only for a hub that connects: the line never became a websocket.
  func failed(_ session: Session, _ reason: String)
}

/// The open websockets of one loop, their outboxes and their pings; serving and connecting alike.
///
/// Frames are gathered and written once a turn, many in one piece, past libwebsockets' own framing:
/// a queue and a write per message would cost four times as much.
final class Hub {
  let loop: Loop
  var settings: ServiceSettings
  var sessions = SessionTable()
  /// Beats since the start: the hub's clock.
  private(set) var beat: UInt64 = 0
  /// Not `weak`, which would make every hold on it several times dearer. It owns this hub, is set
  /// on the loop's thread, and is forgotten by `shutDown` before that thread ends.
  unowned(unsafe) var listener: (any HubListener)?
  /// Before what was queued in a turn of the loop is sent, and again after some of it was.
  var atTurnEnd: () -> Void = {}
  private(set) var context: LibraryContext?

  /// Whom the next line that opens belongs to.
  private var newcomer: Session?
  private var wheel: PingWheel
  private let isPinging: Bool
  // Two lists each, that take turns: what is worked through keeps its room, and a turn allocates
  // nothing.
  private var unsent: [Session] = []
  private var sending: [Session] = []
  /// Places that the lists keep when they are empty; a crowd's are given back.
  static let keptRoom = 4096
  var stirred: [Session] = []
  var heeding: [Session] = []
  private var farewells: [(until: UInt64, id: SessionID)] = []
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
  /// What client frames are masked with next. A weak generator will do: the mask keeps old proxies
  /// from taking a message for a request, and asking the system each time would cost more.
  private var chance = UInt64.random(in: 1 ... .max)
  private let isClient: Bool

  init(
    _ use: LibraryContext.Use, _ settings: ServiceSettings, _ loop: Loop, isPinging: Bool = true
  ) throws(ServiceFailure) {
    self.loop = loop
    self.settings = settings
    isClient = use != .serving
    self.isPinging = isPinging
    wheel = PingWheel(spokes: settings.beatsPerLook)
    context = try LibraryContext(
      use, on: loop, subprotocols: settings.subprotocols, connections: settings.connections,
      for: self)
    loop.onTurnEnd = { [unowned self] in
      heedStirred()
      flush()
    }
  }

  deinit {
    scratch.deallocate()
  }

  /// Ends every line and the library's context with it.
  func shutDown() {
    context = nil
    loop.onTurnEnd = {}
    listener = nil
  }

  // MARK: what others ask of it

  /// Queues a frame; `false` when the session is gone, closing, or now cut off for being full.
  @discardableResult
  func send(_ frame: Frame, to id: SessionID) -> Bool {
    guard let session = sessions[id], session.stage == .open else { return false }
    session.outbox.append(frame)
    let (bytes, count) = (session.outbox.bytes, session.outbox.count)
    guard bytes <= settings.outboxBytes, count <= settings.outboxFrames else {
      session.outbox.removeAll()
      listener?.overflowed(session)
      close(session, CloseCode.tooSlow, "reading too slowly; resume later")
      return false
    }
    if bytes * 2 >= settings.outboxBytes || count * 2 >= settings.outboxFrames {
      session.isHalfFull = true
    }
    markUnsent(session)
    return true
  }

  /// A frame for this hub's side of the wire.
  func frame(_ kind: Frame.Kind, _ payload: ArraySlice<UInt8>) -> Frame {
    Frame(kind, payload, mask: mask())
  }

  private func mask() -> UInt32? {
    guard isClient else { return nil }
    // Marsaglia's xorshift with 64 bits of state.
    chance ^= chance << 13
    chance ^= chance >> 7
    chance ^= chance << 17
    return UInt32(truncatingIfNeeded: chance >> 16)
  }

  /// Says goodbye after what is queued, and cuts the line if the answer does not come in time.
  func close(_ session: Session, _ code: UInt16, _ reason: String) {
    guard session.stage == .open else { return }
    session.stage = .closing
    session.closeCode = code
    session.arriving = Arriving()
    session.outbox.append(Frame.close(code, reason, mask: mask()))
    farewells.append((beat + beats(settings.closeTime), session.id))
    setPaused(session, false)
    markUnsent(session)
  }

  /// Stops or resumes reading; what the peer goes on sending fills its own buffers.
  func setPaused(_ session: Session, _ isPaused: Bool) {
    guard session.isPaused != isPaused, session.line != nil || session.polled != nil else { return }
    session.isPaused = isPaused
    guard let line = session.line else { return session.polled?.hearOn() ?? () }
    session.wasEverPaused = true
    lws_rx_flow_control(line, isPaused ? 0 : 1)
    if isPaused { return stopListening(to: session) }
    if !isClient { listen(to: session, lws_get_socket_fd(line)) }
    kick()
  }

  /// Makes the library look at what it has kept back; it only does so after an event of its own.
  func kick() {
    if let context { lws_cancel_service(context.raw) }
  }

  /// Ends a line at once, without a word, and frees what the kernel holds for it.
  func hangUp(_ session: Session) {
    guard let line = session.line else { return session.polled?.cut() ?? () }
    var now = linger(l_onoff: 1, l_linger: 0)
    let descriptor = lws_get_socket_fd(line)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    shutdown(descriptor, Int32(SHUT_RDWR))
    session.outbox.removeAll()
    // The library may put the end off until it notices that the line is shut.
    session.stage = .ending
    lws_set_timeout(line, pending_timeout(rawValue: 1000), LWS_TO_KILL_SYNC)
  }

  func beats(_ duration: Duration) -> UInt64 {
    UInt64(max(1, duration.nanoseconds / ServiceSettings.beat.nanoseconds))
  }

  /// A session for a line about to be opened.
  func expect(_ client: Client, _ seat: ConnectionLimits.Seat? = nil) -> Session {
    sessions.add { id in
      Session(
        id, client, seat, self,
        controls: Allowance(perSecond: settings.controlFramesPerSecond, at: beat))
    }
  }

  /// Gives a socket whose request has been admitted to the library; it owns the socket from here.
  ///
  /// `head` is of our own writing; bytes that came after the request follow it.
  func adopt(
    _ descriptor: Int32, _ client: Client, _ seat: ConnectionLimits.Seat?, head: [UInt8]
  ) -> Session? {
    guard let context else { return nil }
    let session = expect(client, seat)
    newcomer = session
    let line = head.withUnsafeBytes {
      lws_adopt_socket_vhost_readbuf(
        context.host, descriptor, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    newcomer = nil
    guard session.stage == .opening else { return session }
    forget(session)
    if let line { lws_set_timeout(line, pending_timeout(rawValue: 1000), LWS_TO_KILL_SYNC) }
    return nil
  }

  // MARK: what the library says

  func established(_ line: OpaquePointer, _ user: UnsafeMutableRawPointer?) -> Bool {
    let expected = isClient ? Hub.expected(by: line) : newcomer
    guard let session = expected, let user, session.stage == .opening else { return false }
    session.keep(at: user)
    session.line = line
    session.stage = .open
    session.heardAt = beat
    // So that those who came together are not pinged together.
    session.pingedAt = beat &- UInt64(session.id.raw % beats(settings.pingEvery))
    if isPinging { wheel.add(session) }
    if !isClient { listen(to: session, lws_get_socket_fd(line)) }
    listener?.opened(session)
    return true
  }

  func failed(_ line: OpaquePointer, _ reason: String?) {
    guard let session = Hub.expected(by: line), session.stage == .opening else { return }
    let status = lws_http_client_http_response(line)
    session.line = line
    forget(session)
    let words = ConnectingWords.plain(reason ?? "no reason given")
    listener?.failed(session, status >= 200 ? ConnectingWords.answered(Int(status)) : words)
  }

  /// Drops a session that never opened.
  func forget(_ session: Session) {
    // What the library may still say about the line must find nobody.
    if isClient, let line = session.line { lws_set_opaque_user_data(line, nil) }
    session.stage = .gone
    session.line = nil
    sessions.remove(session.id)
  }

  // Lines of our own making carry their session from the start.
  private static func expected(by line: OpaquePointer) -> Session? {
    lws_get_opaque_user_data(line).map {
      Unmanaged<Session>.fromOpaque($0).takeUnretainedValue()
    }
  }

  /// The library has begun to close a line, for a reason of its own or the peer's.
  func parting(_ session: Session, _ line: OpaquePointer) {
    guard session.stage == .open else { return }
    session.stage = .ending
    session.closeCode = libraryCode(line)
    session.outbox.removeAll()
    farewells.append((beat + beats(settings.closeTime), session.id))
  }

  func gone(_ session: Session, _ line: OpaquePointer) {
    let code = session.closeCode ?? libraryCode(line) ?? CloseCode.lost
    stopListening(to: session)
    session.line = nil
    session.stage = .gone
    session.outbox.removeAll()
    session.arriving = Arriving()
    if isPinging { wheel.remove(session) }
    sessions.remove(session.id)
    listener?.closed(session, code: code)
  }

  // What the library itself decided to close with, after a breach of the protocol.
  private func libraryCode(_ line: OpaquePointer) -> UInt16? {
    guard lws_get_close_length(line) >= 2, let bytes = lws_get_close_payload(line) else {
      return nil
    }
    return UInt16(bytes[0]) << 8 | UInt16(bytes[1])
  }

  // MARK: time

  /// One beat: a look at a share of the sessions, and an end to farewells without an answer.
  func advance() {
    beat += 1
    if isPinging {
      for session in wheel.advance() { lookAfter(session) }
    }
    // The library's own timers (it waits five seconds for an answer to a close of its own) start
    // late or never on a lent loop, unless it is made to look.
    if beat % 20 == 0 { kick() }
    let due = farewells.prefix { $0.until <= beat }
    guard !due.isEmpty else { return }
    farewells.removeFirst(due.count)
    for farewell in due {
      if let session = sessions[farewell.id] { hangUp(session) }
    }
  }

  /// Silence is counted in beats, not by the clock: when this process or its machine stood still,
  /// the others were not silent.
  private func lookAfter(_ session: Session) {
    guard session.stage == .open else { return }
    // Whom we do not listen to cannot be heard; and who was not listened to is heard late.
    if session.wasHeard || session.isPaused {
      let silence = session.wasEverPaused ? beats(silence(of: session)) : 0
      session.heardAt = max(session.heardAt, beat - min(beat, silence))
    }
    session.wasHeard = false
    guard beat - session.heardAt < beats(settings.hangUpAfter) else {
      session.closeCode = CloseCode.lost
      return hangUp(session)
    }
    if isClient { noticeQuiet(session) }
    guard beat &- session.pingedAt >= beats(settings.pingEvery) else { return }
    session.pingedAt = beat
    session.outbox.putFirst(isClient ? frame(.ping, Frame.pingPayload[...]) : Frame.ping)
    markUnsent(session)
  }

  private func noticeQuiet(_ session: Session) {
    let isQuiet = beat - session.heardAt >= 2 * beats(settings.pingEvery)
    guard isQuiet != session.isQuiet else { return }
    session.isQuiet = isQuiet
    listener?.quiet(session, isQuiet)
  }

  /// How long the kernel has had nothing from the peer, whether or not we took what it had.
  private func silence(of session: Session) -> Duration {
    guard let line = session.line else { return .zero }
    var facts = tcp_info()
    var size = socklen_t(MemoryLayout<tcp_info>.size)
    let known = getsockopt(
      lws_get_socket_fd(line), Int32(IPPROTO_TCP), TCP_INFO, &facts, &size)
    return known == 0 ? .milliseconds(Int64(facts.tcpi_last_data_recv)) : .zero
  }

  // MARK: sending

  private func markUnsent(_ session: Session) {
    guard !session.isAwaitingFlush, !session.isAwaitingRoom else { return }
    session.isAwaitingFlush = true
    unsent.append(session)
  }

  /// Writes what was queued since the last turn.
  private func flush() {
    // Telling the owner that a session drained may queue more; a few rounds, then the next turn.
    var rounds = 0
    atTurnEnd()
    while !unsent.isEmpty && rounds < 8 {
      rounds += 1
      swap(&unsent, &sending)
      for session in sending {
        session.isAwaitingFlush = false
        if session.stage != .gone && !write(session) { hangUp(session) }
      }
      sending.removeAll(keepingCapacity: sending.capacity <= Hub.keptRoom)
      atTurnEnd()
    }
    if !unsent.isEmpty { loop.ring() }
  }

  /// The library can take more for a session; `false` ends the line.
  func roomFound(for session: Session) -> Bool {
    session.isAwaitingRoom = false
    return write(session)
  }

  // One piece of at most 64 KiB after another, until the library has to keep something back.
  private func write(_ session: Session) -> Bool {
    guard session.mayWrite, let line = session.line else {
      session.polled?.write()
      return true
    }
    var left = 16
    while !session.outbox.isEmpty {
      guard lws_partial_buffered(line) == 0, left > 0 else {
        session.isAwaitingRoom = true
        lws_callback_on_writable(line)
        break
      }
      left -= 1
      guard writePiece(session, line) else { return false }
    }
    tellDrained(session)
    return true
  }

  // LWS_WRITE_HTTP on a websocket means: these bytes as they are. A frame is never split over two
  // calls, because the library may put a pong between them.
  private func writePiece(_ session: Session, _ line: OpaquePointer) -> Bool {
    let count = session.outbox.take(into: scratch)
    if count > 0 {
      let start = scratch.baseAddress?.assumingMemoryBound(to: UInt8.self)
      return lws_write(line, start, count, LWS_WRITE_HTTP) >= 0
    }
    guard let frame = session.outbox.takeFirst() else { return true }
    return frame.bytes.withUnsafeBufferPointer {
      // The library only reads what it sends as it is.
      lws_write(line, UnsafeMutablePointer(mutating: $0.baseAddress), $0.count, LWS_WRITE_HTTP)
    } >= 0
  }

  func tellDrained(_ session: Session) {
    guard session.isHalfFull, session.stage == .open,
      session.outbox.bytes * 2 < settings.outboxBytes,
      session.outbox.count * 2 < settings.outboxFrames
    else { return }
    session.isHalfFull = false
    listener?.drained(session)
  }
}
