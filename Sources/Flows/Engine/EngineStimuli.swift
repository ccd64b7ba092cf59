import Authoring
import Expressions

/// What each kind of stimulus means in each state.
extension Engine {
  mutating func take(_ stimulus: Stimulus, isFirst: Bool) {
    switch stimulus {
    case .opened(let language): opened(language, isFirst: isFirst)
    case .said, .chose, .filled, .sent: receive(stimulus, isFirst: isFirst)
    case .cameBack(let words): cameBack(with: words)
    case .timer(let name): timerIsDue(name)
    case .result(let effect, let result): finished(effect, result)
    case .deserted: deserted()
    case .outgrown: outgrown()
    case .promised(let ticket, let replyBy): replyIsPromised(ticket, replyBy)
    case .agentTook: agentTook()
    case .agentLeft(let flow): agentLeft(to: flow)
    case .external(let name): external(name)
    }
    drainInbox()
  }

  // MARK: Beginnings

  /// Opened again after the end without a word, it goes on where it was.
  private mutating func opened(_ language: String?, isFirst: Bool) {
    if isFirst {
      meet(language)
      startEntryFlow()
    } else if session.isOver, !comeBack(with: nil) {
      startEntryFlow()
    }
  }

  private mutating func meet(_ language: String?) {
    if let language = language.flatMap(revision.language(for:)) { session.language = language }
  }

  /// Begins where a test wants to.
  mutating func begin(_ start: Start) {
    meet(start.language)
    beginAnew()
    self.start(start.flow, as: .entry, vars: start.variables)
    if let section = start.section, !session.frames.isEmpty { frame.section = section }
    run()
  }

  mutating func startEntryFlow() {
    session.settled = nil
    beginAnew()
    for entry in bot.entry where holds(entry.when) {
      start(entry.flow.text, as: .entry)
      return run()
    }
    recover(from: "no entry rule fits")
  }

  /// Forgets what was under way; from here on the session belongs to this revision.
  private mutating func beginAnew() {
    session.revision = revision.id
    session.startedAt = surroundings.now
    session.customerTurns = 0
    session.frames = []
    session.shown = []
    session.hasAcknowledged = false
  }

  /// Puts a flow on the stack, its variables filled from where they come from.
  mutating func start(_ name: String, as origin: Frame.Origin, vars: [String: Value] = [:]) {
    guard let flow = revision.flows[name], let first = flow.sections.first else {
      return recover(from: "there is no flow \(name)")
    }
    guard session.frames.count < bot.limits.stack else {
      return recover(from: "flows are nested deeper than \(bot.limits.stack)")
    }
    session.frames.append(
      Frame(flow: name, section: first.name.text, step: 0, origin: origin, vars: vars))
    isRunning = true
    for variable in flow.variables.values where frame.vars[variable.name.text] == nil {
      guard let from = variable.from else { continue }
      let text = from.value(facts).text
      if case .success(let value) = variable.accept(text, language: session.language, exactly: true)
      {
        frame.vars[variable.name.text] = value
      }
    }
  }

  // MARK: The customer

  private mutating func receive(_ stimulus: Stimulus, isFirst: Bool) {
    let stimulus = stimulus.cut(to: bot.limits.text)
    switch session.state {
    case .working:
      if session.inbox.count < Session.inboxLimit { session.inbox.append(stimulus) }
    case .inQueue: waits(stimulus)
    case .withAgent: _ = admitLateness()
    case .ended: restart(with: stimulus)
    case .asking:
      if hasExpired {
        restart(with: stimulus)
      } else {
        answer(with: stimulus)
      }
    }
  }

  private var hasExpired: Bool { surroundings.now - session.startedAt > bot.limits.age }

  /// Someone writes when no flow is under way: the entry flow begins, and the words are tried as
  /// the answer to its first question, without being held against the customer if they are none.
  mutating func restart(with stimulus: Stimulus) {
    if case .sent(_, let words) = stimulus { return restart(with: .said(words)) }
    if case .chose(Engine.againOption, Engine.againOption) = stimulus { return startEntryFlow() }
    guard case .said(let words) = stimulus else {
      // A press on a question that has become too old gets an answer all the same.
      if case .asking = session.state { startEntryFlow() }
      return
    }
    input = words
    let heard = revision.hearing(input, language: session.language)
    if heard.isDanger || heard.asksForPerson { return askAfterTheEnd(isUrgent: heard.isDanger) }
    switch revision.command(for: Wording.normal(input), language: session.language)?.action {
    case .handoff(let queue):
      session.startedAt = surroundings.now
      takeUpWhatWasKnown()
      return askForPerson(.asked, queue: queue?.text)
    case .restart: return startEntryFlow()
    case .back, .help, .end, nil: break
    }
    // Whoever is promised a reply may say that none is needed any more.
    if heard.command == .neverMind, surroundings.conversation.isWanted { return waive() }
    if heard.isFarewell { return say(.welcome) }
    if heard.command == .startOver { return startEntryFlow() }
    if case .ended(outcome: "captured") = session.state, !hasExpired {
      return admitLateness() ? () : acknowledge()
    }
    if comeBack(with: words) { return }
    beginAnew(with: words)
  }

  /// A person is wanted, or needed, after the end or before the beginning.
  private mutating func askAfterTheEnd(isUrgent: Bool) {
    session.startedAt = surroundings.now
    takeUpWhatWasKnown()
    askForPerson(.asked, queue: revision.personQueue, isUrgent: isUrgent)
  }

  mutating func beginAnew(with words: String) {
    startEntryFlow()
    guard case .asking = session.state else { return }
    answerFirst(words)
  }

  /// More words after a message was taken belong to it; they are thanked for once, and the
  /// customer may begin anew.
  private mutating func acknowledge() {
    guard !session.hasAcknowledged else { return }
    session.hasAcknowledged = true
    let text = revision.sentence(.added).chat(facts, language: session.language).text
    let label = revision.sentence(.again).plain(facts, language: session.language).text
    effects.append(
      .say(
        Say(
          text: text, options: [Say.Option(id: Engine.againOption, label: label)],
          question: Engine.againOption)))
  }

  private static let againOption = "again"

  private mutating func answer(with stimulus: Stimulus) {
    session.customerTurns += 1
    guard session.customerTurns <= bot.limits.turns else {
      return recover(from: "the conversation has more than \(bot.limits.turns) turns")
    }
    guard currentQuestion != nil || session.frames.last?.isResuming == true else {
      return recover(from: "the open question is gone")
    }
    touch()
    switch stimulus {
    case .said(let words): answer(words)
    case .chose(let option, let question): choose(option, question)
    case .filled(let fields): fill(fields)
    case .sent(let file, let words): receive(file, words)
    case .opened, .cameBack, .timer, .result, .deserted, .outgrown, .promised, .agentTook,
      .agentLeft,
      .external:
      break
    }
  }

  /// What arrived while an effect was under way, once there is a question again.
  private mutating func drainInbox() {
    while case .asking = session.state, !session.inbox.isEmpty {
      steps = 0
      answer(with: session.inbox.removeFirst())
    }
    if case .working = session.state { return }
    session.inbox = []
  }

  // MARK: Agents and the desk

  private mutating func agentTook() {
    session.settled = nil
    session.frames = []
    session.inbox = []
    wait(.withAgent)
  }

  private mutating func agentLeft(to flow: String?) {
    switch session.state {
    case .withAgent, .inQueue: break
    case .asking, .working, .ended: return
    }
    session.handoff = [:]
    guard let flow, revision.flows[flow] != nil else { return startEntryFlow() }
    beginAnew()
    start(flow, as: .event)
    run()
  }

  private mutating func external(_ name: String) {
    if name.hasPrefix(Stimulus.flowPrefix) {
      return startEvent(String(name.dropFirst(Stimulus.flowPrefix.count)))
    }
    if name == Engine.closed, !session.isOver { closeQuietly() }
    for event in bot.events where event.name.text == name && holds(event.when) {
      guard event.delay > 0 else { return startEvent(event.flow.text) }
      session.timers["event:\(event.flow.text)"] = surroundings.now + event.delay
      return
    }
  }

  static let closed = "conversation.closed"

  /// The desk closed the conversation: whatever was under way is over, without another word.
  private mutating func closeQuietly() {
    let wasHandedOver = !session.isWithBot
    if !wasHandedOver {
      rememberPlace()
      settle()
    }
    session.frames = []
    session.inbox = []
    session.handoff = [:]
    wait(.ended(outcome: wasHandedOver ? "handoff" : "abandoned"))
  }

  mutating func startEvent(_ flow: String) {
    // The flow may be gone: the timer was set by an earlier revision.
    guard session.isOver, revision.flows[flow] != nil else { return }
    beginAnew()
    start(flow, as: .event)
    run()
  }
}

extension Stimulus {
  /// A form has at most eight fields; a client that sends more than twice that is not ours.
  private static let fieldLimit = 16

  /// With what the customer typed cut to a number of Unicode scalars, so that it can be kept.
  fileprivate func cut(to limit: Int) -> Stimulus {
    switch self {
    case .said(let words): return .said(words.cut(to: limit))
    case .cameBack(let words): return .cameBack(words.cut(to: limit))
    case .filled(let fields):
      let kept = fields.sorted { $0.key < $1.key }.prefix(Stimulus.fieldLimit)
      return .filled(
        Dictionary(
          kept.map { ($0.key.cut(to: 64), $0.value.cut(to: limit)) },
          uniquingKeysWith: { first, _ in first }))
    case .chose(let option, let question):
      return .chose(option: option.cut(to: 64), question: question.cut(to: 256))
    case .sent(let file, let words): return .sent(file, words: words.cut(to: limit))
    case .opened, .timer, .result, .deserted, .outgrown, .promised, .agentTook, .agentLeft,
      .external:
      return self
    }
  }
}

extension String {
  /// At most so many Unicode scalars: one character may consist of any number of them.
  fileprivate func cut(to limit: Int) -> String {
    guard utf8.count > limit, unicodeScalars.count > limit else { return self }
    return String(unicodeScalars.prefix(limit))
  }
}
