import Desk
import Terminal
import Wire

/// The list at the left: who waits, who was missed, who was promised a reply, who is mine, what is
/// set aside, what is done.
///
/// However many wait, mine stay in sight: each part gets its share of the rows, and says how many
/// more there are.
struct ListPane {
  private struct Part {
    let heading: (left: String, right: String)
    let items: [Summary]
    /// Rows an item takes.
    let height: Int
    /// What stands there when there are no items.
    let quiet: String?
    var share = 0

    var wanted: Int { items.isEmpty ? (quiet == nil ? 0 : 1) : items.count * height }
  }

  let model: DeskModel
  let glyphs: Glyphs

  init(_ model: DeskModel, _ glyphs: Glyphs) {
    self.model = model
    self.glyphs = glyphs
  }

  func draw(on grid: inout Grid, _ columns: Range<Int>, _ layout: DeskLayout) {
    let isFocused = model.focus == .list && model.overlay == nil
    if layout.isFramed {
      PaneFrame(foot: hints, isFocused: isFocused).draw(on: &grid, columns, layout.body, glyphs)
    }
    let inner = layout.isFramed ? (columns.lowerBound + 1)..<(columns.upperBound - 1) : columns
    let rows = visibleRows(inner.count, layout)
    for (offset, row) in rows.enumerated() {
      let point = Point(column: inner.lowerBound, row: layout.body.lowerBound + offset)
      if let right = row.heading {
        drawHeading(row.styled, right, on: &grid, columns, point.row, layout, offset == 0)
        continue
      }
      row.styled.draw(on: &grid, at: point, limit: inner.count)
      if row.conversation != nil && row.conversation == model.selected && isFocused {
        grid.restyle(from: point, columns: inner.count) {
          $0.background = Theme.selection.background
          $0.isBold = true
        }
      }
    }
  }

  private func drawHeading(
    _ left: StyledRow, _ right: StyledRow, on grid: inout Grid, _ columns: Range<Int>,
    _ row: Int, _ layout: DeskLayout, _ isFirst: Bool
  ) {
    let isFocused = model.focus == .list && model.overlay == nil
    if layout.isFramed && !isFirst {
      return PaneFrame.divider(
        on: &grid, columns, row, left, right, glyphs, isFocused: isFocused)
    }
    var frame = PaneFrame(title: left, right: right, isFocused: isFocused)
    frame.isOpen = !layout.isFramed
    frame.draw(on: &grid, columns, row..<(row + 1), glyphs)
  }

  private var hints: StyledRow {
    let text = model.focus == .list ? " Enter opens, t takes " : " Tab: the list "
    return StyledRow(CleanText(text), Theme.faint)
  }

  /// The rows that fit, with the selected one among them.
  func visibleRows(_ width: Int, _ layout: DeskLayout) -> [ListRows.Row] {
    let height = layout.body.count - (layout.isFramed ? 1 : 0)
    let rows = ListRows(model: model, glyphs: glyphs, width: width)
    let floor = model.floor
    let mine = model.mineInOrder
    let held = height >= Self.heightForHeld ? mine.filter { $0.matter.heldUntil != nil } : []
    let active = Array(mine.dropLast(held.count))
    let waiting = floor.queue.count + floor.missed.count + floor.promised.count
    // Two rows each where all of them fit: the second says what it is about.
    let isTall = waiting * 2 + mine.count * 2 + 5 <= height
    let isMineTall = isTall || model.size.columns >= 110
    var parts = [
      Part(
        heading: ("QUEUE \(floor.queue.count)", oldest), items: floor.queue,
        height: isTall ? 2 : 1, quiet: "nobody is waiting"),
      Part(
        heading: ("MISSED \(floor.missed.count)", "since"), items: floor.missed,
        height: isTall ? 2 : 1, quiet: nil),
      Part(
        heading: ("PROMISED \(floor.promised.count)", "due"), items: floor.promised,
        height: isTall ? 2 : 1, quiet: nil),
      Part(
        heading: ("MINE \(active.count)", active.isEmpty ? "" : "waits for you"), items: active,
        height: isMineTall ? 2 : 1, quiet: "Alt-n takes the next"),
      Part(
        heading: ("ON HOLD \(held.count)", "until"), items: held,
        height: isMineTall ? 2 : 1, quiet: nil),
      Part(heading: ("DONE \(floor.done.count)", ""), items: floor.done, height: 1, quiet: nil),
    ]
    share(height, among: &parts)
    let (queue, missed) = (floor.queue.count, floor.missed.count)
    var shown: [ListRows.Row] = []
    shown += show(parts[0], rows) { rows.waiting($0, $1 + 1, isTall: isTall) }
    shown += show(parts[1], rows) { rows.waiting($0, queue + $1 + 1, isTall: isTall) }
    shown += show(parts[2], rows) { rows.due($0, queue + missed + $1 + 1, isTall: isTall) }
    for part in parts[3...4] {
      shown += show(part, rows) { summary, _ in
        rows.own(
          summary, model.floor.place(summary.conversation) ?? .max, isTall: isMineTall)
      }
    }
    shown += show(parts[5], rows) { summary, _ in rows.finished(summary) }
    return Array(shown.prefix(height))
  }

  /// So many rows leave some for a heading of what is set aside; else it stands below mine.
  private static let heightForHeld = 30

  private var oldest: String {
    model.floor.oldestWait.map { "oldest \(Times.wait(model.deskTime.since($0)))" } ?? ""
  }

  /// Mine first, but never so many that the queue cannot be seen; the queue; the missed; the
  /// promised; what is left shows what is done.
  private func share(_ height: Int, among parts: inout [Part]) {
    let wanted = parts.map(\.wanted)
    let headings = wanted.count { $0 > 0 }
    let rows = max(0, height - headings)
    let kept = min(wanted[1], 2) + min(wanted[2], 2)
    let others = min(wanted[0], 4) + kept
    let mine = min(wanted[3], max(rows - others, rows / 2))
    parts[0].share = min(wanted[0], max(0, rows - mine - kept))
    parts[1].share = min(
      wanted[1], max(0, rows - mine - parts[0].share - min(wanted[2], 2)))
    parts[2].share = min(wanted[2], max(0, rows - mine - parts[0].share - parts[1].share))
    let above = parts[0].share + parts[1].share + parts[2].share
    parts[3].share = min(wanted[3], rows - above)
    parts[4].share = min(wanted[4], rows - above - parts[3].share)
    parts[5].share = rows - above - parts[3].share - parts[4].share
  }

  private func show(
    _ part: Part, _ rows: ListRows, _ row: (Summary, Int) -> [ListRows.Row]
  ) -> [ListRows.Row] {
    guard part.wanted > 0 else { return [] }
    let heading = rows.heading(part.heading.left, part.heading.right)
    guard !part.items.isEmpty else { return [heading, rows.quiet(part.quiet ?? "")] }
    guard part.share < part.wanted else {
      return [heading] + part.items.enumerated().flatMap { row($1, $0) }
    }
    // One row says how many are not shown.
    let room = max(0, part.share - 1) / part.height
    let selected = part.items.firstIndex { $0.conversation == model.selected } ?? 0
    let first = min(max(0, selected - room + 1), max(0, part.items.count - room))
    let window = part.items[first..<min(first + room, part.items.count)]
    let shown = zip(window.indices, window).flatMap { row($1, $0) }
    return [heading] + shown + [rows.quiet("+\(part.items.count - room) more …")]
  }
}
