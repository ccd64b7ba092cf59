import Desk
import Terminal
import Wire

/// The uppermost row: how the line is, who waits and how long, what is late, the time.
struct DeskHeader {
  private struct Part {
    let row: StyledRow
    /// What is left out first where the screen is narrow has the highest.
    let rank: Int
  }

  private let model: DeskModel

  init(_ model: DeskModel) { self.model = model }

  func draw(on grid: inout Grid) {
    let width = model.size.columns
    grid.fill(from: Point(column: 0, row: 0), columns: width, style: Theme.bar)
    let right = CleanText(width >= 50 ? "\(clock)  F1 help " : "\(clock) ")
    let room = width - right.width - 2
    var shown = parts
    while shown.count > 1, length(shown) > room, let least = shown.map(\.rank).max() {
      shown.removeAll { $0.rank == least }
    }
    var row = StyledRow(" ")
    for (index, part) in shown.enumerated() {
      if index > 0 { row.add(.spaces(width < 60 ? 2 : 3)) }
      row.add(part.row)
    }
    on(bar: row.fitted(columns: max(0, room))).draw(
      on: &grid, at: Point(column: 0, row: 0), limit: max(0, room))
    on(bar: StyledRow(right, Theme.faint)).draw(
      on: &grid, at: Point(column: max(0, width - right.width), row: 0), limit: right.width)
  }

  private func length(_ parts: [Part]) -> Int {
    1 + parts.reduce(0) { $0 + $1.row.width } + (parts.count - 1)
      * (model.size.columns < 60 ? 2 : 3)
  }

  private func on(bar row: StyledRow) -> StyledRow {
    var row = row
    for index in row.spans.indices {
      let span = row.spans[index]
      var style = span.style
      style.background = Theme.bar.background
      row.spans[index] = StyledRow.Span(text: span.text, style: style)
    }
    return row
  }

  private var parts: [Part] {
    let floor = model.floor
    let mine = floor.mine(model.me)
    let owing = [floor.queue, floor.missed, floor.promised, mine]
    var parts = [
      Part(row: StyledRow("frontdesk", Theme.accent), rank: 7),
      Part(row: StyledRow(CleanText("\(model.me?.text ?? "?")@\(model.server)")), rank: 8),
      status,
    ]
    var queue = StyledRow(CleanText("queue \(floor.queue.count)"), Theme.heading)
    if let oldest = floor.oldestWait {
      queue.add(CleanText(" (\(Times.wait(model.deskTime.since(oldest))))"), Theme.faint)
    }
    parts.append(Part(row: queue, rank: 0))
    var own = StyledRow(CleanText("mine \(mine.count)"), Theme.heading)
    let unread = mine.count { model.unread($0) > 0 }
    if unread > 0 { own.add(CleanText(" *\(unread)"), Theme.customer) }
    parts.append(Part(row: own, rank: 1))
    let owed = mine.count { $0.owed.isPerson }
    if owed > 0 { parts.append(Part(row: StyledRow(CleanText("owed \(owed)")), rank: 4)) }
    let late = owing.reduce(0) { sum, list in
      sum + list.count { Heat($0, at: model.deskTime) == .late }
    }
    if late > 0 {
      parts.append(Part(row: StyledRow(CleanText("late \(late)!"), Theme.trouble), rank: 2))
    } else if let next = owing.compactMap({ next($0) }).min() {
      let left = Times.wait(next.since(model.deskTime))
      parts.append(Part(row: StyledRow(CleanText("next due \(left)"), Theme.warm), rank: 5))
    }
    if let agents = floor.agentsOnline {
      parts.append(Part(row: StyledRow(CleanText("desk \(agents)"), Theme.faint), rank: 6))
    }
    return parts
  }

  /// When the first of them should have an answer.
  private func next(_ list: [Summary]) -> Instant? {
    list.lazy.filter { $0.owed.isPerson }.compactMap(\.by).min()
  }

  /// Said wherever it is not what everybody expects.
  private var status: Part {
    let word: String
    switch model.line.state {
    case .online:
      word = model.isQuiet ? "checking the line" : model.presence == .away ? "away" : "online"
    case .connecting: word = "connecting"
    case .offline: word = "offline"
    case .ended: word = "ended"
    }
    let isUsual = word == "online"
    let style = isUsual ? Theme.good : Theme.trouble
    return Part(row: StyledRow(CleanText(word), style), rank: isUsual ? 3 : 0)
  }

  private var clock: String {
    let time = Times.clock(model.deskTime, offset: model.offset)
    guard model.size.columns >= 110 else { return time }
    return "\(Times.day(model.deskTime, offset: model.offset)) \(time)"
  }
}
