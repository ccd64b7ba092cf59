/// The model of a text field of one or more lines: text, cursor, undo, what was cut, history.
///
/// The cursor stands between two characters as readers see them; Backspace takes a whole one.
/// Pure: it knows neither keys nor screen. Holds at most `limit` scalars of text, 200 steps of
/// undo and 100 texts of history; the oldest go first.
package struct LineEditor: Hashable, Sendable {
  /// The most Unicode scalars it takes; what is over is not inserted.
  package let limit: Int

  private var content: CursoredText
  private var past: [CursoredText] = []
  private var future: [CursoredText] = []
  private var killed = ""
  private var history: [String] = []
  private var recalled: Int?
  private var stash = ""
  private var last = Kind.other

  /// What the last edit was: runs of one kind are undone, or put back, together.
  private enum Kind: Hashable, Sendable { case typing, erasing, killing, other }

  package init(_ text: String = "", limit: Int = 4000) {
    self.limit = limit
    content = CursoredText(before: Self.cut(text, to: limit))
  }

  package var text: String { content.before + content.after }
  package var isEmpty: Bool { content.before.isEmpty && content.after.isEmpty }

  /// The text before the cursor.
  package var before: String { content.before }

  /// Replaces everything; can be undone.
  package mutating func replace(_ text: String) {
    remember(.other)
    content = CursoredText(before: Self.cut(text, to: limit))
  }

  /// Empties the field, keeps the text in the history, and returns it.
  package mutating func submit() -> String {
    let text = text
    if !text.isEmpty && history.last != text { history.append(text) }
    if history.count > 100 { history.removeFirst() }
    content = CursoredText()
    past = []
    future = []
    recalled = nil
    last = .other
    return text
  }

  package mutating func perform(_ edit: Edit) {
    switch edit {
    case .insert(let text): insert(text)
    case .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .lineUp, .lineDown:
      move(edit)
      last = .other
    case .backspace: erase { _ = $0.before.popLast() }
    case .delete: erase { if !$0.after.isEmpty { $0.after.removeFirst() } }
    case .killToLineStart: kill(isBack: true) { $0.cut(back: $0.lineStart) }
    case .killToLineEnd: kill(isBack: false) { $0.cut(forth: $0.cutEnd) }
    case .killWordLeft: kill(isBack: true) { $0.cut(back: $0.wordStart) }
    case .killWordRight: kill(isBack: false) { $0.cut(forth: $0.wordEnd) }
    case .yank: insert(killed)
    case .undo: goBack()
    case .redo: goForth()
    }
  }

  private mutating func move(_ edit: Edit) {
    switch edit {
    case .left: content.left()
    case .right: content.right()
    case .wordLeft: content.shift(back: content.wordStart)
    case .wordRight: content.shift(forth: content.wordEnd)
    case .lineStart: content.shift(back: content.lineStart)
    case .lineEnd: content.shift(forth: content.lineEnd)
    case .lineUp: content.before.contains("\n") ? content.lineUp() : recall(-1)
    case .lineDown: content.after.contains("\n") ? content.lineDown() : recall(1)
    case .insert, .backspace, .delete, .killToLineStart, .killToLineEnd, .killWordLeft,
      .killWordRight, .yank, .undo, .redo:
      preconditionFailure("only moves move")
    }
  }

  private mutating func insert(_ text: String) {
    let room = limit - content.before.unicodeScalars.count - content.after.unicodeScalars.count
    guard room > 0, !text.isEmpty else { return }
    remember(text.count == 1 && text != " " && text != "\n" ? .typing : .other)
    content.before += Self.cut(text, to: room)
  }

  private mutating func erase(_ change: (inout CursoredText) -> Void) {
    remember(.erasing)
    change(&content)
  }

  private mutating func kill(isBack: Bool, _ cut: (inout CursoredText) -> String) {
    var changed = content
    let text = cut(&changed)
    guard !text.isEmpty else { return }
    let isRun = last == .killing
    remember(.killing)
    killed = isRun ? (isBack ? text + killed : killed + text) : text
    content = changed
  }

  private mutating func remember(_ kind: Kind) {
    if kind == .other || kind != last {
      past.append(content)
      if past.count > 200 { past.removeFirst() }
    }
    future = []
    last = kind
  }

  private mutating func goBack() {
    guard let moment = past.popLast() else { return }
    future.append(content)
    content = moment
    last = .other
  }

  private mutating func goForth() {
    guard let moment = future.popLast() else { return }
    past.append(content)
    content = moment
    last = .other
  }

  /// Shows an earlier or later submitted text; what was being written comes back at the end.
  private mutating func recall(_ step: Int) {
    let position = (recalled ?? history.count) + step
    guard position >= 0, position <= history.count, recalled != nil || step < 0 else { return }
    if recalled == nil { stash = text }
    recalled = position == history.count ? nil : position
    remember(.other)
    content = CursoredText(before: recalled.map { history[$0] } ?? stash)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
  }
}
