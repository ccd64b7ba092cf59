import Terminal

/// The lines of borders.
struct Glyphs: Sendable {
  let across: String
  let down: String
  /// Where a line across begins and ends at a line down.
  let tees: [String]
  let bullet: String
  /// Upper left, upper right, lower left, lower right.
  let corners: [String]
  /// Beside a customer's words.
  let bar: String
  /// The part of a scroll bar that moves.
  let thumb: String
  /// Before the priority `urgent`, and before `high`.
  let urgent: String
  let high = "^"
  /// Before a customer whose site has signed who they are.
  let verified: String

  static let lines = Glyphs(
    across: "─", down: "│", tees: ["├", "┤"], bullet: "·", corners: ["╭", "╮", "╰", "╯"],
    bar: "▌", thumb: "┃", urgent: "▲", verified: "✓")
  static let ascii = Glyphs(
    across: "-", down: "|", tees: ["+", "+"], bullet: "-", corners: ["+", "+", "+", "+"],
    bar: "<", thumb: "#", urgent: "^", verified: "=")
}

/// A pane's border: what it is at the top, what can be done at the bottom.
struct PaneFrame {
  var title = StyledRow()
  var right = StyledRow()
  var foot = StyledRow()
  var footRight = StyledRow()
  /// The pane that has the keys is framed in the accent.
  var isFocused = false
  /// The whole frame in a colour of its own: a note must never look like a reply.
  var style: Style?
  /// Only the upper line: there is no room for more.
  var isOpen = false

  private var line: Style { style ?? (isFocused ? Theme.accent : Theme.frame) }

  func draw(on grid: inout Grid, _ columns: Range<Int>, _ rows: Range<Int>, _ glyphs: Glyphs) {
    guard let top = rows.first, let bottom = rows.last, columns.count > 3 else { return }
    if isOpen {
      edge(on: &grid, columns, top, title, right, [glyphs.across, glyphs.across], glyphs)
      // There is no lower line: what should stand there stands at the end of the upper one.
      let end = footRight.width > 0 ? footRight : foot
      let start = columns.upperBound - end.width - 1
      guard end.width > 0, start > columns.lowerBound + title.width + 1 else { return }
      return end.draw(on: &grid, at: Point(column: start, row: top), limit: end.width)
    }
    let down = CleanText(glyphs.down)
    for row in rows.dropFirst().dropLast() {
      grid.write(down, at: Point(column: columns.lowerBound, row: row), style: line)
      grid.write(down, at: Point(column: columns.upperBound - 1, row: row), style: line)
    }
    edge(on: &grid, columns, top, title, right, Array(glyphs.corners[..<2]), glyphs)
    guard bottom > top else { return }
    edge(on: &grid, columns, bottom, foot, footRight, Array(glyphs.corners[2...]), glyphs)
  }

  private func edge(
    on grid: inout Grid, _ columns: Range<Int>, _ row: Int, _ left: StyledRow,
    _ right: StyledRow, _ ends: [String], _ glyphs: Glyphs
  ) {
    let middle = String(repeating: glyphs.across, count: columns.count - 2)
    grid.write(
      CleanText(ends[0] + middle + ends[1]), at: Point(column: columns.lowerBound, row: row),
      style: line)
    let room = columns.count - 4
    let fit = left.fitted(columns: room)
    fit.draw(on: &grid, at: Point(column: columns.lowerBound + 2, row: row), limit: room)
    guard right.width > 0, fit.width + right.width + 1 <= room else { return }
    let start = columns.upperBound - 2 - right.width
    right.draw(on: &grid, at: Point(column: start, row: row), limit: right.width)
  }

  /// A line across the pane with words in it: a heading within.
  static func divider(
    on grid: inout Grid, _ columns: Range<Int>, _ row: Int, _ left: StyledRow,
    _ right: StyledRow, _ glyphs: Glyphs, isFocused: Bool
  ) {
    let frame = PaneFrame(isFocused: isFocused)
    frame.edge(on: &grid, columns, row, left, right, glyphs.tees, glyphs)
  }
}
