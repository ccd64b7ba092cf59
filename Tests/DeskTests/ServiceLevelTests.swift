import TestSupport
import Testing

@testable import Desk

/// When service levels are due and broken, against a second telling that counts minute by minute.
@Suite struct ServiceLevelTests {
  private static let queue = Identifier<Queue>("orders")
  private static let minute: Int64 = 60_000

  private static func plan(
    _ hours: OpeningHours = .always, first: Duration? = .seconds(1800),
    next: Duration? = .seconds(3600), solution: Duration? = .seconds(4 * 3600)
  ) -> DeskPlan {
    var plan = DeskPlan(
      queues: [QueuePlan(queue, title: "Orders", replyWithin: .seconds(60), hours: hours)])
    let times = ServiceTimes(firstAnswer: first, nextAnswer: next, solution: solution)
    let urgent = ServiceTimes(firstAnswer: .seconds(600), solution: .seconds(3600))
    plan.serviceLevels = [
      ServiceLevel(name: "gold", tiers: ["gold"], times: [.normal: urgent]),
      ServiceLevel(
        name: "all", times: [.normal: times, .high: urgent, .urgent: urgent, .low: times]),
    ]
    return plan
  }

  private static func at(_ minutes: Int64) -> Instant {
    Instant(milliseconds: 1_795_000_020_000 + minutes * minute)
  }

  private static let handoff = Handoff(queue: queue, priority: .normal, reason: .asked)
  private static let maya = AgentName(Identifier("maya"), name: "Maya")

  /// What an Office does: what was due is told before anything else happens, and at its moment.
  private static func played(
    _ events: [(Int64, Event)], _ plan: DeskPlan, until end: Int64
  ) -> (conversation: Conversation, told: [Event]) {
    var conversation = Conversation(id: Identifier("c"))
    var told: [Event] = []
    func look(at moment: Instant) -> Bool {
      let acts = plan.serviceActs(of: conversation, before: moment)
      for act in acts {
        let circumstances = Circumstances(textLimit: 100)
        for event in (try? conversation.decide(act, by: .desk, in: circumstances)) ?? [] {
          told.append(event)
          conversation.apply(event, at: moment)
        }
      }
      return !acts.isEmpty
    }
    func catchUp(_ moment: Instant) {
      while let next = plan.nextServiceMoment(of: conversation), next < moment {
        guard look(at: next + .milliseconds(1)) else { return }
      }
      _ = look(at: moment)
    }
    for (minutes, event) in events {
      catchUp(at(minutes))
      conversation.apply(event, at: at(minutes))
    }
    catchUp(at(end))
    return (conversation, told)
  }

  private static func breaches(_ told: [Event]) -> [String] {
    told.compactMap { event in
      guard case .breached(let target, let moment) = event else { return nil }
      return "\(target.rawValue) \((moment.milliseconds - at(0).milliseconds) / minute)"
    }.sorted()
  }

  private static let opening = Opening(
    site: "demo", customer: Identifier("ana"), number: 7, language: "en", page: nil, channel: "web")

  private static func said(_ author: Author) -> Event { .said(Message(author, "hello")) }

  @Test func eachTargetIsWarnedOfTwiceAndBrokenOnceAtItsInstant() {
    let told = Self.played(
      [(0, .started(Self.opening)), (0, .queued(Self.handoff))], Self.plan(), until: 600
    ).told
    let words = told.map { event -> String in
      switch event {
      case .nearing(let target, let share, _): "\(target.rawValue) \(share)"
      case .breached(let target, let moment):
        "\(target.rawValue) \((moment.milliseconds - Self.at(0).milliseconds) / Self.minute) min"
      default: "?"
      }
    }
    #expect(
      words == [
        "first_answer 75", "first_answer 90", "first_answer 30 min", "solution 75", "solution 90",
        "solution 240 min",
      ])
  }

  /// Zendesk and Zammad: the clock stands still while the customer is to write.
  @Test func whileTheCustomerIsToWriteNothingIsCounted() {
    let told = Self.played(
      [
        (0, .started(Self.opening)), (0, .queued(Self.handoff)), (10, .taken(Self.maya)),
        (20, Self.said(.agent(Self.maya))), (1000, Self.said(.customer)),
        (1050, Self.said(.agent(Self.maya))), (2000, Self.said(.customer)),
      ], Self.plan(), until: 2500
    ).told
    // The second answer took 50 of 60 minutes; 20 + 50 of 240 were used before the third.
    #expect(Self.breaches(told) == ["next_answer 2060", "solution 2170"])
  }

  @Test func anAnswerAtTheVeryInstantIsInTime() {
    for (minute, broken) in [(Int64(30), false), (31, true)] {
      let told = Self.played(
        [
          (0, .started(Self.opening)), (0, .queued(Self.handoff)), (1, .taken(Self.maya)),
          (minute, Self.said(.agent(Self.maya))),
        ], Self.plan(), until: 100
      ).told
      #expect(Self.breaches(told) == (broken ? ["first_answer 30"] : []))
    }
  }

  @Test func aChangeThatMakesItLateBreaksItThenAndNotBefore() {
    let told = Self.played(
      [
        (0, .started(Self.opening)), (0, .queued(Self.handoff)),
        (20, .prioritised(.urgent, .rule("vip"))),
      ], Self.plan(), until: 40
    ).told
    #expect(Self.breaches(told) == ["first_answer 20"], "it was 10 minutes, and known after 20")
    let gold = Self.played(
      [
        (0, .started(Self.opening)), (0, .recorded([Field("tier", "gold")], .bot)),
        (0, .queued(Self.handoff)),
      ], Self.plan(), until: 20
    ).told
    #expect(Self.breaches(gold) == ["first_answer 10"])
  }

  // MARK: Clocks

  /// London's wall in 2026: summer time from 29 March to 25 October, at 01:00 UTC.
  private static func london(_ second: Int64) -> Int {
    (1_774_746_000..<1_792_890_000).contains(second) ? 3600 : 0
  }

  /// What is asked on a Saturday of 2026 at a moment (UTC), and when it is due.
  @Test(arguments: [
    // A quarter of an hour is left on Saturday; Sunday begins at 08:00 and at 09:00 UTC.
    (asked: "2026-03-28 16:45", shift: "day", due: "2026-03-29 08:15"),
    (asked: "2026-10-24 15:45", shift: "day", due: "2026-10-25 09:15"),
    // A night shift from 22:00 to 04:00 has five hours in spring and seven in autumn.
    (asked: "2026-03-28 22:00", shift: "night", due: "2026-03-29 02:00"),
    (asked: "2026-10-24 21:00", shift: "night", due: "2026-10-25 01:00"),
    // Over midnight, on a day like others.
    (asked: "2026-06-06 22:30", shift: "night", due: "2026-06-07 02:30"),
    // A special day is closed: the next one counts.
    (asked: "2026-12-24 16:50", shift: "day", due: "2026-12-26 09:20"),
  ])
  func bothChangesOfTheClockAndMidnightAreReckonedWith(
    _ asked: String, _ shift: String, _ due: String
  ) throws {
    let day = OpeningHours(
      weekly: Array(repeating: [540..<1020], count: 7),
      holidays: [OpeningHours.Day(year: 2026, month: 12, day: 25)], offset: Self.london)
    let night = OpeningHours(
      weekly: Array(repeating: [1320..<1680], count: 7), offset: Self.london)
    let plan =
      shift == "day"
      ? Self.plan(day, first: .seconds(1800)) : Self.plan(night, first: .seconds(4 * 3600))
    var conversation = Conversation(id: Identifier("c"))
    let moment = Instant(milliseconds: try Self.milliseconds(asked))
    conversation.apply(.started(Self.opening), at: moment)
    conversation.apply(.queued(Self.handoff), at: moment)
    #expect(
      plan.due(.firstAnswer, in: conversation)?.milliseconds == (try Self.milliseconds(due)))
  }

  private static func milliseconds(_ text: String) throws -> Int64 {
    let parts = text.split { "- :".contains($0) }.compactMap { Int64($0) }
    let day = OpeningHours.Day(year: Int(parts[0]), month: Int(parts[1]), day: Int(parts[2]))
    return (Int64(day.number) * 1440 + parts[3] * 60 + parts[4]) * 60_000
  }

  // MARK: A second telling

  /// Minute by minute: nothing of the clock, the spans or the deadlines of the first.
  private static func recount(
    _ events: [(Int64, Event)], _ plan: DeskPlan, _ hours: OpeningHours, until end: Int64
  ) -> [String] {
    var breaches: [String] = []
    var broken: Set<ServiceTarget> = []
    var used: [ServiceTarget: Int64] = [:]
    var owed = Owed.nobody
    var stage = StageWord.bot
    var isAnswered = false
    var priority = Priority.normal
    var next = 0
    for minute in 0..<end {
      while next < events.count, events[next].0 == minute {
        let event = events[next].1
        owed = owed.after(event, in: stage, at: at(minute))
        stage = stage.after(event)
        if case .said(let message) = event, message.author.agent != nil { isAnswered = true }
        if case .prioritised(let new, _) = event { priority = new }
        if case .queued(let handoff) = event { priority = handoff.priority }
        if !owed.isPerson {
          used[.nextAnswer] = 0
          broken.remove(.nextAnswer)
        }
        next += 1
      }
      guard owed.isPerson, let times = plan.serviceLevels.last?.times[priority] else { continue }
      for target in ServiceTarget.allCases {
        guard let limit = times[target], target != .firstAnswer || !isAnswered,
          target != .nextAnswer || isAnswered
        else { continue }
        if used[target, default: 0] * Self.minute >= limit.milliseconds, !broken.contains(target) {
          broken.insert(target)
          breaches.append("\(target.rawValue) \(minute)")
        }
      }
      guard hours.isOpen(at: at(minute)) else { continue }
      for target in ServiceTarget.allCases where target != .firstAnswer || !isAnswered {
        if target == .nextAnswer, !isAnswered { continue }
        used[target, default: 0] += 1
      }
    }
    return breaches.sorted()
  }

  /// Talks by chance, in hours with a pause at noon and a night shift over midnight.
  @Test(arguments: 0..<300)
  func whatIsRecordedIsWhatASecondTellingFinds(_ place: Int) {
    var dice = Dice(seed: UInt64(place) + 1)
    let hours = OpeningHours(
      weekly: (0..<7).map { day in day == 6 ? [] : [480..<720, 780..<1050, 1380..<1560] },
      offset: { _ in 0 })
    let plan = Self.plan(hours)
    var events: [(Int64, Event)] = [(0, .started(Self.opening)), (0, .queued(Self.handoff))]
    var minute: Int64 = 0
    for _ in 0..<30 {
      minute += Int64(Int.random(in: 1...300, using: &dice))
      let stage = events.reduce(StageWord.bot) { $0.after($1.1) }
      switch Int.random(in: 0..<6, using: &dice) {
      case 0 where stage == .waiting: events.append((minute, .taken(Self.maya)))
      case 1, 2: if stage == .agent { events.append((minute, Self.said(.agent(Self.maya)))) }
      default: events.append((minute, Self.said(.customer)))
      }
    }
    let told = Self.played(events, plan, until: minute + 3000).told
    #expect(
      Self.breaches(told) == Self.recount(events, plan, hours, until: minute + 3000),
      "SEED=\(place + 1) \(events.map { "\($0.0) \($0.1)".prefix(90) }.joined(separator: "\n"))")
  }
}
