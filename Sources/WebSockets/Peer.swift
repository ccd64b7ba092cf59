import Glibc

/// Where a connection comes from, as the kernel says; nothing a peer could claim.
package struct Peer: Sendable, Hashable {
  /// The address in figures (`192.0.2.1`, `2001:db8::1`), or `unix` for a UNIX socket.
  ///
  /// An IPv4 address that arrived as `::ffff:192.0.2.1` is written as the IPv4 address it is.
  package let address: String

  /// The peer's port; 0 for a UNIX socket.
  package let port: UInt16

  /// Whether it is this very machine: loopback or a UNIX socket.
  package let isLocal: Bool

  /// What per-address limits count by.
  let origin: Origin

  /// One household: an IPv4 address, or the 64 bits of IPv6 that one customer of a provider gets.
  enum Origin: Hashable {
    case local
    case v4(UInt32)
    case v6(UInt64)
  }

  static let unix = Peer(address: "unix", port: 0, isLocal: true, origin: .local)
}

extension Peer {
  /// Reads what `accept` filled in; anything that is not the internet counts as a UNIX socket.
  init(_ storage: sockaddr_storage) {
    switch Int32(storage.ss_family) {
    case AF_INET: self.init(v4: storage)
    case AF_INET6: self.init(v6: storage)
    default: self = .unix
    }
  }

  private init(v4 storage: sockaddr_storage) {
    let internet = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in.self) }
    self.init(
      v4: UInt32(bigEndian: internet.sin_addr.s_addr), port: UInt16(bigEndian: internet.sin_port))
  }

  private init(v4 bits: UInt32, port: UInt16) {
    self.init(
      address: "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)", port: port,
      isLocal: bits >> 24 == 127, origin: .v4(bits))
  }

  private init(v6 storage: sockaddr_storage) {
    var internet = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in6.self) }
    let port = UInt16(bigEndian: internet.sin6_port)
    let (high, low) = withUnsafeBytes(of: &internet.sin6_addr) {
      (
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
    guard high != 0 || low >> 32 != 0xffff else {
      self.init(v4: UInt32(truncatingIfNeeded: low), port: port)
      return
    }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let written = inet_ntop(AF_INET6, &internet.sin6_addr, &text, socklen_t(text.count))
    self.init(
      address: written.map { String(cString: $0) } ?? "?", port: port,
      isLocal: high == 0 && low == 1, origin: .v6(high))
  }
}
