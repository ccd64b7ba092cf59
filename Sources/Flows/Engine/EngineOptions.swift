import SmallActs

// MARK: - The buttons of a question

extension Engine {
  /// The button that a number stands for, counted from 1 as channels without buttons list them; nil
  /// where a number may be an answer of its own.
  func numbered(_ normal: String) -> (option: String, question: String)? {
    guard let number = Int(normal), number >= 1 else { return nil }
    if frame.isResuming {
      return number <= 2 ? (number == 1 ? "yes" : "no", Engine.resumeQuestion) : nil
    }
    guard let key = currentStep?.key, let question = currentQuestion else { return nil }
    var shown: [String]
    switch question.kind {
    case .choice(let options, _):
      // A label that is a number itself, and the numbers of the options.
      guard !revision.isWholeOption(normal, options, language: session.language) else { return nil }
      shown = options.map(\.id.text)
    case .confirm: shown = ["yes", "no"]
    case .file(let request): shown = request.none == nil ? [] : [Engine.noFileOption]
    case .value, .form: return nil
    }
    if question.escape != nil { shown.append(Engine.escapeOption) }
    return number <= shown.count ? (shown[number - 1], key) : nil
  }

  /// Whether the escape says no, or that what was asked for is not wanted any more.
  func reads(_ escape: WayOut, as act: SmallAct) -> Bool {
    let label = escape.label.plain(facts, language: session.language).text
    return ([label] + escape.also.map(\.written.text)).contains { words in
      let meant = revision.hearing(words, language: session.language)
      return act == .no ? meant.confirmation == false : meant.command == act
    }
  }
}
