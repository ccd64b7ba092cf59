package import Desk

/// Writes moments by the clock of one place: `2026-11-30T09:15:00+01:00`.
package struct ExportClock: Sendable {
  private let offset: @Sendable (Int64) -> Int

  /// `offset`: seconds the clock is ahead of UTC at that many seconds since 1970.
  package init(offset: @escaping @Sendable (Int64) -> Int) { self.offset = offset }

  package func text(_ moment: Instant) -> String {
    let utc =
      moment.milliseconds >= 0
      ? moment.milliseconds / 1000 : (moment.milliseconds - 999) / 1000
    let ahead = offset(utc)
    let shown = Instant(milliseconds: (utc + Int64(ahead)) * 1000).iso8601.prefix(19)
    guard ahead != 0 else { return shown + "Z" }
    let minutes = abs(ahead) / 60
    return shown + (ahead < 0 ? "-" : "+") + Self.two(minutes / 60) + ":" + Self.two(minutes % 60)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
