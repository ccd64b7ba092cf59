/// What everybody in the line has to go by: who stands before them for the same agents.
///
/// Two queues share what their agents have in common: of those who wait before somebody in another
/// queue counts the part that will go to the agents of their own.
package struct Outlooks: Sendable {
  private let groups: [Identifier<Queue>: Group]
  /// Of those before in one group, how much counts in another.
  private let overlap: [[Double]]

  /// The agents of a queue who are there, and what they get done.
  private struct Group {
    let number: Int
    let rate: Double?
  }

  /// Different sets of agents that are told apart; beyond it all count as one, which is never too
  /// short.
  private static let most = 64

  /// Somebody who is there, and how many they have at once.
  package struct Server: Hashable, Sendable {
    package let agent: Identifier<Agent>
    package let slots: Int

    package init(_ agent: Identifier<Agent>, slots: Int) {
      self.agent = agent
      self.slots = slots
    }
  }

  package init(_ servers: [Identifier<Queue>: Set<Server>], _ promise: WaitPromise) {
    var numbers: [Set<Server>: Int] = [:]
    var groups: [Identifier<Queue>: Group] = [:]
    for (queue, agents) in servers.sorted(by: { $0.key < $1.key }) {
      let number = numbers[agents] ?? numbers.count
      numbers[agents] = number
      let rate = promise.rate(
        of: agents.map { ($0.agent, $0.slots) }.sorted { $0.0 < $1.0 }, in: queue)
      groups[queue] = Group(number: number, rate: rate)
    }
    self.groups = groups
    let sets = numbers.sorted { $0.value < $1.value }.map(\.key)
    guard sets.count <= Self.most else {
      overlap = sets.map { _ in sets.map { _ in 1 } }
      return
    }
    overlap = sets.map { mine in
      sets.map { theirs in
        let all = theirs.reduce(0) { $0 + $1.slots }
        guard all > 0 else { return 0 }
        return Double(theirs.intersection(mine).reduce(0) { $0 + $1.slots }) / Double(all)
      }
    }
  }

  /// One outlook for each place of the line, in its order; nil where nobody is there to come.
  package func outlooks(of line: some Sequence<Identifier<Queue>>) -> [WaitPromise.Outlook?] {
    var before = [Double](repeating: 0, count: overlap.count)
    return line.map { queue in
      guard let group = groups[queue] else { return nil }
      let shares = overlap[group.number]
      let depth = 1 + zip(shares, before).reduce(0) { $0 + $1.0 * $1.1 }
      before[group.number] += 1
      guard let rate = group.rate, rate > 0 else { return nil }
      return WaitPromise.Outlook(queue, depth: depth, rate: rate)
    }
  }
}
