/// Who a connection is counted as: the peer, or whom a trusted proxy says is behind it.
package struct Client: Sendable, Hashable {
  /// The address in figures, for logs; of a proxy's client, the one that is counted.
  package let address: String
  /// What limits per address count by.
  package let household: Household
  /// Whether it is this very machine and nobody's proxy. A proxy's clients never are, whatever
  /// address they are said to have, nor is a proxy that does not say whom it brings.
  package let isLocal: Bool

  static let unix = Client(.unix, isLocal: true)

  private init(_ peer: Peer, isLocal: Bool) {
    address = peer.address
    household = peer.household
    self.isLocal = isLocal
  }

  private init(forwarded address: InternetAddress) {
    self.address = address.text
    household = Household(address)
    isLocal = false
  }

  /// Reads the values of `X-Forwarded-For` that came with a request, in the order sent.
  ///
  /// From a peer that is no trusted proxy they mean nothing. From one that is, the client is the
  /// last address in the chain that is no such proxy: everything before it may be the client's own
  /// invention. Where an address is needed that cannot be read, or there is none, the proxy itself
  /// is counted, so that all such clients share one allowance.
  init(_ peer: Peer, forwarded values: [String], by proxies: [Network]) {
    guard let address = peer.internet, proxies.contains(where: { $0.contains(address) }) else {
      self.init(peer, isLocal: peer.isLocal)
      return
    }
    for hop in values.joined(separator: ",").split(separator: ",").reversed() {
      let hop = RequestHead.trimmed(hop)
      guard !hop.isEmpty else { continue }
      guard let address = Self.address(of: hop) else { break }
      guard proxies.contains(where: { $0.contains(address) }) else {
        self.init(forwarded: address)
        return
      }
    }
    self.init(peer, isLocal: false)
  }

  /// Proxies write `192.0.2.1`, `192.0.2.1:5678`, `2001:db8::1`, `[2001:db8::1]` and
  /// `[2001:db8::1]:5678`.
  private static func address(of hop: Substring) -> InternetAddress? {
    guard hop.utf8.count <= 64 else { return nil }
    if hop.hasPrefix("[") {
      guard let end = hop.firstIndex(of: "]"), isPort(hop[hop.index(after: end)...]) else {
        return nil
      }
      let inner = hop[hop.index(after: hop.startIndex)..<end]
      return inner.contains(":") ? InternetAddress(String(inner)) : nil
    }
    if let colon = hop.firstIndex(of: ":"), hop.lastIndex(of: ":") == colon {
      return isPort(hop[colon...]) ? InternetAddress(String(hop[..<colon])) : nil
    }
    return InternetAddress(String(hop))
  }

  /// Nothing, or a colon and a number a port can have.
  private static func isPort(_ text: Substring) -> Bool {
    guard !text.isEmpty else { return true }
    let figures = text.dropFirst()
    return text.hasPrefix(":") && (1...5).contains(figures.utf8.count)
      && figures.utf8.allSatisfy { (48...57).contains($0) } && UInt16(figures) != nil
  }
}
