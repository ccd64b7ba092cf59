/// How many connections there are, in all and by where they come from.
struct Tally {
  private struct Household {
    var all = 0
    var halfOpen = 0
  }

  private var households: [Peer.Origin: Household] = [:]
  private(set) var all = 0
  private(set) var halfOpen = 0
  private let settings: ServiceSettings

  init(_ settings: ServiceSettings) {
    self.settings = settings
  }

  /// Counts a newcomer in as half open; or answers which limit says no, and counts nothing.
  mutating func enter(_ peer: Peer) -> ServiceLimit? {
    guard all < settings.connections else { return .connections }
    guard halfOpen < settings.halfOpen else { return .halfOpen }
    guard !isExempt(peer) else {
      all += 1
      halfOpen += 1
      return nil
    }
    var household = households[peer.origin] ?? Household()
    guard household.all < settings.connectionsPerAddress else { return .perAddress }
    guard household.halfOpen < settings.halfOpenPerAddress else { return .halfOpenPerAddress }
    household.all += 1
    household.halfOpen += 1
    households[peer.origin] = household
    all += 1
    halfOpen += 1
    return nil
  }

  /// A connection's request is complete.
  mutating func completed(_ peer: Peer) {
    halfOpen -= 1
    if !isExempt(peer) { households[peer.origin]?.halfOpen -= 1 }
  }

  /// A connection whose request was complete is gone.
  mutating func left(_ peer: Peer) {
    all -= 1
    guard !isExempt(peer), var household = households[peer.origin] else { return }
    household.all -= 1
    households[peer.origin] = household.all > 0 ? household : nil
  }

  private func isExempt(_ peer: Peer) -> Bool {
    (settings.loopbackIsExempt && peer.isLocal) || settings.isExempt(peer.address)
  }
}
