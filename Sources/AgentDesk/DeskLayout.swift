import Terminal

/// Where the panes are, for a size of screen.
///
/// Under 60 columns or 12 rows one pane is shown, list or conversation; up to 109 columns a narrow
/// list beside it; from 110 a wide one; from 150 the card as well.
struct DeskLayout: Equatable, Sendable {
  let size: Size
  let list: Range<Int>?
  let chat: Range<Int>?
  let card: Range<Int>?
  /// The rows of the panes, without header, banner, input and footer.
  let body: Range<Int>
  /// The row of the input's frame; the input follows.
  let frame: Int
  let input: Range<Int>
  let footer: Int

  init(
    _ size: Size, inputRows: Int, hasBanner: Bool, showsList: Bool, hidesList: Bool,
    hidesCard: Bool
  ) {
    self.size = size
    let isSingle = size.columns < 60 || size.rows < 12
    let listWidth = size.columns < 110 ? 27 : 38
    if isSingle {
      list = showsList ? 0..<size.columns : nil
      chat = showsList ? nil : 0..<size.columns
      card = nil
    } else {
      let start = hidesList ? 0 : listWidth + 1
      let end = size.columns >= 150 && !hidesCard ? size.columns - 39 : size.columns
      list = hidesList ? nil : 0..<listWidth
      chat = start..<end
      card = end < size.columns ? (end + 1)..<size.columns : nil
    }
    footer = size.rows - 1
    let wanted = max(inputRows, size.rows >= 20 ? 2 : 1)
    let rows = min(wanted, 8, max(1, size.rows / 3))
    input = (footer - rows)..<footer
    frame = footer - rows - 1
    let top = hasBanner ? 2 : 1
    body = top..<max(top, frame)
  }

  var chatWidth: Int { chat?.count ?? 0 }
}
