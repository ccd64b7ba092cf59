import Glibc
import Synchronization
import Threads

/// The websocket side of the desk: listeners, sessions as bytes in and out, one thread.
///
/// The thread runs a libev loop that libwebsockets shares; there are no locks on the way of a
/// message. Methods say which thread they belong to; those of the loop thread are only ever called
/// from `Visitors`. One loop serves about 200,000 messages a second.
package final class WebSocketService: @unchecked Sendable {
  // Unchecked: everything but `signals` and `thread` belongs to the loop thread once it runs.
  /// Belongs to the loop thread once it runs.
  package private(set) var settings: ServiceSettings
  private let loop: Loop
  private let hub: Hub
  private let porch: Acceptor
  private let polling: Polling
  private var visitors: (any Visitors)?
  private var farewell: Farewell?
  private let signals: Mutex<Signals>
  private let thread = Mutex<NamedThread?>(nil)
  /// The loop's thread, to notice in debug builds that somebody calls from another one.
  private var home = pthread_self()

  /// Where it listens, for people; with the port the system chose.
  package let places: [String]
  /// The ports of its TCP listeners, in order.
  package let ports: [UInt16]

  private struct Signals {
    var isRunning = true
    var wasWoken = false
    var stop: (perBeat: Int, within: Duration)?
  }

  private struct Farewell {
    let perBeat: Int
    let until: UInt64
  }

  /// Binds the listeners and prepares everything; nobody is served before `start`.
  ///
  /// Throws `ServiceFailure` with a sentence for the operator: a port in use, no permission, a
  /// missing plugin, a setting out of range.
  package init(_ settings: ServiceSettings, listeners: [Listener]) throws(ServiceFailure) {
    try settings.check()
    var sockets: [ListeningSocket] = []
    for listener in listeners { sockets += try ListeningSocket.open(listener) }
    self.settings = settings
    places = sockets.map(\.place)
    ports = sockets.filter(\.isInternet).map(\.port)
    loop = try Loop()
    hub = try Hub(.serving, settings, loop)
    porch = Acceptor(hub, sockets)
    polling = Polling(hub)
    signals = Mutex(Signals())
  }

  /// Starts the thread. `visitors` is made on it, and lives there.
  package func start(
    _ visitors: @escaping @Sendable (WebSocketService) -> any Visitors
  ) throws(ServiceFailure) {
    precondition(self.thread.withLock { $0 == nil }, "a service starts once")
    do {
      let thread = try NamedThread("websockets") { [self] in
        home = pthread_self()
        run(visitors(self))
      }
      self.thread.withLock { $0 = thread }
    } catch {
      throw .noThread("\(error)")
    }
  }

  // MARK: any thread

  /// Has `woke` called soon; any number of calls before that are one.
  package func wake() {
    let isFirst = signals.withLock { signals in
      guard signals.isRunning, !signals.wasWoken else { return false }
      signals.wasWoken = true
      return true
    }
    // Outside the lock: the loop asks for it as soon as it hears the bell. There is a loop to hear
    // it for as long as there is this service.
    if isFirst { loop.ring() }
  }

  /// Stops gently: no newcomers, every session closed with 1012 at a pace that spares both sides
  /// a stampede, the rest cut off after `within`. Returns at once; `join` waits.
  package func stop(
    closingPerSecond pace: Int = 5000, within: Duration = .seconds(10)
  ) {
    signals.withLock {
      guard $0.isRunning, $0.stop == nil else { return }
      // Twenty beats a second.
      $0.stop = (max(1, pace / 20), within)
      loop.ring()
    }
  }

  /// Waits until the thread has ended; never from the loop thread.
  package func join() {
    thread.withLock { $0 }?.join()
  }

  // MARK: loop thread

  /// Queues a frame. `false`: the session is gone or closing, or its outbox overflowed just now, in
  /// which case it is being closed with 4008.
  @discardableResult
  package func send(_ frame: Frame, to session: SessionID) -> Bool {
    assert(isHome, "send is called on the loop thread")
    return hub.send(frame, to: session)
  }

  /// Closes after what is queued has been sent. Use 1000 or a code from 4000 up.
  package func close(_ session: SessionID, code: UInt16 = CloseCode.normal, reason: String = "") {
    assert(isHome, "close is called on the loop thread")
    guard let session = hub.sessions[session] else { return }
    hub.close(session, code, reason)
  }

  /// Answers a request that `takes` told of; nothing happens if whoever asked is gone.
  package func answer(_ request: RequestID, _ response: HTTPResponse) {
    assert(isHome, "answer is called on the loop thread")
    porch.answer(request, response)
  }

  /// Bytes waiting for a session, not counting up to 64 KiB that the library and the kernel hold
  /// each; 0 for one that is gone.
  package func outboxBytes(_ session: SessionID) -> Int {
    hub.sessions[session]?.outbox.bytes ?? 0
  }

  /// Frames waiting for a session.
  package func outboxFrames(_ session: SessionID) -> Int {
    hub.sessions[session]?.outbox.count ?? 0
  }

  /// Stops reading from a session: its peer is slowed down by TCP.
  package func pauseReading(_ session: SessionID) {
    assert(isHome, "pauseReading is called on the loop thread")
    guard let session = hub.sessions[session], session.stage == .open else { return }
    hub.setPaused(session, true)
  }

  /// Reads again.
  package func resumeReading(_ session: SessionID) {
    assert(isHome, "resumeReading is called on the loop thread")
    guard let session = hub.sessions[session] else { return }
    hub.setPaused(session, false)
  }

  /// How full the house is.
  package var figures: ServiceFigures {
    ServiceFigures(
      sessions: hub.sessions.count, connections: porch.tally.all, halfOpen: porch.tally.halfOpen,
      refused: porch.refused)
  }

  /// Takes new limits, sizes and times: they hold for whoever comes, and for what is sent, from now
  /// on. Nobody who is in is put out. Paths and subprotocols stay as they were.
  package func adopt(_ new: ServiceSettings) {
    assert(isHome, "adopt is called on the loop thread")
    settings = new
    hub.settings = new
    porch.adopt(new)
  }

  // MARK: the thread's own

  private var isHome: Bool { pthread_equal(home, pthread_self()) != 0 }

  private func run(_ visitors: any Visitors) {
    self.visitors = visitors
    hub.listener = self
    loop.onRing = { [unowned self] in heed() }
    loop.onBeat = { [unowned self] in advance() }
    hub.atTurnEnd = { [unowned visitors] in visitors.turnEnds() }
    porch.judge = { [unowned visitors] in visitors.admits($0) }
    porch.answers = { [unowned visitors] in visitors.answers($0) }
    porch.reached = { [unowned visitors] in visitors.reached($0, by: $1) }
    connectPolling(visitors)
    porch.open()
    // Asked to stop before there was a loop to hear it.
    heed()
    loop.run()
    signals.withLock { $0.isRunning = false }
    porch.shut(forGood: true)
    hub.shutDown()
    // Those whose lines were cut just now are told of too.
    visitors.turnEnds()
    self.visitors = nil
  }

  private func connectPolling(_ visitors: any Visitors) {
    porch.takes = { [unowned self, unowned visitors] request, id in
      if request.path == settings.pollPath {
        polling.take(request, id)
      } else {
        visitors.takes(request, id)
      }
    }
    porch.expects = { [unowned self, unowned visitors] request in
      request.path == settings.pollPath ? polling.knows(request) : visitors.expects(request)
    }
    porch.gave = { [unowned self] in polling.gave($0) }
    polling.judge = { [unowned visitors] in visitors.admits($0) }
    polling.answer = { [unowned self] in porch.answer($0, $1) }
    polling.reached = { [unowned visitors] in visitors.reached($0, by: $1) }
  }

  private func heed() {
    let (isWoken, stop) = signals.withLock { signals in
      defer { signals.wasWoken = false }
      return (signals.wasWoken, signals.stop)
    }
    if isWoken { visitors?.woke() }
    if let stop, farewell == nil {
      porch.shut()
      farewell = Farewell(perBeat: stop.perBeat, until: hub.beat + hub.beats(stop.within))
      sayFarewell()
    }
  }

  private func advance() {
    hub.advance()
    porch.advance()
    polling.advance()
    visitors?.tick(.now)
    sayFarewell()
  }

  private func sayFarewell() {
    guard let farewell else { return }
    for session in hub.sessions.open(farewell.perBeat) {
      hub.close(session, CloseCode.restarting, CloseCode.restartingReason)
    }
    if hub.sessions.count == 0 || hub.beat >= farewell.until { loop.leave() }
  }
}

extension WebSocketService: HubListener {
  func quiet(_ session: Session, _ isQuiet: Bool) {}

  func opened(_ session: Session) {
    visitors?.opened(session.id, session.client)
  }

  func received(_ message: UnsafeRawBufferPointer, from session: Session) {
    visitors?.received(message, from: session.id)
  }

  func drained(_ session: Session) {
    visitors?.drained(session.id)
  }

  func overflowed(_ session: Session) {
    visitors?.reached(.outbox, by: session.client.household.text)
  }

  func closed(_ session: Session, code: UInt16) {
    if let seat = session.counted { porch.left(seat) }
    visitors?.closed(session.id, code: code)
  }

  func failed(_ session: Session, _ reason: String) {}
}

/// How full a service is at one moment.
package struct ServiceFigures: Sendable, Equatable {
  /// Open websockets.
  package let sessions: Int
  /// Connections of every kind.
  package let connections: Int
  /// Connections whose request is not complete.
  package let halfOpen: Int
  /// Connections turned away by a limit, or for want of a descriptor, since the start.
  package let refused: Int
}
