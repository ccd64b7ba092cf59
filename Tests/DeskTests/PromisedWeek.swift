import Desk
import TestSupport

/// A week at a desk where everybody who waits is told how long: what was promised, and what came.
///
/// Handling times are lognormal, arrivals vary by a quarter from hour to hour, and each day one
/// agent leaves for three quarters of an hour and another for half an hour.
struct PromisedWeek {
  private(set) var settled: [WaitPromise.Settled] = []
  private var promise = WaitPromise()
  private var dice: Dice
  private let shape: Shape
  private var agents: [Agent]
  private var line: [Person] = []
  private var count = 0

  private static let day = 10 * 3600
  private static let step = 5

  /// Who works, how fast, for which queues, and how many come in an hour at most.
  struct Shape: Sendable {
    let name: String
    let agents: [Hand]
    /// By queue, in an hour.
    let arrivals: [String: Double]
    /// The mean time a conversation takes somebody of speed 1, in seconds.
    let handling: Double

    /// Somebody who works: how many at once, how fast, and for whom.
    struct Hand: Sendable {
      let slots: Int
      let speed: Double
      let queues: Set<String>

      init(_ slots: Int, speed: Double, _ queues: Set<String>) {
        self.slots = slots
        self.speed = speed
        self.queues = queues
      }
    }
  }

  private struct Agent {
    let name: Identifier<Desk.Agent>
    let slots: Int
    let speed: Double
    let queues: Set<String>
    /// When each conversation ends.
    var busy: [Int] = []
    var awayUntil = 0
  }

  private struct Person {
    let id: Identifier<Conversation>
    let queue: String
    let since: Int
  }

  init(_ shape: Shape, _ dice: Dice) {
    self.shape = shape
    self.dice = dice
    agents = shape.agents.enumerated().map {
      Agent(
        name: Identifier("a\($0.offset)"), slots: $0.element.slots, speed: $0.element.speed,
        queues: $0.element.queues)
    }
    for day in 0..<7 { live(through: day) }
  }

  // MARK: A day

  private mutating func live(through day: Int) {
    let leaves = [
      (dice.roll(agents.count), 3600 * (2 + dice.roll(3)), 2700),
      (dice.roll(agents.count), 3600 * (5 + dice.roll(3)), 1800),
    ]
    var factor: [String: Double] = [:]
    for second in stride(from: 0, to: Self.day, by: Self.step) {
      let now = day * Self.day + second
      if second % 3600 == 0 { factor = shape.arrivals.mapValues { _ in 0.75 + 0.5 * chance() } }
      for (agent, at, span) in leaves where at == second { agents[agent].awayUntil = now + span }
      // The last hour has no newcomers, so that the day ends as it began.
      for (queue, hourly) in shape.arrivals.sorted(by: { $0.key < $1.key })
      where second < Self.day - 3600 {
        let rate = hourly * (factor[queue] ?? 1) * Self.shape(of: second) * Double(Self.step) / 3600
        if chance() < rate { come(to: queue, at: now) }
      }
      serve(at: now)
    }
    for person in line { settle(person, at: (day + 1) * Self.day, wasServed: false) }
    line = []
    for index in agents.indices {
      agents[index].busy = []
      agents[index].awayUntil = 0
    }
  }

  /// Two peaks a day.
  private static func shape(of second: Int) -> Double {
    let hour = Double(second) / 3600
    return hour < 1 ? 0.5 : hour < 3 ? 1.15 : hour < 5 ? 0.85 : hour < 7.5 ? 1.15 : 0.6
  }

  private mutating func come(to queue: String, at now: Int) {
    count += 1
    let person = Person(id: Identifier("c\(count)"), queue: queue, since: now)
    line.append(person)
    if take(person, at: now) { return }
    let servers = Dictionary(
      shape.arrivals.keys.map { queue in
        (
          Identifier<Queue>(queue),
          Set(
            agents.filter { $0.queues.contains(queue) && $0.awayUntil <= now }.map {
              Outlooks.Server($0.name, slots: $0.slots)
            })
        )
      }
    ) { first, _ in first }
    let outlooks = Outlooks(servers, promise).outlooks(of: line.map { Identifier($0.queue) })
    guard let outlook = outlooks.last ?? nil, let range = promise.range(outlook) else { return }
    promise.note(range, outlook, for: person.id, at: Self.instant(now))
  }

  private mutating func serve(at now: Int) {
    for index in agents.indices { agents[index].busy.removeAll { $0 <= now } }
    for person in line { _ = take(person, at: now) }
  }

  private mutating func take(_ person: Person, at now: Int) -> Bool {
    let free = agents.indices.filter {
      agents[$0].awayUntil <= now && agents[$0].busy.count < agents[$0].slots
        && agents[$0].queues.contains(person.queue)
    }
    guard let agent = free.min(by: { agents[$0].busy.count < agents[$1].busy.count }) else {
      return false
    }
    line.removeAll { $0.id == person.id }
    // They need a moment to see that they have room.
    let span = 5 + dice.roll(20) + Int(lognormal(mean: shape.handling / agents[agent].speed))
    agents[agent].busy.append(now + span)
    promise.learn(
      handled: .seconds(span), by: agents[agent].name, in: Identifier(person.queue))
    settle(person, at: now, wasServed: true)
    return true
  }

  private mutating func settle(_ person: Person, at now: Int, wasServed: Bool) {
    if let one = promise.settle(person.id, at: Self.instant(now), wasServed: wasServed) {
      settled.append(one)
    }
  }

  private static func instant(_ seconds: Int) -> Instant {
    Instant(milliseconds: Int64(seconds) * 1000)
  }

  // MARK: Chance

  private mutating func chance() -> Double { Double(dice.roll(1_000_000)) / 1_000_000 }

  /// The sum of twelve is as good as normal.
  private mutating func lognormal(mean: Double) -> Double {
    let normal = (0..<12).reduce(-6.0) { sum, _ in sum + chance() }
    let sigma = 0.7
    // exp, without a library of mathematics.
    let exponent = sigma * normal - sigma * sigma / 2
    return mean
      * (0..<24).reduce((sum: 1.0, term: 1.0)) { so, n in
        let term = so.term * exponent / Double(n + 1)
        return (so.sum + term, term)
      }.sum
  }

  // MARK: What came of it

  var told: [WaitPromise.Settled] { settled.filter { $0.outcome != .left } }

  var keptShare: Double {
    Double(told.count { $0.outcome == .kept }) / Double(max(1, told.count))
  }

  var meanWait: Double { Self.mean(told.map { $0.waited / .seconds(1) }) }
  var meanPromise: Double { Self.mean(told.map { $0.range.to / .seconds(1) }) }
  /// In how many cases the wait was within both ends of the range.
  var withinRange: Double {
    Double(told.count { $0.waited >= $0.range.from && $0.waited <= $0.range.to })
      / Double(max(1, told.count))
  }

  private static func mean(_ numbers: [Double]) -> Double {
    numbers.reduce(0, +) / Double(max(1, numbers.count))
  }
}
