extension Timestamp {
  /// Reads RFC 3339, as in `2026-11-21T09:30:00.5Z` or `2026-11-21T10:30:00+01:00`.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard let date = reader.date(), reader.take("T") || reader.take("t"),
      let hour = reader.number(digits: 2, in: 0...23), reader.take(":"),
      let minute = reader.number(digits: 2, in: 0...59), reader.take(":"),
      let second = reader.number(digits: 2, in: 0...59),
      let nanoseconds = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
    else { return nil }
    let clock = Int64(hour * 3600 + minute * 60 + second - offset)
    self.init(
      seconds: Int64(date.daysSince1970) * 86_400 + clock, nanoseconds: Int64(nanoseconds))
  }

  /// RFC 3339 in UTC, with as many decimals as it needs.
  package var text: String {
    let wall = WallTime(self, offset: 0)
    let clock = "\(padded(wall.hour, 2)):\(padded(wall.minute, 2)):\(padded(wall.second, 2))"
    return "\(wall.date.text)T\(clock)\(fractionText(nanoseconds))Z"
  }
}

extension CalendarDate {
  /// Reads `2026-11-21`.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard let date = reader.date(), reader.isAtEnd else { return nil }
    self = date
  }

  /// `2026-11-21`.
  package var text: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

/// A number with zeros before it; one too long for its width is not cut.
func padded(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

/// `.5` for half a second, nothing for none.
func fractionText(_ nanoseconds: Int32) -> String {
  guard nanoseconds != 0 else { return "" }
  var digits = padded(Int(nanoseconds), 9)
  while digits.last == "0" { digits.removeLast() }
  return "." + digits
}

/// Reads the fixed-width numbers of dates and times.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard let first = rest.first, first == UInt8(truncatingIfNeeded: sign.value) else {
      return false
    }
    rest.removeFirst()
    return true
  }

  mutating func number(digits: Int, in range: ClosedRange<Int>) -> Int? {
    guard rest.count >= digits else { return nil }
    var number = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      number = number * 10 + digit
    }
    return range.contains(number) ? number : nil
  }

  mutating func date() -> CalendarDate? {
    guard let year = number(digits: 4, in: 0...9999), take("-"),
      let month = number(digits: 2, in: 1...12), take("-"),
      let day = number(digits: 2, in: 1...31)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Up to nine decimals after a point, in nanoseconds; 0 without a point.
  mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    var (number, digits) = (0, 0)
    while let digit = digit() {
      guard digits < 9 else { return nil }
      number = number * 10 + digit
      digits += 1
    }
    guard digits > 0 else { return nil }
    for _ in digits..<9 { number *= 10 }
    return number
  }

  /// `Z`, `+01:00` or `-09:30`, in seconds.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("-") ? -1 : 1
    if sign == 1, !take("+") { return nil }
    return hoursAndMinutes().map { $0 * sign }
  }

  mutating func hoursAndMinutes() -> Int? {
    guard let hours = number(digits: 2, in: 0...23), take(":"),
      let minutes = number(digits: 2, in: 0...59)
    else { return nil }
    return hours * 3600 + minutes * 60
  }

  private mutating func digit() -> Int? {
    guard let first = rest.first, (48...57).contains(first) else { return nil }
    rest.removeFirst()
    return Int(first) - 48
  }
}
