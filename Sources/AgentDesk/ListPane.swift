import Desk
import Terminal
import Wire

/// The list at the left: who waits, who is mine, what is done.
struct ListPane {
  struct Row {
    let styled: StyledRow
    var conversation: ConversationID?
  }

  let model: DeskModel
  let glyphs: Glyphs

  init(_ model: DeskModel, _ glyphs: Glyphs) {
    self.model = model
    self.glyphs = glyphs
  }

  func draw(on grid: inout Grid, _ columns: Range<Int>, _ layout: DeskLayout) {
    let rows = visibleRows(columns.count, layout.body.count)
    for (offset, row) in rows.enumerated() {
      let point = Point(column: columns.lowerBound, row: layout.body.lowerBound + offset)
      row.styled.draw(on: &grid, at: point, limit: columns.count)
      if row.conversation != nil && row.conversation == model.selected && model.focus == .list {
        grid.restyle(from: point, columns: columns.count) { $0.isReversed = true }
      }
    }
  }

  /// The part of the list that fits, with the selected row in it.
  func visibleRows(_ width: Int, _ height: Int) -> [Row] {
    let rows = rows(width)
    guard rows.count > height, height > 0 else { return rows }
    let selected = rows.firstIndex { $0.conversation != nil && $0.conversation == model.selected }
    let start = min(max(0, (selected ?? 0) - height / 2), rows.count - height)
    var visible = Array(rows[start..<(start + height)])
    let below = rows[(start + height)...].count { $0.conversation != nil }
    if below > 0 {
      let text = CleanText("  +\(below + 1) more …").padded(columns: width)
      visible[height - 1] = Row(styled: StyledRow(text, Theme.faint))
    }
    return visible
  }

  private func rows(_ width: Int) -> [Row] {
    let queue = model.floor.queue
    let promised = model.floor.promised
    let mine = model.floor.mine(model.me)
    var rows = [heading("QUEUE \(queue.count)", queueWait(queue), width)]
    rows += queue.enumerated().map { waiting($1, $0 + 1, width) }
    if queue.isEmpty { rows.append(quiet("nobody is waiting", width)) }
    if !promised.isEmpty {
      rows.append(heading("PROMISED \(promised.count)", "due", width))
      rows += promised.enumerated().map { due($1, queue.count + $0 + 1, width) }
    }
    rows.append(heading("MINE \(mine.count)", mine.isEmpty ? "" : "waits for you", width))
    for (place, summary) in mine.enumerated() { rows += own(summary, place + 1, width) }
    if mine.isEmpty { rows.append(quiet("Alt-n takes the next", width)) }
    if !model.floor.done.isEmpty {
      rows.append(heading("DONE \(model.floor.done.count)", "", width))
      rows += model.floor.done.map { finished($0, width) }
    }
    return rows
  }

  private func queueWait(_ queue: [Summary]) -> String {
    queue.compactMap(\.waitingSince).min().map {
      "oldest \(Times.wait(model.deskTime.since($0)))"
    } ?? ""
  }

  private func heading(_ left: String, _ right: String, _ width: Int) -> Row {
    let text = CleanText(left) + .spaces(1)
    let end = CleanText(right).rightAligned(columns: max(0, width - text.width - 1))
    return Row(styled: StyledRow(text, Theme.heading).adding(end, Theme.faint))
  }

  private func quiet(_ text: String, _ width: Int) -> Row {
    Row(styled: StyledRow(CleanText("    \(text)").fitted(columns: width), Theme.faint))
  }

  /// `>*1 Ana Perez   order   0:48`: marks, place, name, what it is about, how long.
  private func line(
    _ summary: Summary, place: String, mark: String, about: String, time: String, _ style: Style,
    _ width: Int
  ) -> Row {
    let cursor = summary.conversation == model.current ? ">" : " "
    let name = CleanText(model.name(summary.conversation))
    let isWide = width >= 34
    let (placeWidth, aboutWidth, timeWidth) = isWide ? (2, 10, 7) : (1, 7, 5)
    let nameWidth = max(4, width - 2 - placeWidth - 1 - aboutWidth - timeWidth - 1)
    var row = StyledRow(CleanText("\(cursor)\(mark)"), mark == " " ? .plain : Theme.trouble)
    row.add(CleanText(place).rightAligned(columns: placeWidth) + " ", Theme.faint)
    row.add(name.padded(columns: nameWidth) + " ", style)
    row.add(CleanText(about).padded(columns: aboutWidth), Theme.faint)
    row.add(CleanText(time).rightAligned(columns: timeWidth), style)
    return Row(styled: row, conversation: summary.conversation)
  }

  private func about(_ summary: Summary) -> String {
    summary.queue?.text ?? summary.category ?? ""
  }

  private func waiting(_ summary: Summary, _ place: Int, _ width: Int) -> Row {
    let since = summary.waitingSince ?? summary.lastAt
    let isLate = summary.answerBy.map { $0 < model.deskTime } ?? false
    return line(
      summary, place: "\(place)", mark: isLate || summary.priority >= .high ? "!" : " ",
      about: about(summary), time: Times.wait(model.deskTime.since(since)),
      isLate || summary.priority == .urgent ? Theme.heading : .plain, width)
  }

  private func due(_ summary: Summary, _ place: Int, _ width: Int) -> Row {
    let left = summary.replyBy?.since(model.deskTime) ?? .zero
    let isLate = left < .zero
    return line(
      summary, place: "\(place)", mark: isLate ? "!" : " ", about: about(summary),
      time: isLate ? "late" : Times.wait(left), isLate ? Theme.heading : .plain, width)
  }

  private func own(_ summary: Summary, _ place: Int, _ width: Int) -> [Row] {
    let unread = model.unread(summary)
    let waits = summary.lastBy == .customer
    let time = waits ? Times.wait(model.deskTime.since(summary.lastAt)) : "-"
    let row = line(
      summary, place: place <= 9 ? "\(place)" : " ", mark: unread > 0 ? "*" : " ",
      about: hasDraft(summary) ? "(draft)" : about(summary), time: time,
      unread > 0 ? Theme.heading : .plain, width)
    guard width >= 34 else { return [row] }
    let who = waits ? "" : "(you) "
    let text = CleanText("\(who)\(summary.lastText)").fitted(columns: width - 6)
    return [
      row, Row(styled: StyledRow("     " + text, Theme.faint), conversation: summary.conversation),
    ]
  }

  private func hasDraft(_ summary: Summary) -> Bool {
    guard summary.conversation != model.current else { return false }
    return !(model.drafts[summary.conversation]?.editor.isEmpty ?? true)
  }

  private func finished(_ summary: Summary, _ width: Int) -> Row {
    line(
      summary, place: "", mark: " ", about: about(summary),
      time: Times.clock(summary.lastAt, offset: model.offset), Theme.faint, width)
  }
}
