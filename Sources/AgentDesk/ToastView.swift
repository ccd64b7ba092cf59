import Desk
import Terminal

/// What has just happened, in a box over the conversation's upper right corner.
struct ToastView {
  private static let rows = 4
  private let text: String
  private let isTrouble: Bool
  private let glyphs: Glyphs

  /// What was said last, or else what is offered, as long as it is: its time runs.
  init?(_ model: DeskModel, _ glyphs: Glyphs) {
    let offer = model.offerWords
    guard let text = model.toast?.text ?? offer else { return nil }
    let isOfOffer = offer != nil && model.isAboutOffer
    self.text = isOfOffer ? offer ?? text : text
    isTrouble = isOfOffer ? false : model.toast?.isTrouble ?? false
    self.glyphs = glyphs
  }

  func draw(on grid: inout Grid, _ layout: DeskLayout) {
    let outer = layout.chat ?? layout.list ?? 0..<layout.size.columns
    let words = CleanText(text)
    let style = isTrouble ? Theme.trouble : Theme.accent
    guard outer.count >= 20, layout.chatRows.count >= 5 else {
      // No room for a box: the sentence takes the uppermost row.
      let point = Point(column: outer.lowerBound, row: layout.chatRows.lowerBound)
      grid.write(words.padded(columns: outer.count), at: point, style: style, limit: outer.count)
      return
    }
    let room = min(72, outer.count - 6)
    var lines = words.wrapped(columns: room)
    if lines.count > Self.rows {
      lines =
        Array(lines.prefix(Self.rows - 1)) + [(lines[Self.rows - 1] + " …").fitted(columns: room)]
    }
    let width = (lines.map(\.width).max() ?? 0) + 4
    let left = outer.upperBound - 1 - width
    let top = layout.chatRows.lowerBound + 1
    let columns = left..<(left + width)
    let rows = top..<(top + lines.count + 2)
    grid.fill(rows: rows, columns: columns, style: .plain)
    PaneFrame(style: style).draw(on: &grid, columns, rows, glyphs)
    for (offset, line) in lines.enumerated() {
      grid.write(line, at: Point(column: left + 2, row: top + 1 + offset), style: style)
    }
  }
}
