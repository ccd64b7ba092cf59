import WebSockets

/// Whoever sits at the far end of one connection of the load; called on the loop thread only.
protocol Ear: AnyObject, Sendable {
  func opened(_ line: Line)
  func heard(_ message: UnsafeRawBufferPointer)
  /// The connection was never made, or is gone.
  func ended(_ why: String)
}

/// One open connection, for the loop thread.
struct Line: Sendable {
  let clients: WebSocketClients
  let connection: ConnectionID

  func send(_ text: [UInt8]) { clients.sendNow(text, to: connection) }
  func close() { _ = clients.close(connection) }
}
