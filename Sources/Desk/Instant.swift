/// A moment, in milliseconds since 1970-01-01 00:00 UTC.
package struct Instant: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  package static func + (moment: Self, span: Duration) -> Self {
    Self(milliseconds: moment.milliseconds &+ span.milliseconds)
  }

  /// How long after `earlier` this is; negative if it is before.
  package func since(_ earlier: Self) -> Duration {
    .milliseconds(milliseconds &- earlier.milliseconds)
  }
}

extension Duration {
  /// Whole milliseconds, the fraction cut off.
  package var milliseconds: Int64 {
    components.seconds &* 1000 &+ components.attoseconds / 1_000_000_000_000_000
  }
}
