import Desk
import Terminal

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
    let columns = layout.chat ?? 0..<layout.size.columns
    drawFrame(on: &grid, columns, layout.frame)
    let editor = model.draft.editor.rows(columns: columns.count - 2)
    let first = max(0, min(editor.cursor.row, editor.rows.count) - layout.input.count + 1)
    let style = isNote ? Theme.note : Style.plain
    for (offset, row) in layout.input.enumerated() {
      let start = Point(column: columns.lowerBound, row: row)
      grid.fill(from: start, columns: columns.count, style: .plain)
      if offset == 0 { grid.write(isNote ? "# " : "> ", at: start, style: style) }
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

  private func drawFrame(on grid: inout Grid, _ columns: Range<Int>, _ row: Int) {
    let start = Point(column: columns.lowerBound, row: row)
    let label = CleanText(" \(label) ").fitted(columns: max(4, columns.count - 4))
    if isNote {
      grid.fill(from: start, columns: columns.count, style: Theme.noteFrame)
      grid.write(label, at: Point(column: start.column + 2, row: row), style: Theme.noteFrame)
      return
    }
    grid.write(label, at: Point(column: start.column + 2, row: row), style: Theme.heading)
  }

  private var label: String {
    guard let current = model.current else { return "command" }
    let name = CleanText(String(model.name(current).prefix(64))).fitted(columns: 24).text
    if SlashCommand.isMeant(model.draft.editor.text) { return "command" }
    if isNote { return "INTERNAL NOTE: \(name) will not see this" }
    return model.isMine(current) ? "reply to \(name)" : "not yours: Alt-t takes it"
  }
}
