/// Where a client is, as far as limits care: an IPv4 address, or the 64 bits of IPv6 that one
/// customer of a provider gets.
///
/// Everything that counts by address counts by this, whoever sends: connections, requests that are
/// not complete, conversations begun, passwords tried. Full IPv6 addresses would count nothing,
/// because whoever has one has 2⁶⁴ of them.
package enum Household: Hashable, Sendable {
  /// A UNIX socket of this machine.
  case local
  case v4(UInt32)
  case v6(UInt64)

  init(_ address: InternetAddress) {
    if let v4 = address.v4 { self = .v4(v4) } else { self = .v6(address.high) }
  }

  /// What it is called wherever it is kept or logged: `192.0.2.1`, `2001:db8:1:2::/64`, `unix`.
  package var text: String {
    switch self {
    case .local: "unix"
    case .v4(let bits): InternetAddress.figures(bits)
    case .v6(let bits): InternetAddress(high: bits, low: 0).text + "/64"
    }
  }
}
