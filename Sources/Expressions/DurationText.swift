/// Durations as texts: `1h45m47s`, `1.5h`, `-999ns`.
enum DurationText {
  /// Nanoseconds; nil when it is no duration or does not fit an Int64 (about 292 years).
  static func read(_ text: String) -> Int64? {
    var rest = text[...].utf8
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    if rest.elementsEqual("0".utf8) { return 0 }
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = part(&rest) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      guard !overflow else { return nil }
      total = sum
    }
    return isNegative ? -total : total
  }

  /// Seconds with as many decimals as they need, as in `90s` or `0.25s`.
  static func write(_ nanoseconds: Int64) -> String {
    let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    return "\(nanoseconds < 0 ? "-" : "")\(seconds)\(fractionText(Int32(rest)))s"
  }

  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000),
    ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// One number with its unit.
  private static func part(_ rest: inout Substring.UTF8View) -> Int64? {
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var decimals = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      decimals = rest.prefix(while: isDigit)
      rest = rest.dropFirst(decimals.count)
    }
    guard !(whole.isEmpty && decimals.isEmpty) else { return nil }
    let name = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
    guard let unit = units.first(where: { name.elementsEqual($0.name.utf8) })?.nanoseconds else {
      return nil
    }
    rest = rest.dropFirst(name.count)
    return scaled(whole, decimals, unit)
  }

  private static func scaled(
    _ whole: Substring.UTF8View, _ decimals: Substring.UTF8View, _ unit: Int64
  ) -> Int64? {
    guard let number = whole.isEmpty ? 0 : Int64(Substring(whole)) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    var (fraction, share): (Int64, Int64) = (0, unit)
    // Decimals below a nanosecond are dropped: 18 digits are more than any unit holds.
    for digit in decimals.prefix(18) {
      let place = Int64(digit) - 48
      fraction += share / 10 * place + share % 10 * place / 10
      share /= 10
    }
    let (sum, exceeded) = product.addingReportingOverflow(fraction)
    return exceeded ? nil : sum
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
