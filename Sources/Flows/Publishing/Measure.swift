/// What is counted of a step from day to day, and how counts become figures.
///
/// Counts alone are kept, so that days and revisions can be added up.
package enum Measure {
  /// The flow came to the step.
  package static let entered = "entered"

  /// The name under which an answer is counted that took so long.
  package static func answer(after span: Duration) -> String {
    let seconds = max(0, span.components.seconds)
    return "answer_\(bounds.first { seconds < $0 } ?? longest)"
  }

  /// Upper ends of the classes that answer times are counted in, in seconds: each is about half as
  /// long again as the one before, which is as exact as a median of people's times needs to be.
  private static let bounds: [Int64] = [
    1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90, 135, 200, 300, 450, 675, 1000, 1500, 2250, 3400, 5000,
    7500, 11_000, 17_000, 25_000, 38_000, 57_000,
  ]
  private static let longest: Int64 = 86_400

  /// The middle one of the answer times among the counts, exact to its class; nil without any.
  static func medianAnswer(_ counts: [String: Int]) -> Duration? {
    let classes = (bounds + [longest]).map { ($0, counts["answer_\($0)"] ?? 0) }
    let total = classes.reduce(0) { $0 + $1.1 }
    guard total > 0 else { return nil }
    var seen = 0
    var lower: Int64 = 0
    for (upper, count) in classes {
      seen += count
      if seen * 2 >= total { return .milliseconds((lower + upper) * 500) }
      lower = upper
    }
    return nil
  }
}

extension StepFigures {
  /// From counts by measure, as the record adds them up.
  package init(counts: [String: Int]) {
    func count(_ metric: Metric) -> Int { counts[metric.rawValue] ?? 0 }
    self.init()
    visits = counts[Measure.entered] ?? 0
    asked = count(.asked)
    answered = count(.answered)
    escaped = count(.escaped)
    failed = count(.failed)
    idle = count(.idle)
    noMatch = count(.noMatch)
    medianAnswer = Measure.medianAnswer(counts)
  }
}
