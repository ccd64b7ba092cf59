import Desk
import Terminal
import Wire

/// The part of the card about everything around a case: notes, other tickets, who follows, and what
/// the customer said before.
struct CardOfTies {
  let card: CaseCard

  init(_ card: CaseCard) { self.card = card }

  func sections(_ width: Int) -> [CaseCard.Section] {
    [
      CaseCard.Section(title: "NOTES", rows: notes(width)),
      CaseCard.Section(title: "TIED TO", rows: ties(width)),
      CaseCard.Section(title: "OTHER CONVERSATIONS", rows: past(width)),
    ]
  }

  private func notes(_ width: Int) -> [StyledRow] {
    let saying = Saying(me: card.model.me, offset: card.model.offset)
    var rows: [StyledRow] = []
    for entry in card.transcript.latestNotes {
      guard case .noted(let author, let text) = entry.event else { continue }
      let day = Times.day(entry.at, offset: card.model.offset)
      let time = Times.clock(entry.at, offset: card.model.offset)
      rows.append(StyledRow(CleanText("\(saying.who(author)), \(day) \(time)"), Theme.note))
      rows += CleanText.wrapped(text, columns: max(8, width - 2)).map { StyledRow("  " + $0) }
    }
    return rows
  }

  private func ties(_ width: Int) -> [StyledRow] {
    let links = card.conversation.links.flatMap { link in
      card.pair(link.kind.rawValue, "#\(link.number)", width)
    }
    let followers = card.conversation.followers.map(\.name).joined(separator: ", ")
    return links + (followers.isEmpty ? [] : card.pair("followed by", followers, width))
  }

  private func past(_ width: Int) -> [StyledRow] {
    guard let past = card.model.tools.past, past.conversation == card.conversation.id else {
      return []
    }
    let key = card.model.tools.keys.written(.pastTickets) ?? "/history"
    guard !past.others.isEmpty else { return [StyledRow("none that you may read", Theme.faint)] }
    let rows = past.others.prefix(10).flatMap { one in
      [StyledRow(CleanText(PastListing.title(one, offset: card.model.offset)), Theme.customer)]
        + CleanText.wrapped(PastListing.detail(one), columns: max(8, width - 2))
        .map { StyledRow("  " + $0, Theme.faint) }
    }
    return rows + [StyledRow(CleanText("\(key) opens and reads them"), Theme.faint)]
  }
}
