import Desk
import Terminal
import Wire

/// What lies over the panes: help, card, articles, colleagues, the question about a paste.
struct OverlayView {
  let model: DeskModel
  let glyphs: Glyphs

  init(_ model: DeskModel, _ glyphs: Glyphs) {
    self.model = model
    self.glyphs = glyphs
  }

  func draw(_ overlay: Overlay, on grid: inout Grid) {
    switch overlay {
    case .help(nil, let scroll): box("Keys and commands", help, scroll, on: &grid)
    case .help(let row?, let scroll):
      let lines = row.help.flatMap { CleanText.wrapped($0, columns: innerWidth) }
      box("/\(row.name)", lines.map { StyledRow($0) }, scroll, on: &grid)
    case .card(let scroll):
      let rows = model.transcript.map { CaseCard($0, model).rows(innerWidth) } ?? []
      box("Card", rows, scroll, on: &grid)
    case .articles(let search): articles(search, on: &grid)
    case .colleagues(let colleagues): box("At the desk", people(colleagues), 0, on: &grid)
    case .board(let board): self.board(board, on: &grid)
    case .account(let lines):
      let rows = lines.flatMap { CleanText.wrapped($0, columns: innerWidth) }
      box("Your account", rows.map { StyledRow($0) }, 0, on: &grid)
    case .password(let change): password(change, on: &grid)
    case .sheet(let sheet): SheetView(sheet, model.size).draw(on: &grid)
    case .shortcuts(let lines):
      box("Replies and macros", lines.map { StyledRow(CleanText($0), .plain) }, 0, on: &grid)
    case .found(let finding): found(finding, on: &grid)
    case .picker(let picker): self.picker(picker, on: &grid)
    case .ask(let ask):
      let rows = model.words(of: ask).map { StyledRow(CleanText($0), .plain) }
      box(ask.title, rows, 0, on: &grid)
    case .paste(let text, let lines):
      let preview = CleanText.lines(of: text).prefix(8).map { StyledRow($0, Theme.faint) }
      let question = StyledRow(
        CleanText("Paste \(lines) lines? Enter puts them into the input, Esc drops them."),
        Theme.heading)
      box("Paste", [question, StyledRow()] + preview, 0, on: &grid)
    }
  }

  // MARK: The box

  /// On a narrow screen the whole of it: scraps of panes at its sides would only disturb.
  var width: Int { Self.width(model.size) }
  var innerWidth: Int { Self.innerWidth(model.size) }

  private static func width(_ size: Size) -> Int { size.columns < 100 ? size.columns : 84 }
  static func innerWidth(_ size: Size) -> Int { max(4, width(size) - 4) }

  func box(
    _ title: String, _ rows: [StyledRow], _ scroll: Int, on grid: inout Grid, height: Int? = nil
  ) {
    let room = max(1, model.size.rows - 4)
    let inner = min(room, height ?? rows.count)
    let first = max(0, min(scroll, rows.count - inner))
    let left = (model.size.columns - width) / 2
    let top = max(0, (model.size.rows - inner - 2) / 2)
    let hasMore = rows.count > first + inner
    frame(title, left, top, inner, hasMore: hasMore, on: &grid)
    for offset in 0..<inner where first + offset < rows.count {
      let point = Point(column: left + 2, row: top + 1 + offset)
      rows[first + offset].draw(on: &grid, at: point, limit: innerWidth)
    }
    if rows.count > inner {
      drawScrollBar(first, inner, rows.count, Point(column: left + width - 1, row: top + 1), &grid)
    }
    grid.cursor = nil
  }

  private func drawScrollBar(
    _ first: Int, _ shown: Int, _ all: Int, _ top: Point, _ grid: inout Grid
  ) {
    let length = max(1, shown * shown / all)
    let start = (shown - length) * first / max(1, all - shown)
    for row in start..<(start + length) {
      let point = Point(column: top.column, row: top.row + row)
      grid.write(CleanText(glyphs.thumb), at: point, style: Theme.heading)
    }
  }

  private func frame(
    _ title: String, _ left: Int, _ top: Int, _ inner: Int, hasMore: Bool, on grid: inout Grid
  ) {
    let columns = left..<(left + width)
    let rows = top..<(top + inner + 2)
    grid.fill(rows: rows, columns: columns, style: .plain)
    var frame = PaneFrame(isFocused: true)
    frame.title = StyledRow(CleanText(" \(title) "), Theme.heading)
    let end = hasMore ? " Down for more, Esc closes " : " Esc closes "
    frame.foot = StyledRow(CleanText(end), Theme.faint)
    frame.draw(on: &grid, columns, rows, glyphs)
  }

  // MARK: What stands in it

  private var help: [StyledRow] {
    var rows: [StyledRow] = []
    for (group, keys) in model.tools.keys.groups {
      if !rows.isEmpty { rows.append(StyledRow()) }
      rows.append(StyledRow(CleanText(group), Theme.heading))
      rows += keys.flatMap { pair($0.keys, $0.meaning, 16) }
    }
    rows += [StyledRow(), StyledRow("Commands", Theme.heading)]
    for row in SlashTable.rows {
      rows += pair(row.usage, row.meaning, 34)
    }
    return rows
  }

  /// A term and its meaning; on a narrow screen the meaning goes below.
  private func pair(_ term: String, _ meaning: String, _ column: Int) -> [StyledRow] {
    let term = CleanText(term)
    guard innerWidth >= column + 24 else {
      return [StyledRow(term, Theme.accent)]
        + CleanText(meaning).wrapped(columns: innerWidth - 2).map { StyledRow("  " + $0) }
    }
    let lines = CleanText(meaning).wrapped(columns: innerWidth - column - 1)
    let isLong = term.width > column
    var rows = isLong ? [StyledRow(term, Theme.accent)] : []
    for (index, line) in lines.enumerated() {
      let head = index == 0 && !isLong ? term.padded(columns: column) : .spaces(column)
      rows.append(StyledRow(head + " ", Theme.accent).adding(line))
    }
    return rows
  }

  private func people(_ colleagues: [Reply.Colleague]?) -> [StyledRow] {
    guard let colleagues else { return [StyledRow("asking …", Theme.faint)] }
    return colleagues.map { colleague in
      let login = CleanText("@\(colleague.agent.id.text)").padded(columns: 14) + " "
      return StyledRow(login, Theme.agent)
        .adding(CleanText(colleague.agent.name).padded(columns: 20) + " ")
        .adding(CleanText(colleague.presence).padded(columns: 8), Theme.faint)
        .adding(CleanText("\(colleague.open) open  \(colleague.role.rawValue)"), Theme.faint)
    }
  }
}
