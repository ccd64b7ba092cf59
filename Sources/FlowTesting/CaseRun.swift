package import Documents
package import Flows

/// Why a case did not go as it is written.
package struct CaseFailure: Sendable, Equatable {
  package let place: Place
  /// One sentence without a full stop.
  package let message: String
  package let expected: String?
  package let found: String?
  package let hint: String?
  /// The talk up to there.
  package let transcript: String
}

/// How one case went.
package struct CaseResult: Sendable {
  package let name: String
  package let place: Place
  package let failures: [CaseFailure]
  package let customerTurns: Int
  /// What of the revision under test was walked through.
  package let passages: [Passage]
  /// What the bot said where something else is written; for rewriting the file.
  package let corrections: [Correction]

  package var hasPassed: Bool { failures.isEmpty }
}

/// Plays one case.
struct CaseRun {
  private let test: TestCase
  private var tryout: Tryout
  private var failures: [CaseFailure] = []
  private var corrections: [Correction] = []
  /// How many lines of the talk are accounted for.
  private var accounted = 0
  /// The line of the chat that was played last.
  private var lastPlace: Place?
  /// What the bot says otherwise is noted and the chat goes on, to see all of it.
  private let isCorrecting: Bool
  /// The bot's lines since somebody else did something; compared all at once when correcting.
  private var block: [(line: BotLine, place: Place)] = []

  static func play(_ test: TestCase, _ revision: Revision, isCorrecting: Bool) -> CaseResult {
    var run = CaseRun(test, revision, isCorrecting)
    run.play()
    return CaseResult(
      name: test.name, place: test.place, failures: run.failures,
      customerTurns: run.tryout.customerTurns, passages: run.tryout.passages,
      corrections: run.corrections)
  }

  private init(_ test: TestCase, _ revision: Revision, _ isCorrecting: Bool) {
    self.test = test
    self.isCorrecting = isCorrecting && test.isStrict
    tryout = Tryout(revision, world: test.world)
  }

  private mutating func play() {
    let test = test
    attempt(test.place) { tryout throws(TryoutFault) in
      if let start = test.start {
        try tryout.begin(start)
      } else {
        try tryout.open()
      }
    }
    for step in test.chat where failures.isEmpty { play(step) }
    guard failures.isEmpty else { return }
    accountForAll(before: nil)
    guard failures.isEmpty else { return }
    for expectation in test.expected { check(expectation) }
  }

  // MARK: Steps

  private mutating func play(_ step: ChatStep) {
    if case .bot(let line) = step.deed {
      if isCorrecting { block.append((line, step.place)) } else { hear(line) }
    } else {
      accountForAll(before: step.place)
      guard failures.isEmpty else { return }
      attempt(step.place) { tryout throws(TryoutFault) in try tryout.perform(step.deed) }
    }
    lastPlace = step.place
  }

  private mutating func attempt(
    _ place: Place, _ deed: (inout Tryout) throws(TryoutFault) -> Void
  ) {
    do throws(TryoutFault) { try deed(&tryout) } catch {
      fail(place, error.message, hint: error.hint)
    }
  }

  private mutating func hear(_ line: BotLine) {
    guard let position = position(of: line) else {
      return fail(
        line.node.place, "the bot does not say this", expected: line.text.source,
        found: "nothing more")
    }
    guard case .bot(let say) = tryout.lines[position] else { return }
    accounted = position + 1
    guard line.text.matches(say.text) else {
      return fail(
        line.node.place, "the bot says something else", expected: line.text.source,
        found: say.text, hint: line.isCutShort ? BotLine.cutShort : BotLine.mayBeOld)
    }
    compare(line.options, say.options.map(\.id), "options", line)
    compare(line.cards, say.cards.map(\.id), "articles", line)
    compare(line.fields, say.fields.map(\.name), "form fields", line)
  }

  private mutating func compare(
    _ expected: [String]?, _ found: [String], _ what: String, _ line: BotLine
  ) {
    guard failures.isEmpty, let expected, expected != found else { return }
    fail(
      line.node.place, "the bot shows other \(what)", expected: expected.joined(separator: ", "),
      found: found.isEmpty ? "none" : found.joined(separator: ", "))
  }

  /// The next thing the bot said; where not all has to be accounted for, the next that fits.
  private func position(of line: BotLine) -> Int? {
    let open = tryout.lines.indices.dropFirst(accounted).filter { index in
      if case .bot = tryout.lines[index] { true } else { false }
    }
    guard !test.isStrict else { return open.first }
    let fitting = open.first { index in
      if case .bot(let say) = tryout.lines[index] { line.text.matches(say.text) } else { false }
    }
    return fitting ?? open.first
  }

  /// Whatever the bot said and the chat does not mention is a failure, unless the case is lenient.
  private mutating func accountForAll(before place: Place?) {
    defer { accounted = tryout.lines.count }
    guard test.isStrict else { return }
    if isCorrecting { return correct(before: place) }
    for line in tryout.lines.dropFirst(accounted) {
      guard case .bot(let say) = line else { continue }
      return fail(
        place ?? lastPlace ?? test.place,
        place == nil
          ? "the bot says more than the chat has" : "the bot says something before this line",
        expected: nil, found: say.text,
        hint: "add a line - bot: …, or strict: false to the case")
    }
  }

  private mutating func correct(before place: Place?) {
    let said = tryout.lines.dropFirst(accounted).compactMap { line in
      if case .bot(let say) = line { say.text } else { nil }
    }
    corrections += Correction.corrections(block, said, before: place, after: lastPlace)
    block = []
  }

  // MARK: Failures

  private mutating func fail(
    _ place: Place, _ message: String, expected: String? = nil, found: String? = nil,
    hint: String? = nil
  ) {
    failures.append(
      CaseFailure(
        place: place, message: message, expected: expected, found: found, hint: hint,
        transcript: tryout.transcript))
  }

  private mutating func check(_ expectation: Expectation) {
    let found = tryout.value(of: expectation.subject, in: test.start?.flow)
    let subject = expectation.subject.rawValue
    for mismatch in expectation.value.mismatches(
      with: found, subject, expectation.place, isPartOf: test.start?.flow)
    {
      fail(
        mismatch.place, "\(mismatch.name) is something else", expected: mismatch.expected,
        found: mismatch.found)
    }
  }
}

extension Tryout {
  package mutating func perform(_ deed: ChatStep.Deed) throws(TryoutFault) {
    switch deed {
    case .bot: break
    case .user(let words): try say(words)
    case .tap(let option): try tap(option)
    case .fill(let fields): try fill(fields)
    case .send(let file): try send(file)
    case .wait(let milliseconds): try wait(milliseconds: milliseconds)
    case .restart: restart()
    case .publish(let revision): publish(revision)
    case .event(let name): try happen(name)
    case .hours(let isOpen): keep(isOpen ? .open : .closed)
    case .agent(let deed):
      switch deed {
      case .online: world.areAgentsAway = false
      case .offline: world.areAgentsAway = true
      case .takes: try agentTakes()
      case .returns(let flow): try agentReturns(to: flow)
      case .says(let words): try agentSays(words)
      }
    }
  }
}
