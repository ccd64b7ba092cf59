import Desk
import Terminal
import Wire

// The board, as it lies over the panes.
extension OverlayView {
  func board(_ board: Board, on grid: inout Grid) {
    var rows: [StyledRow] = []
    var selectedRow = 0
    func add(_ row: StyledRow, _ subject: Board.Subject? = nil) {
      if let subject, subject == board.selected { selectedRow = rows.count }
      rows.append(row)
    }
    add(heading("Queues", "waiting  missed  promised  with agents  oldest  late"))
    for count in model.floor.queueCounts(at: model.deskTime) { add(row(count)) }
    add(StyledRow())
    let risky = model.floor.atRisk(at: model.deskTime)
    add(heading(risky.isEmpty ? "Nobody waits too long" : "Waiting too long, or nearly", ""))
    for summary in risky {
      let subject = Board.Subject.conversation(summary.conversation)
      add(row(summary, isSelected: subject == board.selected), subject)
    }
    add(StyledRow())
    add(heading("Agents", "open     owing  oldest  late  last act"))
    if board.people == nil { add(StyledRow("asking …", Theme.faint)) }
    for worker in model.floor.workers(board.people ?? [], at: model.deskTime) {
      let subject = Board.Subject.agent(worker.colleague.agent.id)
      add(row(worker, isSelected: subject == board.selected), subject)
    }
    let height = max(1, min(model.size.rows - 5, max(10, rows.count)))
    let scroll = max(0, min(selectedRow - height / 2, rows.count - height))
    rows = Array(rows.dropFirst(scroll).prefix(height))
    while rows.count < height { rows.append(StyledRow()) }
    rows.append(StyledRow(CleanText(hint(board)).fitted(columns: innerWidth), Theme.faint))
    box("The desk, now", rows, 0, on: &grid, height: height + 1)
  }

  private func hint(_ board: Board) -> String {
    let mayActs = model.line.role == .supervisor
    switch board.selected {
    case .conversation?:
      return mayActs ? "Enter reads, n note, t take over, r reassign" : "Enter reads, n note"
    case .agent?:
      return mayActs ? "Enter reads their longest waiting, a send away" : "Enter reads"
    case nil: return "Up and Down choose a customer or an agent"
    }
  }

  /// As wide as the names on the left may be.
  private var nameWidth: Int { max(8, min(30, innerWidth - 54)) }

  private func heading(_ title: String, _ columns: String) -> StyledRow {
    guard innerWidth >= 60, !columns.isEmpty else {
      return StyledRow(CleanText(title), Theme.heading)
    }
    return StyledRow(CleanText(title).padded(columns: nameWidth + 2), Theme.heading)
      .adding(CleanText(columns), Theme.faint)
  }

  private func row(_ count: Board.QueueCount) -> StyledRow {
    let name = CleanText("  #\(count.queue.text)").fitted(columns: nameWidth + 2).padded(
      columns: nameWidth + 2)
    return StyledRow(name, Theme.agent)
      .adding(number(count.waiting, 7), count.waiting > 0 ? Theme.heading : Theme.faint)
      .adding(number(count.missed, 8), count.missed > 0 ? Theme.trouble : Theme.faint)
      .adding(number(count.promised, 10), count.promised > 0 ? Theme.plain : Theme.faint)
      .adding(number(count.withAgents, 13), Theme.plain)
      .adding(span(since: count.oldest, 8), Theme.plain)
      .adding(number(count.late, 6), count.late > 0 ? Theme.trouble : Theme.faint)
  }

  private func row(_ summary: Summary, isSelected: Bool) -> StyledRow {
    let isLate = Heat(summary, at: model.deskTime) == .late
    let who = model.name(summary.conversation)
    let known = model.acquaintance(summary.conversation)
    let left = CleanText(
      "\(isSelected ? ">" : " ")\(isLate ? "!" : "~") #\(summary.number) "
        + "\(known.mark(glyphs))\(who)"
    )
    .fitted(columns: nameWidth + 2).padded(columns: nameWidth + 2)
    let place = summary.agent.map { "@\($0.id.text)" } ?? summary.queue.map { "#\($0.text)" } ?? ""
    let room = max(0, innerWidth - nameWidth - 2 - 25)
    let said = summary.subject.isEmpty ? summary.lastText : summary.subject
    let channel = summary.channel.map { "\($0.name) \(glyphs.bullet) " } ?? ""
    let words = "\(known.rawValue) \(glyphs.bullet) \(channel)\(said)"
    let style = isLate ? Theme.trouble : Theme.heading
    return StyledRow(left, isSelected ? Theme.selection : style)
      .adding(span(since: summary.owed.since, 7), style)
      .adding(CleanText("  \(place)").fitted(columns: 18).padded(columns: 18), Theme.agent)
      .adding(CleanText(words).fitted(columns: room), Theme.faint)
  }

  private func row(_ worker: Board.Worker, isSelected: Bool) -> StyledRow {
    let person = worker.colleague
    let isHere = person.isOnline && !person.isAway
    let mark = !person.isOnline ? "-" : person.isAway ? "z" : "*"
    let left = CleanText(
      "\(isSelected ? ">" : " ")\(mark) @\(person.agent.id.text) \(person.agent.name)"
    )
    .fitted(columns: nameWidth + 2).padded(columns: nameWidth + 2)
    let load = person.capacity.map { "\(person.open)/\($0)" } ?? "\(person.open)"
    let isFull = person.capacity.map { person.open >= $0 } ?? false
    return StyledRow(
      left, isSelected ? Theme.selection : isHere ? Theme.plain : Theme.faint
    )
    .adding(CleanText(load).padded(columns: 7), isFull ? Theme.heading : Theme.plain)
    .adding(number(worker.owing, 7), worker.owing > 0 ? Theme.plain : Theme.faint)
    .adding(span(since: worker.oldest, 8), Theme.plain)
    .adding(number(worker.late, 6), worker.late > 0 ? Theme.trouble : Theme.faint)
    .adding(CleanText("  \(state(person))"), Theme.faint)
  }

  private func state(_ person: Reply.Colleague) -> String {
    let presence = person.isOnline && !person.isAway ? nil : person.presence
    let act = person.lastAct.map { Self.ago(max(.zero, model.deskTime.since($0))) }
    return [presence, act].compactMap(\.self).joined(separator: ", ")
  }

  private static func ago(_ span: Duration) -> String {
    let minutes = span.milliseconds / 60_000
    return minutes == 0
      ? "just now" : minutes < 120 ? "\(minutes) min ago" : "\(minutes / 60) h ago"
  }

  private func number(_ count: Int, _ columns: Int) -> CleanText {
    CleanText(count == 0 ? "·" : "\(count)").rightAligned(columns: columns)
  }

  private func span(since moment: Instant?, _ columns: Int) -> CleanText {
    CleanText(moment.map { Times.wait(max(.zero, model.deskTime.since($0))) } ?? "·")
      .rightAligned(columns: columns)
  }
}
