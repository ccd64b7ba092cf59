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
      hidesList: model.isListHidden, hidesCard: model.isCardHidden)
    let rows = model.draft.editor.rows(columns: max(4, probe.chatWidth - 2)).rows.count
    layout = DeskLayout(
      model.size, inputRows: rows, hasBanner: Banner.text(model) != nil,
      showsList: isSingle && (model.focus == .list || model.current == nil),
      hidesList: model.isListHidden, hidesCard: model.isCardHidden)
    glyphs = model.usesASCII ? .ascii : .lines
  }

  package func grid() -> Grid {
    var grid = Grid(size: model.size)
    grid.title = title
    drawHeader(on: &grid)
    if let banner = Banner.text(model) {
      grid.fill(
        from: Point(column: 0, row: 1), columns: model.size.columns, style: Theme.troubleBar)
      grid.write(
        CleanText(" \(banner)").fitted(columns: model.size.columns),
        at: Point(column: 0, row: 1), style: Theme.troubleBar)
    }
    drawBorders(on: &grid)
    if let list = layout.list { ListPane(model, glyphs).draw(on: &grid, list, layout) }
    if let chat = layout.chat { ConversationPane(model, glyphs).draw(on: &grid, chat, layout.body) }
    if let card = layout.card { drawCard(on: &grid, card) }
    InputPane(model, glyphs).draw(on: &grid, layout)
    drawFooter(on: &grid)
    if let completion = model.tools.completion {
      OverlayView(model, glyphs).completion(
        completion, above: layout.frame, layout.chat ?? 0..<model.size.columns, on: &grid)
    }
    if let overlay = model.overlay { OverlayView(model, glyphs).draw(overlay, on: &grid) }
    return grid
  }

  /// Which conversation of the list is at a place on the screen.
  func conversation(at point: Point) -> ConversationID? {
    guard let list = layout.list, list.contains(point.column), layout.body.contains(point.row)
    else { return nil }
    let rows = ListPane(model, glyphs).visibleRows(list.count, layout.body.count)
    let index = point.row - layout.body.lowerBound
    return rows.indices.contains(index) ? rows[index].conversation : nil
  }

  var furthestScroll: Int {
    guard let chat = layout.chat else { return 0 }
    return ConversationPane(model, glyphs).furthestScroll(chat.count, layout.body.count)
  }

  /// Where to scroll so that the words at a position are seen.
  func scroll(showing seq: Int64) -> Int {
    guard let chat = layout.chat else { return 0 }
    return ConversationPane(model, glyphs).scroll(showing: seq, chat.count, layout.body.count)
  }

  private var title: CleanText {
    let mine = model.floor.mine(model.me).count { model.unread($0) > 0 }
    let news = mine + model.floor.queue.count
    return news > 0 ? "(\(news)) frontdesk" : "frontdesk"
  }

  // MARK: Header and footer

  private func drawHeader(on grid: inout Grid) {
    let width = model.size.columns
    grid.fill(from: Point(column: 0, row: 0), columns: width, style: Theme.bar)
    let right = width >= 50 ? "\(clock)  F1 help " : "\(clock) "
    var left = ""
    for part in headerParts {
      let gap = width < 60 ? "  " : "   "
      let next = left.isEmpty ? " \(part)" : "\(left)\(gap)\(part)"
      guard CleanText(next).width + right.count + 2 <= width else { break }
      left = next
    }
    grid.write(CleanText(left), at: Point(column: 0, row: 0), style: Theme.bar)
    grid.write(
      CleanText(right), at: Point(column: max(0, width - right.count), row: 0), style: Theme.bar)
  }

  private var headerParts: [String] {
    let mine = model.floor.mine(model.me)
    let unread = mine.count { model.unread($0) > 0 }
    let who = "\(model.me?.text ?? "?")@\(model.server)"
    let narrow = model.size.columns < 60
    var parts = [narrow ? "\(status)" : "frontdesk  \(who)  \(status)"]
    let queue = model.floor.queue
    let oldest = model.floor.oldestWait.map {
      " (\(Times.wait(model.deskTime.since($0))))"
    }
    parts.append("queue \(queue.count)\(oldest ?? "")")
    parts.append("mine \(mine.count)\(unread > 0 ? " *\(unread)" : "")")
    if let agents = model.floor.agentsOnline { parts.append("desk \(agents)") }
    return parts
  }

  private var status: String {
    switch model.line.state {
    case .online: model.presence == .away ? "away" : "online"
    case .connecting: "connecting"
    case .offline: "offline"
    case .ended: "ended"
    }
  }

  private var clock: String {
    let time = Times.clock(model.deskTime, offset: model.offset)
    guard model.size.columns >= 110 else { return time }
    return "\(Times.day(model.deskTime, offset: model.offset)) \(time)"
  }

  private func drawFooter(on grid: inout Grid) {
    let point = Point(column: 0, row: layout.footer)
    let width = model.size.columns
    if let toast = model.toast {
      let style = toast.isTrouble ? Theme.trouble : Theme.heading
      grid.write(CleanText(" \(toast.text)").fitted(columns: width), at: point, style: style)
      return
    }
    let right = CleanText(InputPane(model, glyphs).state)
    let room = width - right.width - 3
    var left = ""
    for hint in hints {
      let next = left.isEmpty ? " \(hint)" : "\(left)   \(hint)"
      guard CleanText(next).width <= room else { break }
      left = next
    }
    grid.write(CleanText(left), at: point, style: Theme.faint)
    grid.write(
      right, at: Point(column: max(0, width - right.width - 1), row: layout.footer),
      style: Theme.faint)
  }

  private var hints: [String] {
    if model.focus == .list { return ["Up/Down choose", "Enter open", "t take", "Tab input"] }
    guard let current = model.current else {
      return ["Alt-n take next", "Tab list", "/help commands", "F1 keys"]
    }
    if model.isMine(current) {
      return [
        "/resolve", "/transfer", "Alt-k articles", "^N note", "Alt-a next", "Tab list",
        "Alt-i card", "F1 keys",
      ]
    }
    return ["Alt-t take this", "^N note", "Alt-i card", "Alt-n take next", "Tab list", "F1 keys"]
  }

  // MARK: Borders

  private func drawBorders(on grid: inout Grid) {
    let line = CleanText(String(repeating: glyphs.across, count: model.size.columns))
    grid.write(line, at: Point(column: 0, row: layout.frame), style: Theme.faint)
    for column in [layout.list?.upperBound, layout.card.map { $0.lowerBound - 1 }] {
      guard let column, column < model.size.columns else { continue }
      for row in layout.body.lowerBound..<layout.footer {
        let glyph = row == layout.frame ? glyphs.cross : glyphs.down
        grid.write(CleanText(glyph), at: Point(column: column, row: row), style: Theme.faint)
      }
    }
  }

  private func drawCard(on grid: inout Grid, _ columns: Range<Int>) {
    guard let transcript = model.transcript else { return }
    let rows = CaseCard(transcript, model).rows(columns.count - 2)
    for (row, styled) in zip(layout.body.lowerBound..<layout.frame, rows) {
      let point = Point(column: columns.lowerBound + 1, row: row)
      styled.draw(on: &grid, at: point, limit: columns.count - 2)
    }
  }
}

/// The lines of borders.
struct Glyphs: Sendable {
  let across: String
  let down: String
  let cross: String
  let bullet: String
  /// Upper left, upper right, lower left, lower right.
  let corners: [String]

  static let lines = Glyphs(
    across: "─", down: "│", cross: "┼", bullet: "·", corners: ["┌", "┐", "└", "┘"])
  static let ascii = Glyphs(
    across: "-", down: "|", cross: "+", bullet: "-", corners: ["+", "+", "+", "+"])
}

/// What stands under the header while the desk cannot be reached.
enum Banner {
  static func text(_ model: DeskModel) -> String? {
    let waiting = model.line.outgoing.count(where: \.isOpen)
    let held = waiting == 0 ? "" : ", \(waiting) to be sent"
    switch model.line.state {
    case .online: return nil
    case .connecting: return "connecting to \(model.server)\(held)"
    case .ended(let why): return why.isEmpty ? nil : why
    case .offline(let retryAt, let since):
      let off = max(0, model.now.since(since).milliseconds / 1000)
      let again = max(0, (retryAt.since(model.now).milliseconds + 999) / 1000)
      // The address is known; what stands behind it is the news.
      let why = model.obstacle.map { " (\(String($0.split(separator: ": ").last ?? "")))" } ?? ""
      return "offline \(off) s\(why)\(held), trying again in \(again) s, Alt-r now"
    }
  }
}
