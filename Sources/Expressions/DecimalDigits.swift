/// All the decimal digits of a finite double: a double is a fraction over a power of two, so they
/// come to an end, after at most 1,074 decimals.
///
/// Rounding looks at all of them, half to even, and so never at an already rounded number.
struct DecimalDigits {
  private let isNegative: Bool
  /// Without leading zeros; empty for zero.
  private let digits: [UInt8]
  /// How many of the digits are decimals.
  private let decimals: Int

  init(_ number: Double) {
    isNegative = number.sign == .minus
    // number = significand × 2^exponent, both whole.
    let bits = number.significandBitPattern
    let isNormal = number.exponentBitPattern != 0
    let significand = isNormal ? bits | 1 << 52 : bits
    let exponent = (isNormal ? Int(number.exponentBitPattern) : 1) - 1075
    var whole = Limbs(significand)
    // A half is five tenths: s × 2^-n = s × 5^n × 10^-n.
    whole.multiply(by: exponent < 0 ? 5 : 2, times: abs(exponent))
    digits = whole.decimalDigits
    decimals = max(0, -exponent)
  }

  func fixed(_ precision: Int) -> String {
    let kept = rounded(dropping: decimals - precision)
    let padding = max(0, precision + 1 - kept.count)
    let all = Array(repeating: 0, count: padding) + kept
    let whole = Self.text(all.dropLast(precision))
    let sign = isNegative ? "-" : ""
    return precision == 0 ? sign + whole : "\(sign)\(whole).\(Self.text(all.suffix(precision)))"
  }

  func scientific(_ precision: Int) -> String {
    let sign = isNegative ? "-" : ""
    var exponent = digits.isEmpty ? 0 : digits.count - decimals - 1
    var kept = rounded(dropping: digits.count - precision - 1)
    if kept.count > precision + 1 {
      kept.removeLast()
      exponent += 1
    }
    kept += Array(repeating: 0, count: max(0, precision + 1 - kept.count))
    let fraction = precision == 0 ? "" : "." + Self.text(kept.dropFirst())
    let power = padded(abs(exponent), 2)
    return "\(sign)\(Self.text(kept.prefix(1)))\(fraction)e\(exponent < 0 ? "-" : "+")\(power)"
  }

  /// The digits without the last so many, rounded half to even; with zeros added for a negative
  /// count.
  private func rounded(dropping count: Int) -> [UInt8] {
    guard count > 0 else { return digits + Array(repeating: 0, count: -count) }
    guard count <= digits.count else { return [] }
    var kept = Array(digits.dropLast(count))
    let dropped = digits.suffix(count)
    let rest = dropped.dropFirst().contains { $0 != 0 }
    let isOdd = (kept.last ?? 0) % 2 == 1
    guard dropped[dropped.startIndex] > 5 || (dropped.first == 5 && (rest || isOdd)) else {
      return kept
    }
    var place = kept.count - 1
    while place >= 0, kept[place] == 9 {
      kept[place] = 0
      place -= 1
    }
    if place >= 0 { kept[place] += 1 } else { kept.insert(1, at: 0) }
    return kept
  }

  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
  }
}

/// A whole number of any length, nine decimal digits to a limb, the lowest first.
private struct Limbs {
  private var limbs: [UInt32]
  private static let size: UInt64 = 1_000_000_000

  init(_ number: UInt64) {
    limbs = [
      UInt32(number % Self.size), UInt32(number / Self.size % Self.size),
      UInt32(number / Self.size / Self.size),
    ]
  }

  mutating func multiply(by factor: UInt32, times count: Int) {
    // Eleven factors at once: 5^11 still fits 32 bits.
    var left = count
    while left > 0 {
      let step = min(left, 11)
      multiply(by: (0..<step).reduce(UInt64(1)) { (product, _) in product * UInt64(factor) })
      left -= step
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * factor + carry
      limbs[index] = UInt32(product % Self.size)
      carry = product / Self.size
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
  }

  var decimalDigits: [UInt8] {
    let all = limbs.reversed().flatMap { limb in
      padded(Int(limb), 9).utf8.map { $0 - 48 }
    }
    return Array(all.drop { $0 == 0 })
  }
}
