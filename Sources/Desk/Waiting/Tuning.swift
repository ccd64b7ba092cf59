/// How the estimate of a wait has stood to what came, in cases alike: makes a range of the next.
///
/// The upper end is a high quantile of the latest ratios. Which one moves with every promise: up
/// when one was broken, down by a quarter of that when one was kept, so that in the long run four
/// of five are kept, whatever the days are like.
struct Tuning: Sendable {
  private var ratios: [Double] = []
  private var level = Tuning.target

  private static let target = 0.8
  private static let step = 0.02
  private static let levels = 0.6...0.97
  private static let low = 0.2
  /// However quickly or late people came, the estimate counts for something.
  private static let corrections = 0.1...10.0
  /// Before that many cases the estimate stands as it is, with room above: one of two waits is
  /// longer than what is estimated.
  private static let fewest = 8
  private static let untold = (lower: 0.5, upper: 1.5)

  var isTelling: Bool { ratios.count >= Self.fewest }

  mutating func learn(_ ratio: Double, wasKept: Bool) {
    WaitPromise.push(ratio, &ratios)
    let change = wasKept ? -(1 - Self.target) : Self.target
    level = min(max(level + Self.step * change, Self.levels.lowerBound), Self.levels.upperBound)
  }

  var upper: Double { isTelling ? quantile(level) : Self.untold.upper }

  var lower: Double { isTelling ? min(quantile(Self.low), upper) : Self.untold.lower }

  private func quantile(_ share: Double) -> Double {
    let sorted = ratios.sorted()
    let ratio = sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    return min(max(ratio, Self.corrections.lowerBound), Self.corrections.upperBound)
  }
}
