import Desk
import Terminal
import Wire

// Keys, pastes and the mouse.
extension DeskModel {
  /// A paste of more lines than this is asked about.
  static let pasteLines = 3

  mutating func take(_ input: Input) {
    switch input {
    case .key(let key): press(key)
    case .paste(let text, let isCut): paste(text, isCut: isCut)
    case .mouse(let mouse): point(mouse)
    case .focus(let isInFront):
      self.isInFront = isInFront
      hands.tellsFocus = true
    }
  }

  private mutating func press(_ key: Key) {
    noticed(key)
    if key == .control("c") { return clear() }
    if key == .control("l") { return effects.append(.repaint) }
    if key == .control("z") { return effects.append(.suspend) }
    quitAskedAt = nil
    if let overlay { return press(key, over: overlay) }
    if pressInCompletion(key) { return }
    if key.code == .tab, key.modifiers == [] { return complete() }
    if focus == .list, pressInList(key) { return }
    if key.code == .escape, !alerts.open.isEmpty {
      alerts.settleAll()
      return say("heard: nothing rings again")
    }
    forgetListWord()
    if let action = tools.keys.action(key), !isWriting(key) { return perform(action) }
    type(key)
  }

  mutating func perform(_ action: DeskAction) {
    switch action {
    case .send: submit()
    case .takeBack: takeBack()
    case .toggleNote: toggleNote()
    case .articles: searchArticles(nil)
    case .card: showCard()
    case .complete: complete()
    case .take: carryOut(.take(.current))
    case .takeNext: takeNext()
    case .nextInNeed: goToNextInNeed()
    case .otherPane: goToOtherPane()
    case .pageUp: scroll(by: max(1, size.rows / 2))
    case .pageDown: scroll(by: -max(1, size.rows / 2))
    case .newest: readNewest()
    case .hideList: isListHidden.toggle()
    case .hideCard: isCardHidden.toggle()
    case .retry: retry()
    case .help: overlay = .help(nil, scroll: 0)
    case .board: openBoard()
    case .redraw: effects.append(.repaint)
    case .clear: clear()
    case .suspend: effects.append(.suspend)
    case .first, .second, .third, .fourth, .fifth, .sixth, .seventh, .eighth, .ninth:
      openMine(KeyTable.place(action) ?? 0)
    case .palette, .jump, .history, .shortcuts, .macros, .editor, .accept, .decline, .back,
      .forward, .pastTickets, .categorise, .search, .firstUnread, .narrowList, .widenList,
      .narrowCard, .widenCard, .bare, .openFile,
      .saveFile:
      perform(lookup: action)
    }
  }

  private mutating func toggleNote() {
    guard current != nil else { return say("open a conversation first") }
    draft.isNote.toggle()
    draftChanged()
  }

  private mutating func type(_ key: Key) {
    if focus == .list { focus = .input }
    if key == .text(" "), draft.editor.isEmpty, opensFolded() { return }
    write(key)
  }

  /// What a key does to the text in the input.
  mutating func write(_ key: Key) {
    guard let edit = Edit(key) else { return }
    let before = draft.editor.text
    draft.editor.perform(edit)
    guard draft.editor.text != before else { return sayIfFull(edit) }
    noticedWriting(after: before)
    draftChanged()
    tellTyping()
  }

  private mutating func sayIfFull(_ edit: Edit) {
    guard case .insert = edit else { return }
    say("\(draft.editor.limit) characters is the most; send these first", isTrouble: true)
  }

  /// Tells the others at most every three seconds; they believe it for five.
  private mutating func tellTyping() {
    guard let current, line.isOnline, !draft.isNote, isMine(current),
      !SlashCommand.isMeant(draft.editor.text), now.since(typedAt) >= .seconds(3)
    else { return }
    typedAt = now
    run([.send(.typing(current))])
  }

  /// Completes the word before the cursor; with an empty input goes to the other pane.
  ///
  /// Amid words it never moves the focus: what is typed next is still for the input.
  private mutating func complete() {
    guard focus == .input, !draft.editor.isEmpty else { return goToOtherPane() }
    if !completeWord() { say("nothing to complete here; Shift-Tab goes to the list") }
  }

  private mutating func goToOtherPane() {
    focus = focus == .list ? .input : .list
  }

  private mutating func clear() {
    if case .ask(let ask) = overlay {
      answer(ask, .no)
    } else if overlay != nil {
      overlay = nil
    } else if !draft.editor.isEmpty {
      draft.editor.replace("")
      draft.rest = ""
      draftChanged()
      say("cleared; ^_ brings it back")
    } else if let asked = quitAskedAt, now.since(asked) < .seconds(3) {
      quit()
    } else {
      quitAskedAt = now
      say("^C again to leave; your conversations stay yours for a minute")
    }
  }

  private mutating func paste(_ text: String, isCut: Bool) {
    if case .ask = overlay { return }
    if isCut { say("the paste was too long: its end, after 64 kB, is left out", isTrouble: true) }
    // One line with its line break was pasted to be read first, not to be sent.
    let text = text.last == "\n" && !text.dropLast().contains("\n") ? String(text.dropLast()) : text
    if overlay?.paste(String(text.map { $0.isNewline ? " " : $0 }), at: now) == true { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    guard lines <= Self.pasteLines else {
      overlay = .paste(text, lines: lines)
      return
    }
    insert(text)
  }

  mutating func insert(_ text: String) {
    focus = .input
    draft.insert(text)
    draftChanged()
    let over = draft.rest.unicodeScalars.count
    guard over > 0 else { return }
    say("\(over) characters have no room here: they come when this is sent", isTrouble: true)
  }

  private mutating func press(_ key: Key, over overlay: Overlay) {
    if case .ask(let ask) = overlay { return press(key, over: ask) }
    if key.code == .escape || key == Key(.function(1)) {
      self.overlay = nil
      return
    }
    switch overlay {
    case .help(let topic, let rows): self.overlay = .help(topic, scroll: turned(rows, key))
    case .card(let rows): self.overlay = .card(scroll: turned(rows, key))
    case .articles(let search): self.key(key, in: search)
    case .board(let board): self.key(key, in: board)
    case .colleagues: if key.code == .enter { self.overlay = nil }
    case .shortcuts, .account: self.overlay = nil
    case .password(let change): self.key(key, in: change)
    case .sheet(let sheet): self.key(key, in: sheet)
    case .found(let finding): self.key(key, in: finding)
    case .picker(let picker): self.key(key, in: picker)
    case .ask: break
    case .paste(let text, _):
      if key.code == .enter {
        self.overlay = nil
        insert(text)
      }
    }
  }

  private func turned(_ rows: Int, _ key: Key) -> Int {
    let page = max(1, size.rows - 6)
    switch key.code {
    case .up: return max(0, rows - 1)
    case .down, .enter: return rows + 1
    case .pageUp: return max(0, rows - page)
    case .pageDown, .text(" "): return rows + page
    case .home: return 0
    case .text, .tab, .escape, .backspace, .delete, .insert, .left, .right, .end, .function:
      return rows
    }
  }

  // MARK: The list

  /// Everything the cursor can stand on, in the order of the screen.
  package var listed: [ConversationID] {
    (floor.queue + floor.missed + floor.promised + mineInOrder + floor.done).map(\.conversation)
  }

  /// Mine as the list shows them: what is set aside comes last.
  var mineInOrder: [Summary] {
    let mine = floor.mine(me)
    return mine.filter { $0.matter.heldUntil == nil } + mine.filter { $0.matter.heldUntil != nil }
  }

  private mutating func pressInList(_ key: Key) -> Bool {
    switch (key.code, key.modifiers) {
    case (.up, []): step(-1)
    case (.down, []): step(1)
    case (.home, []): step(-listed.count)
    case (.end, []): step(listed.count)
    case (.enter, []):
      chooseInList()
      return true
    case (.text("?"), []) where hands.listWord.isEmpty: overlay = .help(nil, scroll: 0)
    case (.text(let scalar), []):
      letterInList(scalar)
      return true
    case (.escape, []): focus = .input
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      return false
    }
    forgetListWord()
    return true
  }

  mutating func step(_ places: Int) {
    let rows = listed
    guard !rows.isEmpty else { return }
    let place = selected.flatMap { rows.firstIndex(of: $0) } ?? (places > 0 ? -1 : rows.count)
    selected = rows[min(max(place + places, 0), rows.count - 1)]
  }

  private mutating func point(_ mouse: Mouse) {
    hands.areBusy = true
    switch mouse.action {
    case .wheelUp: wheel(3)
    case .wheelDown: wheel(-3)
    case .press:
      guard overlay == nil else { return }
      if let id = DeskView(self).conversation(at: mouse.point) {
        open(id)
      } else if mouse.point.row >= size.rows - 4 {
        focus = .input
      }
    case .release, .drag: break
    }
  }

  private mutating func wheel(_ rows: Int) {
    switch overlay {
    case .help(let topic, let scroll): overlay = .help(topic, scroll: max(0, scroll - rows))
    case .card(let scroll): overlay = .card(scroll: max(0, scroll - rows))
    case .sheet(let sheet): key(Key(rows > 0 ? .up : .down), in: sheet)
    case .articles, .colleagues, .board, .shortcuts, .account, .password, .paste, .ask, .found,
      .picker:
      break
    case nil: scroll(by: rows)
    }
  }
}
