package import Desk

/// A receiver's wish not to be called for a while: the `Retry-After` header (RFC 9110, 10.2.3).
package enum RetryAfter: Sendable, Equatable {
  case wait(Duration)
  case moment(Instant)

  /// Seconds, or a date in any of HTTP's three spellings; nil for everything else.
  package init?(_ text: String) {
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      // More than ten digits are more than three centuries.
      self = .wait(.seconds(Int64(text) ?? 9_999_999_999))
    } else if let moment = Self.date(text) {
      self = .moment(moment)
    } else {
      return nil
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
  private static func date(_ text: String) -> Instant? {
    guard text.utf8.count <= 64 else { return nil }
    let words = text.split { ", -:".contains($0) }.dropFirst().map(String.init)
    guard words.count >= 6 else { return nil }
    // The old C spelling alone puts the month first, and the year last.
    let isC = months.contains(words[0])
    let order = isC ? [1, 0, 5, 2, 3, 4] : [0, 1, 2, 3, 4, 5]
    guard let month = months.firstIndex(of: words[order[1]]), let day = number(words[order[0]]),
      let year = number(words[order[2]]), let hour = number(words[order[3]]),
      let minute = number(words[order[4]]), let second = number(words[order[5]])
    else { return nil }
    guard (1...31).contains(day), hour < 24, minute < 60, second <= 60, year < 10_000 else {
      return nil
    }
    let days = daysSince1970(year: fourDigits(year), month: month + 1, day: day)
    let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return Instant(milliseconds: seconds * 1000)
  }

  private static func number(_ word: String) -> Int? {
    word.utf8.allSatisfy { (0x30...0x39).contains($0) } && word.utf8.count <= 4 ? Int(word) : nil
  }

  private static func fourDigits(_ year: Int) -> Int {
    year >= 100 ? year : year + (year < 70 ? 2000 : 1900)
  }

  /// In the Gregorian calendar, counted in eras of 400 years that begin in March.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}
