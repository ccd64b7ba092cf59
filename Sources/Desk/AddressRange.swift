/// One internet address, or all that begin alike: `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/48`.
///
/// A single IPv6 address stands for its /64, which is what one household has: whoever has one of
/// its addresses has 2⁶⁴ of them. What is written `::ffff:192.0.2.7` is the IPv4 address in it.
package struct AddressRange: Hashable, Sendable {
  /// Of the sixteen bytes of IPv6; IPv4 stands in them as it is mapped (RFC 4291, 2.5.5.2).
  private let high: UInt64
  private let low: UInt64
  private let prefix: Int

  /// Nil for what is no address, or has a prefix longer than it or none at all.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count) else { return nil }
    var whole: Int
    var offset: Int
    var bits: (high: UInt64, low: UInt64)
    if let four = Self.four(parts[0]) {
      (bits, whole, offset) = ((0, Self.mapping | UInt64(four)), 32, 96)
    } else if let six = Self.six(parts[0]) {
      (bits, whole, offset) = (six, 128, 0)
      if six.high == 0, six.low & ~0xffff_ffff == Self.mapping, parts.count == 1 {
        (whole, offset) = (32, 96)
      }
    } else {
      return nil
    }
    var length = whole == 32 ? 32 : 64
    if parts.count == 2 {
      // All of the internet is no address.
      guard let written = Int(parts[1]), (1...whole).contains(written) else { return nil }
      length = whole == 32 ? written : min(written, 64)
    }
    prefix = length + offset
    high = bits.high & Self.mask(min(prefix, 64))
    low = bits.low & Self.mask(max(0, prefix - 64))
  }

  package func contains(_ other: AddressRange) -> Bool {
    other.prefix >= prefix && other.high & Self.mask(min(prefix, 64)) == high
      && other.low & Self.mask(max(0, prefix - 64)) == low && other.isFour == isFour
  }

  /// As limits write it: without a prefix where it is one IPv4 address.
  package var text: String {
    guard isFour else { return "\(sixText)/\(prefix)" }
    let bits = low & 0xffff_ffff
    let figures = "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
    return prefix == 128 ? figures : "\(figures)/\(prefix - 96)"
  }

  private var isFour: Bool { prefix > 96 && high == 0 && low & ~0xffff_ffff == Self.mapping }

  private static let mapping: UInt64 = 0xffff_0000_0000

  /// The first bits of 64. A shift by a whole width gives zero in Swift.
  private static func mask(_ bits: Int) -> UInt64 { ~0 << UInt64(64 - bits) }

  /// The first half and `::`: the rest of a range of IPv6 is nothing but zeros.
  private var sixText: String {
    let groups = stride(from: 48, through: 0, by: -16).map {
      String(high >> UInt64($0) & 0xffff, radix: 16)
    }
    guard let last = groups.lastIndex(where: { $0 != "0" }) else { return "::" }
    return groups[...last].joined(separator: ":") + "::"
  }

  private static func four(_ text: String) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      // Figures that begin with a nought are octal to some.
      guard part.count <= 3, part.allSatisfy({ $0.isASCII && $0.isNumber }),
        part == "0" || part.first != "0", let number = UInt32(part), number < 256
      else { return nil }
      bits = bits << 8 | number
    }
    return bits
  }

  private static func six(_ text: String) -> (high: UInt64, low: UInt64)? {
    guard text.utf8.count <= 45, text.contains(":") else { return nil }
    var text = text
    // The last two groups may be written as IPv4 is.
    if text.contains("."), let colon = text.lastIndex(of: ":") {
      guard let tail = four(String(text[text.index(after: colon)...])) else { return nil }
      text = text[...colon] + String(tail >> 16, radix: 16) + ":" + String(tail & 0xffff, radix: 16)
    }
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    let sides = halves.map { half in
      half.isEmpty ? [] : half.split(separator: ":", omittingEmptySubsequences: false).map(group)
    }
    guard sides.allSatisfy({ !$0.contains(nil) }) else { return nil }
    let first = sides[0].compactMap { $0 }
    let last = sides.count == 2 ? sides[1].compactMap { $0 } : []
    let missing = 8 - first.count - last.count
    guard sides.count == 2 ? missing >= 1 : missing == 0 else { return nil }
    let groups = first + Array(repeating: 0, count: missing) + last
    let words = groups.map(UInt64.init)
    return (
      words[0] << 48 | words[1] << 32 | words[2] << 16 | words[3],
      words[4] << 48 | words[5] << 32 | words[6] << 16 | words[7]
    )
  }

  private static func group(_ text: Substring) -> UInt16? {
    (1...4).contains(text.utf8.count) && text.allSatisfy(\.isHexDigit)
      ? UInt16(text, radix: 16) : nil
  }
}
