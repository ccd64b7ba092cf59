import Desk
import Terminal
import Wire

/// The conversation in the middle: who it is with, what was said, who is writing.
struct ConversationPane {
  let model: DeskModel
  let glyphs: Glyphs

  init(_ model: DeskModel, _ glyphs: Glyphs) {
    self.model = model
    self.glyphs = glyphs
  }

  func draw(on grid: inout Grid, _ columns: Range<Int>, _ rows: Range<Int>) {
    guard let transcript = model.transcript else { return drawWelcome(on: &grid, columns, rows) }
    let width = columns.count
    var top = rows.lowerBound
    drawTitle(transcript, on: &grid, Point(column: columns.lowerBound, row: top), width)
    top += 1
    // The last row says who is writing; it is kept free so that the words above it do not jump.
    let height = rows.upperBound - top - 1
    guard height > 0 else { return }
    let shown = visibleRows(transcript, width, height)
    for (offset, row) in shown.enumerated() {
      row.draw(on: &grid, at: Point(column: columns.lowerBound, row: top + offset), limit: width)
    }
    let last = Point(column: columns.lowerBound, row: rows.upperBound - 1)
    grid.write(status(transcript).fitted(columns: width), at: last, style: Theme.faint)
  }

  private func drawTitle(
    _ transcript: Transcript, on grid: inout Grid, _ point: Point, _ width: Int
  ) {
    let conversation = transcript.conversation
    let name = CleanText(model.name(conversation.id)).fitted(columns: max(8, width / 3))
    var row = StyledRow(name, Theme.heading)
    var parts: [String] = []
    if let number = conversation.opening?.number { parts.append("#\(number)") }
    if let queue = conversation.queue { parts.append(queue.text) }
    parts.append(conversation.priority.rawValue)
    if let category = conversation.category { parts.append(category) }
    if let language = conversation.opening?.language { parts.append(language) }
    parts.append(stage(conversation.stage))
    for part in parts {
      let text = CleanText("  \(part)")
      guard row.width + text.width <= width else { break }
      row.add(text, Theme.faint)
    }
    row.draw(on: &grid, at: point, limit: width)
  }

  private func stage(_ stage: Stage) -> String {
    switch stage {
    case .withBot: "with the bot"
    case .waiting(let since, _): "waiting \(Times.wait(model.deskTime.since(since)))"
    case .withAgent(let agent): agent.id == model.me ? "yours" : "with \(agent.name)"
    case .promised(let replyBy): promise(replyBy)
    case .missed(let replyBy): replyBy.map { "missed, \(promise($0))" } ?? "missed"
    case .left: "left by the customer"
    case .resolved: "resolved"
    case .closed: "closed"
    }
  }

  /// What is still to come, and what has gone by.
  private func promise(_ replyBy: Instant) -> String {
    let moment =
      "\(Times.day(replyBy, offset: model.offset)) \(Times.clock(replyBy, offset: model.offset))"
    return replyBy < model.deskTime ? "late: was promised by \(moment)" : "reply by \(moment)"
  }

  private func status(_ transcript: Transcript) -> CleanText {
    if model.scroll > 0 { return "\(glyphs.bullet) older words; Alt-> goes to the newest" }
    guard let typist = model.typists[transcript.conversation.id] else { return "" }
    switch typist.author {
    case .customer:
      let name = Saying(me: model.me, offset: model.offset)
        .quoted(model.name(transcript.conversation.id))
      return CleanText("\(name) is typing …")
    case .agent(let agent): return CleanText("\(agent.name) is typing a reply …")
    case .bot, .rule: return ""
    }
  }

  /// The rows that fit, from the bottom up, moved by the model's scroll.
  private func visibleRows(_ transcript: Transcript, _ width: Int, _ height: Int) -> [StyledRow] {
    let rows = EventRows(model, glyphs, width: width)
    var pieces: [[StyledRow]] = [rows.unsent(in: transcript.conversation.id)]
    var count = pieces[0].count
    let wanted = height + model.scroll
    let entries = transcript.entries
    for index in entries.indices.reversed() {
      guard count < wanted else { break }
      let entry = entries[index]
      let previous = index > 0 ? entries[index - 1] : nil
      var piece = rows.separator(before: entry, after: previous)
      if transcript.newAfter == previous?.seq, transcript.newAfter != nil {
        piece.append(rows.newMark)
      }
      piece += rows.rows(for: entry)
      pieces.append(piece)
      count += piece.count
    }
    let all = pieces.reversed().flatMap { $0 }
    let end = max(min(height, all.count), all.count - model.scroll)
    let shown = Array(all[max(0, end - height)..<end])
    if shown.isEmpty && !transcript.isCaughtUp { return [StyledRow("fetching …", Theme.faint)] }
    return shown
  }

  /// How far the words can be moved before the oldest stands at the top.
  func furthestScroll(_ width: Int, _ rows: Int) -> Int {
    guard let transcript = model.transcript else { return 0 }
    let pieces = EventRows(model, glyphs, width: width)
    var count = pieces.unsent(in: transcript.conversation.id).count
    var previous: Entry?
    for entry in transcript.entries {
      count +=
        pieces.separator(before: entry, after: previous).count + pieces.rows(for: entry).count
      previous = entry
    }
    // The title and the line about who is writing are no words.
    return max(0, count - (rows - 2))
  }

  /// How far the words are moved where those at a position stand near the top.
  func scroll(showing seq: Int64, _ width: Int, _ rows: Int) -> Int {
    guard let transcript = model.transcript else { return 0 }
    let pieces = EventRows(model, glyphs, width: width)
    var count = pieces.unsent(in: transcript.conversation.id).count
    for entry in transcript.entries.reversed().prefix(while: { $0.seq >= seq }) {
      count += pieces.rows(for: entry).count
    }
    return max(0, min(furthestScroll(width, rows), count - (rows - 2) + 2))
  }

  private func drawWelcome(on grid: inout Grid, _ columns: Range<Int>, _ rows: Range<Int>) {
    let waiting = model.floor.queue.count
    let lines = [
      waiting == 0 ? "Nobody is waiting." : "\(waiting) waiting.", "",
      "Alt-n   take whoever should be answered first",
      "Tab     go through the list; Enter opens, t takes",
      "Alt-a   go to the next of yours that needs you", "/who    who is at the desk",
      "F1      all keys and commands",
    ]
    let width = lines.map(\.count).max() ?? 0
    let top = rows.lowerBound + max(0, (rows.count - lines.count) / 3)
    let left = columns.lowerBound + max(1, (columns.count - width) / 2)
    for (offset, line) in lines.enumerated() where top + offset < rows.upperBound {
      grid.write(
        CleanText(line), at: Point(column: left, row: top + offset),
        style: offset == 0 ? Theme.heading : Theme.faint, limit: columns.upperBound - left)
    }
  }
}
