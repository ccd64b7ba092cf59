/// What came of promised waits, over some stretch of time.
package struct PromiseFigures: Equatable, Sendable {
  /// Waits that were promised something and are over.
  package private(set) var promised = 0
  package private(set) var kept = 0
  package private(set) var broken = 0
  /// Left, or went back to the bot, within what they were promised: they count neither way.
  package private(set) var left = 0
  private var waits: [Int64] = []
  private var promises: [Int64] = []

  package init() {}

  package mutating func add(_ settled: WaitPromise.Settled) {
    promised += 1
    switch settled.outcome {
    case .kept: kept += 1
    case .broken: broken += 1
    case .left:
      left += 1
      return
    }
    waits.append(settled.waited.milliseconds)
    promises.append(settled.range.to.milliseconds)
  }

  /// Of a hundred promises that were kept or broken, how many were kept; nil where there were none.
  package var keptShare: Double? {
    kept + broken == 0 ? nil : Double(kept) / Double(kept + broken)
  }

  package var medianWait: Duration? { Self.quantile(waits, 0.5) }
  package var longWait: Duration? { Self.quantile(waits, 0.9) }
  package var medianPromise: Duration? { Self.quantile(promises, 0.5) }
  package var longPromise: Duration? { Self.quantile(promises, 0.9) }

  /// The least value that so large a share does not exceed.
  private static func quantile(_ values: [Int64], _ share: Double) -> Duration? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let place = Int((Double(sorted.count) * share).rounded(.up)) - 1
    return .milliseconds(sorted[min(max(place, 0), sorted.count - 1)])
  }

  /// What each figure means, as it is printed beside it.
  package static let definitions: [(name: String, meaning: String)] = [
    ("promised", "waits for a person that were told how long, and are over; by when it was told"),
    ("kept", "a person came within the longest time that was told first"),
    (
      "broken",
      "a person came later than that, or nobody came and the customer left or was promised a reply"
        + " after it"
    ),
    ("left", "ended otherwise within that time; in no other figure"),
    ("kept_percent", "kept of kept and broken, in percent"),
    ("wait", "from when it was told to the end of the wait, median and 90 of 100"),
    ("promise", "the longest time that was told first, median and 90 of 100"),
  ]
}
