/// How long customers are told that they may wait: a range that corrects itself.
///
/// The estimate is how many stand before them among the same agents, by what those agents get done
/// in a second: the best of five ways tried in a simulation of 27,000 waits. What waits came to in
/// cases alike, by queue and place, makes a range of it, whose upper end is the promise; `Tuning`
/// sees to it that four of five are kept. A week of simulated days is a test.
package struct WaitPromise: Sendable {
  private var handling = HandlingTimes()
  private var cases: [Case: Tuning] = [:]
  private var given: [Identifier<Conversation>: Given] = [:]
  /// Of the latest promises, whether each was kept.
  private var kept: [Bool] = []

  /// How many past cases are looked at.
  package static let window = 100
  /// A promise is never shorter: an agent needs that long to see and take a conversation.
  package static let shortest = Duration.seconds(30)
  /// Longer than anybody waits in a line.
  private static let longest = Duration.seconds(86_400)
  /// Queues and places that are told apart; beyond it all are forgotten and learned anew.
  private static let mostCases = 4000

  package init() {}

  /// From which to which time somebody may wait; `to` is what they are promised.
  package struct Range: Equatable, Sendable {
    package let from: Duration
    package let to: Duration

    package init(from: Duration, to: Duration) {
      self.from = from
      self.to = to
    }
  }

  /// What there is to go by for somebody: their place among those who wait for the same agents,
  /// and how many of them these take on in a second.
  package struct Outlook: Equatable, Sendable {
    package let queue: Identifier<Queue>
    /// 1 is next; parts of one are those who may go to other agents.
    package let depth: Double
    package let rate: Double

    package init(_ queue: Identifier<Queue>, depth: Double, rate: Double) {
      self.queue = queue
      self.depth = depth
      self.rate = rate
    }

    var estimate: Duration { .seconds(depth / rate) }
  }

  private struct Given {
    let range: Range
    let outlook: Outlook
    let at: Instant
  }

  /// Cases alike: the variance of a wait shrinks with the number of those before.
  private struct Case: Hashable {
    let queue: Identifier<Queue>?
    let depth: Int

    init(_ outlook: Outlook, anyQueue: Bool = false) {
      queue = anyQueue ? nil : outlook.queue
      depth =
        switch outlook.depth {
        case ..<1.5: 0
        case ..<3.5: 1
        case ..<8.5: 2
        default: 3
        }
    }
  }

  // MARK: What is learned

  /// A conversation took an agent that long.
  package mutating func learn(
    handled span: Duration, by agent: Identifier<Agent>? = nil, in queue: Identifier<Queue>? = nil
  ) {
    handling.learn(span, by: agent, in: queue)
  }

  /// How many conversations of a queue these agents get done in a second, each with so many at
  /// once; nil while nothing was handled yet.
  package func rate(
    of servers: [(agent: Identifier<Agent>, slots: Int)], in queue: Identifier<Queue>
  )
    -> Double?
  {
    var rate = 0.0
    for server in servers {
      guard let mean = handling.mean(of: server.agent, in: queue) else { return nil }
      rate += Double(server.slots) / mean
    }
    return rate
  }

  // MARK: What is promised

  /// What to tell somebody; nil while there is nothing to go by, or nobody to come.
  package func range(_ outlook: Outlook) -> Range? {
    guard outlook.rate > 0, outlook.rate.isFinite else { return nil }
    let estimate = min(outlook.estimate, Self.longest)
    let tuning = tuning(of: outlook)
    let to = min(max(Self.shortest, estimate * tuning.upper), Self.longest)
    return Range(from: min(max(.zero, estimate * tuning.lower), to), to: to)
  }

  private func tuning(of outlook: Outlook) -> Tuning {
    for known in [cases[Case(outlook)], cases[Case(outlook, anyQueue: true)]] {
      if let known, known.isTelling { return known }
    }
    return Tuning()
  }

  /// The first promise made for a wait is the one it is held to.
  package mutating func note(
    _ range: Range, _ outlook: Outlook, for conversation: Identifier<Conversation>,
    at moment: Instant
  ) {
    guard given[conversation] == nil else { return }
    given[conversation] = Given(range: range, outlook: outlook, at: moment)
  }

  package func promised(_ conversation: Identifier<Conversation>) -> (range: Range, at: Instant)? {
    given[conversation].map { ($0.range, $0.at) }
  }

  // MARK: What came of it

  /// The wait is over, by an agent who came or a customer who left. What was promised and what came
  /// of it, where something was.
  ///
  /// Who left within what they were promised proves nothing; who left after it did not get it.
  @discardableResult
  package mutating func settle(
    _ conversation: Identifier<Conversation>, at moment: Instant, wasServed: Bool
  ) -> Settled? {
    guard let given = given.removeValue(forKey: conversation) else { return nil }
    let wait = moment.since(given.at)
    let isKept = wait <= given.range.to
    let settled = Settled(
      queue: given.outlook.queue, at: given.at, range: given.range, waited: max(.zero, wait),
      outcome: wasServed ? (isKept ? .kept : .broken) : (isKept ? .left : .broken))
    guard settled.outcome != .left else { return settled }
    Self.push(isKept, &kept)
    if cases.count > Self.mostCases { cases = [:] }
    let ratio = wait / max(given.outlook.estimate, .seconds(1))
    for key in [Case(given.outlook), Case(given.outlook, anyQueue: true)] {
      cases[key, default: Tuning()].learn(ratio, wasKept: isKept)
    }
    return settled
  }

  /// The share of promises kept, 0 to 1; nil before the first.
  package var keptShare: Double? {
    kept.isEmpty ? nil : Double(kept.count { $0 }) / Double(kept.count)
  }

  package mutating func clockJumped(by jump: Duration) {
    given = given.mapValues { Given(range: $0.range, outlook: $0.outlook, at: $0.at + jump) }
  }

  static func push<Element>(_ element: Element, _ list: inout [Element]) {
    list.append(element)
    if list.count > window { list.removeFirst() }
  }

  /// A promise and what came of it.
  package struct Settled: Equatable, Sendable {
    package let queue: Identifier<Queue>
    package let at: Instant
    package let range: Range
    package let waited: Duration
    package let outcome: Outcome

    package init(
      queue: Identifier<Queue>, at: Instant, range: Range, waited: Duration, outcome: Outcome
    ) {
      self.queue = queue
      self.at = at
      self.range = range
      self.waited = waited
      self.outcome = outcome
    }

    /// What came of a promise.
    package enum Outcome: String, Sendable, CaseIterable {
      /// A person came within it.
      case kept
      /// A person came later, or the customer left or was promised a reply after it.
      case broken
      /// The customer left, or went back to the bot, within it.
      case left
    }
  }
}
