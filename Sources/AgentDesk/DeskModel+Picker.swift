import Desk
import Terminal
import Wire

// Lists to choose from: how they are opened, narrowed down and chosen in.
extension DeskModel {
  mutating func perform(lookup action: DeskAction) {
    switch action {
    case .palette: openPalette("")
    case .jump: openJump("")
    case .history: openHistory()
    case .shortcuts: openShortcuts(nil)
    case .macros: openShortcuts(.macro)
    case .editor: edit()
    case .accept: acceptOffer()
    case .decline: carryOut(.order(.decline(reason: nil)))
    case .back: goBack()
    case .forward: goForward()
    case .pastTickets: carryOut(.history)
    case .categorise: correctCategory()
    case .search: carryOut(.search(""))
    case .firstUnread: goToFirstUnread()
    case .narrowList: widen(.list, by: -PaneWidths.step)
    case .widenList: widen(.list, by: PaneWidths.step)
    case .narrowCard: widen(.card, by: -PaneWidths.step)
    case .widenCard: widen(.card, by: PaneWidths.step)
    case .bare: openBare()
    case .openFile: bring(.open)
    case .saveFile: bring(.save)
    case .send, .takeBack, .toggleNote, .articles, .complete, .take, .takeNext, .nextInNeed,
      .otherPane, .first, .second, .third, .fourth, .fifth, .sixth, .seventh, .eighth, .ninth,
      .card,
      .pageUp, .pageDown, .newest, .hideList, .hideCard, .redraw, .board, .retry, .help, .clear,
      .suspend:
      break
    }
  }

  mutating func key(_ key: Key, in picker: Picker) {
    var picker = picker
    let page = max(1, size.rows - 10)
    switch (key.code, key.modifiers) {
    case (.up, []), (.text("p"), .control): picker.step(-1)
    case (.down, []), (.text("n"), .control): picker.step(1)
    case (.pageUp, []): picker.step(-page)
    case (.pageDown, []): picker.step(page)
    case (.enter, []): return choose(in: picker)
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      guard let edit = Edit(key) else { return }
      let before = picker.words.text
      picker.words.perform(edit)
      if picker.words.text != before { picker.narrow() }
    }
    show(picker)
  }

  /// Puts a picker on the screen, and asks soon what its chosen one comes to.
  mutating func show(_ picker: Picker) {
    var picker = picker
    if case .shortcut(_, let name)? = picker.selection?.pick, picker.preview?.name != name {
      picker.previewDueAt = now + .milliseconds(ArticleSearch.rest)
    }
    overlay = .picker(picker)
  }

  private mutating func choose(in picker: Picker) {
    guard let choice = picker.selection else { return }
    if let obstacle = choice.obstacle { return say("not now: \(obstacle)", isTrouble: true) }
    if case .shortcut(let kind, let name) = choice.pick {
      return use(kind, name, of: picker)
    }
    overlay = nil
    pick(choice.pick)
  }

  private mutating func pick(_ pick: Choice.Pick) {
    switch pick {
    case .act(let action): perform(action)
    case .command(let name): begin(name)
    case .open(let id, let seq): go(to: id, seq)
    case .words(let text): insert(text)
    case .fill(let text): fill(text)
    case .search(let words): carryOut(.search(words))
    case .file(let aim, let file): bring(aim, file)
    case .shortcut: break
    }
  }

  /// Does a command that needs no more words; else puts it into the input.
  private mutating func begin(_ name: String) {
    do throws(SlashCommand.Mistake) {
      carryOut(try SlashCommand.read("/\(name)"))
    } catch {
      fill("/\(name) ")
    }
  }

  /// One key to say what it is really about: the desk's categories stand below the input.
  private mutating func correctCategory() {
    guard current != nil else { return say("open a conversation first") }
    fill("/category ")
    completeOnceNamed()
  }

  /// Puts a command into the input; the words that stood there come back when it is done.
  mutating func fill(_ command: String) {
    let text = draft.editor.text
    if !draft.editor.isEmpty, !SlashCommand.isMeant(text) { tools.stash[current] = text }
    focus = .input
    draft.editor.replace(command)
    draftChanged()
  }

  /// Words that had given way to a command come back.
  mutating func bringBackStash() {
    guard let text = tools.stash.removeValue(forKey: current), draft.editor.isEmpty else { return }
    draft.editor.replace(text)
    draftChanged()
  }

  // MARK: Texts sent

  private mutating func openHistory() {
    let choices = tools.sent.reversed().map { text in
      Choice(String(text.prefix(400).map { $0.isNewline ? " " : $0 }), .words(text))
    }
    show(Picker(.history, choices, note: "nothing was sent yet"))
  }

  // MARK: Replies and macros

  private mutating func openShortcuts(_ kind: Reply.Shortcut.Kind?) {
    guard current != nil else { return say("open a conversation first", isTrouble: true) }
    guard line.isOnline else { return say("offline: nothing can be asked", isTrouble: true) }
    var picker = Picker(.shortcuts, [], note: "there are no replies and no macros")
    let id = nextQuestion()
    picker.question = id
    overlay = .picker(picker)
    tools.shortcutKind = kind
    run([.send(.ask(Question(id: id, .shortcuts(""))))])
  }

  /// Takes in the list of replies and macros; false where it was not asked for here.
  mutating func listed(_ shortcuts: [Reply.Shortcut], for question: Question.ID) -> Bool {
    guard case .picker(let old) = overlay, old.question == question else { return false }
    let wanted = shortcuts.filter { tools.shortcutKind == nil || $0.kind == tools.shortcutKind }
    let choices = wanted.map { shortcut in
      Choice(
        shortcut.title.isEmpty ? shortcut.name : shortcut.title,
        detail: "\(shortcut.kind.rawValue) \(shortcut.name)",
        .shortcut(shortcut.kind, shortcut.name))
    }
    show(Picker(.shortcuts, choices, words: old.words.text, note: old.note))
    return true
  }

  /// Asks what the chosen reply or macro comes to, when it has been chosen for a moment.
  mutating func askForPreviewIfDue() {
    guard case .picker(var picker) = overlay, let due = picker.previewDueAt, due <= now else {
      return
    }
    picker.previewDueAt = nil
    if case .shortcut(let kind, let name)? = picker.selection?.pick, let current, line.isOnline {
      let id = nextQuestion()
      picker.question = id
      tools.previewed = name
      run([.send(.ask(Question(id: id, .shortcut(kind, name, current))))])
    }
    overlay = .picker(picker)
  }

  /// Takes in what one comes to; false where it was not asked for here.
  mutating func previewed(_ text: String?, _ acts: [String], for question: Question.ID) -> Bool {
    guard case .picker(var picker) = overlay, picker.question == question else { return false }
    picker.question = nil
    picker.preview = Picker.Preview(name: tools.previewed, text: text, acts: acts)
    overlay = .picker(picker)
    if tools.usesPreview {
      tools.usesPreview = false
      choose(in: picker)
    }
    return true
  }

  /// Uses what has been previewed; what has not is asked for first, so that nobody sends unseen
  /// words.
  private mutating func use(_ kind: Reply.Shortcut.Kind, _ name: String, of picker: Picker) {
    guard let preview = picker.preview, preview.name == name else {
      var picker = picker
      picker.previewDueAt = now
      overlay = .picker(picker)
      tools.usesPreview = kind == .reply
      return askForPreviewIfDue()
    }
    overlay = nil
    if let text = preview.text { return insert(text) }
    carryOut(.order(.macro(name)))
  }
}
