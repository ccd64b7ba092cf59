package import Threads

/// Whoever decides what a service's visitors get; called on the loop thread only, one call at a
/// time, and never to be kept waiting: while it thinks, nobody is served.
package protocol Visitors: AnyObject {
  /// Whether to let somebody open a websocket. Who they are is not known yet: look at the origin,
  /// the path and the address.
  func admits(_ request: UpgradeRequest) -> Admission

  /// A websocket is open.
  func opened(_ session: SessionID, _ client: Client)

  /// One whole text message, known to be UTF-8 and within the limit. The bytes are only there
  /// during the call.
  func received(_ message: UnsafeRawBufferPointer, from session: SessionID)

  /// The session's outbox had been at least half full and is no more: send the next page.
  func drained(_ session: SessionID)

  /// A websocket is gone; its name means nothing any more. 1006 is a line that broke.
  func closed(_ session: SessionID, code: UInt16)

  /// The answer to a GET or HEAD.
  func answers(_ request: HTTPRequest) -> HTTPResponse

  /// Whether something that is to be posted would be taken, by its head: its body is not read else,
  /// unless it is small.
  func expects(_ request: PostRequest) -> Bool

  /// Something was posted to one of the service's `posts` or `hooks`, but for polls: `answer` it
  /// within a minute.
  func takes(_ request: PostRequest, _ id: RequestID)

  /// Somebody called `wake`, once or several times.
  func woke()

  /// The loop has done all that was there to do, and sends what was queued next; or has sent it,
  /// and told who drained.
  ///
  /// What was gathered for other threads meanwhile is handed over here, all of it at once.
  func turnEnds()

  /// A limit of the service turned somebody away, or cut somebody off.
  func reached(_ limit: ServiceLimit, by address: String)

  /// Every 50 ms.
  func tick(_ now: MonotonicTime)
}
