import Desk
import Terminal
import Wire

/// The input at the bottom, and the frame that says who will read it.
struct InputPane {
  let model: DeskModel
  let glyphs: Glyphs

  init(_ model: DeskModel, _ glyphs: Glyphs) {
    self.model = model
    self.glyphs = glyphs
  }

  /// `142/4000` near the limit, else whether the draft is on disk.
  var state: String {
    let length = model.draft.editor.text.unicodeScalars.count
    if length > model.draft.editor.limit / 2 { return "\(length)/\(model.draft.editor.limit)" }
    guard length > 0, model.current != nil else { return "" }
    return model.draftsDueAt == nil ? "draft saved" : ""
  }

  func draw(on grid: inout Grid, _ layout: DeskLayout) {
    drawFrame(on: &grid, layout)
    let columns = layout.inputColumns
    let editor = model.draft.editor.rows(columns: columns.count - 2)
    let first = max(0, min(editor.cursor.row, editor.rows.count) - layout.input.count + 1)
    let style = isNote ? Theme.note : Style.plain
    for (offset, row) in layout.input.enumerated() {
      let start = Point(column: columns.lowerBound, row: row)
      grid.fill(from: start, columns: columns.count, style: .plain)
      if offset == 0 {
        grid.write(isNote ? "# " : "> ", at: start, style: isNote ? Theme.note : Theme.accent)
      }
      guard editor.rows.indices.contains(first + offset) else { continue }
      let text = Point(column: columns.lowerBound + 2, row: row)
      grid.write(editor.rows[first + offset], at: text, style: style, limit: columns.count - 2)
    }
    guard model.focus == .input, model.overlay == nil else { return }
    grid.cursor = Point(
      column: columns.lowerBound + 2 + editor.cursor.column,
      row: layout.input.lowerBound + editor.cursor.row - first)
  }

  private var isNote: Bool { model.draft.isNote }

  private func drawFrame(on grid: inout Grid, _ layout: DeskLayout) {
    let columns = layout.chat ?? 0..<layout.size.columns
    let room = max(4, columns.count - 4)
    var frame = PaneFrame(isFocused: model.focus == .input && model.overlay == nil)
    frame.isOpen = !layout.isFramed
    if isNote { frame.style = Theme.noteFrame }
    let style = isNote ? Theme.noteFrame : Theme.heading
    frame.title = StyledRow(CleanText(" \(label(room)) ").fitted(columns: room), style)
    let state = state
    if !state.isEmpty {
      frame.right = StyledRow(CleanText(" \(state) "), isNote ? Theme.noteFrame : Theme.faint)
    }
    let hints = hints(room)
    if layout.isFramed {
      frame.foot = StyledRow(hints, isNote ? Theme.noteFrame : Theme.faint)
    } else {
      let point = Point(column: 0, row: layout.footer)
      grid.write(hints, at: point, style: Theme.faint, limit: layout.size.columns)
    }
    let last = layout.isFramed ? layout.footer + 1 : layout.frame + 1
    guard layout.frame < last else { return }
    frame.draw(on: &grid, columns, layout.frame..<last, glyphs)
  }

  /// Who reads what is written. Of a long name the end is cut, never what it means.
  private func label(_ room: Int) -> String {
    guard let current = model.current else { return "command" }
    let words = isNote ? "INTERNAL NOTE:  will not see this".count : "reply to ".count
    let name = CleanText(String(model.name(current).prefix(64)))
      .fitted(columns: min(24, max(6, room - 2 - words))).text
    if SlashCommand.isMeant(model.draft.editor.text) { return "command" }
    if isNote { return "INTERNAL NOTE: \(name) will not see this" }
    return model.isMine(current) ? "reply to \(name)" : notMine(current)
  }

  /// Why one cannot answer here, and the key that changes it.
  private func notMine(_ id: ConversationID) -> String {
    guard let transcript = model.transcripts[id], transcript.isCaughtUp else {
      return "not yours"
    }
    switch transcript.conversation.stage {
    case .waiting, .missed, .promised: return "not yours: Alt-t takes it"
    case .withBot: return "with the bot: Alt-t takes it"
    case .withAgent(let agent): return "with \(agent.name.prefix(24)): ^N writes a note"
    case .left: return "left by the customer: ^N writes a note"
    case .resolved: return "resolved: /reopen opens it again"
    case .closed: return "closed for good: ^N writes a note"
    }
  }

  // MARK: What can be done

  /// As many as fit, the most useful first.
  private func hints(_ room: Int) -> CleanText {
    var text = ""
    for hint in allHints {
      let next = text.isEmpty ? " \(hint)" : "\(text) \(glyphs.bullet) \(hint)"
      guard CleanText(next).width + 1 <= room else { break }
      text = next
    }
    return CleanText(text + " ")
  }

  private var allHints: [String] {
    if model.focus == .list { return ["Enter opens", "t takes", "Tab: the input", "F1 keys"] }
    guard let current = model.current else {
      return ["Alt-n takes the next", "Tab: the list", "/help", "F1 keys"]
    }
    if isNote { return ["Enter keeps the note", "^N back to the reply", "F1 keys"] }
    if model.isMine(current) {
      return [
        "Enter sends", "^N note", "Alt-k articles", "Alt-a next", "/resolve", "/transfer",
        "Alt-i card", "Tab: the list", "F1 keys",
      ]
    }
    return ["Alt-t takes", "^N note", "Alt-i card", "Alt-n next", "Tab: the list", "F1 keys"]
  }
}
