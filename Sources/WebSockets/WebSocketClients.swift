import CWebSockets
import Synchronization
import Threads

/// The name of one connection of ours, from the moment it is asked for.
package struct ConnectionID: Hashable, Sendable {
  let raw: UInt64
}

/// Whoever hears what becomes of connections; called on their loop thread only.
package protocol Correspondents: AnyObject {
  /// The server let us in.
  func opened(_ connection: ConnectionID)
  /// One whole text message, known to be UTF-8; the bytes are only there during the call.
  func received(_ message: UnsafeRawBufferPointer, from connection: ConnectionID)
  /// Two pings were answered by nothing: the line is dead, perhaps; or something came after all.
  func quiet(_ connection: ConnectionID, _ isQuiet: Bool)
  /// An open connection is gone; 1006 is a line that broke.
  func closed(_ connection: ConnectionID, code: UInt16, reason: String)
  /// The connection was never made; the sentence is for people.
  func failed(_ connection: ConnectionID, _ reason: String)
}

/// Many client connections on one loop thread: a load test, or one agent's terminal.
///
/// Nothing is connected again by itself: whoever asked knows best when, and what to say first.
/// Looking up a host name holds up the loop, so those who hold many connections give addresses.
package final class WebSocketClients: @unchecked Sendable {
  // Unchecked: what is not `orders`, `names` or `thread` belongs to the loop thread.
  private let settings: ClientSettings
  private let loop: Loop
  private let hub: Hub
  private let orders: Mailbox<Order>
  private let names = Atomic<UInt64>(0)
  private let thread = Mutex<NamedThread?>(nil)
  private let bell: Bell

  private var correspondents: (any Correspondents)?
  private var waiting: [(ConnectionID, ServerAddress)] = []
  private var connecting: [ConnectionID: (session: Session, until: UInt64, url: String)] = [:]
  private var open: [ConnectionID: Session] = [:]
  private var isStopping = false

  private enum Order: Sendable {
    case connect(ConnectionID, ServerAddress)
    case send([UInt8], ConnectionID)
    case close(ConnectionID, UInt16, String)
    case stop
  }

  /// Prepares the loop; throws `ServiceFailure` with a sentence for people.
  package init(_ settings: ClientSettings = ClientSettings()) throws(ServiceFailure) {
    self.settings = settings
    loop = try Loop()
    hub = try Hub(
      .connecting(isSecure: settings.mayEncrypt, authorities: settings.authorities),
      settings.asService, loop, isPinging: settings.pings)
    let bell = Bell(loop)
    self.bell = bell
    orders = Mailbox(bound: settings.orders) { bell.ring() }
  }

  /// Starts the thread; the correspondents are made on it, and live there.
  package func start(
    _ correspondents: @escaping @Sendable (WebSocketClients) -> any Correspondents
  ) throws(ServiceFailure) {
    do {
      let thread = try NamedThread("ws-clients") { [self] in run(correspondents(self)) }
      self.thread.withLock { $0 = thread }
    } catch {
      throw .noThread("\(error)")
    }
  }

  // MARK: any thread

  /// Asks for a connection; `opened` or `failed` follows. nil when too many orders wait.
  package func connect(_ address: ServerAddress) -> ConnectionID? {
    let name = ConnectionID(raw: names.add(1, ordering: .relaxed).newValue)
    return orders.post(.connect(name, address)) ? name : nil
  }

  /// Sends a text, which must be UTF-8. `false` when too many orders wait; one for a connection
  /// that is not open is dropped, and `closed` or `failed` has told of that.
  @discardableResult
  package func send(_ text: [UInt8], to connection: ConnectionID) -> Bool {
    orders.post(.send(text, connection))
  }

  /// Closes after what was sent before.
  @discardableResult
  package func close(
    _ connection: ConnectionID, code: UInt16 = CloseCode.normal, reason: String = ""
  ) -> Bool {
    orders.post(.close(connection, code, reason))
  }

  /// Closes every connection and ends the thread; `join` waits for it.
  package func stop() {
    // Also when the box is full: then the loop finds it closed.
    _ = orders.post(.stop)
    orders.close()
  }

  /// Waits until the thread has ended; never from the loop thread.
  package func join() {
    thread.withLock { $0 }?.join()
  }

  // MARK: loop thread

  /// Sends at once, from a correspondent; `false` when the connection is not open or overflows.
  @discardableResult
  package func sendNow(_ text: [UInt8], to connection: ConnectionID) -> Bool {
    guard let session = open[connection] else { return false }
    return hub.send(hub.frame(.text, text[...]), to: session.id)
  }

  private func run(_ correspondents: any Correspondents) {
    self.correspondents = correspondents
    hub.listener = self
    loop.onRing = { [unowned self] in heed() }
    loop.onBeat = { [unowned self] in advance() }
    heed()
    loop.run()
    bell.silence()
    hub.shutDown()
    self.correspondents = nil
  }

  private func heed() {
    for order in orders.drain() {
      switch order {
      case .connect(let name, let address): waiting.append((name, address))
      case .send(let text, let name): sendNow(text, to: name)
      case .close(let name, let code, let reason): end(name, code, reason)
      case .stop: break
      }
    }
    connectSome()
    if orders.isClosed { beginToStop() }
  }

  private func end(_ name: ConnectionID, _ code: UInt16, _ reason: String) {
    if let session = open[name] { return hub.close(session, code, reason) }
    if let attempt = connecting[name] { return abandon(attempt.session, "given up") }
    guard let place = waiting.firstIndex(where: { $0.0 == name }) else { return }
    waiting.remove(at: place)
    correspondents?.failed(name, "given up")
  }

  private func connectSome() {
    let room = min(waiting.count, settings.connecting - connecting.count)
    guard room > 0, !isStopping else { return }
    let next = waiting.prefix(room)
    waiting.removeFirst(room)
    for (name, address) in next { connect(name, address) }
    hub.kick()
  }

  private func connect(_ name: ConnectionID, _ address: ServerAddress) {
    let session = hub.expect(.unix)
    session.tag = name.raw
    guard settings.mayEncrypt || !address.isSecure else {
      hub.forget(session)
      correspondents?.failed(name, "cannot connect to \(address.url): encryption is switched off")
      return
    }
    connecting[name] = (session, hub.beat + hub.beats(settings.connectTime), address.url)
    if !hub.connect(session, to: address), session.stage == .opening {
      hub.forget(session)
      failed(session, "it could not be begun; is the host name known?")
    }
  }

  private func advance() {
    hub.advance()
    for attempt in connecting.values where attempt.until <= hub.beat {
      abandon(attempt.session, "no answer in time")
    }
    connectSome()
    if isStopping { leaveIfAlone() }
  }

  private func abandon(_ session: Session, _ reason: String) {
    let line = session.line
    hub.forget(session)
    failed(session, reason)
    if let line { hub.cut(line) }
  }

  private func beginToStop() {
    guard !isStopping else { return }
    isStopping = true
    for (name, _) in waiting { correspondents?.failed(name, "given up") }
    waiting = []
    for attempt in connecting.values { abandon(attempt.session, "given up") }
    for session in open.values { hub.close(session, CloseCode.normal, "") }
    leaveIfAlone()
  }

  // Not at once: the library is in the middle of telling us about another line.
  private func callNext() {
    if !waiting.isEmpty { loop.ring() }
  }

  // Farewells without an answer are cut by the hub, so this ends.
  private func leaveIfAlone() {
    if open.isEmpty && connecting.isEmpty { loop.leave() }
  }
}

extension WebSocketClients: HubListener {
  func opened(_ session: Session) {
    let name = ConnectionID(raw: session.tag)
    connecting[name] = nil
    open[name] = session
    callNext()
    correspondents?.opened(name)
  }

  func received(_ message: UnsafeRawBufferPointer, from session: Session) {
    correspondents?.received(message, from: ConnectionID(raw: session.tag))
  }

  func drained(_ session: Session) {}

  func quiet(_ session: Session, _ isQuiet: Bool) {
    correspondents?.quiet(ConnectionID(raw: session.tag), isQuiet)
  }

  func overflowed(_ session: Session) {}

  func closed(_ session: Session, code: UInt16) {
    let name = ConnectionID(raw: session.tag)
    open[name] = nil
    correspondents?.closed(name, code: code, reason: session.closeReason)
  }

  func failed(_ session: Session, _ reason: String) {
    let name = ConnectionID(raw: session.tag)
    guard let attempt = connecting.removeValue(forKey: name) else { return }
    callNext()
    correspondents?.failed(name, "cannot connect to \(attempt.url): \(reason)")
  }
}

/// Rings the loop for as long as there is one.
private final class Bell: @unchecked Sendable {
  private let loop: Loop
  private let isHung = Mutex(true)

  init(_ loop: Loop) { self.loop = loop }

  func ring() {
    isHung.withLock { if $0 { loop.ring() } }
  }

  func silence() {
    isHung.withLock { $0 = false }
  }
}
