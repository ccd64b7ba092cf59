import Synchronization
import WebSockets

/// All connections of the load, on one loop in this process: the server runs in another.
final class Crowd: Sendable {
  private let clients: WebSocketClients
  private let newcomers = Mutex<[ConnectionID: any Ear]>([:])

  init() throws {
    var settings = ClientSettings()
    settings.outboxFrames = 1_000_000
    settings.outboxBytes = 256 << 20
    settings.orders = 4_000_000
    settings.connecting = 500
    settings.connectTime = .seconds(60)
    clients = try WebSocketClients(settings)
    try clients.start { [self] _ in Reception(self) }
  }

  /// Connects an ear to the server.
  func seat(_ ear: any Ear, at address: ServerAddress) throws {
    try newcomers.withLock { newcomers in
      guard let connection = clients.connect(address) else {
        throw Trouble("the load takes no more connections")
      }
      newcomers[connection] = ear
    }
  }

  /// Sends from any thread.
  func send(_ text: [UInt8], over line: Line) throws {
    guard clients.send(text, to: line.connection) else {
      throw Trouble("the load's own mailbox is full")
    }
  }

  func stop() {
    clients.stop()
    clients.join()
  }

  fileprivate func welcome(_ connection: ConnectionID) -> (any Ear)? {
    newcomers.withLock { $0.removeValue(forKey: connection) }
  }

  fileprivate func line(_ connection: ConnectionID) -> Line {
    Line(clients: clients, connection: connection)
  }
}

/// Finds the ear that a connection belongs to.
private final class Reception: Correspondents {
  private let crowd: Crowd
  private var ears: [ConnectionID: any Ear] = [:]

  init(_ crowd: Crowd) { self.crowd = crowd }

  func opened(_ connection: ConnectionID) {
    guard let ear = crowd.welcome(connection) else { return }
    ears[connection] = ear
    ear.opened(crowd.line(connection))
  }

  func received(_ message: UnsafeRawBufferPointer, from connection: ConnectionID) {
    ears[connection]?.heard(message)
  }

  func closed(_ connection: ConnectionID, code: UInt16, reason: String) {
    ears.removeValue(forKey: connection)?.ended("closed with \(code) \(reason)")
  }

  func failed(_ connection: ConnectionID, _ reason: String) {
    crowd.welcome(connection)?.ended(reason)
  }
}
