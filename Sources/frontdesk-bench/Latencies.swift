/// Spans in nanoseconds, and what share of them lies below which.
struct Latencies: Sendable {
  private var sorted: [Int64]

  init(_ samples: [Int64]) { sorted = samples.sorted() }

  var count: Int { sorted.count }

  /// The least span that this share of all does not exceed, in milliseconds.
  func milliseconds(at share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return Double(sorted[min(max(place, 0), sorted.count - 1)]) / 1e6
  }
}
