import Authoring
import Expressions

/// The ladder: what the customer's words mean at an open question. The first rung that fits wins,
/// and only the sixth uses up an attempt.
///
/// 1. a command of the bot's, 2. an answer (after the words of the escape, which a question that
/// takes any text would otherwise swallow), 3. the escape, 4. another flow's trigger, 5. an article
/// that answers, 6. not understood, 7. given up.
extension Engine {
  mutating func answer(_ words: String) {
    input = words.trimmed
    let normal = Wording.normal(input)
    if let command = revision.command(for: normal, language: session.language) {
      return obey(command)
    }
    if frame.isResuming {
      guard let flag = Wording.affirmation(normal, language: session.language) else {
        return goOn(with: normal)
      }
      return resumeAnswered(flag)
    }
    guard let question = currentQuestion else { return }
    if let join = question.join, joins(question) { return wait(for: join) }
    decide(input, normal, question)
  }

  /// The rungs from the second on.
  private mutating func decide(_ words: String, _ normal: String, _ question: Question) {
    if let escape = question.escape, matches(normal, escape) { return take(escape) }
    if thanks(normal, question) { return }
    switch understood(words, normal, question) {
    case .answered(let answer): return accept(answer, question)
    case .refused(let say): return miss(question, saying: say)
    case .unknown: break
    }
    if asksForPerson(normal) || digress(normal) { return }
    if lookUp(words, normal, question) { return }
    miss(question, saying: nil)
  }

  /// Neither yes nor no to "shall we go on": the words may choose an answer to the open question
  /// itself; whatever else they are, the question is put again, and nobody is asked twice.
  private mutating func goOn(with normal: String) {
    frame.isResuming = false
    if asksForPerson(normal) { return }
    if session.settled?.words != nil { return stillAsked(input, normal) }
    if let question = currentQuestion, case .choice = question.kind,
      case .answered(let answer) = understood(input, normal, question)
    {
      return accept(answer, question)
    }
    prompt()
  }

  /// Words that open a conversation: an answer is taken, anything else leaves the question open.
  mutating func answerFirst(_ words: String) {
    input = words.trimmed
    guard let question = currentQuestion else { return }
    let normal = Wording.normal(input)
    if case .choice = question.kind,
      case .answered(let answer) = understood(input, normal, question)
    {
      accept(answer, question)
    } else {
      _ = digress(normal)
    }
  }

  /// Takes words that can be nothing but an answer to the open question; false for any others, and
  /// where any words at all would be one.
  mutating func takesAnswer(_ words: String) -> Bool {
    input = words.trimmed
    guard let question = currentQuestion, !takesAnyWords(question),
      case .answered(let answer) = understood(input, Wording.normal(input), question)
    else { return false }
    accept(answer, question)
    return true
  }

  private func takesAnyWords(_ question: Question) -> Bool {
    guard case .value(let into) = question.kind, let variable = flow?.variables[into.text] else {
      return false
    }
    return variable.type == .text && variable.pattern == nil
  }

  // MARK: Commands

  private mutating func obey(_ command: Bot.Command) {
    switch command.action {
    case .handoff(let queue): askForPerson(.asked, queue: queue?.text)
    case .restart:
      guard let root = session.frames.first else { return startEntryFlow() }
      session.frames = []
      start(root.flow, as: root.origin)
      run()
    case .back: frame.isResuming ? askToResume() : back()
    case .help(let text):
      say(rendered(text))
      frame.isResuming ? askToResume() : prompt()
    case .end:
      say(.stopped)
      end("stopped")
    }
  }

  /// Words that are no answer, with a phrase for a person among them: "can I talk to a human?".
  private mutating func asksForPerson(_ normal: String) -> Bool {
    guard let command = revision.personCommand(within: normal, language: session.language) else {
      return false
    }
    obey(command)
    return true
  }

  /// Thanks amid a survey are no answer, unless they are the very words of one ("great"), and none
  /// is missed: its question stays open.
  private mutating func thanks(_ normal: String, _ question: Question) -> Bool {
    guard session.frames.first?.origin == .event,
      Wording.isThanks(normal, language: session.language),
      !revision.isWholeOption(normal, question.options, language: session.language)
    else { return false }
    say(.welcome)
    wait(.asking)
    return true
  }

  // MARK: Bursts

  private mutating func joins(_ question: Question) -> Bool {
    guard case .value(let into) = question.kind, flow?.variables[into.text]?.type == .text else {
      return false
    }
    let earlier = frame.burst.map { $0 + "\n" } ?? ""
    frame.burst = String((earlier + input).prefix(bot.limits.text))
    return true
  }

  private mutating func wait(for join: Int64) {
    session.timers["join"] = surroundings.now + join
  }

  mutating func burstIsOver() {
    guard case .asking = session.state, let words = frame.burst, let question = currentQuestion
    else { return }
    frame.burst = nil
    input = words.trimmed
    decide(input, Wording.normal(input), question)
  }

  // MARK: Presses and forms

  mutating func choose(_ id: String, _ key: String) {
    if frame.isResuming {
      guard key == Engine.resumeQuestion, id == "yes" || id == "no" else { return }
      return resumeAnswered(id == "yes")
    }
    guard let step = currentStep, step.key == key, case .ask(let question) = step.action else {
      return
    }
    if id == Engine.escapeOption, let escape = question.escape { return take(escape) }
    switch question.kind {
    case .choice(let options, let into):
      guard let option = options.first(where: { $0.id.text == id }) else { return }
      input = plain(option.label)
      accept(
        Answer(
          goto: option.goto, values: into.map { [$0.text: option.value] } ?? [:],
          option: option.id), question)
    case .confirm(let yes, let no, let into):
      guard id == "yes" || id == "no" else { return }
      let flag = id == "yes"
      accept(
        Answer(
          goto: flag ? yes : no, values: into.map { [$0.text: .bool(flag)] } ?? [:],
          affirmation: flag), question)
    case .value, .form: break
    }
  }

  mutating func fill(_ typed: [String: String]) {
    guard let step = currentStep, case .ask(let question) = step.action, let flow else { return }
    guard case .form(let lines) = question.kind else {
      // A client that shows one field sends it like a form.
      if case .value(let into) = question.kind, let words = typed[into.text] { answer(words) }
      return
    }
    var values: [String: Value] = [:]
    var complaints: [String: String] = [:]
    for line in openLines(lines) {
      let name = line.variable.text
      guard let variable = flow.variables[name] else { continue }
      let words = String((typed[name] ?? "").prefix(bot.limits.text))
      if words.trimmed.isEmpty, variable.initial != nil { continue }
      switch variable.accept(words, language: session.language) {
      case .success(let value): values[name] = value
      case .failure(let mistake): complaints[name] = mistake.reason
      }
    }
    guard complaints.isEmpty else {
      return miss(question, key: step.key, complaints: complaints, typed: typed)
    }
    accept(Answer(goto: nil, values: values), question)
  }

  // MARK: Understanding

  struct Answer {
    let goto: Named?
    let values: [String: Value]
    /// Yes or no, where the question asked for that.
    var affirmation: Bool?
    /// What was chosen, where the question offered a choice.
    var option: Named?

    var exit: Exit {
      if let option { return .option(option.text) }
      if let affirmation { return affirmation ? .yes : .no }
      return .answer
    }
  }

  private enum Understanding {
    case answered(Answer)
    /// Well-formed, but not allowed; with the author's reason.
    case refused(String)
    case unknown
  }

  private mutating func understood(
    _ words: String, _ normal: String, _ question: Question
  ) -> Understanding {
    switch question.kind {
    case .choice(let options, let into):
      guard let index = revision.chosen(normal, options, language: session.language) else {
        return .unknown
      }
      let option = options[index]
      return .answered(
        Answer(
          goto: option.goto, values: into.map { [$0.text: option.value] } ?? [:],
          option: option.id))
    case .confirm(let yes, let no, let into):
      guard let flag = Wording.confirmation(normal, language: session.language) else {
        return .unknown
      }
      return .answered(
        Answer(
          goto: flag ? yes : no, values: into.map { [$0.text: .bool(flag)] } ?? [:],
          affirmation: flag))
    case .value(let into): return typedAnswer(words, into, question)
    case .form(let lines): return typedForm(words, lines)
    }
  }

  private mutating func typedAnswer(
    _ words: String, _ into: Named, _ question: Question
  ) -> Understanding {
    guard let variable = flow?.variables[into.text],
      case .success(let value) = variable.accept(words, language: session.language)
    else { return .unknown }
    guard !question.rejects.isEmpty else {
      return .answered(Answer(goto: nil, values: [into.text: value]))
    }
    let former = frame.vars[into.text]
    frame.vars[into.text] = value
    defer { frame.vars[into.text] = former }
    for rejection in question.rejects where holds(rejection.when) {
      return .refused(rendered(rejection.say))
    }
    return .answered(Answer(goto: nil, values: [into.text: value]))
  }

  /// Where forms cannot be shown, one line for each field will do.
  private func typedForm(_ words: String, _ all: [FormLine]) -> Understanding {
    let lines = openLines(all)
    let parts = words.split(separator: "\n", omittingEmptySubsequences: true)
    guard parts.count == lines.count, let flow else { return .unknown }
    var values: [String: Value] = [:]
    for (line, part) in zip(lines, parts) {
      guard let variable = flow.variables[line.variable.text],
        case .success(let value) = variable.accept(String(part), language: session.language)
      else { return .unknown }
      values[line.variable.text] = value
    }
    return .answered(Answer(goto: nil, values: values))
  }

  private func matches(_ normal: String, _ escape: WayOut) -> Bool {
    if escape.also.contains(where: { $0.normal == normal }) { return true }
    let label = escape.label.plain(facts, language: session.language).text
    return Wording.normal(label) == normal
  }
}
