import Authoring
import Expressions
import SmallActs

/// The ladder: what the customer's words mean at an open question. The first rung that fits wins,
/// and only the last but one uses up an attempt.
///
/// 1. danger, 2. a command of the bot's, 3. a wish for a person, 4. an answer (after the words of
/// the escape and the acts that move about, which a question that takes any text would otherwise
/// swallow), 5. another flow's trigger, 6. back, start over, help, thanks and goodbye, 7. an
/// article that answers, 8. not understood, 9. given up.
extension Engine {
  mutating func answer(_ words: String) {
    input = words.trimmed
    let normal = Wording.normal(input)
    let heard = revision.hearing(input, language: session.language)
    if heard.isDanger { return askForPerson(.asked, queue: nil, isUrgent: true) }
    if let command = revision.command(for: normal, language: session.language) {
      return obey(command)
    }
    if let (option, question) = numbered(normal) { return choose(option, question) }
    if asksForPerson(heard, normal) { return }
    if frame.isResuming {
      guard let flag = heard.confirmation else { return goOn(normal, heard) }
      return resumeAnswered(flag)
    }
    guard let question = currentQuestion else { return }
    // On a channel the first words were written before the question: a greeting answers none.
    if heard.isGreeting, session.customerTurns == 1, surroundings.conversation.channel != "web" {
      return wait(.asking)
    }
    if let join = question.join, joins(question) { return wait(for: join) }
    decide(input, normal, question)
  }

  /// The rungs from the fourth on.
  private mutating func decide(_ words: String, _ normal: String, _ question: Question) {
    let heard = revision.hearing(words, language: session.language)
    if let escape = question.escape, matches(normal, heard, escape) { return take(escape) }
    if isAmidSurvey(normal, question), isSmallTalk(heard) { return }
    if takesAnyWords(question) {
      // "It is still broken" is no comment on how it went.
      if isAmidSurvey(normal, question), heard.saysUnsolved { return miss(question, saying: nil) }
      if moves(heard) { return }
    }
    switch understood(words, normal, question) {
    case .answered(let answer): return accept(answer, question)
    case .refused(let say): return miss(question, saying: say)
    case .unknown: break
    }
    if digress(normal) || moves(heard) || isSmallTalk(heard) { return }
    if lookUp(words, normal, question) { return }
    miss(question, saying: nil)
  }

  /// Neither yes nor no to "shall we go on": the words may choose an answer to the open question
  /// itself; whatever else they are, the question is put again, and nobody is asked twice.
  private mutating func goOn(_ normal: String, _ heard: Hearing) {
    if moves(heard) { return }
    frame.isResuming = false
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
    case .restart: startOver()
    case .back: move(.back)
    case .help(let text):
      say(rendered(text))
      frame.isResuming ? askToResume() : prompt()
    case .end: stop()
    }
  }

  /// A wish for a person, at every question; an option that reads just like it is the answer.
  private mutating func asksForPerson(_ heard: Hearing, _ normal: String) -> Bool {
    guard heard.asksForPerson else { return false }
    if let question = currentQuestion, !frame.isResuming,
      case .choice(let options, _) = question.kind,
      revision.isWholeOption(normal, options, language: session.language)
    {
      return false
    }
    askForPerson(.asked, queue: revision.personQueue)
    return true
  }

  /// Back, start over, help, never mind and goodbye, in the customer's own words.
  private mutating func moves(_ heard: Hearing) -> Bool {
    if let command = heard.command, command != .neverMind || heard.confirmation == nil {
      move(command)
      return true
    }
    guard heard.smallTalk == .goodbye else { return false }
    stop()
    return true
  }

  private mutating func move(_ act: SmallAct) {
    switch act {
    case .back: frame.isResuming ? askToResume() : back()
    case .startOver: startOver()
    case .help: help()
    case .neverMind: surroundings.conversation.isWanted ? waive() : stop()
    case .person, .yes, .no, .thanks, .goodbye, .danger: break
    }
  }

  /// The author's words of help where there are any.
  private mutating func help() {
    let own = bot.commands.lazy.compactMap { command -> Text? in
      if case .help(let text) = command.action { text } else { nil }
    }.first
    if let own { say(rendered(own)) } else { say(.help) }
    frame.isResuming ? askToResume() : prompt()
  }

  private mutating func stop() {
    say(.stopped)
    end("stopped")
  }

  private mutating func startOver() {
    guard let root = session.frames.first else { return startEntryFlow() }
    session.frames = []
    start(root.flow, as: root.origin)
    run()
  }

  /// Thanks amid a survey are no answer, unless they are the very words of one: "great".
  private func isAmidSurvey(_ normal: String, _ question: Question) -> Bool {
    session.frames.first?.origin == .event
      && !revision.isWholeOption(normal, question.options, language: session.language)
  }

  /// Thanks are no answer, and none is missed: the question stays open.
  private mutating func isSmallTalk(_ heard: Hearing) -> Bool {
    guard heard.smallTalk != nil else { return false }
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
    case .file(let request):
      if id == Engine.noFileOption, request.none != nil { accept(.noFile, question) }
    case .value, .form: break
    }
  }

  /// Something was sent: the answer where a file is asked for, else no more than its words.
  mutating func receive(_ file: SentFile, _ words: String) {
    guard case .file(let request)? = currentQuestion?.kind, !frame.isResuming,
      let question = currentQuestion
    else { return answer(words) }
    input = words.trimmed
    accept(Answer(goto: nil, values: [request.into.text: file.value]), question)
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
      switch accepted(words, line, variable) {
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
    /// The customer has no such file.
    var isNoFile = false

    static let noFile = Answer(goto: nil, values: [:], isNoFile: true)

    var exit: Exit {
      if isNoFile { return .none }
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
      guard let flag = revision.languagesKnown.confirmation(words, session.language) else {
        return .unknown
      }
      return .answered(
        Answer(
          goto: flag ? yes : no, values: into.map { [$0.text: .bool(flag)] } ?? [:],
          affirmation: flag))
    case .value(let into): return typedAnswer(words, into, question)
    case .form(let lines): return typedForm(words, lines)
    case .file(let request): return saysNone(words, normal, request) ? .answered(.noFile) : .unknown
    }
  }

  /// "I have none", in the words of the button or in any that say no.
  private func saysNone(_ words: String, _ normal: String, _ request: FileRequest) -> Bool {
    guard let none = request.none else { return false }
    let label = none.plain(facts, language: session.language).text
    return Wording.normal(label) == normal
      || revision.languagesKnown.confirmation(words, session.language) == false
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

  /// Where forms cannot be shown, one line for each field will do; where a line is all that can be
  /// said at once, a semicolon between them.
  private func typedForm(_ words: String, _ all: [FormLine]) -> Understanding {
    let lines = openLines(all)
    let parts = words.split(separator: words.contains("\n") ? "\n" : ";")
    guard parts.count == lines.count, let flow else { return .unknown }
    var values: [String: Value] = [:]
    for (line, part) in zip(lines, parts) {
      guard let variable = flow.variables[line.variable.text],
        case .success(let value) = accepted(String(part), line, variable)
      else { return .unknown }
      values[line.variable.text] = value
    }
    return .answered(Answer(goto: nil, values: values))
  }

  /// What was put into a field: of a choice also the words that customers read for a value.
  private func accepted(
    _ words: String, _ line: FormLine, _ variable: Variable
  ) -> Variable.Accepted {
    let normal = Wording.normal(words)
    let option = line.options.first { option in
      let label = option.label.plain(facts, language: session.language).text
      return option.id.text == words || Wording.normal(label) == normal
    }
    if let option { return .success(.string(option.id.text)) }
    guard line.options.isEmpty else {
      return .failure(AnswerMistake(reason: "it is none of the options"))
    }
    return variable.accept(words, language: session.language)
  }

  /// The escape's label, its words, or the same act as one of them: "no thank you" for "no", but
  /// not "it does not work", which says more.
  private func matches(_ normal: String, _ heard: Hearing, _ escape: WayOut) -> Bool {
    if escape.also.contains(where: { $0.normal == normal }) { return true }
    let label = escape.label.plain(facts, language: session.language).text
    if Wording.normal(label) == normal { return true }
    if heard.command == .neverMind { return reads(escape, as: .neverMind) }
    return heard.confirmation == false && !heard.saysUnsolved && reads(escape, as: .no)
  }
}
