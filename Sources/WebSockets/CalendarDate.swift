import Glibc

/// The time of day as HTTP writes it, worked out once a second.
struct CalendarDate {
  private var second: time_t = -1
  private var written = ""

  /// `Sun, 06 Nov 1994 08:49:37 GMT`.
  mutating func text() -> String {
    let now = time(nil)
    guard now != second else { return written }
    second = now
    written = CalendarDate.text(now)
    return written
  }

  static func text(_ moment: time_t) -> String {
    var moment = moment
    var parts = tm()
    guard gmtime_r(&moment, &parts) != nil else { return "Thu, 01 Jan 1970 00:00:00 GMT" }
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
    let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    return "\(day) \(1900 + parts.tm_year) \(clock) GMT"
  }

  private static func two(_ number: Int32) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
