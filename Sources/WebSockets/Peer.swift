import Glibc

/// Where a connection comes from, as the kernel says; nothing a peer could claim.
package struct Peer: Sendable, Hashable {
  /// Nil for a UNIX socket.
  package let internet: InternetAddress?

  /// The peer's port; 0 for a UNIX socket.
  package let port: UInt16

  static let unix = Peer(internet: nil, port: 0)

  /// The address in figures (`192.0.2.1`, `2001:db8::1`), or `unix` for a UNIX socket.
  package var address: String { internet?.text ?? Household.local.text }

  /// Whether it is this very machine: loopback or a UNIX socket.
  package var isLocal: Bool { internet?.isLoopback ?? true }

  /// What limits per address count it by.
  package var household: Household { internet.map { Household($0) } ?? .local }
}

extension Peer {
  /// Reads what `accept` filled in; anything that is not the internet counts as a UNIX socket.
  init(_ storage: sockaddr_storage) {
    switch Int32(storage.ss_family) {
    case AF_INET:
      let four = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in.self) }
      self.init(
        internet: InternetAddress(v4: UInt32(bigEndian: four.sin_addr.s_addr)),
        port: UInt16(bigEndian: four.sin_port))
    case AF_INET6:
      let six = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in6.self) }
      self.init(internet: InternetAddress(six.sin6_addr), port: UInt16(bigEndian: six.sin6_port))
    default: self = .unix
    }
  }
}
