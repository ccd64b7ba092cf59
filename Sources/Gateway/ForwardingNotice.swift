import Logging
import WebSockets

/// Tells the operator that a proxy seems to stand before the desk that the settings do not name.
///
/// Then everybody behind it shares one address' allowance, which nobody would think of.
struct ForwardingNotice {
  private var told: Set<Household> = []
  /// A stranger may send the field too, so the first such peer need not be the proxy; a few are
  /// told of, each once.
  private static let most = 8

  /// To be asked of every request; logs once for each peer.
  mutating func look(_ peer: Peer, isForwarded: Bool, _ proxies: [Network], _ log: Logger) {
    guard isForwarded, told.count < Self.most, !told.contains(peer.household) else { return }
    if let address = peer.internet, proxies.contains(where: { $0.contains(address) }) { return }
    told.insert(peer.household)
    log.warning(
      """
      \(peer.address) sends X-Forwarded-For and is not among trusted_proxies, so all it brings are \
      counted as one address; if it is your proxy, set trusted_proxies: [\(peer.address)]
      """, metadata: ["peer": "\(peer.address)", "setting": "trusted_proxies"])
  }
}
