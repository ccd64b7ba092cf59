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

  private var conversation: Conversation { transcript.conversation }

  func rows(_ width: Int) -> [StyledRow] {
    person(width) + matter(width) + collected(width) + articles(width) + path(width)
      + ending(width)
  }

  private func heading(_ text: String) -> [StyledRow] {
    [StyledRow(), StyledRow(CleanText(text), Theme.heading)]
  }

  private func pair(_ name: String, _ value: String, _ width: Int) -> [StyledRow] {
    let label = CleanText(name).padded(columns: 10) + " "
    return CleanText.wrapped(value, columns: max(8, width - 11)).enumerated().map { index, line in
      StyledRow(index == 0 ? label : .spaces(11), Theme.faint).adding(line)
    }
  }

  private func person(_ width: Int) -> [StyledRow] {
    let contact = conversation.contact
    var rows = [StyledRow("CUSTOMER", Theme.heading)]
    rows += pair("name", contact.name.map { String($0.prefix(64)) } ?? "not told", width)
    if let email = contact.email { rows += pair("e-mail", email, width) }
    rows += pair("identity", contact.isVerified ? "verified" : "not verified", width)
    if let opening = conversation.opening {
      rows += pair("language", opening.language, width)
      if let zone = opening.zone { rows += pair("zone", zone, width) }
      if let page = opening.page { rows += pair("page", page, width) }
    }
    return rows
  }

  private func matter(_ width: Int) -> [StyledRow] {
    var rows = heading("TICKET")
    if let number = conversation.opening?.number { rows += pair("number", "#\(number)", width) }
    rows += pair("state", conversation.stage.word.rawValue, width)
    if let queue = conversation.queue { rows += pair("queue", queue.text, width) }
    rows += pair("priority", conversation.priority.rawValue, width)
    if let category = conversation.category { rows += pair("category", category, width) }
    let summary = conversation.summary.isEmpty ? conversation.subject : conversation.summary
    if !summary.isEmpty { rows += pair("about", summary, width) }
    if let queued = conversation.times.queued, let taken = conversation.times.taken {
      rows += pair("waited", Times.wait(taken.since(queued)), width)
    }
    return rows
  }

  private func collected(_ width: Int) -> [StyledRow] {
    guard !conversation.fields.isEmpty else { return [] }
    return heading("COLLECTED") + conversation.fields.flatMap { pair($0.name, $0.value, width) }
  }

  private func articles(_ width: Int) -> [StyledRow] {
    guard !conversation.shown.isEmpty else { return [] }
    return heading("ARTICLES SHOWN")
      + conversation.shown.flatMap { shown in
        let verdict =
          switch shown.helped {
          case true?: "helped"
          case false?: "did not help"
          case nil: "not judged"
          }
        return CleanText("\(shown.article.text) – \(verdict)").wrapped(columns: width)
          .map { StyledRow($0) }
      }
  }

  private func path(_ width: Int) -> [StyledRow] {
    guard !conversation.path.isEmpty else { return [] }
    return heading("PATH THROUGH THE FLOW")
      + conversation.path.flatMap { step in
        CleanText(step).wrapped(columns: width).map { StyledRow($0, Theme.faint) }
      }
  }

  private func ending(_ width: Int) -> [StyledRow] {
    var rows: [StyledRow] = []
    if let rating = conversation.rating {
      rows += heading("RATING") + pair("score", "\(rating.score) of 5", width)
      if let comment = rating.comment { rows += pair("comment", comment, width) }
    }
    return rows
  }
}
