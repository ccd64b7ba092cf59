import Authoring
import Expressions

/// Putting questions, and going back to them.
extension Engine {
  mutating func ask(_ question: Question, key: String) {
    if case .file(let request) = question.kind, wish(request) == nil {
      mark(.unavailable)
      frame.vars[request.into.text] = nil
      if let section = request.otherwise { go(to: section) } else { advance() }
      return
    }
    if let skipped = skip(question) {
      if let section = skipped.section { go(to: section) } else { advance() }
      return
    }
    asksAgain = false
    frame.misses = 0
    frame.burst = nil
    frame.history.append(Frame.Asked(section: frame.section, step: frame.step))
    if frame.history.count > Frame.historyLimit { frame.history.removeFirst() }
    effects.append(.metric(.asked, step: key))
    effects.append(.say(said(question, key: key, text: rendered(question.prompt))))
    touch()
    wait(.asking)
  }

  /// Puts the open question again in its plain words; nothing is counted.
  mutating func prompt() {
    guard let step = currentStep, case .ask(let question) = step.action else {
      return recover(from: "the open question is gone")
    }
    effects.append(.say(said(question, key: step.key, text: rendered(question.prompt))))
    touch()
    wait(.asking)
  }

  /// Where to go on when the answer is known already; nil when the question has to be asked.
  ///
  /// A question that was asked before is asked again: coming back to it means the customer wants to
  /// say something else.
  private func skip(_ question: Question) -> (section: Named?, Void)? {
    guard !question.always, !asksAgain, !wasAsked else { return nil }
    switch question.kind {
    case .value(let into): return isFilled(into) ? (nil, ()) : nil
    case .choice(let options, let into):
      guard let into, let value = frame.vars[into.text],
        let option = options.first(where: { $0.value == value })
      else { return nil }
      return (option.goto, ())
    case .confirm(let yes, let no, let into):
      guard let into, case .bool(let flag)? = frame.vars[into.text] else { return nil }
      return (flag ? yes : no, ())
    case .form(let lines):
      return lines.allSatisfy { isFilled($0.variable) } ? (nil, ()) : nil
    case .file(let request): return isFilled(request.into) ? (nil, ()) : nil
    }
  }

  private var wasAsked: Bool {
    frame.history.contains { $0.section == frame.section && $0.step == frame.step }
  }

  // MARK: What is shown

  mutating func said(
    _ question: Question, key: String, text: String, complaints: [String: String] = [:],
    typed: [String: String] = [:]
  ) -> Say {
    var wished: Say.FileWish?
    if case .file(let request) = question.kind { wished = wish(request) }
    return Say(
      text: text, options: shownOptions(of: question),
      fields: shownFields(of: question, complaints, typed), question: key, takes: wished,
      expects: kindOfAnswer(question))
  }

  /// What is to be typed, for the keyboard that fits; nil where any words may be the answer.
  private func kindOfAnswer(_ question: Question) -> String? {
    guard case .value(let into) = question.kind, let type = flow?.variables[into.text]?.type else {
      return nil
    }
    switch type {
    case .email, .phone, .url, .date, .int: return type.rawValue
    case .text, .bool, .choice, .record, .file: return nil
    }
  }

  /// What may be sent: within what the desk takes; nil where it takes nothing of it.
  private func wish(_ request: FileRequest) -> Say.FileWish? {
    guard let desk = surroundings.files else { return nil }
    let asked = request.media.map(\.text)
    let media = asked.isEmpty ? desk.media : asked.filter(desk.media.contains)
    guard !media.isEmpty else { return nil }
    return Say.FileWish(media: media, largest: min(request.largest ?? .max, desk.largest))
  }

  private mutating func shownOptions(of question: Question) -> [Say.Option] {
    var options: [Say.Option] = []
    switch question.kind {
    case .choice(let choices, _):
      for choice in choices {
        options.append(Say.Option(id: choice.id.text, label: plainly(choice.label)))
      }
    case .confirm:
      let words = revision.languagesKnown.buttons(for: session.language)
      options = [Say.Option(id: "yes", label: words.yes), Say.Option(id: "no", label: words.no)]
    case .file(let request):
      if let none = request.none {
        options.append(Say.Option(id: Engine.noFileOption, label: plainly(none)))
      }
    case .value, .form: break
    }
    if let escape = question.escape {
      options.append(Say.Option(id: Engine.escapeOption, label: plainly(escape.label)))
    }
    return options
  }

  /// Labels stand on buttons, where Markdown is not read.
  private mutating func plainly(_ text: Text) -> String {
    text.plain(facts, language: session.language).text
  }

  static let escapeOption = "_escape"
  static let noFileOption = "_none"

  private mutating func shownFields(
    of question: Question, _ complaints: [String: String], _ typed: [String: String]
  ) -> [FormField] {
    guard case .form(let lines) = question.kind, let flow else { return [] }
    var fields: [FormField] = []
    for line in openLines(lines) {
      let name = line.variable.text
      guard let variable = flow.variables[name] else { continue }
      let known = facts.value(of: name, slot: -1)?.text ?? ""
      fields.append(
        FormField(
          name: name, label: plainly(line.label), kind: variable.type.rawValue,
          options: shownOptions(of: line, variable), isLong: line.isLong,
          isRequired: variable.initial == nil,
          value: typed[name] ?? known,
          complaint: complaints[name]))
    }
    return fields
  }

  private mutating func shownOptions(of line: FormLine, _ variable: Variable) -> [Say.Option] {
    guard line.options.isEmpty else {
      return line.options.map { Say.Option(id: $0.id.text, label: plainly($0.label)) }
    }
    guard variable.type == .choice else { return [] }
    return variable.values.map { Say.Option(id: $0.text, label: $0.text) }
  }

  /// The lines of a form that have to be asked: what the desk knows of the customer is not, unless
  /// it is all there is to ask.
  func openLines(_ lines: [FormLine]) -> [FormLine] {
    let open = lines.filter { !isKnownToTheDesk($0.variable) }
    return open.isEmpty ? lines : open
  }

  func isKnownToTheDesk(_ name: Named) -> Bool {
    guard let from = flow?.variables[name.text]?.from, let value = frame.vars[name.text],
      !value.isNull
    else { return false }
    return from.value(facts) == value
  }

  // MARK: Back

  /// The previous question, with what its answer changed undone.
  mutating func back() {
    if frame.history.count < 2 { return leaveInnerFlow() }
    undo(frame.history.removeLast())
    goBack()
  }

  /// Before the first question of an inner flow stands the last one of the flow around it.
  private mutating func leaveInnerFlow() {
    guard session.frames.count > 1, frame.origin == .call || frame.origin == .digression,
      !session.frames[session.frames.count - 2].history.isEmpty
    else {
      say(.noBack)
      return prompt()
    }
    let inner = session.frames.removeLast()
    if inner.origin == .digression { return prompt() }
    goBack()
  }

  private mutating func goBack() {
    let previous = frame.history.removeLast()
    undo(previous)
    frame.section = previous.section
    frame.step = previous.step
    asksAgain = true
    isRunning = true
    run()
  }

  private mutating func undo(_ asked: Frame.Asked) {
    for (name, value) in asked.former {
      // A plain nil would be null, which is a value of its own and hides the default.
      if value.isNull { frame.vars.removeValue(forKey: name) } else { frame.vars[name] = value }
    }
  }

  /// What was sent out cannot be taken back, so `back` does not reach past it.
  mutating func forgetHistory() {
    for index in session.frames.indices { session.frames[index].history = [] }
  }

  private func isFilled(_ variable: Named) -> Bool {
    frame.vars[variable.text]?.isNull == false
  }

  // MARK: Going on after an interruption

  mutating func askToResume() { putResuming(session.settled?.words == nil ? .resume : .same) }

  mutating func putResuming(_ sentence: Sentence) {
    frame.isResuming = true
    let words = revision.languagesKnown.buttons(for: session.language)
    let text = revision.sentence(sentence).chat(facts, language: session.language).text
    effects.append(
      .say(
        Say(
          text: text,
          options: [
            Say.Option(id: "yes", label: words.yes), Say.Option(id: "no", label: words.no),
          ], question: Engine.resumeQuestion)))
    touch()
    wait(.asking)
  }

  static let resumeQuestion = "resume"

  /// The answer to "shall we go on".
  mutating func resumeAnswered(_ flag: Bool) {
    frame.isResuming = false
    if let words = session.settled?.words { return sameMatter(flag, words) }
    if flag {
      prompt()
    } else {
      say(.stopped)
      end("stopped")
    }
  }
}
