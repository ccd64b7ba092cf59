import Desk
import Journal

/// What is told of a ticket. Columns are added at the end only; `docs/export.md` explains each.
enum TicketColumns {
  static let names = [
    "number", "conversation", "state", "stage", "priority", "queue", "category", "subject",
    "customer_name", "email", "customer", "agent", "started_at", "queued_at", "taken_at",
    "first_reply_at", "resolved_at", "reply_by", "score", "comment", "outcome", "summary", "site",
    "channel", "language", "page", "fields", "tags", "held_until",
  ]

  static func row(_ ticket: WholeTickets.WholeTicket, _ clock: ExportClock) -> ExportRow {
    let row = ticket.row
    func moment(_ moment: Instant?) -> ExportRow.Cell { .init(moment.map(clock.text)) }
    return ExportRow(cells: [
      .number(row.number), .text(row.conversation.text), .text(row.state.rawValue),
      .text(row.stage.rawValue), .text(row.priority), .init(row.queue), .init(row.category),
      .text(row.subject), .init(row.customerName), .init(row.email), .text(row.customer.text),
      .init(row.agent), moment(row.started), moment(ticket.queued), moment(ticket.taken),
      moment(ticket.firstReply), moment(row.resolved), moment(row.replyBy), .init(row.score),
      .init(row.comment), .init(row.outcome), .text(row.summary), .text(ticket.site),
      .text(ticket.channel), .text(ticket.language), .init(ticket.page), .object(row.fields),
      row.tags.isEmpty ? .none : .text(row.tags.joined(separator: " ")), moment(row.heldUntil),
    ])
  }
}

/// What is told of a message or a note. Columns are added at the end only.
enum MessageColumns {
  static let names = [
    "number", "conversation", "seq", "at", "kind", "by", "agent", "name", "text", "queue",
    "category", "subject", "file", "file_name", "file_size", "file_media",
  ]

  /// The words of an event; nil for one that has none.
  struct Words {
    let kind: String
    let by: String
    let agent: AgentName?
    let text: String
    var file: Attachment?

    init?(_ event: Event) {
      if case .said(let message) = event {
        kind = "message"
        text = message.text
        file = message.file
        agent = message.author.agent
        switch message.author {
        case .customer: by = "customer"
        case .bot: by = "bot"
        case .agent: by = "agent"
        case .rule: by = "rule"
        }
      } else if case .noted(let author, let text) = event {
        kind = "note"
        by = author.agent == nil ? "rule" : "agent"
        agent = author.agent
        self.text = text
      } else {
        return nil
      }
    }
  }

  static func row(
    _ event: FollowedRecord.Followed, _ words: Words, _ ticket: TicketReading.Row,
    _ clock: ExportClock
  ) -> ExportRow {
    ExportRow(cells: [
      .number(event.number), .text(ticket.conversation.text), .number(event.seq),
      .text(clock.text(event.at)), .text(words.kind), .text(words.by),
      .init(words.agent?.id.text), .init(words.agent?.name), .text(words.text),
      .init(ticket.queue), .init(ticket.category), .text(ticket.subject),
      .init(words.file?.id), .init(words.file?.name), .init(words.file?.size),
      .init(words.file?.media),
    ])
  }
}
