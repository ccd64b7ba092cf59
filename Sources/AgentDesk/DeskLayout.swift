import Terminal

/// Where the panes are, for a size of screen.
///
/// Under 60 columns or 12 rows one pane is shown, list or conversation, without frames; up to 109
/// columns a narrow list beside it; from 110 a wide one; from 150 the card as well. Ranges include
/// the panes' frames.
struct DeskLayout: Equatable, Sendable {
  let size: Size
  let isFramed: Bool
  let list: Range<Int>?
  let chat: Range<Int>?
  let card: Range<Int>?
  /// The rows of the list and the card.
  let body: Range<Int>
  /// The rows of the conversation; the input is below.
  let chatRows: Range<Int>
  /// The row of the input's upper line; the input follows.
  let frame: Int
  let input: Range<Int>
  /// The last row: the input's lower line, or where there are no frames its hints.
  let footer: Int

  init(
    _ size: Size, inputRows: Int, hasBanner: Bool, showsList: Bool, hidesList: Bool,
    hidesCard: Bool, widths: PaneWidths = PaneWidths()
  ) {
    self.size = size
    let isSingle = size.columns < 60 || size.rows < 12
    isFramed = !isSingle
    let usual = size.columns < 110 ? 28 : 40
    let listWidth = PaneWidths.fitting(usual, widths.list, within: size.columns / 2)
    let cardWidth = PaneWidths.fitting(40, widths.card, within: size.columns / 3)
    if isSingle {
      list = showsList ? 0..<size.columns : nil
      chat = showsList ? nil : 0..<size.columns
      card = nil
    } else {
      let start = hidesList ? 0 : listWidth
      let end = size.columns >= 150 && !hidesCard ? size.columns - cardWidth : size.columns
      list = hidesList ? nil : 0..<listWidth
      chat = start..<end
      card = end < size.columns ? end..<size.columns : nil
    }
    footer = size.rows - 1
    let wanted = max(inputRows, size.rows >= 20 ? 2 : 1)
    let rows = min(wanted, 8, max(1, size.rows / 3))
    input = (footer - rows)..<footer
    frame = footer - rows - 1
    let top = hasBanner ? 2 : 1
    chatRows = top..<max(top, frame)
    body = isSingle ? chatRows : top..<max(top, size.rows)
  }

  var chatWidth: Int { chat?.count ?? 0 }
  /// The columns of what is written.
  var inputColumns: Range<Int> {
    let outer = chat ?? 0..<size.columns
    return isFramed ? (outer.lowerBound + 1)..<(outer.upperBound - 1) : outer
  }
}
