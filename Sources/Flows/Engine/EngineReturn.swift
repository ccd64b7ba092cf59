import Authoring
import Expressions

/// Coming back after the end: to the matter that was thought settled, or with another.
extension Engine {
  // MARK: What is kept

  /// Before an answer changes anything: where the talk goes back to if that answer ends it.
  mutating func remember(_ answer: Answer) {
    rememberPlace()
    settling?.answer = answer.affirmation
  }

  mutating func rememberPlace() {
    var frames = session.frames
    if let last = frames.indices.last {
      frames[last].isResuming = false
      frames[last].burst = nil
    }
    settling = Settled(
      frames: frames, question: currentQuestion == nil ? nil : currentStep?.key,
      shown: session.shown, at: surroundings.now)
  }

  /// The talk is settled. What a survey after it comes to changes nothing of where it stood.
  mutating func settle() {
    guard settling?.frames.first?.origin != .event else { return }
    session.settled = settling
  }

  // MARK: The customer comes back

  /// Out of a survey that the words are no answer to.
  mutating func cameBack(with words: String) {
    session.frames = []
    session.inbox = []
    session.state = .ended(outcome: "")
    restart(with: .said(String(words.unicodeScalars.prefix(bot.limits.text))))
  }

  /// Goes on where the talk was, with all that is known; false where there is no such place, or
  /// where the words are about something else.
  mutating func comeBack(with words: String?) -> Bool {
    guard let settled = session.settled, !settled.frames.isEmpty,
      surroundings.now - settled.at <= bot.limits.age
    else { return false }
    guard let words else {
      settled.wasLeft ? goOnLeft(settled) : goOnUnsettled(settled)
      return true
    }
    if settled.wasLeft { return goOnLeft(settled, words) }
    let normal = Wording.normal(words)
    switch Wording.matter(of: normal, language: session.language) {
    case .sameMatter: goOnUnsettled(settled)
    case .anotherMatter: return false
    case nil:
      if settled.answer == nil || revision.hearing(words, language: session.language).isGreeting
        || revision.triggered(by: normal) != nil || opensAnew(words)
      {
        return false
      }
      askWhetherSame(settled, words)
    }
    return true
  }

  /// Whether the words are what a newcomer would answer to the first question.
  private func opensAnew(_ words: String) -> Bool {
    var trial = self
    trial.beginAnew(with: words)
    return trial.effects.dropFirst(effects.count).contains { effect in
      guard case .metric(let metric, _) = effect else { return false }
      return metric == .answered || metric == .digressed
    }
  }

  /// What was known before the end is known again, so that whoever comes next is told.
  mutating func takeUpWhatWasKnown() {
    guard let settled = session.settled, surroundings.now - settled.at <= bot.limits.age else {
      return
    }
    session.settled = nil
    session.revision = revision.id
    session.startedAt = surroundings.now
    session.customerTurns = 0
    session.frames = settled.frames.filter { revision.flows[$0.flow] != nil }
  }

  private mutating func goOnUnsettled(_ settled: Settled) {
    takeUpWhatWasKnown()
    say(.unsettled)
    guard stands(at: settled), let question = currentQuestion else {
      return askForPerson(.failed, queue: nil)
    }
    guard case .confirm(let yes, let no, let into) = question.kind, let answer = settled.answer
    else { return prompt() }
    session.shown = settled.shown
    accept(
      Answer(
        goto: answer ? no : yes, values: into.map { [$0.text: .bool(!answer)] } ?? [:],
        affirmation: !answer), question)
  }

  // MARK: Left at a question

  private mutating func goOnLeft(_ settled: Settled) {
    takeUpWhatWasKnown()
    if stands(at: settled) { prompt() } else { startEntryFlow() }
  }

  /// An answer to the question that was left is taken; whatever else it is, the customer is asked
  /// whether to go on there.
  private mutating func goOnLeft(_ settled: Settled, _ words: String) -> Bool {
    let normal = Wording.normal(words)
    let isAnother = Wording.matter(of: normal, language: session.language) == .anotherMatter
    guard !isAnother, revision.triggered(by: normal) == nil else { return false }
    takeUpWhatWasKnown()
    guard stands(at: settled) else {
      beginAnew(with: words)
      return true
    }
    session.state = .asking
    touch()
    if takesAnswer(words) { return true }
    session.settled = settled
    session.settled?.words = words
    putResuming(.resume)
    return true
  }

  private func stands(at settled: Settled) -> Bool {
    !session.frames.isEmpty && currentQuestion != nil && currentStep?.key == settled.question
  }

  // MARK: Asked back

  private mutating func askWhetherSame(_ settled: Settled, _ words: String) {
    takeUpWhatWasKnown()
    guard stands(at: settled) else { return beginAnew(with: words) }
    session.settled = settled
    session.settled?.words = words
    putResuming(.same)
  }

  /// The answer to whether it is still about the same.
  mutating func sameMatter(_ flag: Bool, _ words: String) {
    guard flag, var settled = session.settled else { return beginAnew(with: words) }
    settled.words = nil
    session.settled = settled
    guard settled.wasLeft else { return goOnUnsettled(settled) }
    takeUpWhatWasKnown()
    if stands(at: settled) { answer(words) } else { beginAnew(with: words) }
  }

  /// Neither yes nor no: the words may tell by themselves, and nobody is asked twice.
  mutating func stillAsked(_ words: String, _ normal: String) {
    let isAnother = Wording.matter(of: normal, language: session.language) == .anotherMatter
    if isAnother || opensAnew(words) { return beginAnew(with: words) }
    sameMatter(true, words)
  }
}
