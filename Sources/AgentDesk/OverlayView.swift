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
    case .shortcuts(let lines):
      box("Replies and macros", lines.map { StyledRow(CleanText($0), .plain) }, 0, on: &grid)
    case .found(let finding): found(finding, on: &grid)
    case .picker(let picker): self.picker(picker, on: &grid)
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
    frame(title, left, top, inner, hasMore: rows.count > first + inner, on: &grid)
    for offset in 0..<inner where first + offset < rows.count {
      let point = Point(column: left + 2, row: top + 1 + offset)
      rows[first + offset].draw(on: &grid, at: point, limit: innerWidth)
    }
    grid.cursor = nil
  }

  private func frame(
    _ title: String, _ left: Int, _ top: Int, _ inner: Int, hasMore: Bool, on grid: inout Grid
  ) {
    let columns = left..<(left + width)
    grid.fill(rows: top..<(top + inner + 2), columns: columns, style: .plain)
    let line = CleanText(String(repeating: glyphs.across, count: width))
    for (row, corners) in [(top, 0), (top + inner + 1, 2)] {
      grid.write(line, at: Point(column: left, row: row), style: Theme.heading, limit: width)
      for (column, corner) in [(left, corners), (left + width - 1, corners + 1)] {
        grid.write(
          CleanText(glyphs.corners[corner]), at: Point(column: column, row: row),
          style: Theme.heading)
      }
    }
    for row in (top + 1)..<(top + inner + 1) {
      for column in [left, left + width - 1] {
        grid.write(
          CleanText(glyphs.down), at: Point(column: column, row: row), style: Theme.heading)
      }
    }
    grid.write(
      CleanText(" \(title) "), at: Point(column: left + 2, row: top), style: Theme.heading,
      limit: width - 4)
    let end = hasMore ? " Down for more, Esc closes " : " Esc closes "
    grid.write(
      CleanText(end), at: Point(column: left + 2, row: top + inner + 1), style: Theme.faint,
      limit: width - 4)
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
      return [StyledRow(term, Theme.agent)]
        + CleanText(meaning).wrapped(columns: innerWidth - 2).map { StyledRow("  " + $0) }
    }
    let lines = CleanText(meaning).wrapped(columns: innerWidth - column - 1)
    let isLong = term.width > column
    var rows = isLong ? [StyledRow(term, Theme.agent)] : []
    for (index, line) in lines.enumerated() {
      let head = index == 0 && !isLong ? term.padded(columns: column) : .spaces(column)
      rows.append(StyledRow(head + " ", Theme.agent).adding(line))
    }
    return rows
  }

  private func people(_ colleagues: [Reply.Colleague]?) -> [StyledRow] {
    guard let colleagues else { return [StyledRow("asking …", Theme.faint)] }
    return colleagues.map { colleague in
      let state = !colleague.isOnline ? "offline" : colleague.isAway ? "away" : "online"
      let login = CleanText("@\(colleague.agent.id.text)").padded(columns: 14) + " "
      return StyledRow(login, Theme.agent)
        .adding(CleanText(colleague.agent.name).padded(columns: 20) + " ")
        .adding(CleanText(state).padded(columns: 8), Theme.faint)
        .adding(CleanText("\(colleague.open) open  \(colleague.role.rawValue)"), Theme.faint)
    }
  }
}
