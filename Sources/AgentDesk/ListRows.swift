import Desk
import Terminal
import Wire

/// The rows of the list, one conversation at a time.
///
/// `>*^1 ✓Ana Perez  orders   0:48!`: whether it is open, whether it has unread words, how urgent
/// it is, its place, how well the customer is known, who and what it is, where they write if not on
/// the page, how long somebody waits and whether that is too long. Between two columns there is
/// always a blank.
struct ListRows {
  struct Row {
    var styled: StyledRow
    var conversation: ConversationID?
    /// What stands at the right of a heading; nil in rows that are none.
    var heading: StyledRow?
  }

  let model: DeskModel
  let glyphs: Glyphs
  let width: Int
  /// The columns of `59:59`, and of the mark behind it.
  private static let timeWidth = 5

  private var isWide: Bool { width >= 34 }

  /// The digits of the last place.
  private var placeWidth: Int {
    let places = model.floor.queue.count + model.floor.missed.count + model.floor.promised.count
    return max(isWide ? 2 : 1, "\(places)".count)
  }

  func heading(_ left: String, _ right: String) -> Row {
    Row(
      styled: StyledRow(CleanText(" \(left) "), Theme.heading),
      heading: right.isEmpty ? StyledRow() : StyledRow(CleanText(" \(right) "), Theme.faint))
  }

  func quiet(_ text: String) -> Row {
    Row(styled: StyledRow(CleanText("    \(text)").fitted(columns: width), Theme.faint))
  }

  /// What a row says beside the customer and the time.
  private struct Look {
    var place = ""
    var isUnread = false
    /// Nobody has it yet.
    var isNew = false
    var about = StyledRow()
    var time = ""
    var heat = Heat.calm
    var style = Style.plain
    /// The second row, where there is room for one: what must not be cut off, and the rest; between
    /// them stands how well the customer is known.
    var lead = StyledRow()
    var detail = StyledRow()
  }

  private func rows(_ summary: Summary, _ look: Look, isTall: Bool) -> [Row] {
    let isCurrent = summary.conversation == model.current
    var row = StyledRow(isCurrent ? ">" : " ", Theme.accent)
    row.add(look.isUnread ? "*" : " ", Theme.customer)
    row.add(CleanText(urgency(summary.priority)), Theme.hot)
    row.add(CleanText(look.place).rightAligned(columns: placeWidth) + " ", Theme.faint)
    let known = model.acquaintance(summary.conversation)
    row.add(CleanText(known.mark(glyphs)), known.style)
    let room = max(1, width - row.width - Self.timeWidth - 2)
    row.add(label(summary, told(look, of: summary, room), room))
    let gap = width - row.width - Self.timeWidth - 1
    row.add(.spaces(max(1, gap)))
    row.add(CleanText(look.time).rightAligned(columns: Self.timeWidth), look.heat.style)
    row.add(CleanText(look.heat.mark), look.heat.style)
    let first = Row(styled: row.fitted(columns: width), conversation: summary.conversation)
    guard isTall else { return [first] }
    var second = StyledRow(.spaces(placeWidth + 4))
    second.add(look.lead)
    second.add(CleanText("\(known.rawValue) \(glyphs.bullet) "), known.style)
    second.add(look.detail)
    return [first, Row(styled: second.fitted(columns: width), conversation: summary.conversation)]
  }

  /// With the channel before what it is about, where it is not the page; alone, where there is no
  /// room for both.
  private func told(_ look: Look, of summary: Summary, _ room: Int) -> Look {
    guard let channel = summary.channel else { return look }
    let mark = StyledRow(
      CleanText(channel.name).fitted(columns: Self.channelWidth), Theme.accent)
    var both = mark
    if look.about.width > 0 {
      both.add(" ")
      both.add(look.about)
    }
    let name = CleanText(model.toldName(summary.conversation) ?? "#\(summary.number)")
    let left = room - name.width
    var told = look
    if isWide || look.isNew || left > both.width {
      told.about = both
    } else if left <= look.about.width {
      told.about = mark
    }
    return told
  }

  /// `matrix`; a longer name is cut.
  private static let channelWidth = 6

  private func urgency(_ priority: Priority) -> String {
    switch priority {
    case .urgent: glyphs.urgent
    case .high: glyphs.high
    case .normal, .low: " "
    }
  }

  /// The name, and behind it what it is about, in exactly `room` columns or fewer.
  private func label(_ summary: Summary, _ look: Look, _ room: Int) -> StyledRow {
    let full = CleanText(model.toldName(summary.conversation) ?? "#\(summary.number)")
    guard look.about.width > 0, room >= 8 else {
      return StyledRow(full.fitted(columns: room), look.style)
    }
    if isWide {
      let name = full.fitted(columns: 12).padded(columns: min(12, room - 1))
      var row = StyledRow(name + " ", look.style)
      row.add(look.about.fitted(columns: max(0, room - row.width)))
      return row
    }
    // What they want tells more of who waits than the rest of a name.
    let short = look.isNew ? CleanText(full.clusters.prefix { !$0.isSpace }) : full
    let name = short.fitted(columns: look.isNew ? min(room, 7) : room)
    var row = StyledRow(name, look.style)
    // Half a queue's name says nothing.
    let least = look.isNew ? 4 : look.about.width
    guard room - name.width > least else { return row }
    row.add(" ")
    row.add(look.about.fitted(columns: room - row.width))
    return row
  }

  private func queueTag(_ summary: Summary) -> StyledRow {
    let name = summary.queue?.text ?? summary.category ?? ""
    return name.isEmpty ? StyledRow() : StyledRow(CleanText(name), Theme.tag(name))
  }

  private func subject(_ summary: Summary) -> StyledRow {
    let text = summary.subject.isEmpty ? summary.lastText : summary.subject
    guard !text.isEmpty else { return queueTag(summary) }
    return StyledRow(CleanText(String(text.prefix(120))), Theme.faint)
  }

  func waiting(_ summary: Summary, _ place: Int, isTall: Bool) -> [Row] {
    var look = Look(place: "\(place)", about: isTall ? queueTag(summary) : subject(summary))
    look.detail = subject(summary)
    look.isNew = true
    if let offer = summary.matter.offer, offer.agent.id == model.me {
      look.about = StyledRow("for you", Theme.accent)
      look.time = Times.wait(max(.zero, offer.until.since(model.deskTime)))
      look.heat = .near
      look.style = Theme.heading
      return rows(summary, look, isTall: isTall)
    }
    look.time = Times.wait(model.deskTime.since(summary.owed.since ?? summary.lastAt))
    look.heat = Heat(summary, at: model.deskTime)
    if look.heat == .late || summary.priority == .urgent { look.style = Theme.heading }
    return rows(summary, look, isTall: isTall)
  }

  func due(_ summary: Summary, _ place: Int, isTall: Bool) -> [Row] {
    let left = summary.by?.since(model.deskTime) ?? .zero
    var look = Look(place: "\(place)", about: isTall ? queueTag(summary) : subject(summary))
    look.heat = Heat(summary, at: model.deskTime)
    look.time = left < .zero ? "late" : Times.wait(left)
    if left < .zero { (look.heat, look.style) = (.late, Theme.heading) }
    look.detail = subject(summary)
    look.isNew = true
    return rows(summary, look, isTall: isTall)
  }

  func own(_ summary: Summary, _ place: Int, isTall: Bool) -> [Row] {
    var look = Look(place: place <= 9 ? "\(place)" : "", about: queueTag(summary))
    look.isUnread = model.unread(summary) > 0
    look.heat = Heat(summary, at: model.deskTime)
    if summary.owed.isPerson {
      look.time = Times.wait(model.deskTime.since(summary.owed.since ?? summary.lastAt))
    } else {
      look.time = "-"
    }
    if let until = summary.matter.heldUntil {
      look.about = StyledRow("on hold", Theme.faint)
      look.time = Times.clock(until, offset: model.offset)
    }
    if hasDraft(summary) { look.about = StyledRow("(draft)", Theme.warm) }
    if look.isUnread { look.style = Theme.heading }
    look.lead = dueTime(summary, look.heat)
    look.detail = lastWords(summary)
    return rows(summary, look, isTall: isTall)
  }

  /// By when the customer should be answered.
  private func dueTime(_ summary: Summary, _ heat: Heat) -> StyledRow {
    guard summary.owed.isPerson, let by = summary.by else { return StyledRow() }
    let left = by.since(model.deskTime)
    let words = left < .zero ? "late" : "due in \(Times.wait(left))"
    return StyledRow(CleanText("\(words) \(glyphs.bullet) "), heat.style)
  }

  /// Whose words were the last.
  private func lastWords(_ summary: Summary) -> StyledRow {
    let who: String =
      switch summary.lastBy {
      case .customer, nil: ""
      case .bot, .rule: "(bot) "
      case .agent(let agent): agent.id == model.me ? "(you) " : "(\(agent.name.prefix(20))) "
      }
    return StyledRow(CleanText("\(who)\(summary.lastText)"), Theme.faint)
  }

  private func hasDraft(_ summary: Summary) -> Bool {
    guard summary.conversation != model.current else { return false }
    return !(model.drafts[summary.conversation]?.editor.isEmpty ?? true)
  }

  func finished(_ summary: Summary) -> [Row] {
    var look = Look(about: queueTag(summary), style: Theme.faint)
    look.time = Times.clock(summary.lastAt, offset: model.offset)
    return rows(summary, look, isTall: false)
  }
}
