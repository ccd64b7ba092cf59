import Desk
import Terminal
import Wire

// Help on one command, the own editor, whom to hand over to, and what was refused to a tool.
extension DeskModel {
  mutating func help(_ name: String?) {
    guard let name else {
      overlay = .help(nil, scroll: 0)
      return
    }
    let word = name.hasPrefix("/") ? String(name.dropFirst()) : name
    guard let row = SlashTable.row(word.lowercased()) else {
      let near = SlashTable.nearest(to: word.lowercased()).map { "; did you mean /\($0)?" } ?? ""
      return say("there is no /\(word)\(near)", isTrouble: true)
    }
    overlay = .help(row, scroll: 0)
  }

  /// Whether a key that means an action edits instead: it does as long as it changes something.
  ///
  /// So `^K` cuts while there is something to cut, and `^E` goes to the end of the line.
  func isWriting(_ key: Key) -> Bool {
    guard focus == .input, let edit = Edit(key) else { return false }
    var editor = draft.editor
    editor.perform(edit)
    return editor.text != draft.editor.text || editor.before != draft.editor.before
  }

  // MARK: The own editor

  mutating func edit() {
    saveDrafts()
    effects.append(.edit(draft.editor.text))
  }

  mutating func edited(_ text: String) {
    focus = .input
    guard text != draft.editor.text else { return }
    let limit = draft.editor.limit
    if text.unicodeScalars.count > limit {
      return say(
        "that is \(text.unicodeScalars.count) characters, more than \(limit): nothing was taken",
        isTrouble: true)
    }
    draft.editor.replace(text)
    draftChanged()
  }

  // MARK: What things are called

  /// Asks what things are called and who works here: when something is begun that may name them.
  mutating func askForNamesIfNeeded() {
    guard !tools.hasAskedNames, line.isOnline else { return }
    let before = draft.editor.before
    let isNaming = SlashCommand.isMeant(before) || before.last.map { "@;".contains($0) } ?? false
    if isNaming { askForNames() }
  }

  private mutating func askForNames() {
    guard !tools.hasAskedNames else { return }
    tools.hasAskedNames = true
    for subject in [Question.Subject.names, .agents, .shortcuts("")] {
      run([.send(.ask(Question(id: nextQuestion(), subject)))])
    }
  }

  /// Completes what stands in the input, as soon as it is known what things are called.
  mutating func completeOnceNamed() {
    guard tools.names == Reply.Names(), line.isOnline else {
      _ = completeWord()
      return
    }
    tools.completesOnceNamed = draft.editor.text
    askForNames()
  }

  mutating func namesCame(_ names: Reply.Names) {
    tools.names = names
    let wanted = tools.completesOnceNamed
    tools.completesOnceNamed = nil
    if wanted == draft.editor.text, overlay == nil { _ = completeWord() }
    guard case .picker(let old) = overlay, old.kind == .receivers else { return }
    show(receivers(old.words.text))
  }

  // MARK: Colours and figures

  mutating func choose(_ theme: ThemeName) {
    self.theme = theme
    effects.append(.repaint)
    say("\(theme.rawValue): \(theme.meaning)")
  }

  /// Asks for one's own figures since midnight, or since midnight six days ago.
  mutating func askFigures(_ days: Int) {
    guard line.isOnline else { return say("offline: nobody can be asked", isTrouble: true) }
    let midnight = next(0).milliseconds - 86_400_000
    let since = Instant(milliseconds: midnight - Int64(days - 1) * 86_400_000)
    let question = nextQuestion()
    tools.figuresQuestion = question
    tools.figuresSpan = days == 1 ? "today" : "the last \(days) days"
    run([.send(.ask(Question(id: question, .figures(since: since))))])
  }

  mutating func figuresCame(_ figures: Reply.Figures, for question: Question.ID) {
    guard question == tools.figuresQuestion else { return }
    say(FigureSaying.words(figures, tools.figuresSpan))
  }

  // MARK: The card

  /// Asks what else the customer of the card has said.
  mutating func askForCard() {
    guard let current, line.isOnline else { return }
    let question = nextQuestion()
    tools.pastQuestion = question
    tools.past = nil
    run([.send(.ask(Question(id: question, .past(current))))])
  }

  // MARK: Handing over

  /// Picks among queues and people, with what each is doing.
  mutating func openReceivers(_ id: ConversationID) {
    guard line.isOnline else { return say("offline: nobody can be asked", isTrouble: true) }
    let question = nextQuestion()
    tools.receiversQuestion = question
    show(receivers())
    askForNames()
    run([.send(.ask(Question(id: question, .agents)))])
  }

  mutating func receiversCame(_ question: Question.ID) {
    guard tools.receiversQuestion == question, case .picker(let old) = overlay,
      old.kind == .receivers
    else { return }
    tools.receiversQuestion = nil
    show(receivers(old.words.text))
  }

  private func receivers(_ words: String = "") -> Picker {
    let people = tools.colleagues.filter { $0.agent.id != me }
      .sorted { Self.order($0) < Self.order($1) }
      .map { colleague in
        Choice(
          "@\(colleague.agent.id.text)", detail: colleague.standing,
          obstacle: colleague.isOnline ? nil : "\(colleague.agent.name) is not there",
          .fill("/transfer @\(colleague.agent.id.text) "))
      }
    let queues = tools.names.queues.map { queue in
      Choice("#\(queue.name)", detail: queue.title, .fill("/transfer #\(queue.name) "))
    }
    return Picker(.receivers, people + queues, words: words)
  }

  /// Who can take something first: there, not away, with the least to do.
  private static func order(_ colleague: Reply.Colleague) -> (Int, Int, String) {
    let state = !colleague.isOnline ? 2 : colleague.isAway ? 1 : 0
    return (state, colleague.open, colleague.agent.id.text)
  }

  // MARK: Moments

  /// The next moment at which the clock on the wall shows so many minutes after midnight.
  func next(_ minute: Int) -> Instant {
    let local = deskTime.milliseconds / 1000 + Int64(offset)
    let midnight = local - ((local % 86_400) + 86_400) % 86_400
    let today = midnight + Int64(minute) * 60
    let then = today > local ? today : today + 86_400
    return Instant(milliseconds: (then - Int64(offset)) * 1000)
  }

  // MARK: What was refused

  /// Says why something asked for a tool was not answered; false where it was not for one.
  mutating func refusedToTool(_ question: Question.ID, _ refusal: Refusal) -> Bool {
    tools.openings[question] = nil
    tools.numbers[question] = nil
    switch overlay {
    case .found(var finding) where finding.question == question:
      finding.failure = refusal.why
      finding.question = nil
      overlay = .found(finding)
    case .picker(var picker) where picker.question == question:
      picker.question = nil
      picker.note = refusal.why
      overlay = .picker(picker)
    case .password(var change) where change.question == question:
      change.refused(refusal.why)
      overlay = .password(change)
    case .help, .card, .articles, .colleagues, .board, .found, .picker, .shortcuts, .account,
      .password, .sheet, .paste, .ask, nil:
      return false
    }
    return true
  }
}
