package import Courier
package import Desk

/// A way by which notices reach a team. Called on the connector's thread, one at a time; waits for
/// its own time-out, and no longer.
package protocol NoticeSending: Sendable {
  func send(_ notice: Notice, at now: Instant) -> NoticeOutcome

  /// The program ends: what is under way is given up. From another thread.
  func stop()

  /// Where notices go, without anything that is secret.
  var place: String { get }
}

/// What became of a notice.
package enum NoticeOutcome: Sendable, Equatable {
  case told
  /// Most of the team was told; these could not be, and will not be.
  case toldSome(but: String)
  /// This one is not wanted as it is; others may be.
  case refused(why: String)
  /// The other side is not well, or not as it should be.
  case failed(ConnectorFailure)
}
