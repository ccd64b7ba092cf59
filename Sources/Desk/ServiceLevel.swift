/// What the desk promises itself: how soon customers of a kind have an answer and a solution.
package struct ServiceLevel: Equatable, Sendable {
  package let name: String
  /// The queues and customer tiers it is for; nil for all.
  package let queues: Set<Identifier<Queue>>?
  package let tiers: Set<String>?
  /// Without times for a priority nothing is promised there.
  package let times: [Priority: ServiceTimes]
  /// Whether it counts in opening hours, or around the clock.
  package let countsOpenHours: Bool

  package init(
    name: String, queues: Set<Identifier<Queue>>? = nil, tiers: Set<String>? = nil,
    times: [Priority: ServiceTimes], countsOpenHours: Bool = true
  ) {
    self.name = name
    self.queues = queues
    self.tiers = tiers
    self.times = times
    self.countsOpenHours = countsOpenHours
  }

  /// The field that says of which tier a customer is.
  package static let tierField = "tier"

  func isFor(_ queue: Identifier<Queue>, tier: String?) -> Bool {
    if let queues, !queues.contains(queue) { return false }
    guard let tiers else { return true }
    return tier.map(tiers.contains) ?? false
  }
}

/// How soon, each; nil where nothing is promised.
package struct ServiceTimes: Equatable, Sendable {
  package let firstAnswer: Duration?
  package let nextAnswer: Duration?
  package let solution: Duration?

  package init(firstAnswer: Duration?, nextAnswer: Duration? = nil, solution: Duration?) {
    self.firstAnswer = firstAnswer
    self.nextAnswer = nextAnswer
    self.solution = solution
  }

  package subscript(target: ServiceTarget) -> Duration? {
    switch target {
    case .firstAnswer: firstAnswer
    case .nextAnswer: nextAnswer
    case .solution: solution
    }
  }

  /// The shortest of them.
  package var shortest: Duration? {
    [firstAnswer, nextAnswer, solution].compactMap { $0 }.min()
  }
}

/// What service levels count in a conversation: the spans in which a person owed the customer
/// something. While the customer is to write nothing is counted.
package struct ServiceClock: Equatable, Sendable {
  /// In order; the last one goes on while it has no end.
  package private(set) var spans: [Span] = []
  /// The first of them after the latest answer of a person.
  package private(set) var isAnswered = false
  package private(set) var isSolved = false
  /// When it last came to be of another queue, priority or tier.
  private(set) var changed = Instant(milliseconds: 0)
  /// What was told of the targets: the share of the time that was gone, 100 for a breach.
  private var told: [ServiceTarget: Int] = [:]

  /// The most spans that are kept apart; beyond it the shortest pause between two is counted in.
  package static let mostSpans = 128

  /// A stretch of time in which a person owed something.
  package struct Span: Equatable, Sendable {
    package let begin: Instant
    package fileprivate(set) var end: Instant?

    package init(from begin: Instant, to end: Instant? = nil) {
      self.begin = begin
      self.end = end
    }
  }

  package init() {}

  /// Whether a target is counted at all now.
  func runs(_ target: ServiceTarget) -> Bool {
    guard spans.last?.end == nil, !spans.isEmpty, told[target] != 100 else { return false }
    switch target {
    case .firstAnswer: return !isAnswered
    case .nextAnswer: return isAnswered
    case .solution: return !isSolved
    }
  }

  /// The spans that count for a target.
  func counted(for target: ServiceTarget) -> ArraySlice<Span> {
    switch target {
    case .firstAnswer, .solution: spans[...]
    case .nextAnswer: spans.suffix(1)
    }
  }

  func share(told target: ServiceTarget) -> Int { told[target] ?? 0 }

  /// Takes in what happened, and whose turn it is since.
  mutating func follow(_ event: Event, _ owed: Owed, at moment: Instant) {
    note(event, at: moment)
    if case .person(let since) = owed {
      isSolved = false
      begin(at: since, moment)
    } else if spans.last?.end == nil, !spans.isEmpty {
      spans[spans.count - 1].end = moment
      told[.nextAnswer] = nil
    }
  }

  private mutating func note(_ event: Event, at moment: Instant) {
    switch event {
    case .said(let message): if message.author.agent != nil { isAnswered = true }
    case .resolved, .closed, .erased: isSolved = true
    case .nearing(let target, let share, _): told[target] = max(told[target] ?? 0, share)
    case .breached(let target, _): told[target] = 100
    case .prioritised, .queued, .routed, .escalated, .transferred(_, .queue, _): changed = moment
    case .recorded(let fields, _):
      if fields.contains(where: { $0.name == ServiceLevel.tierField }) { changed = moment }
    case .started, .noted, .identified, .categorised, .tagged, .suggested, .judged, .offered,
      .declined, .considered, .taken, .released, .transferred(_, .agent, _),
      .transferred(_, .bot, _), .followed, .held, .woken, .linked, .unlinked, .withdrawn, .promised,
      .reopened, .rated, .concluded, .notified, .transcriptAsked, .erasureAsked, .erasureWithdrawn,
      .lookedUp:
      break
    }
  }

  /// What a merged ticket brings may have begun before, but counts here from now on.
  private mutating func begin(at since: Instant, _ moment: Instant) {
    guard spans.last?.end != nil || spans.isEmpty else { return }
    let earliest = spans.last?.end ?? since
    spans.append(Span(from: min(max(since, earliest), moment)))
    if spans.count > Self.mostSpans { joinTheClosest() }
  }

  private mutating func joinTheClosest() {
    let pauses = (1..<spans.count).map { place in
      (pause: spans[place].begin.since(spans[place - 1].end ?? spans[place].begin), place: place)
    }
    guard let shortest = pauses.min(by: { $0.pause < $1.pause }) else { return }
    let later = spans.remove(at: shortest.place)
    spans[shortest.place - 1] = Span(from: spans[shortest.place - 1].begin, to: later.end)
  }
}
