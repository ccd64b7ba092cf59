import Flows

/// Walks through a bot by chance, looking for what a customer must never meet.
package struct Explorer: Sendable {
  /// A walk that met trouble, as short as it could be made.
  package struct Find: Sendable {
    package let trouble: Trouble
    /// The seed of this one walk.
    package let seed: UInt64
    package let walking: Walking
    /// How many deeds the walk had when the trouble was met first.
    package let firstLength: Int
  }

  /// What all walks together came to, and the first trouble if there was any.
  package struct Report: Sendable {
    package let walks: Int
    package let customerTurns: Int
    package let outcomes: [String: Int]
    package let find: Find?
  }

  private let ground: TestGround

  /// Shortening ends here; by then little can be left to leave out.
  private static let attempts = 600

  package init(_ ground: TestGround) { self.ground = ground }

  /// So many walks, or as many as it takes to meet trouble. The same seed gives the same walks.
  package func explore(_ count: Int, seed: UInt64) -> Report {
    var turns = 0
    var outcomes: [String: Int] = [:]
    for number in 0..<UInt64(max(0, count)) {
      let own = seed &+ number
      var walker = Walker(ground, seed: own)
      let walking = walker.go()
      turns += walking.tryout.customerTurns
      outcomes[walking.tryout.outcome ?? "none", default: 0] += 1
      if let trouble = walking.trouble {
        let find = Find(
          trouble: trouble, seed: own, walking: shortened(walking, trouble),
          firstLength: walking.walk.deeds.count)
        return Report(
          walks: Int(number) + 1, customerTurns: turns, outcomes: outcomes, find: find)
      }
    }
    return Report(walks: count, customerTurns: turns, outcomes: outcomes, find: nil)
  }

  // MARK: Shortening

  /// Leaves out deeds, many at once and then one by one, and makes the world plainer, as long as
  /// the same trouble is met.
  private func shortened(_ first: Walking, _ trouble: Trouble) -> Walking {
    var best = first
    var attempts = 0
    func isKept(_ walk: Walk) -> Bool {
      attempts += 1
      guard attempts <= Explorer.attempts, let walking = again(walk, trouble),
        walking.trouble.map(trouble.isSame) == true
      else { return false }
      best = walking
      return true
    }
    var size = max(1, deeds(of: first, trouble).count / 2)
    while true {
      var start = 0
      while start < deeds(of: best, trouble).count {
        var walk = best.walk
        walk.deeds = deeds(of: best, trouble)
        walk.deeds.removeSubrange(start..<min(start + size, walk.deeds.count))
        if !isKept(walk) { start += size }
      }
      if size == 1 { break }
      size /= 2
    }
    for plainer in Explorer.plainer {
      var walk = best.walk
      walk.deeds = deeds(of: best, trouble)
      plainer(&walk.world, ground)
      _ = isKept(walk)
    }
    return best
  }

  /// What can be left out; how a walk is brought to its end is no part of it.
  private func deeds(of walking: Walking, _ trouble: Trouble) -> [ChatStep.Deed] {
    guard trouble.kind == .stuck, let count = walking.unforced else { return walking.walk.deeds }
    return Array(walking.walk.deeds.prefix(count))
  }

  private func again(_ walk: Walk, _ trouble: Trouble) -> Walking? {
    guard var walking = Walking.again(walk, ground.revision) else { return nil }
    if trouble.kind == .stuck { walking.close() }
    return walking
  }

  private static let plainer: [@Sendable (inout World, TestGround) -> Void] = [
    { world, _ in world.hours = .open }, { world, _ in world.language = nil },
    { world, _ in world.customer = [:] }, { world, _ in world.conversation = [:] },
    { world, _ in world.ticketError = nil }, { world, _ in world.shelf.index = nil },
    { world, ground in for queue in ground.desk.queues { world.agents[queue] = 1 } },
  ]
}
