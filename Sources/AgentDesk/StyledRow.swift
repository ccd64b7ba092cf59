import Terminal

/// A row of text in several styles.
struct StyledRow: Equatable, Sendable {
  struct Span: Equatable, Sendable {
    let text: CleanText
    let style: Style
    /// Where the words lead to.
    var address: String?
  }

  var spans: [Span] = []

  init() {}

  init(_ text: CleanText, _ style: Style = .plain) { spans = [Span(text: text, style: style)] }

  mutating func add(_ text: CleanText, _ style: Style = .plain) {
    spans.append(Span(text: text, style: style))
  }

  func adding(_ text: CleanText, _ style: Style = .plain) -> StyledRow {
    var row = self
    row.add(text, style)
    return row
  }

  mutating func add(_ other: StyledRow) { spans += other.spans }

  /// As much of the beginning as fits, an ellipsis where something is left out.
  func fitted(columns limit: Int) -> StyledRow {
    guard width > limit else { return self }
    var row = StyledRow()
    for span in spans {
      let room = limit - row.width
      guard room > 0 else { break }
      row.spans.append(
        Span(text: span.text.fitted(columns: room), style: span.style, address: span.address))
    }
    return row
  }

  var width: Int { spans.reduce(0) { $0 + $1.text.width } }

  func draw(on grid: inout Grid, at point: Point, limit: Int) {
    var column = point.column
    for span in spans {
      let room = point.column + limit - column
      guard room > 0 else { return }
      var style = span.style
      if let address = span.address { style.link = grid.link(address) }
      column += grid.write(
        span.text, at: Point(column: column, row: point.row), style: style, limit: room)
    }
  }
}
