import Glibc

/// An address of either internet, read in one place and written in one way.
///
/// An IPv4 address that came as `::ffff:192.0.2.1` is the IPv4 address it is.
package struct InternetAddress: Sendable, Hashable {
  /// The sixteen bytes of IPv6, in halves; IPv4 stands in them as it is mapped (RFC 4291, 2.5.5.2).
  let high: UInt64
  let low: UInt64

  private static let mapping: UInt64 = 0xffff

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  init(v4 bits: UInt32) {
    self.init(high: 0, low: Self.mapping << 32 | UInt64(bits))
  }

  /// The IPv4 address, where it is one.
  var v4: UInt32? {
    high == 0 && low >> 32 == Self.mapping ? UInt32(truncatingIfNeeded: low) : nil
  }

  /// Reads `192.0.2.1` or `2001:db8::1`; nil for everything else, zones and octal figures included.
  package init?(_ text: String) {
    // The longest there is has 45 characters; a zero byte would end the text early for the C call.
    guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(v4: UInt32(bigEndian: four.s_addr))
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    self.init(six)
  }

  init(_ six: in6_addr) {
    var six = six
    let (high, low) = withUnsafeBytes(of: &six) {
      (
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
    self.init(high: high, low: low)
  }

  /// The address in figures.
  package var text: String {
    if let v4 { return Self.figures(v4) }
    var bytes = (high.bigEndian, low.bigEndian)
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let written = inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count))
    return written.map { String(cString: $0) } ?? "?"
  }

  /// Whether it means this very machine.
  var isLoopback: Bool {
    if let v4 { v4 >> 24 == 127 } else { high == 0 && low == 1 }
  }

  static func figures(_ bits: UInt32) -> String {
    "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
  }
}
