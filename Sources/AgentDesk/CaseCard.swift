import Desk
import Terminal

/// Everything the agent need not ask again: person, case, what was collected, shown and walked.
struct CaseCard {
  let transcript: Transcript
  let model: DeskModel

  init(_ transcript: Transcript, _ model: DeskModel) {
    self.transcript = transcript
    self.model = model
  }

  var conversation: Conversation { transcript.conversation }

  /// A part of the card under a heading.
  struct Section {
    let title: String
    let rows: [StyledRow]
  }

  func sections(_ width: Int) -> [Section] {
    let known = [
      person(width), signed(width), CardOfLookUps(self).section(width), matter(width),
      CardOfMirrors(self).section(width),
      collected(width), articles(width), path(width),
    ]
    return (known + CardOfTies(self).sections(width) + [ending(width)])
      .filter { !$0.rows.isEmpty }
  }

  /// What stands beside the conversation: the same, and what can be done with one command.
  func besides(_ width: Int) -> [Section] {
    sections(width) + [macros(width)].filter { !$0.rows.isEmpty }
  }

  /// Two in a row, where their names leave room for that.
  private func macros(_ width: Int) -> Section {
    let names = model.tools.shortcuts.filter { $0.kind == .macro }.prefix(Self.mostMacros)
      .map { CleanText($0.name).fitted(columns: width) }
    let half = width / 2
    var rows: [StyledRow] = []
    for name in names {
      if let last = rows.last, last.width < half, name.width <= width - half {
        rows[rows.count - 1].add(.spaces(half - last.width))
        rows[rows.count - 1].add(name)
      } else {
        rows.append(StyledRow(name))
      }
    }
    let key = model.tools.keys.written(.macros).map { "  \($0)" } ?? ""
    return Section(title: "MACROS\(key)", rows: rows)
  }

  private static let mostMacros = 12

  /// All of it, one below the other.
  func rows(_ width: Int) -> [StyledRow] {
    Array(
      sections(width).map {
        [StyledRow(CleanText($0.title), Theme.heading)] + $0.rows
      }.joined(separator: [StyledRow()]))
  }

  /// The day only where it is another than that of the conversation's latest event.
  func moment(_ moment: Instant) -> String {
    let day = Times.day(moment, offset: model.offset)
    let clock = Times.clock(moment, offset: model.offset)
    let today = Times.day(conversation.times.latest, offset: model.offset)
    return day == today ? clock : "\(day) \(clock)"
  }

  func pair(_ name: String, _ value: String, _ width: Int) -> [StyledRow] {
    let label = CleanText(name).padded(columns: 10) + " "
    return CleanText.wrapped(value, columns: max(8, width - 11)).enumerated().map { index, line in
      StyledRow(index == 0 ? label : .spaces(11), Theme.faint).adding(line)
    }
  }

  private func person(_ width: Int) -> Section {
    let contact = conversation.contact
    var rows = pair("name", contact.name.map { String($0.prefix(64)) } ?? "not told", width)
    if let email = contact.email { rows += pair("e-mail", email, width) }
    let known = Acquaintance(contact)
    rows.append(
      StyledRow(CleanText("identity").padded(columns: 10) + " ", Theme.faint)
        .adding(CleanText("\(known.mark(model.usesASCII ? .ascii : .lines)) "), known.style)
        .adding(CleanText(known.rawValue)))
    if let opening = conversation.opening {
      rows += pair("language", opening.language, width)
      if opening.channel != Opening.web { rows += channel(opening.channel, width) }
      if let zone = opening.zone { rows += pair("zone", zone, width) }
      if let page = opening.page { rows += pair("page", page, width) }
    }
    return Section(title: "CUSTOMER", rows: rows)
  }

  /// Where they write, and what can be said there.
  private func channel(_ name: String, _ width: Int) -> [StyledRow] {
    let limits = model.floor.summary(conversation.id)?.channel?.limits
    return pair("channel", name, width) + (limits.map { pair("limits", $0, width) } ?? [])
  }

  /// What the customer's site vouches for beside who they are.
  private func signed(_ width: Int) -> Section {
    let attributes = conversation.contact.isVerified ? conversation.contact.attributes : []
    return Section(
      title: "SIGNED BY THE SITE",
      rows: attributes.flatMap { pair($0.name, $0.value, width) })
  }

  private func matter(_ width: Int) -> Section {
    var rows: [StyledRow] = []
    if let number = conversation.opening?.number { rows += pair("number", "#\(number)", width) }
    rows += pair("state", conversation.stage.word.rawValue, width)
    if let queue = conversation.queue { rows += pair("queue", queue.text, width) }
    rows += pair("priority", conversation.priority.rawValue, width)
    if let category = conversation.category { rows += pair("category", category, width) }
    let summary = conversation.summary.isEmpty ? conversation.subject : conversation.summary
    // What was collected stands below; it is not said twice.
    let isSaidBelow = conversation.fields.contains {
      $0.value.count >= 8 && summary.contains($0.value)
    }
    if !summary.isEmpty, !isSaidBelow { rows += pair("about", summary, width) }
    if let queued = conversation.times.queued, let taken = conversation.times.taken {
      rows += pair("waited", Times.wait(taken.since(queued)), width)
    }
    if let matter = model.floor.summary(conversation.id)?.matter {
      if !matter.tags.isEmpty { rows += pair("tags", matter.tags.joined(separator: " "), width) }
      if let until = matter.heldUntil {
        let day = Times.day(until, offset: model.offset)
        rows += pair("on hold", "\(day) \(Times.clock(until, offset: model.offset))", width)
      }
      if let moment = matter.erasedAt {
        let day = Times.day(moment, offset: model.offset)
        rows += pair("erased", "\(day) \(Times.clock(moment, offset: model.offset))", width)
      }
    }
    return Section(title: "TICKET", rows: rows)
  }

  private func collected(_ width: Int) -> Section {
    Section(
      title: "COLLECTED",
      rows: conversation.fields.flatMap { pair($0.name, $0.value, width) })
  }

  private func articles(_ width: Int) -> Section {
    let rows = conversation.shown.flatMap { shown in
      let (verdict, style): (String, Style) =
        switch shown.helped {
        case true?: ("helped", Theme.good)
        case false?: ("did not help", Theme.warm)
        case nil: ("not judged", Theme.faint)
        }
      return CleanText(shown.article.text).wrapped(columns: width).map { StyledRow($0) }
        + [StyledRow("  " + CleanText(verdict), style)]
    }
    return Section(title: "ARTICLES SHOWN", rows: rows)
  }

  private func path(_ width: Int) -> Section {
    let rows = conversation.path.flatMap { step in
      CleanText(step).wrapped(columns: width).map { StyledRow($0, Theme.faint) }
    }
    return Section(title: "PATH THROUGH THE FLOW", rows: rows)
  }

  private func ending(_ width: Int) -> Section {
    var rows: [StyledRow] = []
    if let rating = conversation.rating {
      rows += pair("score", "\(rating.score) of 5", width)
      if let comment = rating.comment { rows += pair("comment", comment, width) }
    }
    return Section(title: "RATING", rows: rows)
  }
}
