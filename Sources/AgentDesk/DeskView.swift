import Desk
package import Terminal

/// The screen as a function of the model.
package struct DeskView {
  let model: DeskModel
  let layout: DeskLayout
  let glyphs: Glyphs

  package init(_ model: DeskModel) {
    self.model = model
    let isSingle = model.size.columns < 60 || model.size.rows < 12
    let probe = DeskLayout(
      model.size, inputRows: 1, hasBanner: false, showsList: false,
      hidesList: model.isListHidden, hidesCard: model.isCardHidden,
      widths: model.tools.widths)
    let rows = model.draft.editor.rows(columns: max(4, probe.inputColumns.count - 2)).rows.count
    layout = DeskLayout(
      model.size, inputRows: rows, hasBanner: Banner.text(model) != nil,
      showsList: isSingle && (model.focus == .list || model.current == nil),
      hidesList: model.isListHidden, hidesCard: model.isCardHidden,
      widths: model.tools.widths)
    glyphs = model.usesASCII ? .ascii : .lines
  }

  package func grid() -> Grid {
    var grid = Grid(size: model.size, palette: model.theme.palette)
    grid.title = title
    DeskHeader(model).draw(on: &grid)
    if let banner = Banner.text(model) {
      let start = Point(column: 0, row: 1)
      grid.fill(from: start, columns: model.size.columns, style: Theme.troubleBar)
      grid.write(
        CleanText(" \(banner)").fitted(columns: model.size.columns), at: start,
        style: Theme.troubleBar)
    }
    if let list = layout.list { ListPane(model, glyphs).draw(on: &grid, list, layout) }
    ConversationPane(self)?.draw(on: &grid)
    if let card = layout.card { drawCard(on: &grid, card) }
    InputPane(model, glyphs).draw(on: &grid, layout)
    if let completion = model.tools.completion {
      OverlayView(model, glyphs).completion(
        completion, above: layout.frame, layout.chat ?? 0..<model.size.columns, on: &grid)
    }
    if let overlay = model.overlay { OverlayView(model, glyphs).draw(overlay, on: &grid) }
    if !model.leavesMouse { ToastView(model, glyphs)?.draw(on: &grid, layout) }
    return grid
  }

  /// Which conversation of the list is at a place on the screen.
  func conversation(at point: Point) -> ConversationID? {
    guard let list = layout.list, list.contains(point.column), layout.body.contains(point.row)
    else { return nil }
    let width = list.count - (layout.isFramed ? 2 : 0)
    let rows = ListPane(model, glyphs).visibleRows(width, layout)
    let index = point.row - layout.body.lowerBound
    return rows.indices.contains(index) ? rows[index].conversation : nil
  }

  /// Where the open conversation is read after turning so many rows towards older words.
  func anchor(movedBy rows: Int) -> Reading.Anchor? {
    ConversationPane(self)?.anchor(movedBy: rows)
  }

  /// Where the first new words are at the top, if they do not fit all.
  var anchorOfNew: Reading.Anchor? { ConversationPane(self)?.anchorOfNew }

  /// The files whose rows are on the screen, oldest first.
  var files: [Attachment] {
    guard let transcript = model.transcript, let pane = ConversationPane(self) else { return [] }
    let window = pane.window(transcript)
    return transcript.entries[window.first..<max(window.first, window.last)].compactMap { entry in
      guard case .said(let message)? = entry.event else { return nil }
      return message.file
    }
  }

  /// Whether something on the screen is folded.
  var showsFold: Bool {
    guard let transcript = model.transcript else { return false }
    return ConversationPane(self)?.window(transcript).hasFold ?? false
  }

  /// Where the words at a position are seen, near the top.
  func anchor(showing seq: Int64) -> Reading.Anchor? {
    ConversationPane(self)?.anchor(showing: seq)
  }

  private var title: CleanText {
    let mine = model.floor.mine(model.me).count { model.unread($0) > 0 }
    let news = mine + model.floor.queue.count
    let insists = model.alerts.open.contains { $0.againAt != nil } ? "!" : ""
    guard news > 0 || !insists.isEmpty else { return "frontdesk" }
    return CleanText("(\(max(news, model.alerts.open.count * insists.count))\(insists)) frontdesk")
  }

  private func drawCard(on grid: inout Grid, _ columns: Range<Int>) {
    guard let transcript = model.transcript else {
      let frame = PaneFrame(title: StyledRow(" card ", Theme.faint))
      return frame.draw(on: &grid, columns, layout.body, glyphs)
    }
    let inner = (columns.lowerBound + 2)..<(columns.upperBound - 1)
    let sections = CaseCard(transcript, model).besides(inner.count)
    let hint = StyledRow(" Alt-i opens, F8 hides ", Theme.faint)
    PaneFrame(foot: hint).draw(on: &grid, columns, layout.body, glyphs)
    var row = layout.body.lowerBound
    let last = layout.body.upperBound - 1
    for (index, section) in sections.enumerated() where row < last {
      let title = StyledRow(CleanText(" \(section.title) "), Theme.heading)
      if index == 0 {
        PaneFrame(title: title).draw(on: &grid, columns, row..<(row + 1), glyphs)
      } else {
        PaneFrame.divider(on: &grid, columns, row, title, StyledRow(), glyphs, isFocused: false)
      }
      row += 1
      for styled in section.rows where row < last {
        styled.draw(
          on: &grid, at: Point(column: inner.lowerBound, row: row), limit: inner.count)
        row += 1
      }
    }
    drawLog(on: &grid, columns, row, last)
  }

  /// What was told lately, where the card leaves room for it.
  private func drawLog(on grid: inout Grid, _ columns: Range<Int>, _ row: Int, _ last: Int) {
    guard last - row >= 4, !model.log.lines.isEmpty else { return }
    let width = columns.count - 3
    var lines: [StyledRow] = []
    for line in model.log.lines {
      let time = CleanText(Times.clock(line.at, offset: model.offset)) + " "
      let words = CleanText(line.text).wrapped(columns: width - 6).prefix(3)
      guard lines.count + words.count < last - row - 1 else { break }
      for (index, text) in words.enumerated() {
        lines.append(
          StyledRow(index == 0 ? time : .spaces(6), Theme.faint).adding(text, Theme.faint))
      }
    }
    let title = StyledRow(" LOG ", Theme.heading)
    PaneFrame.divider(on: &grid, columns, row, title, StyledRow(), glyphs, isFocused: false)
    for (offset, line) in lines.enumerated() {
      let point = Point(column: columns.lowerBound + 2, row: row + 1 + offset)
      line.draw(on: &grid, at: point, limit: width)
    }
  }
}

/// What stands under the header while the desk cannot be reached.
enum Banner {
  static func text(_ model: DeskModel) -> String? {
    let waiting = model.line.outgoing.count(where: \.isOpen)
    let held = waiting == 0 ? "" : ", \(waiting) to be sent"
    switch model.line.state {
    case .online:
      return model.isQuiet
        ? "checking the line: no answer for some seconds\(held); Alt-r connects anew" : nil
    case .connecting: return "connecting to \(model.server)\(held)"
    case .ended(let why): return why.isEmpty ? nil : why
    case .offline(let retryAt, let since):
      let off = max(0, model.now.since(since).milliseconds / 1000)
      let again = max(0, (retryAt.since(model.now).milliseconds + 999) / 1000)
      // The address is known; what stands behind it is the news. The key comes before what may be
      // cut.
      let why = model.obstacle.map { ": \(String($0.split(separator: ": ").last ?? ""))" } ?? ""
      return "offline \(off) s\(held), trying again in \(again) s, Alt-r now\(why)"
    }
  }
}
