/// A point in time from the year 1 to the year 9999, to the nanosecond.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Whole seconds since 1 January 1970 UTC, rounded down.
  package let seconds: Int64
  /// 0 to 999,999,999.
  package let nanoseconds: Int32

  package static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Nil outside the years 1 to 9999.
  package init?(seconds: Int64, nanoseconds: Int64 = 0) {
    let (carry, rest) = nanoseconds.flooredQuotientAndRemainder(dividingBy: 1_000_000_000)
    let (total, overflow) = seconds.addingReportingOverflow(carry)
    guard !overflow, Self.range.contains(total) else { return nil }
    self.seconds = total
    self.nanoseconds = Int32(rest)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// Nil when the sum leaves the range.
  func adding(nanoseconds added: Int64) -> Timestamp? {
    let (carry, rest) = added.flooredQuotientAndRemainder(dividingBy: 1_000_000_000)
    return Timestamp(seconds: seconds + carry, nanoseconds: Int64(nanoseconds) + rest)
  }

  /// Nanoseconds from `other` to this; nil when they do not fit an Int64 (about 292 years).
  func nanoseconds(since other: Timestamp) -> Int64? {
    let (scaled, overflow) = (seconds - other.seconds).multipliedReportingOverflow(
      by: 1_000_000_000)
    guard !overflow else { return nil }
    let (total, exceeded) = scaled.addingReportingOverflow(
      Int64(nanoseconds) - Int64(other.nanoseconds))
    return exceeded ? nil : total
  }
}

extension Int64 {
  /// Division that rounds down, so that the remainder is never negative.
  func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// What a clock and a calendar on the wall show at a timestamp.
package struct WallTime: Sendable {
  package let date: CalendarDate
  package let hour: Int
  package let minute: Int
  package let second: Int

  /// `offset` is how many seconds the wall is ahead of UTC; within a day of it.
  package init(_ timestamp: Timestamp, offset: Int) {
    let local = timestamp.seconds + Int64(offset)
    let (days, rest) = local.flooredQuotientAndRemainder(dividingBy: 86_400)
    date = CalendarDate(daysSince1970: Int(days))
    hour = Int(rest) / 3600
    minute = Int(rest) / 60 % 60
    second = Int(rest) % 60
  }
}
