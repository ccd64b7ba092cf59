import Desk
import Terminal

extension ConversationPane {
  /// What stands there while no conversation is open.
  func drawWelcome(on grid: inout Grid, _ top: Int) {
    let floor = model.floor
    let mine = floor.mine(model.me).count
    var counts: [String] = []
    if floor.queue.count > 0 { counts.append("\(floor.queue.count) waiting") }
    if floor.missed.count > 0 { counts.append("\(floor.missed.count) missed") }
    if floor.promised.count > 0 { counts.append("\(floor.promised.count) promised a reply") }
    if mine > 0 { counts.append("\(mine) yours") }
    let isKnown = floor.isComplete
    let head =
      counts.isEmpty
      ? (isKnown ? "Nobody is waiting." : "The desk has not told yet who waits.")
      : counts.joined(separator: ", ") + "."
    let keys = [
      ("Alt-n", "take whoever should be answered first"),
      ("Tab", "go through the list; Enter opens, t takes"),
      ("Alt-a", "go to the next of yours that needs you"), ("/who", "who is at the desk"),
      ("F1", "all keys and commands"),
    ]
    let outer = area
    let width = min(50, outer.columns.count - 2)
    let left = outer.columns.lowerBound + max(1, (outer.columns.count - width) / 2)
    var row = top + max(0, (outer.height - keys.count - 2) / 3)
    let last = top + outer.height
    let limit = outer.columns.upperBound - left
    guard row < last else { return }
    grid.write(
      CleanText(head), at: Point(column: left, row: row), style: Theme.heading, limit: limit)
    row += 2
    for (key, meaning) in keys where row < last {
      StyledRow(CleanText(key).padded(columns: 7) + " ", Theme.accent)
        .adding(CleanText(meaning), Theme.faint)
        .draw(on: &grid, at: Point(column: left, row: row), limit: limit)
      row += 1
    }
  }
}
