/// How soon customers of a kind have an answer and a solution.
package struct ServiceLevelSettings: Sendable, Equatable {
  package let name: String
  /// The queues and customer tiers it is for; empty for all.
  package let queues: [String]
  package let tiers: [String]
  /// By priority, the most urgent first.
  package let times: [Times]
  /// Whether it counts around the clock, not in opening hours.
  package let isAroundTheClock: Bool

  package init(
    name: String, queues: [String] = [], tiers: [String] = [], times: [Times],
    isAroundTheClock: Bool = false
  ) {
    self.name = name
    self.queues = queues
    self.tiers = tiers
    self.times = times
    self.isAroundTheClock = isAroundTheClock
  }

  /// What is promised for one priority; nil for what is not.
  package struct Times: Sendable, Equatable {
    package let priority: String
    package let firstAnswer: Duration?
    package let nextAnswer: Duration?
    package let solution: Duration?

    package init(
      _ priority: String, firstAnswer: Duration?, nextAnswer: Duration? = nil,
      solution: Duration?
    ) {
      self.priority = priority
      self.firstAnswer = firstAnswer
      self.nextAnswer = nextAnswer
      self.solution = solution
    }
  }

  /// What a desk begins with.
  static let standard = ServiceLevelSettings(
    name: "standard",
    times: [
      Times("urgent", firstAnswer: .minutes(30), solution: .minutes(120)),
      Times("high", firstAnswer: .minutes(60), solution: .minutes(240)),
      Times("normal", firstAnswer: .minutes(480), solution: .minutes(1_440)),
      Times("low", firstAnswer: .minutes(1_440), solution: .minutes(4_320)),
    ])
}

extension Duration {
  fileprivate static func minutes(_ count: Int64) -> Duration { .seconds(count * 60) }
}
