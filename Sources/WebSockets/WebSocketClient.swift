/// What becomes of one connection.
package enum ClientEvent: Sendable, Equatable {
  case opened
  /// One whole text message, known to be UTF-8.
  case received([UInt8])
  /// The server answers nothing, pings neither; or does so again.
  case quiet(Bool)
  /// It was open and is gone; 1006 is a line that broke. Nothing follows.
  case closed(code: UInt16, reason: String)
  /// It was never made; the sentence is for people. Nothing follows.
  case failed(String)
}

/// One connection to a desk on a thread of its own, for a program that has just one.
///
/// It is not made again by itself: whoever holds it makes another one when the time has come.
package final class WebSocketClient: Sendable {
  private let clients: WebSocketClients
  private let connection: ConnectionID

  /// Connects at once. `hear` is called on the client's thread: hand the event on (a mailbox, a
  /// pipe that `poll` watches) and return.
  ///
  /// Throws `ServiceFailure` when the thread or the library cannot start; that the server cannot be
  /// reached is an event.
  package init(
    _ address: ServerAddress, _ settings: ClientSettings = ClientSettings(),
    hear: @escaping @Sendable (ClientEvent) -> Void
  ) throws(ServiceFailure) {
    var settings = settings
    settings.mayEncrypt = address.isSecure
    clients = try WebSocketClients(settings)
    guard let connection = clients.connect(address) else {
      throw .library("the client takes no orders")
    }
    self.connection = connection
    try clients.start { ConnectionListener($0, hear) }
  }

  deinit {
    clients.stop()
  }

  /// Sends a text, which must be UTF-8, once the connection is open. `false` when too many wait.
  @discardableResult
  package func send(_ text: [UInt8]) -> Bool {
    clients.send(text, to: connection)
  }

  /// Says goodbye; `closed` follows.
  package func close(code: UInt16 = CloseCode.normal, reason: String = "") {
    clients.close(connection, code: code, reason: reason)
  }

  /// Waits until the thread has ended, which it does after `closed` or `failed`; never from `hear`.
  package func join() {
    clients.join()
  }
}

private final class ConnectionListener: Correspondents {
  private let clients: WebSocketClients
  private let hear: @Sendable (ClientEvent) -> Void

  init(_ clients: WebSocketClients, _ hear: @escaping @Sendable (ClientEvent) -> Void) {
    self.clients = clients
    self.hear = hear
  }

  func opened(_ connection: ConnectionID) { hear(.opened) }

  func received(_ message: UnsafeRawBufferPointer, from connection: ConnectionID) {
    hear(.received(Array(message)))
  }

  func quiet(_ connection: ConnectionID, _ isQuiet: Bool) { hear(.quiet(isQuiet)) }

  func closed(_ connection: ConnectionID, code: UInt16, reason: String) {
    hear(.closed(code: code, reason: reason))
    clients.stop()
  }

  func failed(_ connection: ConnectionID, _ reason: String) {
    hear(.failed(reason))
    clients.stop()
  }
}
