import Authoring
package import Desk
package import Documents

/// How one case went.
package struct RuleCaseResult: Sendable {
  package let name: String
  package let place: Place
  package let failures: [Failure]
  /// Which rules acted in it.
  package let acted: Set<String>

  package var hasPassed: Bool { failures.isEmpty }

  /// One thing that is not as it is written, and what the rules did up to there.
  package struct Failure: Sendable {
    package let place: Place
    package let message: String
    package let expected: String
    package let found: String
    package let trace: String
  }
}

extension RuleBook {
  /// Plays a case: each event is applied and looked at, and what is due meanwhile is carried out.
  package func play(_ test: RuleCase, _ plan: DeskPlan) -> RuleCaseResult {
    var run = RuleTestRun(self, test, plan)
    run.play()
    return RuleCaseResult(
      name: test.name, place: test.place, failures: run.failures, acted: Set(run.acted))
  }
}

private struct RuleTestRun {
  let book: RuleBook
  let test: RuleCase
  var seat: MemorySeat
  private(set) var steps: [RuleStep] = []
  private(set) var failures: [RuleCaseResult.Failure] = []
  /// What is due, by rule; set when its time begins to run.
  private var alarms: [String: Instant] = [:]

  /// How many alarms one span of waiting sets off at most.
  private static let mostAlarms = 1000

  init(_ book: RuleBook, _ test: RuleCase, _ plan: DeskPlan) {
    self.book = book
    self.test = test
    var plan = plan
    plan.changeHours { hours in
      test.world.isOpen
        ? hours.alwaysOpen : hours.closed(until: test.world.clock + .seconds(31 * 86_400))
    }
    let began =
      [test.world.clock]
      + test.world.earlier.map {
        test.world.clock + .seconds(Int64(-$0) * 86_400)
      }
    seat = MemorySeat(
      Conversation(id: Identifier("conversation")), plan: plan, now: test.world.clock,
      history: PersonHistory(began: began))
  }

  var acted: [String] { steps.filter(\.hasActed).map(\.rule) }

  mutating func play() {
    happen([.started(test.world.opening)])
    let contact = test.world.contact
    if contact.name != nil || contact.email != nil { happen([.identified(contact)]) }
    for deed in test.deeds {
      switch deed.content {
      case .happens(let event): happen([event])
      case .wait(let span): wait(span)
      }
    }
    for expectation in test.expected { check(expectation) }
  }

  private mutating func happen(_ events: [Event]) {
    for event in events { seat.apply(event) }
    steps += book.follow(events, at: &seat, isTracing: true)
    setAlarms()
  }

  private mutating func setAlarms() {
    for place in book.timed {
      let rule = book.rules[place]
      let due = rule.delays.compactMap { $0.due(in: seat.conversation, seat.plan) }
      alarms[rule.name.text] = due.filter { $0 > seat.now }.min()
    }
  }

  private mutating func wait(_ span: Duration) {
    let end = seat.now + span
    for _ in 0..<Self.mostAlarms {
      guard let next = alarms.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
        next.value <= end
      else { break }
      seat.now = next.value
      alarms[next.key] = nil
      steps += book.due(next.key, at: &seat, isTracing: true)
      setAlarms()
    }
    seat.now = end
  }

  // MARK: Expecting

  private mutating func check(_ expectation: RuleExpectation) {
    let subject = expectation.subject
    switch expectation.content {
    case .nothing:
      let found = list(subject) ?? text(subject).map { [$0] } ?? []
      if !found.isEmpty { fail(expectation, "none", found.joined(separator: ", ")) }
    case .text(let pattern):
      let found = text(subject) ?? list(subject)?.joined(separator: ", ") ?? "none"
      if !pattern.matches(found) { fail(expectation, pattern.source, found) }
    case .list(let patterns):
      let found = list(subject) ?? text(subject).map { [$0] } ?? []
      let fits = found.count == patterns.count && zip(patterns, found).allSatisfy { $0.matches($1) }
      if !fits {
        fail(
          expectation, patterns.map(\.source).joined(separator: ", "),
          found.isEmpty ? "none" : found.joined(separator: ", "))
      }
    case .map(let patterns):
      for (name, pattern) in patterns.sorted(by: { $0.key < $1.key }) {
        let found = seat.conversation.fields.first { $0.name == name }?.value ?? "none"
        if !pattern.matches(found) { fail(expectation, "\(name): \(pattern.source)", found) }
      }
    }
  }

  private mutating func fail(_ expectation: RuleExpectation, _ expected: String, _ found: String) {
    failures.append(
      RuleCaseResult.Failure(
        place: expectation.place, message: "\(expectation.subject.rawValue) is something else",
        expected: expected, found: found, trace: RuleTrace.text(steps)))
  }

  private func text(_ subject: RuleExpectation.Subject) -> String? {
    let conversation = seat.conversation
    return switch subject {
    case .category: conversation.category
    case .priority: conversation.priority.rawValue
    case .queue: conversation.queue?.text
    case .state: conversation.state.rawValue
    case .stage: conversation.stage.word.rawValue
    case .level: String(conversation.level)
    case .tags, .fields, .rules, .acts: nil
    }
  }

  private func list(_ subject: RuleExpectation.Subject) -> [String]? {
    switch subject {
    case .tags: seat.conversation.tags
    case .rules: acted
    case .acts: seat.done.map(\.words)
    case .fields: seat.conversation.fields.map { "\($0.name) = \($0.value)" }
    case .category, .priority, .queue, .state, .stage, .level: nil
    }
  }
}
