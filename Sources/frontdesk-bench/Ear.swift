/// Whoever sits at the far end of one connection of the load; called on the loop thread only.
protocol Ear: AnyObject, Sendable {
  func opened(_ line: Line)
  func heard(_ message: UnsafeRawBufferPointer)
  /// The connection was never made, or is gone.
  func ended(_ why: String)
}

/// Where a server is, and what is spoken there.
struct Place: Sendable {
  let port: UInt16
  let speech: Speech

  enum Speech: Sendable, Equatable {
    /// Pages have an origin, programs none.
    case websocket(origin: String?)
    /// Bytes as they come: the ear finds the beginnings and ends.
    case plain
  }
}
