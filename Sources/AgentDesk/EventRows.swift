import Desk
import Terminal
import Wire

/// The rows of a conversation: a gutter of ten columns that only we write, and beside it what was
/// said.
///
/// The gutter says who speaks: a bar and a name for the customer, a name for agents and the bot,
/// `#` for notes. The minute stands at the right. Words never reach into the gutter, so no customer
/// can write a line of somebody else.
struct EventRows {
  static let gutter = 10
  /// Longer rows are hard to read.
  static let widest = 100

  let model: DeskModel
  let glyphs: Glyphs
  let width: Int
  let saying: Saying
  /// Whether the card beside it says what was collected.
  let hasCard: Bool
  let look: RowMemory.Look

  init(_ model: DeskModel, _ glyphs: Glyphs, width: Int, hasCard: Bool = false) {
    self.model = model
    self.glyphs = glyphs
    self.width = width
    self.hasCard = hasCard
    saying = Saying(me: model.me, offset: model.offset)
    look = RowMemory.Look(
      conversation: model.current, customer: model.current.flatMap { model.toldName($0) },
      me: model.me, offset: model.offset, width: width, hasCard: hasCard,
      usesASCII: model.usesASCII, fileKeys: Self.fileKeys(model.tools.keys))
  }

  /// What can be done with a file, with the keys in force.
  private static func fileKeys(_ keys: KeyTable) -> [String] {
    [(DeskAction.openFile, "open"), (.saveFile, "save")].compactMap { action, word in
      keys.written(action).map { "\($0) \(word)" }
    }
  }

  var bodyWidth: Int { min(Self.widest, max(8, width - Self.gutter)) }

  /// One event, with its author's name if `isHead`.
  func rows(for entry: Entry, isHead: Bool, showsTime: Bool) -> [StyledRow] {
    let read = model.readMark(entry)
    let piece = RowMemory.Piece.event(
      seq: entry.seq, isHead: isHead, showsTime: showsTime, read: read)
    return model.rowMemory.rows(of: piece, entry, look) {
      let time = showsTime ? Times.clock(entry.at, offset: model.offset) : nil
      return laid(entry, isHead, [time, read].compactMap { $0 }.joined(separator: ", "))
    }
  }

  private func laid(_ entry: Entry, _ isHead: Bool, _ time: String) -> [StyledRow] {
    switch entry.content {
    case .known(.said(let message)) where message.isErased: return laid(Saying.erased, time)
    case .known(.noted(_, "")): return laid(Saying.erased, time)
    case .known(.said(let message)): return said(message, isHead, time)
    case .known(.noted(let author, let text)):
      let rows = LightMarkup.rows(text, columns: bodyWidth, style: Theme.note)
      return block(rows, "#", isHead ? first(saying.who(author)) : "", Theme.note, time)
    case .known(.queued(let handoff)): return handedOver(handoff, time)
    case .known(let event): return laid(saying.text(event) ?? "", time)
    case .newer: return laid(Saying.newer, time)
    case .hidden: return []
    }
  }

  /// What the desk says of itself.
  func told(_ text: String, _ time: String) -> [StyledRow] {
    model.rowMemory.rows(of: .told(text, time: time), nil, look) { laid(text, time) }
  }

  private func laid(_ text: String, _ time: String) -> [StyledRow] {
    let rows = CleanText.wrapped("\(glyphs.bullet) \(text)", columns: bodyWidth)
    // The minute of what needs no answer may be left out.
    let fits = rows.last.map { Self.gutter + $0.width + time.count + 1 <= width } ?? false
    return block(
      rows.map { StyledRow($0, Theme.faint) }, " ", "", Theme.faint, fits ? time : "")
  }

  private func said(_ message: Message, _ isHead: Bool, _ time: String) -> [StyledRow] {
    switch message.author {
    case .customer:
      let name = look.customer ?? "guest"
      let words = FileSaying.words(message)
      let rows = words.isEmpty ? [] : LightMarkup.plain(words, columns: bodyWidth)
      return block(
        rows + file(message), glyphs.bar, isHead ? first(name) : "", Theme.customer, time)
    case .agent(let agent):
      let words = FileSaying.words(message)
      let rows = words.isEmpty ? [] : LightMarkup.rows(words, columns: bodyWidth)
      return block(
        rows + file(message), " ", isHead ? first(saying.name(agent)) : "", Theme.agent, time)
    case .bot, .rule:
      let rows = LightMarkup.rows(message.text, columns: bodyWidth, style: Theme.bot)
      return block(
        rows + offered(message.offer) + file(message), ":", isHead ? "bot" : "", Theme.bot, time)
    }
  }

  /// A file, with the keys that open and save it; on further rows what does not fit on one.
  private func file(_ message: Message) -> [StyledRow] {
    guard let file = message.file else { return [] }
    let parts = FileSaying.parts(file)
    var rows = [StyledRow(CleanText(parts[0]).fitted(columns: bodyWidth), Theme.link)]
    let others = parts.dropFirst().map { ("  ", $0) } + look.fileKeys.map { ("   ", $0) }
    for (gap, part) in others {
      let text = CleanText(part).fitted(columns: bodyWidth - 2)
      if rows[rows.count - 1].width + gap.count + text.width > bodyWidth {
        rows.append(StyledRow("  "))
      } else {
        rows[rows.count - 1].add(CleanText(gap))
      }
      rows[rows.count - 1].add(text, Theme.faint)
    }
    return rows
  }

  /// What the bot let the customer choose from.
  private func offered(_ offer: Offer?) -> [StyledRow] {
    guard let offer else { return [] }
    var lines = offer.cards.map { "[article] \($0.title)" }
    if !offer.options.isEmpty {
      lines.append(offer.options.map { "[\($0.label)]" }.joined(separator: " "))
    }
    if !offer.form.isEmpty {
      lines.append("[form] " + offer.form.map(\.label).joined(separator: ", "))
    }
    if let wish = offer.takes { lines.append("[file] \(wish.media.joined(separator: ", "))") }
    return lines.flatMap { CleanText.wrapped($0, columns: bodyWidth) }
      .map { StyledRow($0, Theme.faint) }
  }

  /// Rows with their gutter, and the time at the right where there is room for it.
  func block(
    _ body: [StyledRow], _ mark: String, _ name: String, _ style: Style, _ time: String
  ) -> [StyledRow] {
    var rows = body.enumerated().map { index, line in
      let label = CleanText(index == 0 ? name : "").padded(columns: Self.gutter - 2)
      // The bar and the mark of a note go along all of it.
      let edge = index > 0 && mark == ":" ? " " : mark
      var row = StyledRow(CleanText(edge) + label + " ", style)
      row.add(line)
      return row
    }
    guard !time.isEmpty, !rows.isEmpty else { return rows }
    let edge = Self.gutter + bodyWidth
    let fits = [0, rows.count - 1].first { rows[$0].width + time.count + 1 <= edge }
    if fits == nil, width < 45 { return rows }
    if fits == nil { rows.append(StyledRow()) }
    let place = fits ?? rows.count - 1
    let gap = CleanText.spaces(edge - time.count - rows[place].width)
    rows[place].add(gap)
    rows[place].add(CleanText(time), Theme.faint)
    return rows
  }

  /// The first word of a name, so that the gutter stays narrow.
  private func first(_ name: String) -> String {
    let short = name.prefix(64)
    guard let word = short.split(separator: " ").first else { return String(short) }
    // Of an address, whose it is.
    return String(word.split(separator: "@").first ?? word)
  }

  // MARK: The handover

  /// Everything that came with the handover, once, in a box.
  private func handedOver(_ handoff: Handoff, _ time: String) -> [StyledRow] {
    let inner = max(8, min(bodyWidth, 64) - 4)
    var rows: [StyledRow] = []
    if !handoff.summary.isEmpty {
      rows += CleanText.wrapped(handoff.summary, columns: inner).prefix(4).map { StyledRow($0) }
    }
    if !hasCard { rows += fields(handoff.fields, inner) }
    rows += CleanText.wrapped(saying.why(handoff), columns: inner).map {
      StyledRow($0, Theme.faint)
    }
    let title = "handed over to \(saying.plain(handoff.queue.text)), \(handoff.priority.rawValue)"
    return block(boxed(rows, title, " \(time) ", inner), " ", "", Theme.faint, "")
  }

  private func fields(_ fields: [Field], _ inner: Int) -> [StyledRow] {
    let nameWidth = min(16, fields.map { CleanText($0.name).width }.max() ?? 0)
    return fields.prefix(12).flatMap { field in
      CleanText.wrapped(field.value, columns: max(8, inner - nameWidth - 2)).prefix(3).enumerated()
        .map { index, line in
          let name = CleanText(index == 0 ? field.name : "").padded(columns: nameWidth)
          return StyledRow(name + "  ", Theme.faint).adding(line)
        }
    }
  }

  private func boxed(
    _ rows: [StyledRow], _ title: String, _ end: String, _ inner: Int
  ) -> [StyledRow] {
    let title = CleanText(" \(title) ").fitted(columns: max(4, inner - end.count))
    let line = { (count: Int) in
      CleanText(String(repeating: glyphs.across, count: max(0, count)))
    }
    let top = StyledRow(CleanText(glyphs.corners[0] + glyphs.across), Theme.frame)
      .adding(title, Theme.heading)
      .adding(line(inner - title.width - end.count), Theme.frame)
      .adding(CleanText(end), Theme.faint)
      .adding(CleanText(glyphs.across + glyphs.corners[1]), Theme.frame)
    let middle = rows.map { row -> StyledRow in
      var full = StyledRow(CleanText(glyphs.down) + " ", Theme.frame)
      let fit = row.fitted(columns: inner)
      full.add(fit)
      full.add(.spaces(inner - fit.width + 1) + CleanText(glyphs.down), Theme.frame)
      return full
    }
    let bottom = CleanText(glyphs.corners[2]) + line(inner + 2) + CleanText(glyphs.corners[3])
    return [top] + middle + [StyledRow(bottom, Theme.frame)]
  }

  // MARK: Between the events

  var newMark: StyledRow { rule(" new ", Theme.accent) }

  func dayRule(_ moment: Instant) -> StyledRow {
    rule(" \(Times.day(moment, offset: model.offset)) ", Theme.faint)
  }

  private func rule(_ text: String, _ style: Style) -> StyledRow {
    let text = CleanText(text)
    let side = max(0, (width - text.width) / 2)
    let line = { CleanText(String(repeating: glyphs.across, count: max(0, $0))) }
    return StyledRow(line(side), Theme.frame).adding(text, style)
      .adding(line(width - side - text.width), Theme.frame)
  }

  // MARK: What is not there yet

  /// Words on their way, or refused, below everything that has happened.
  func unsent(in conversation: ConversationID) -> [StyledRow] {
    model.line.outgoing.filter { $0.order.conversation == conversation }
      .flatMap { unsent($0) }
      + model.leaving(in: conversation).flatMap { words in
        let body = LightMarkup.plain(words.text, columns: bodyWidth, style: Theme.faint)
        let left = CleanText.wrapped(
          "leaves in \(words.seconds) s; Alt-z takes it back", columns: bodyWidth)
        return block(
          body + left.map { StyledRow($0, Theme.accent) }, " ", "you", Theme.agent,
          "\(words.seconds) s")
      }
      + model.sendings(in: conversation).flatMap { sending in
        let words =
          sending.words.isEmpty
          ? []
          : LightMarkup.plain(
            sending.words, columns: bodyWidth, style: Theme.faint)
        let file = CleanText.wrapped(sending.progress, columns: bodyWidth)
        return block(
          words + file.map { StyledRow($0, Theme.accent) }, " ", "you", Theme.agent, "sending")
      }
  }

  private func unsent(_ item: Outgoing) -> [StyledRow] {
    guard let (said, isNote) = item.words else { return [] }
    let file = item.order.file.flatMap { model.files.enclosures[$0] }.map { "file \($0.name)" }
    let text = file.map { item.saidText.isEmpty ? $0 : "\(item.saidText)\n\($0)" } ?? said
    let mark = isNote ? "#" : " "
    let style = isNote ? Theme.note : Theme.agent
    let body = LightMarkup.plain(text, columns: bodyWidth, style: Theme.faint)
    switch item.state {
    case .done, .sent: return block(body, mark, "you", style, "sent…")
    case .waiting: return block(body, mark, "you", style, "wait…")
    case .refused(let refusal):
      let why = CleanText.wrapped(
        "not sent: \(refusal.why) – /retry or /discard", columns: bodyWidth)
      return block(body + why.map { StyledRow($0, Theme.trouble) }, "!", "you", Theme.trouble, "")
    }
  }
}
