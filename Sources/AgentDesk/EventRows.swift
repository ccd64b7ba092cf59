import Desk
import Terminal
import Wire

/// The rows of a conversation: a gutter that only we write, and beside it what was said.
///
/// `10:03 < Ana      text`: the mark says who speaks (`<` customer, `>` agent, `:` bot, `#` note,
/// `-` desk). Words never reach into the gutter, so no customer can write a line of somebody else.
struct EventRows {
  let model: DeskModel
  let glyphs: Glyphs
  let width: Int
  private let nameWidth: Int
  private let saying: Saying

  init(_ model: DeskModel, _ glyphs: Glyphs, width: Int) {
    self.model = model
    self.glyphs = glyphs
    self.width = width
    nameWidth = width < 45 ? 5 : width < 75 ? 8 : 12
    saying = Saying(me: model.me, offset: model.offset)
  }

  private var gutterWidth: Int { 5 + 1 + 1 + 1 + nameWidth + 1 }
  private var bodyWidth: Int { max(8, width - gutterWidth - 1) }

  func rows(for entry: Entry) -> [StyledRow] {
    let time = Times.clock(entry.at, offset: model.offset)
    switch entry.content {
    case .known(.said(let message)): return said(message, time)
    case .known(.noted(let author, let text)):
      return block(time, "#", first(saying.who(author)), Theme.note, text, Theme.note)
    case .known(.queued(let handoff)): return handedOver(handoff, time)
    case .known(let event): return told(saying.text(event) ?? "", time)
    case .newer: return told(Saying.newer, time)
    case .hidden: return []
    }
  }

  /// What the desk says of itself.
  private func told(_ text: String, _ time: String) -> [StyledRow] {
    block(time, "-", "", Theme.faint, text, Theme.faint)
  }

  private func said(_ message: Message, _ time: String) -> [StyledRow] {
    switch message.author {
    case .customer:
      let name = model.current.flatMap { model.toldName($0) } ?? "guest"
      return block(time, "<", first(name), Theme.customer, message.text, .plain)
    case .agent(let agent):
      return block(time, ">", first(saying.name(agent)), Theme.agent, message.text, .plain)
    case .bot, .rule:
      return block(time, ":", "bot", Theme.bot, message.text, Theme.faint)
        + offered(message.offer)
    }
  }

  /// What the bot let the customer choose from, in one line each.
  private func offered(_ offer: Offer?) -> [StyledRow] {
    guard let offer else { return [] }
    var lines = offer.cards.map { "[article] \($0.title)" }
    if !offer.options.isEmpty {
      lines.append(offer.options.map { "[\($0.label)]" }.joined(separator: " "))
    }
    if !offer.form.isEmpty {
      lines.append("[form] " + offer.form.map(\.label).joined(separator: ", "))
    }
    return lines.flatMap { continued($0, Theme.faint) }
  }

  private func handedOver(_ handoff: Handoff, _ time: String) -> [StyledRow] {
    let text = saying.text(.queued(handoff)) ?? ""
    var rows = block(time, "-", "", Theme.faint, text, Theme.heading)
    if !handoff.summary.isEmpty { rows += continued(saying.quoted(handoff.summary), .plain) }
    let nameWidth = min(16, handoff.fields.map { CleanText($0.name).width }.max() ?? 0)
    for field in handoff.fields.prefix(12) {
      let name = CleanText(field.name).padded(columns: nameWidth)
      rows += continued("\(name.text)  \(saying.quoted(field.value))", .plain)
    }
    return rows
  }

  private func block(
    _ time: String, _ mark: String, _ name: String, _ nameStyle: Style, _ text: String,
    _ style: Style
  ) -> [StyledRow] {
    let lines = CleanText.wrapped(text, columns: bodyWidth)
    return lines.enumerated().map { index, line in
      guard index == 0 else {
        return StyledRow(.spaces(gutterWidth)).adding(line, style)
      }
      return StyledRow(CleanText(time).padded(columns: 6), Theme.faint)
        .adding(CleanText("\(mark) "), nameStyle)
        .adding(CleanText(name).padded(columns: nameWidth) + " ", nameStyle)
        .adding(line, style)
    }
  }

  private func continued(_ text: String, _ style: Style) -> [StyledRow] {
    CleanText.wrapped(text, columns: bodyWidth).map {
      StyledRow(.spaces(gutterWidth)).adding($0, style)
    }
  }

  /// The first word of a name, so that the gutter stays narrow.
  private func first(_ name: String) -> String {
    let short = name.prefix(64)
    return short.split(separator: " ").first.map(String.init) ?? String(short)
  }

  // MARK: Between the events

  var newMark: StyledRow {
    let text = CleanText(" new ")
    let side = max(0, (width - text.width) / 2)
    let line = CleanText(String(repeating: glyphs.across, count: side))
    return StyledRow(line + text + line, Theme.customer)
  }

  func separator(before entry: Entry, after previous: Entry?) -> [StyledRow] {
    let day = Times.dayNumber(entry.at, offset: model.offset)
    let before = previous.map { Times.dayNumber($0.at, offset: model.offset) }
    let today = Times.dayNumber(model.deskTime, offset: model.offset)
    guard day != before, before != nil || day != today else { return [] }
    let text = " \(Times.day(entry.at, offset: model.offset)) "
    return [StyledRow(.spaces(max(0, (width - text.count) / 2)) + CleanText(text), Theme.faint)]
  }

  // MARK: What is not there yet

  /// Words on their way, or refused, below everything that has happened.
  func unsent(in conversation: ConversationID) -> [StyledRow] {
    model.line.outgoing.filter { $0.order.conversation == conversation }
      .flatMap { unsent($0) }
  }

  private func unsent(_ item: Outgoing) -> [StyledRow] {
    guard let (text, isNote) = item.words else { return [] }
    let mark = isNote ? "#" : ">"
    let style = isNote ? Theme.note : Theme.agent
    switch item.state {
    case .done, .sent: return block("sent…", mark, "you", style, text, Theme.faint)
    case .waiting: return block("wait…", mark, "you", style, text, Theme.faint)
    case .refused(let refusal):
      return block("  !  ", mark, "you", Theme.trouble, text, Theme.faint)
        + continued("not sent: \(refusal.why) – /retry or /discard", Theme.trouble)
    }
  }
}
