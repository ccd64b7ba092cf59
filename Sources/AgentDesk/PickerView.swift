import Desk
import Terminal
import Wire

// Lists to choose from, as they lie over the panes.
extension OverlayView {
  func picker(_ picker: Picker, on grid: inout Grid) {
    let height = max(6, min(24, model.size.rows - 4))
    let editor = picker.words.rows(columns: max(4, innerWidth - 4))
    var rows = [
      StyledRow("> ", Theme.customer).adding(editor.rows[editor.cursor.row]), StyledRow(),
    ]
    let preview = previewRows(picker)
    // What is chosen and what it comes to must both be seen.
    let room = max(1, height - 3 - (preview.isEmpty ? 0 : min(preview.count, height / 2) + 1))
    rows += choices(picker, room)
    if !preview.isEmpty {
      while rows.count < 2 + room { rows.append(StyledRow()) }
      rows.append(
        StyledRow(CleanText(String(repeating: glyphs.across, count: innerWidth)), Theme.faint))
      rows += preview
    }
    rows = Array(rows.prefix(height - 1))
    while rows.count < height - 1 { rows.append(StyledRow()) }
    rows.append(StyledRow(CleanText(foot(picker)).fitted(columns: innerWidth), Theme.faint))
    box(picker.title, rows, 0, on: &grid, height: height)
    place(cursor: editor.cursor.column + 2, height, on: &grid)
  }

  private func place(cursor column: Int, _ height: Int, on grid: inout Grid) {
    let left = (model.size.columns - width) / 2
    let top = max(0, (model.size.rows - height - 2) / 2)
    grid.cursor = Point(column: left + 2 + column, row: top + 1)
  }

  private func foot(_ picker: Picker) -> String {
    if let obstacle = picker.selection?.obstacle { return "not now: \(obstacle)" }
    let count = picker.fitting.count
    return count == 0 ? picker.hint : "\(picker.selected + 1) of \(count)   \(picker.hint)"
  }

  private func choices(_ picker: Picker, _ room: Int) -> [StyledRow] {
    guard !picker.fitting.isEmpty else {
      return [StyledRow(CleanText(picker.question == nil ? picker.note : "asking …"), Theme.faint)]
    }
    // The chosen one in the middle as far as there are others.
    let first = max(0, min(picker.selected - room / 2, picker.fitting.count - room))
    let shown = picker.fitting.enumerated().dropFirst(first).prefix(room)
    // One column for all, so that the eye runs down it.
    let widest = shown.map { CleanText(picker.choices[$0.element].title).width }.max() ?? 0
    return shown.map { place, index in
      row(picker.choices[index], widest, isSelected: place == picker.selected)
    }
  }

  private func row(_ choice: Choice, _ widest: Int, isSelected: Bool) -> StyledRow {
    let isPossible = choice.obstacle == nil
    let key = CleanText(choice.key)
    let room = max(8, innerWidth - 2 - (key.width == 0 ? 0 : key.width + 1))
    let title = CleanText(choice.title)
    let column = min(max(title.width, min(widest, innerWidth * 3 / 5)), room)
    let detail = CleanText(choice.detail).fitted(columns: max(0, room - column - 2))
    let style = isSelected ? Theme.selection : isPossible ? Theme.plain : Theme.faint
    let faint = isSelected ? Theme.selection : Theme.faint
    let text = title.padded(columns: column) + "  "
    var row = StyledRow(isSelected ? "> " : "  ", isSelected ? Theme.customer : Theme.plain)
    row.add(text, style)
    row.add(detail.padded(columns: max(0, room - column - 2)), faint)
    if key.width > 0 { row.add(" " + key, faint) }
    return row
  }

  private func previewRows(_ picker: Picker) -> [StyledRow] {
    guard let preview = picker.preview, case .shortcut(_, let name)? = picker.selection?.pick,
      name == preview.name
    else { return [] }
    let words = preview.text.map { CleanText.wrapped($0, columns: innerWidth) } ?? []
    let acts = preview.acts.flatMap { CleanText.wrapped("- \($0)", columns: innerWidth) }
    return (words + acts).map { StyledRow($0) }
  }

  // MARK: What was said

  /// A search in everything: the words on top, what was found below, the chosen one marked.
  func found(_ finding: Finding, on grid: inout Grid) {
    let height = max(6, min(24, model.size.rows - 4))
    let editor = finding.words.rows(columns: max(4, innerWidth - 4))
    var rows = [
      StyledRow("> ", Theme.customer).adding(editor.rows[editor.cursor.row]), StyledRow(),
    ]
    rows += hits(finding, height - 3)
    rows = Array(rows.prefix(height - 1))
    while rows.count < height - 1 { rows.append(StyledRow()) }
    let foot = "Enter opens it there   from:anna agent:me queue: state: after:2026-11 in:notes"
    rows.append(StyledRow(CleanText(foot).fitted(columns: innerWidth), Theme.faint))
    box("Search", rows, 0, on: &grid, height: height)
    place(cursor: editor.cursor.column + 2, height, on: &grid)
  }

  private func hits(_ finding: Finding, _ room: Int) -> [StyledRow] {
    if let failure = finding.failure {
      return CleanText.wrapped(failure, columns: innerWidth).map { StyledRow($0, Theme.trouble) }
    }
    guard finding.isAnswered else {
      let isAsking = finding.question != nil || finding.dueAt != nil
      return [StyledRow(isAsking ? "searching …" : "type some words", Theme.faint)]
    }
    let listing = FoundListing(finding, offset: model.offset)
    let first = max(0, finding.selected - max(0, room / 3 - 1))
    let shown = listing.hits.enumerated().dropFirst(first).flatMap { place, hit in
      let isChosen = place == finding.selected
      let head = CleanText(hit.head).padded(columns: max(4, innerWidth - 2))
      let words = CleanText.wrapped(hit.text, columns: innerWidth - 4)
      return [
        StyledRow(isChosen ? "> " : "  ", Theme.customer)
          .adding(head, isChosen ? Theme.selection : Theme.heading)
      ] + words.prefix(isChosen ? 4 : 1).map { StyledRow("    " + $0) }
    }
    return shown + listing.ending.map { StyledRow(CleanText($0), Theme.faint) }
  }

  // MARK: Completion

  /// The words that may be put in, above the input.
  func completion(
    _ completion: Completion, above row: Int, _ columns: Range<Int>, on grid: inout Grid
  ) {
    // Without room for one of them Tab puts them into the input all the same.
    let room = min(8, row - 4, completion.candidates.count)
    guard room > 0, columns.count > 8 else { return }
    let chosen = completion.selected ?? 0
    let first = max(0, min(chosen - room / 2, completion.candidates.count - room))
    let shown = completion.candidates.dropFirst(first).prefix(room)
    let name = min(30, shown.map { CleanText($0.text).width }.max() ?? 0)
    let rows = (row - room - 2)..<row
    grid.fill(rows: rows, columns: columns, style: .plain)
    var frame = PaneFrame(isFocused: true)
    let count = "\(completion.selected.map { $0 + 1 } ?? 0)/\(completion.candidates.count)"
    frame.title = StyledRow(" Tab chooses, Esc leaves it ", Theme.faint)
    frame.right = StyledRow(CleanText(" \(count) "), Theme.faint)
    frame.draw(on: &grid, columns, rows, glyphs)
    for (offset, candidate) in shown.enumerated() {
      let isChosen = completion.selected == first + offset
      let text = CleanText(candidate.text).padded(columns: name) + "  "
      let line = CleanText(isChosen ? "> " : "  ") + text + CleanText(candidate.meaning)
      let width = max(4, columns.count - 2)
      grid.write(
        line.padded(columns: width),
        at: Point(column: columns.lowerBound + 1, row: rows.lowerBound + 1 + offset),
        style: isChosen ? Theme.selection : .plain, limit: width)
    }
  }
}
