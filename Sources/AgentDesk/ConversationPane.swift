import Desk
import Terminal
import Wire

/// The conversation in the middle: who it is with, what was said, who is writing.
struct ConversationPane {
  let model: DeskModel
  let glyphs: Glyphs
  private let layout: DeskLayout
  private let columns: Range<Int>
  private let height: Int

  init?(_ view: DeskView) {
    guard let chat = view.layout.chat else { return nil }
    model = view.model
    glyphs = view.glyphs
    layout = view.layout
    columns = layout.isFramed ? (chat.lowerBound + 1)..<(chat.upperBound - 1) : chat
    height = layout.isFramed ? layout.chatRows.count - 2 : layout.chatRows.count - 1
  }

  /// Where words are: the columns, and how many rows.
  var area: (columns: Range<Int>, height: Int) { (columns, height) }

  func draw(on grid: inout Grid) {
    let top = layout.chatRows.lowerBound + 1
    guard let transcript = model.transcript else {
      frame(StyledRow(" frontdesk ", Theme.heading), StyledRow(), StyledRow(), on: &grid)
      return drawWelcome(on: &grid, top)
    }
    frame(title(transcript), status(transcript), below, on: &grid)
    guard height > 0 else { return }
    let window = window(transcript)
    // Words stand at the bottom, near to where the answer is written.
    let first = top + max(0, height - window.rows.count)
    for (offset, row) in window.rows.enumerated() {
      let point = Point(column: columns.lowerBound, row: first + offset)
      row.draw(on: &grid, at: point, limit: columns.count)
    }
    drawScrollBar(window, transcript.entries.count, on: &grid, top)
    if window.rows.isEmpty, !transcript.isCaughtUp {
      let words: CleanText =
        model.line.isOnline ? "fetching …" : "it is fetched when the desk is back"
      let start = Point(column: columns.lowerBound, row: top)
      grid.write(words, at: start, style: Theme.faint, limit: columns.count)
    }
  }

  private func frame(
    _ title: StyledRow, _ foot: StyledRow, _ right: StyledRow, on grid: inout Grid
  ) {
    let outer = layout.chat ?? columns
    PaneFrame(
      title: title, foot: foot, footRight: right, isFocused: false, isOpen: !layout.isFramed
    ).draw(on: &grid, outer, layout.chatRows, glyphs)
  }

  private func drawScrollBar(
    _ window: Window, _ count: Int, on grid: inout Grid, _ top: Int
  ) {
    guard layout.isFramed, count > 0, height > 2, window.first > 0 || window.last < count else {
      return
    }
    let shown = max(1, window.last - window.first)
    let length = max(1, height * shown / count)
    let room = height - length
    let start = model.isAtEnd ? room : min(room, room * window.first / max(1, count - shown))
    for row in start..<(start + length) {
      let point = Point(column: columns.upperBound, row: top + row)
      grid.write(CleanText(glyphs.thumb), at: point, style: Theme.accent)
    }
  }

  // MARK: Title and foot

  /// The most telling first; what is left out is the least telling.
  private func title(_ transcript: Transcript) -> StyledRow {
    let conversation = transcript.conversation
    let room = columns.count - 2
    let stage = CleanText(stage(conversation.stage))
    let longest = max(6, min(24, room - stage.width - 6))
    let name = CleanText(model.name(conversation.id)).fitted(columns: longest)
    let known = model.acquaintance(conversation.id)
    var row = StyledRow(CleanText(" \(known.mark(glyphs))"), known.style)
    row.add(name, Theme.heading)
    let separator = CleanText(" \(glyphs.bullet) ")
    row.add(separator, Theme.frame)
    row.add(stage, stageStyle(conversation.stage))
    for part in [StyledRow(CleanText(known.rawValue), known.style)] + parts(conversation)
    where row.width + part.width + 4 <= room {
      row.add(separator, Theme.frame)
      row.add(part)
    }
    row.add(" ")
    return row
  }

  private func stageStyle(_ stage: Stage) -> Style {
    switch stage {
    case .withAgent(let agent): agent.id == model.me ? Theme.good : Theme.warm
    case .waiting, .missed, .promised: Theme.hot
    case .withBot, .left, .resolved, .closed: Theme.faint
    }
  }

  private func parts(_ conversation: Conversation) -> [StyledRow] {
    var parts: [StyledRow] = []
    if let summary = model.floor.summary(conversation.id) {
      let heat = Heat(summary, at: model.deskTime)
      if let by = summary.by, summary.owed.isPerson {
        let left = by.since(model.deskTime)
        let late = Times.wait(.milliseconds(-left.milliseconds))
        let words = left < .zero ? "late by \(late)" : "due in \(Times.wait(left))"
        parts.append(StyledRow(CleanText(words), heat.style))
      } else if summary.owed.isPerson, let since = summary.owed.since {
        let wait = Times.wait(model.deskTime.since(since))
        parts.append(StyledRow(CleanText("waits \(wait)"), heat.style))
      }
    }
    if conversation.priority != .normal {
      let style = conversation.priority >= .high ? Theme.hot : Theme.faint
      parts.append(StyledRow(CleanText(conversation.priority.rawValue), style))
    }
    let queue = conversation.queue?.text
    if let queue { parts.append(StyledRow(CleanText(queue), Theme.tag(queue))) }
    if let category = conversation.category, category != queue {
      parts.append(StyledRow(CleanText(category), Theme.faint))
    }
    if let opening = conversation.opening {
      parts.append(StyledRow(CleanText("#\(opening.number)"), Theme.faint))
      parts.append(StyledRow(CleanText(opening.language), Theme.faint))
    }
    return parts
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

  /// Who is writing, and who else looks.
  private func status(_ transcript: Transcript) -> StyledRow {
    let words = [
      model.readingAlong(transcript.conversation.id), typing(transcript), gone(transcript),
      fetching(transcript),
    ].filter { !$0.isEmpty }.joined(separator: "   ")
    guard !words.isEmpty else { return StyledRow() }
    return StyledRow(
      CleanText(" \(words) ").fitted(columns: max(4, columns.count - 4)), Theme.faint)
  }

  /// How much of a long conversation has come.
  private func fetching(_ transcript: Transcript) -> String {
    let all = model.floor.summary(transcript.conversation.id)?.seq ?? 0
    guard !transcript.isCaughtUp, transcript.seq > 0, all > transcript.seq else { return "" }
    return "fetching, \(transcript.seq) of \(all) …"
  }

  /// Whether the customer has closed the page: they read an answer later, or in a letter. On other
  /// channels nobody knows.
  private func gone(_ transcript: Transcript) -> String {
    let conversation = transcript.conversation
    guard let summary = model.floor.summary(conversation.id), !summary.isPresent,
      summary.stage.isOpen, conversation.opening?.channel == "web"
    else { return "" }
    return "the customer has left the page"
  }

  private func typing(_ transcript: Transcript) -> String {
    switch model.typists[transcript.conversation.id]?.author {
    case .customer:
      let name = Saying(me: model.me, offset: model.offset)
        .quoted(model.name(transcript.conversation.id))
      return "\(name) is typing …"
    case .agent(let agent): return "\(agent.name) is typing a reply …"
    case .bot, .rule, nil: return ""
    }
  }

  /// What is below the screen while older words are read.
  private var below: StyledRow {
    guard !model.isAtEnd else { return StyledRow() }
    let count = model.newBelow
    let key = model.tools.keys.written(.newest) ?? "PgDn"
    return count > 0
      ? StyledRow(CleanText(" \(count) new below: \(key) "), Theme.pill)
      : StyledRow(CleanText(" older words: \(key) goes to the newest "), Theme.faint)
  }

  // MARK: Which rows

  /// A part of the conversation as it is on the screen.
  struct Window {
    var rows: [StyledRow] = []
    /// The entries it tells of.
    var first = 0
    var last = 0
    var hasFold = false
  }

  /// A piece by one of its entries, and how many of its rows are below the screen. One behind the
  /// last entry is what has not been sent.
  private struct Place {
    var index: Int
    var below: Int
  }

  private func pieces(_ transcript: Transcript) -> Pieces {
    let rows = EventRows(
      model, glyphs, width: columns.count - (layout.isFramed ? 1 : 0),
      hasCard: layout.card != nil)
    return Pieces(
      transcript: transcript, rows: rows,
      isUnfolded: model.reading.unfolded.contains(transcript.conversation.id),
      isAiry: height >= 30)
  }

  private func place(_ transcript: Transcript) -> Place {
    let entries = transcript.entries
    guard let anchor = model.reading.anchors[transcript.conversation.id],
      let first = entries.first?.seq
    else { return Place(index: entries.count, below: 0) }
    return Place(
      index: min(max(0, Int(clamping: anchor.seq - first)), entries.count - 1),
      below: anchor.below)
  }

  func window(_ transcript: Transcript) -> Window {
    let (pieces, place) = (pieces(transcript), place(transcript))
    let window = window(pieces, from: place)
    let missing = height - window.rows.count
    guard missing > 0, !model.isAtEnd else { return window }
    // The screen has grown since: what is newer fills it.
    return self.window(pieces, from: moved(place, by: -missing, pieces))
  }

  private func rows(_ pieces: Pieces, _ index: Int) -> (Range<Int>, [StyledRow]) {
    let count = pieces.transcript.entries.count
    guard index < count else {
      return (count..<count, pieces.rows.unsent(in: pieces.transcript.conversation.id))
    }
    let range = pieces.range(around: index)
    return (range, pieces.styled(range))
  }

  /// The rows that fit above a place.
  private func window(_ pieces: Pieces, from place: Place) -> Window {
    var (range, styled) = rows(pieces, place.index)
    var window = Window(first: range.lowerBound, last: range.upperBound)
    // A piece may have become shorter since: some of it is always shown.
    var parts = [Array(styled.dropLast(min(place.below, max(0, styled.count - 1))))]
    var count = parts[0].count
    window.hasFold = place.index < pieces.transcript.entries.count && pieces.isFolded(range)
    while count < height, range.lowerBound > 0 {
      (range, styled) = rows(pieces, range.lowerBound - 1)
      if pieces.isFolded(range) { window.hasFold = true }
      window.first = range.lowerBound
      parts.append(styled)
      count += styled.count
    }
    window.rows = parts.reversed().flatMap { $0 }.suffix(max(0, height))
    return window
  }

  // MARK: Turning the page

  /// The anchor after turning so many rows towards older words; nil at the newest.
  func anchor(movedBy turned: Int) -> Reading.Anchor? {
    guard let transcript = model.transcript, !transcript.entries.isEmpty else { return nil }
    let pieces = pieces(transcript)
    var place = moved(place(transcript), by: turned, pieces)
    if turned > 0 {
      let missing = height - window(pieces, from: place).rows.count
      if missing > 0 { place = moved(place, by: -missing, pieces) }
    }
    return anchor(place, pieces)
  }

  private func anchor(_ place: Place, _ pieces: Pieces) -> Reading.Anchor? {
    let entries = pieces.transcript.entries
    if place.index >= entries.count {
      guard place.below > 0, let last = entries.last else { return nil }
      return Reading.Anchor(seq: last.seq, below: 0)
    }
    let range = pieces.range(around: place.index)
    let isLast = range.upperBound == entries.count && place.below == 0
    if isLast, pieces.rows.unsent(in: pieces.transcript.conversation.id).isEmpty { return nil }
    return Reading.Anchor(seq: entries[range.upperBound - 1].seq, below: place.below)
  }

  private func moved(_ place: Place, by turned: Int, _ pieces: Pieces) -> Place {
    var place = place
    var (range, styled) = rows(pieces, place.index)
    place.below += turned
    while place.below >= styled.count, range.lowerBound > 0 {
      place.below -= styled.count
      (range, styled) = rows(pieces, range.lowerBound - 1)
      place.index = range.lowerBound
    }
    place.below = min(place.below, max(0, styled.count - 1))
    while place.below < 0 {
      guard
        range.upperBound < pieces.transcript.entries.count
          || place.index < pieces.transcript.entries.count
      else { return Place(index: place.index, below: 0) }
      place.index = range.upperBound
      (range, styled) = rows(pieces, place.index)
      place.below += styled.count
    }
    return place
  }

  /// The anchor that has the first new words at the top; nil where all that is new fits.
  var anchorOfNew: Reading.Anchor? {
    guard let transcript = model.transcript, let after = transcript.newAfter else { return nil }
    return anchor(from: after + 1, in: transcript, height)
  }

  /// The anchor that has the words at a position near the top; nil where the newest do.
  func anchor(showing seq: Int64) -> Reading.Anchor? {
    model.transcript.flatMap { anchor(from: seq, in: $0, max(1, height - 2)) }
  }

  private func anchor(
    from seq: Int64, in transcript: Transcript, _ height: Int
  ) -> Reading.Anchor? {
    guard let first = transcript.entries.first?.seq else { return nil }
    let pieces = pieces(transcript)
    var place = Place(index: max(0, Int(clamping: seq - first)), below: 0)
    var count = 0
    while place.index < transcript.entries.count {
      let (range, styled) = rows(pieces, place.index)
      if count + styled.count > height {
        // Where the pieces before it fill the screen, the one before is the lowest.
        place.below = count + styled.count - height
        if count == height { place = Place(index: range.lowerBound - 1, below: 0) }
        return anchor(place, pieces)
      }
      count += styled.count
      place.index = range.upperBound
    }
    return nil
  }
}
