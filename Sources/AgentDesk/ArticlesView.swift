import Desk
import Terminal
import Wire

// The articles: found by words, read to the end.
extension OverlayView {
  func articles(_ search: ArticleSearch, on grid: inout Grid) {
    let height = search.preview == nil ? max(6, min(20, model.size.rows - 4)) : articleHeight
    let editor = search.words.rows(columns: max(4, innerWidth - 8))
    let words = editor.rows[editor.cursor.row]
    var rows = [StyledRow("search  ", Theme.faint).adding(words), StyledRow()]
    rows += search.preview.map { preview($0) } ?? results(search)
    let keys =
      search.preview == nil
      ? "Enter best lines  Alt-Enter whole  Alt-l link  Tab reads"
      : "Enter this passage  Space marks more  Alt-Enter whole  Alt-l link  Tab back"
    rows = Array(rows.prefix(height - 1))
    while rows.count < height - 1 { rows.append(StyledRow()) }
    rows.append(StyledRow(CleanText(keys).fitted(columns: innerWidth), Theme.faint))
    box("Articles", rows, 0, on: &grid, height: height)
    let left = (model.size.columns - width) / 2
    let top = max(0, (model.size.rows - height - 2) / 2)
    grid.cursor = Point(column: left + 2 + 8 + editor.cursor.column, row: top + 1)
  }

  private func results(_ search: ArticleSearch) -> [StyledRow] {
    if let failure = search.failure { return [StyledRow(CleanText(failure), Theme.trouble)] }
    guard !search.found.isEmpty else {
      let isAsking = search.question != nil || search.dueAt != nil
      let text: CleanText =
        isAsking ? "searching …" : search.words.isEmpty ? "type some words" : "nothing found"
      return [StyledRow(text, Theme.faint)]
    }
    // What is chosen must be seen: earlier ones give way.
    return search.found.enumerated().dropFirst(max(0, search.selected - 2)).flatMap {
      index, found in
      let isSelected = index == search.selected
      let title = CleanText(found.title).padded(columns: max(4, innerWidth - 2))
      var rows = [
        StyledRow(isSelected ? "> " : "  ", Theme.customer)
          .adding(title, isSelected ? Theme.selection : Theme.heading)
      ]
      if isSelected {
        rows += CleanText.wrapped(found.excerpt, columns: innerWidth - 4).prefix(4)
          .map { StyledRow("    " + $0, Theme.faint) }
      }
      return rows
    }
  }

  private var articleHeight: Int { Self.readingRows(model.size) + 5 }

  /// Rows of an article that are seen at once.
  static func readingRows(_ size: Size) -> Int { max(1, size.rows - 4 - 5) }

  private func preview(_ reading: ArticleReading) -> [StyledRow] {
    let height = Self.readingRows(model.size)
    let rows = reading.rows(innerWidth - 2)
    let shown = rows.dropFirst(reading.scroll).prefix(height).map { passage, text in
      guard let passage else { return StyledRow() }
      let mark: CleanText =
        reading.marked.contains(passage) ? "*" : passage == reading.chosen ? ">" : " "
      let isHeading = reading.passages[passage].isHeading
      let style = isHeading ? Theme.heading : passage == reading.chosen ? Theme.plain : Theme.faint
      return StyledRow(mark, Theme.customer).adding(" ").adding(text, style)
    }
    let place = rows.isEmpty ? 100 : min(100, (reading.scroll + height) * 100 / rows.count)
    let title = CleanText("\(reading.title)  \(place)%").fitted(columns: innerWidth)
    return [StyledRow(title, Theme.heading)] + shown
  }
}
