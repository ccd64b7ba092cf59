import Desk
import Operator

/// A clock nobody set is noticed at the start: whatever is said by it keeps its moment for good,
/// and tokens, waits and signatures are reckoned by it.
enum PlausibleTime {
  /// Before this nothing of the program was written: 2020-01-01.
  private static let earliest = Instant(milliseconds: 1_577_836_800_000)
  /// No company's clock is right then: 2200-01-01, well before what fits into 64 bits of
  /// nanoseconds.
  private static let latest = Instant(milliseconds: 7_258_118_400_000)

  static func check(_ now: Instant = Server.now()) throws(Failure) {
    guard now < earliest || now >= latest else { return }
    throw Failure(
      "the clock says \(now.iso8601), which cannot be; set it (timedatectl shows it), "
        + "and start again", code: 78)
  }
}
