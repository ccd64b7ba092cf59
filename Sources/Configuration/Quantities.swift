/// Sizes, time spans and rates as people write them in a configuration, and back.
enum Quantities {
  // MARK: Sizes

  private static let sizeUnits: [(name: String, bytes: Int)] = [
    ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("GB", 1_000_000_000),
    ("MB", 1_000_000), ("kB", 1_000), ("B", 1),
  ]

  /// `1 MiB`, `64KiB`, `500 kB`, or a plain number of bytes.
  static func bytes(_ text: String) -> Int? {
    guard let (amount, unit) = amountAndUnit(text[...]) else { return nil }
    if unit.isEmpty { return amount }
    guard let factor = sizeUnits.first(where: { $0.name == unit })?.bytes else { return nil }
    return product(amount, factor)
  }

  static func size(_ bytes: Int) -> String {
    let binary = sizeUnits.prefix(3).first { bytes > 0 && bytes % $0.bytes == 0 }
    return binary.map { "\(bytes / $0.bytes) \($0.name)" } ?? "\(bytes) B"
  }

  // MARK: Time spans

  private static let spanUnits: [(name: String, milliseconds: Int)] = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
  ]

  /// `500ms`, `60s`, `1h 30m`, `7d`: whole numbers, each with a unit.
  static func duration(_ text: String) -> Duration? {
    // Nothing is as much of every unit.
    if text == "0" { return .zero }
    var total = 0
    var rest = text[...]
    var isFirst = true
    while isFirst || !rest.isEmpty {
      isFirst = false
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let unit = rest.dropFirst(digits.count).prefix { $0.isASCII && $0.isLetter }
      guard let amount = Int(digits),
        let factor = spanUnits.first(where: { $0.name == unit })?.milliseconds,
        let span = product(amount, factor)
      else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(span)
      if overflow { return nil }
      total = sum
      rest = rest.dropFirst(digits.count + unit.count).drop { $0 == " " }
    }
    return .milliseconds(total)
  }

  static func span(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    // A single day is still called 24h: people count shifts and promises in hours.
    let units = milliseconds > 86_400_000 ? spanUnits[...] : spanUnits.dropFirst()
    let unit = units.first { milliseconds % $0.milliseconds == 0 && milliseconds > 0 }
    return unit.map { "\(milliseconds / $0.milliseconds)\($0.name)" } ?? "0s"
  }

  // MARK: Rates

  private static let rateUnits: [(name: String, span: Duration)] = [
    ("s", .seconds(1)), ("min", .seconds(60)), ("h", .seconds(3_600)),
  ]

  /// `30/min`, `5/s`, `100/h`.
  static func rate(_ text: String) -> Rate? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let (count, rest) = amountAndUnit(parts[0]), rest.isEmpty,
      let unit = rateUnits.first(where: { $0.name == parts[1] })
    else { return nil }
    return Rate(count: count, per: unit.span)
  }

  static func text(_ rate: Rate) -> String {
    let unit = rateUnits.first { $0.span == rate.per }?.name ?? span(rate.per)
    return "\(rate.count)/\(unit)"
  }

  // MARK: Parts

  private static func amountAndUnit(_ text: Substring) -> (amount: Int, unit: Substring)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let amount = Int(digits) else { return nil }
    return (amount, text.dropFirst(digits.count).drop { $0 == " " })
  }

  private static func product(_ amount: Int, _ factor: Int) -> Int? {
    let (result, overflow) = amount.multipliedReportingOverflow(by: factor)
    return overflow ? nil : result
  }
}
