import Desk
import Terminal
import Wire

/// The rows of the list, one conversation at a time.
struct ListRows {
  struct Row {
    let styled: StyledRow
    var conversation: ConversationID?
  }

  let model: DeskModel
  let width: Int

  /// Wide lists have a second row with the latest words under each of mine.
  var rowsOfMine: Int { model.size.columns >= 110 ? 2 : 1 }

  /// The digits of the last place in the queue.
  private var placeWidth: Int {
    let places = model.floor.queue.count + model.floor.missed.count + model.floor.promised.count
    return max(width >= 34 ? 2 : 1, "\(places)".count)
  }

  func heading(_ left: String, _ right: String) -> Row {
    let text = CleanText(left) + .spaces(1)
    let end = CleanText(right).rightAligned(columns: max(0, width - text.width - 1))
    return Row(styled: StyledRow(text, Theme.heading).adding(end, Theme.faint))
  }

  func quiet(_ text: String) -> Row {
    Row(styled: StyledRow(CleanText("    \(text)").fitted(columns: width), Theme.faint))
  }

  /// `>*1 Ana Perez   order   0:48`: marks, place, name, what it is about, how long.
  private func line(
    _ summary: Summary, place: String, mark: String, about: String, time: String, _ style: Style
  ) -> [Row] {
    let cursor = summary.conversation == model.current ? ">" : " "
    let name = CleanText(model.toldName(summary.conversation) ?? "#\(summary.number)")
    let isWide = width >= 34
    let (aboutWidth, timeWidth) = isWide ? (10, 6) : (7, 5)
    let nameWidth = max(4, width - 2 - placeWidth - 1 - aboutWidth - timeWidth - 2)
    var row = StyledRow(CleanText("\(cursor)\(mark)"), mark == " " ? .plain : Theme.trouble)
    row.add(CleanText(place).rightAligned(columns: placeWidth) + " ", Theme.faint)
    row.add(name.padded(columns: nameWidth) + " ", style)
    row.add(CleanText(about).padded(columns: aboutWidth), Theme.faint)
    row.add(CleanText(time).rightAligned(columns: timeWidth) + " ", style)
    return [Row(styled: row, conversation: summary.conversation)]
  }

  private func about(_ summary: Summary) -> String {
    summary.queue?.text ?? summary.category ?? ""
  }

  func waiting(_ summary: Summary, _ place: Int) -> [Row] {
    let since = summary.owed.since ?? summary.lastAt
    if let offer = summary.matter.offer, offer.agent.id == model.me {
      return line(
        summary, place: "\(place)", mark: "!", about: "for you",
        time: Times.wait(max(.zero, offer.until.since(model.deskTime))), Theme.heading)
    }
    let isLate = summary.by.map { $0 < model.deskTime } ?? false
    return line(
      summary, place: "\(place)", mark: isLate || summary.priority >= .high ? "!" : " ",
      about: about(summary), time: Times.wait(model.deskTime.since(since)),
      isLate || summary.priority == .urgent ? Theme.heading : .plain)
  }

  func due(_ summary: Summary, _ place: Int) -> [Row] {
    let left = summary.by?.since(model.deskTime) ?? .zero
    let isLate = left < .zero
    return line(
      summary, place: "\(place)", mark: isLate ? "!" : " ", about: about(summary),
      time: isLate ? "late" : Times.wait(left), isLate ? Theme.heading : .plain)
  }

  func own(_ summary: Summary, _ place: Int) -> [Row] {
    let unread = model.unread(summary)
    let waits = summary.owed.isPerson
    let since = summary.owed.since ?? summary.lastAt
    let time = waits ? Times.wait(model.deskTime.since(since)) : "-"
    let row = line(
      summary, place: place <= 9 ? "\(place)" : " ", mark: unread > 0 ? "*" : " ",
      about: hasDraft(summary) ? "(draft)" : about(summary), time: time,
      unread > 0 ? Theme.heading : .plain)
    guard rowsOfMine == 2 else { return row }
    let who: String =
      switch summary.lastBy {
      case .customer, nil: ""
      case .bot, .rule: "(bot) "
      case .agent(let agent): agent.id == model.me ? "(you) " : "(\(agent.name)) "
      }
    let text = CleanText("\(who)\(summary.lastText)").fitted(columns: width - 6)
    return row + [
      Row(styled: StyledRow("     " + text, Theme.faint), conversation: summary.conversation)
    ]
  }

  private func hasDraft(_ summary: Summary) -> Bool {
    guard summary.conversation != model.current else { return false }
    return !(model.drafts[summary.conversation]?.editor.isEmpty ?? true)
  }

  func finished(_ summary: Summary) -> [Row] {
    line(
      summary, place: "", mark: " ", about: about(summary),
      time: Times.clock(summary.lastAt, offset: model.offset), Theme.faint)
  }
}
