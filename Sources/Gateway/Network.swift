import Glibc

/// A network, or one address: `10.0.0.0/8`, `::1`.
package struct Network: Sendable, Equatable {
  private let bytes: [UInt8]
  private let prefix: Int

  /// Nil for what is no address, or has a prefix longer than it.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let bytes = Self.bytes(of: String(parts[0])) else {
      return nil
    }
    let whole = bytes.count * 8
    guard let prefix = parts.count == 2 ? Int(parts[1]) : whole, (0...whole).contains(prefix) else {
      return nil
    }
    self.bytes = bytes
    self.prefix = prefix
  }

  package func contains(_ address: String) -> Bool {
    guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
    return (0..<prefix).allSatisfy { bit in
      (bytes[bit / 8] ^ other[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
    }
  }

  private static func bytes(of text: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
    var six = in6_addr()
    if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: &six) { Array($0) } }
    return nil
  }
}
