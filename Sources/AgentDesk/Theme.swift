import Terminal

/// What each part of the screen looks like.
///
/// Colours are the terminal's own, so dark and light both work; no meaning is carried by colour
/// alone: each has its word or mark as well.
enum Theme {
  static let plain = Style.plain
  static let bar = Style(isReversed: true)
  static let heading = Style(isBold: true)
  static let faint = Style(isDim: true)
  static let selection = Style(isReversed: true)
  static let customer = Style(foreground: .palette(6), isBold: true)
  static let agent = Style(foreground: .palette(2), isBold: true)
  static let bot = Style(foreground: .palette(4))
  static let note = Style(foreground: .palette(3))
  static let trouble = Style(foreground: .palette(1), isBold: true)
  static let troubleBar = Style(foreground: .palette(1), isBold: true, isReversed: true)
  static let noteFrame = Style(foreground: .palette(3), isBold: true, isReversed: true)
  static let link = Style(isUnderlined: true)
}

/// A row of text in several styles.
struct StyledRow: Equatable, Sendable {
  struct Span: Equatable, Sendable {
    let text: CleanText
    let style: Style
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

  var width: Int { spans.reduce(0) { $0 + $1.text.width } }

  func draw(on grid: inout Grid, at point: Point, limit: Int) {
    var column = point.column
    for span in spans {
      let room = point.column + limit - column
      guard room > 0 else { return }
      column += grid.write(
        span.text, at: Point(column: column, row: point.row), style: span.style, limit: room)
    }
  }
}
