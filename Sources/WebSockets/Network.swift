/// A network, or one address: `10.0.0.0/8`, `::1`.
package struct Network: Sendable, Equatable {
  private let base: InternetAddress
  /// Of the sixteen bytes; those of an IPv4 network count from the end of the mapping.
  private let prefix: Int

  /// Nil for what is no address, or has a prefix longer than it.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let base = InternetAddress(String(parts[0])) else {
      return nil
    }
    // `::ffff:10.0.0.0/104` is written with the prefix of IPv6.
    let offset = base.v4 != nil && !parts[0].contains(":") ? 96 : 0
    let whole = 128 - offset
    guard let prefix = parts.count == 2 ? Int(parts[1]) : whole, (0...whole).contains(prefix) else {
      return nil
    }
    self.base = base
    self.prefix = prefix + offset
  }

  package func contains(_ address: InternetAddress) -> Bool {
    // `::/0` is all of IPv6 and nothing of IPv4.
    guard prefix >= 96 || address.v4 == nil else { return false }
    let (high, low) = (address.high ^ base.high, address.low ^ base.low)
    // A shift by a whole width gives zero in Swift.
    return high >> (64 - min(prefix, 64)) == 0 && low >> (128 - max(prefix, 64)) == 0
  }

  /// The same of an address in figures; what cannot be read is in no network.
  package func contains(_ address: String) -> Bool {
    InternetAddress(address).map(contains) ?? false
  }
}
