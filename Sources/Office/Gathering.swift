import Threads

/// How long the Office gathers before a turn: a turn costs the same transaction, sync and waking of
/// threads for one command and for sixteen.
///
/// Never where turns are far apart, so that nobody waits alone; and never longer than the turn
/// before took, which is what whoever came during it waited anyhow. Where turns are slow much has
/// gathered by itself when they end, and nothing is waited for.
struct Gathering {
  private var ended = MonotonicTime(nanoseconds: 0)
  private var took = Duration.zero

  /// A turn of so many is shared by enough.
  static let enough = 16
  /// What took less did not write, and what took more has shown that there is no hurry.
  private static let span = Duration.microseconds(100)...Duration.milliseconds(1)
  /// A pause of so many turns' time means that they are far apart.
  private static let lull = 4

  /// How long to wait for more at a moment when something waits; nil: not at all.
  func patience(at now: MonotonicTime) -> Duration? {
    guard took >= Self.span.lowerBound, now.since(ended) < took * Self.lull else { return nil }
    return min(took, Self.span.upperBound)
  }

  mutating func note(from start: MonotonicTime, to end: MonotonicTime) {
    took = end.since(start)
    ended = end
  }
}
