import Glibc

/// A moment on the clock that only goes forward: what deadlines and timers compare.
///
/// Nanoseconds since the machine started; it stands still while the machine sleeps and says nothing
/// about the time of day.
package struct MonotonicTime: Hashable, Comparable, Sendable {
  /// Nanoseconds since some fixed moment.
  package let nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The present moment; about 20 ns to ask. A clock past the scale stands at its end.
  package static var now: MonotonicTime {
    var moment = Glibc.timespec()
    let status = clock_gettime(CLOCK_MONOTONIC, &moment)
    precondition(status == 0, "the monotonic clock answers")
    let (scaled, isTooMuch) = Int64(moment.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    let (whole, isOver) = scaled.addingReportingOverflow(Int64(moment.tv_nsec))
    return MonotonicTime(nanoseconds: isTooMuch || isOver ? .max : whole)
  }

  /// A moment later (or, with a negative duration, earlier); ends of the scale are held, not
  /// passed.
  package func advanced(by duration: Duration) -> MonotonicTime {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(duration.nanoseconds)
    guard overflow else { return MonotonicTime(nanoseconds: sum) }
    return MonotonicTime(nanoseconds: duration.nanoseconds > 0 ? .max : .min)
  }

  /// How long from `earlier` to this moment; negative if it is before.
  package func since(_ earlier: MonotonicTime) -> Duration {
    .nanoseconds(nanoseconds) - .nanoseconds(earlier.nanoseconds)
  }

  package static func < (one: MonotonicTime, other: MonotonicTime) -> Bool {
    one.nanoseconds < other.nanoseconds
  }

  var timespec: Glibc.timespec {
    let held = max(nanoseconds, 0)
    return Glibc.timespec(
      tv_sec: Int(held / 1_000_000_000), tv_nsec: Int(held % 1_000_000_000))
  }
}

extension Duration {
  /// Whole nanoseconds; a duration of more than 292 years counts as 292 years.
  package var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, tooMany) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, over) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
    guard tooMany || over else { return sum }
    return seconds > 0 ? .max : .min
  }
}
