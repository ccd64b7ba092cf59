import Desk

/// How long to wait before the next try to reach the desk.
///
/// Full jitter: any span up to 0.5 s doubled with each failure, at most 30 s, so that a thousand
/// clients do not come back in step. The count starts again only after 30 s of a connection that
/// held; one that is cut at once counts as a failure.
struct Backoff: Sendable, Equatable {
  private(set) var failures = 0
  private var connectedAt: Instant?

  static let shortest: Int64 = 100
  static let longest: Int64 = 30_000
  static let stable: Int64 = 30_000

  mutating func connected(at now: Instant) { connectedAt = now }

  /// The wait after a connection ended or could not be made.
  mutating func wait(at now: Instant, _ chance: inout Chance) -> Duration {
    if let connectedAt, now.since(connectedAt).milliseconds >= Self.stable { failures = 0 }
    connectedAt = nil
    let ceiling = min(Self.longest, 500 << Int64(min(failures, 6)))
    failures += 1
    return .milliseconds(Int64.random(in: Self.shortest...ceiling, using: &chance))
  }
}
