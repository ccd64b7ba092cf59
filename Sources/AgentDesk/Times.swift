import Desk

/// Times as the screen shows them.
enum Times {
  /// `10:05` on the agent's clock.
  static func clock(_ moment: Instant, offset: Int) -> String {
    let minutes = (moment.milliseconds / 1000 + Int64(offset)) / 60
    return "\(padded(minutes / 60 % 24)):\(padded(minutes % 60))"
  }

  /// `Sat 21 Nov` on the agent's calendar.
  static func day(_ moment: Instant, offset: Int) -> String {
    let days = dayNumber(moment, offset: offset)
    let (month, day) = date(days)
    let week = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(week[Int((days % 7 + 7) % 7)]) \(day) \(months[month - 1])"
  }

  /// A moment to come: by the clock, with its day where that is another one.
  static func moment(_ moment: Instant, at now: Instant, offset: Int) -> String {
    let clock = clock(moment, offset: offset)
    let isToday = dayNumber(moment, offset: offset) == dayNumber(now, offset: offset)
    return isToday ? clock : "\(day(moment, offset: offset)) \(clock)"
  }

  /// `2026-11-21` on the agent's calendar: what is long ago needs its year.
  static func date(_ moment: Instant, offset: Int) -> String {
    String((moment + .seconds(offset)).iso8601.prefix(10))
  }

  /// Days since 1970-01-01 on the agent's calendar.
  static func dayNumber(_ moment: Instant, offset: Int) -> Int64 {
    let seconds = moment.milliseconds / 1000 + Int64(offset)
    return seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  }

  /// A wait in at most six columns: `0:48`, `59:59`, `2h05`, `3d`.
  static func wait(_ span: Duration) -> String {
    let seconds = max(0, span.milliseconds / 1000)
    switch seconds {
    case ..<3600: return "\(seconds / 60):\(padded(seconds % 60))"
    case ..<86_400: return "\(seconds / 3600)h\(padded(seconds / 60 % 60))"
    default: return "\(min(seconds / 86_400, 999))d"
    }
  }

  private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Month and day of a day number (Howard Hinnant, "chrono-compatible low-level date algorithms").
  private static func date(_ days: Int64) -> (month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let part = (5 * ofYear + 2) / 153
    return (Int(part < 10 ? part + 3 : part - 9), Int(ofYear - (153 * part + 2) / 5 + 1))
  }
}
