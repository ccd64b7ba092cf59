import Authoring
import Documents
import Expressions

/// Carries one stimulus through: a session in, a session and effects out.
///
/// It never fails. A limit that is passed, a step that is gone or a text that cannot be made ends
/// in a handoff to a person with the reason `bot_error`.
struct Engine {
  let revision: Revision
  let surroundings: FlowContext
  var session: Session
  var effects: [Effect] = []
  /// The keys of the steps run in this turn.
  var visited: [String] = []
  /// What the customer just wrote, as `input`.
  var input = ""
  /// Steps run since the customer last did something, against the limit.
  var steps = 0
  /// False once a step waits for something.
  var isRunning = false
  /// The next question is asked even if its variable is filled: the customer went back to it.
  var asksAgain = false
  /// Where the talk stood before the latest answer.
  var settling: Settled?
  /// The customer is silent: nothing is settled by that.
  var isSilent = false
  /// What happened, where somebody wants to know.
  var trace: Trace?
  private var effectCount = 0

  init(_ revision: Revision, _ session: Session, _ surroundings: FlowContext) {
    self.revision = revision
    self.surroundings = surroundings
    self.session = session
  }

  static func step(
    _ revision: Revision, _ session: Session?, _ stimulus: Stimulus, _ surroundings: FlowContext
  ) -> Turn {
    let start = session ?? Session(revision: revision, surroundings)
    var engine = Engine(revision, start, surroundings)
    engine.session.turn += 1
    if case .result = stimulus { engine.steps = start.steps }
    engine.take(stimulus, isFirst: session == nil)
    engine.keepSteps()
    engine.settleTimers(start.timers)
    return Turn(session: engine.session, effects: engine.effects, visited: engine.visited)
  }

  static func step(
    _ revision: Revision, _ session: Session?, _ stimulus: Stimulus, _ surroundings: FlowContext,
    tracing trace: inout Trace
  ) -> Turn {
    let start = session ?? Session(revision: revision, surroundings)
    return traced(revision, start, surroundings, &trace) { engine in
      engine.take(stimulus, isFirst: session == nil)
    }
  }

  static func begin(
    _ revision: Revision, _ start: Start, _ surroundings: FlowContext, tracing trace: inout Trace
  ) -> Turn {
    traced(revision, Session(revision: revision, surroundings), surroundings, &trace) { engine in
      engine.begin(start)
    }
  }

  private static func traced(
    _ revision: Revision, _ start: Session, _ surroundings: FlowContext, _ trace: inout Trace,
    _ work: (inout Engine) -> Void
  ) -> Turn {
    var engine = Engine(revision, start, surroundings)
    engine.trace = trace
    engine.session.turn += 1
    work(&engine)
    engine.settleTimers(start.timers)
    engine.keepVariables()
    trace = engine.trace ?? trace
    return Turn(session: engine.session, effects: engine.effects)
  }

  // MARK: What the parts share

  var bot: Bot { revision.bot }

  /// The frame at work. Only asked for while there is one.
  var frame: Frame {
    // Lent, not copied: most who ask look at one of its parts.
    _read { yield session.frames[session.frames.count - 1] }
    _modify { yield &session.frames[session.frames.count - 1] }
  }

  var flow: Flow? { session.frames.isEmpty ? nil : revision.flows[frame.flow] }

  /// The step the top frame stands at; nil when the flow no longer has it.
  var currentStep: Step? {
    guard let section = flow?.section(frame.section), section.steps.indices.contains(frame.step)
    else { return nil }
    return section.steps[frame.step]
  }

  var currentQuestion: Question? {
    if case .ask(let question)? = currentStep?.action { question } else { nil }
  }

  var facts: Facts {
    Facts(
      frame: session.frames.last, flow: flow, surroundings: surroundings,
      handoff: session.handoff, language: session.language,
      articleCount: revision.articleCount, attributes: revision.bot.attributes, input: input)
  }

  /// No condition always holds; one that cannot be worked out does not, and is counted.
  mutating func holds(_ condition: Condition?) -> Bool {
    guard let condition else { return true }
    if let truth = condition.holds(facts) { return truth }
    count(.conditionFailed)
    return false
  }

  /// A new effect id, the same whenever this turn is carried out.
  mutating func effectID() -> String {
    effectCount += 1
    return "\(session.turn)/\(effectCount)"
  }

  mutating func count(_ metric: Metric) {
    effects.append(.metric(metric, step: currentStep?.key ?? ""))
  }

  /// A text as the customer reads it.
  mutating func rendered(_ text: Text) -> String {
    let rendered = text.chat(facts, language: session.language)
    if rendered.isIncomplete { count(.templateNull) }
    if rendered.isUntranslated, session.language != bot.baseLanguage { count(.missingTranslation) }
    return rendered.text
  }

  /// A text for people at the desk: no escapes, since it is shown as plain text.
  mutating func plain(_ text: Text) -> String {
    let rendered = text.plain(facts, language: bot.baseLanguage)
    if rendered.isIncomplete { count(.templateNull) }
    return rendered.text
  }

  mutating func say(_ text: String) {
    guard !text.isEmpty else { return }
    effects.append(.say(Say(text: text)))
  }

  /// One of the bot's own sentences.
  mutating func say(_ sentence: Sentence, ticket: Value? = nil) {
    var facts = facts
    facts.ticket = ticket
    say(revision.sentence(sentence).chat(facts, language: session.language).text)
  }

  private mutating func keepSteps() {
    if case .working = session.state { session.steps = steps } else { session.steps = 0 }
  }

  mutating func wait(_ state: Session.State) {
    session.state = state
    isRunning = false
  }

  /// The flow is over for now; the session keeps nothing but its outcome.
  mutating func end(_ outcome: String) {
    keepVariables()
    let outcome = isSilent && outcome == "resolved" ? "abandoned" : outcome
    if outcome == "resolved" || isSilent { settle() }
    session.frames = []
    session.inbox = []
    session.handoff = [:]
    effects.append(.ended(outcome: outcome))
    wait(.ended(outcome: outcome))
  }
}

extension Session {
  init(revision: Revision, _ surroundings: FlowContext) {
    self.init(
      revision: revision.id, state: .ended(outcome: ""), language: revision.bot.baseLanguage,
      turn: 0, timers: [:], startedAt: surroundings.now, activeAt: surroundings.now)
  }
}
