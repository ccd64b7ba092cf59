import Threads

/// How long the Office gathers before a turn: a turn costs the same transaction, sync and waking of
/// threads for one command and for sixteen.
///
/// Never where turns are far apart, so that nobody waits alone; and no longer than a quarter of
/// what the turn before took: more made everybody's wait twice as long and saved little. Where
/// turns are slow much has gathered by itself when they end.
struct Gathering {
  private var ended = MonotonicTime(nanoseconds: 0)
  private var took = Duration.zero

  /// A turn of so many is shared by enough.
  static let enough = 16
  /// What took less did not write.
  private static let least = Duration.microseconds(100)
  /// What took more has shown that there is no hurry, and is taken for that.
  private static let most = Duration.milliseconds(1)
  /// The part of a turn's time that is waited.
  private static let part = 4
  /// A pause of so many turns' time means that they are far apart.
  private static let lull = 4

  /// How long to wait for more at a moment when something waits; nil: not at all.
  func patience(at now: MonotonicTime) -> Duration? {
    guard took >= Self.least, now.since(ended) < took * Self.lull else { return nil }
    return min(took, Self.most) / Self.part
  }

  mutating func note(from start: MonotonicTime, to end: MonotonicTime) {
    took = end.since(start)
    ended = end
  }
}
