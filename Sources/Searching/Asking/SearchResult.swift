package import Desk
import Journal
package import Wire

/// What a query found, the latest first.
package struct SearchResult: Equatable, Sendable {
  package var hits: [Hit] = []
  /// From where the next page goes on; nil where there is none.
  package var next: Int64?
  /// False where time was up before there was a page full: ask again from `next`.
  package var isComplete = true
  /// Events of the record that the index does not have yet.
  package var behind: Int64 = 0

  /// One place at which it was found.
  package struct Hit: Equatable, Sendable {
    package let position: Int64
    package let conversation: Identifier<Conversation>
    package let number: Int64
    package let seq: Int64
    package let kind: Reply.Hit.Kind
    package let at: Instant
    /// Who said it; nil for a ticket's own line.
    package let by: Author?
    package let snippet: Snippet

    init(
      _ ticket: TicketReading.Row, position: Int64, seq: Int64, _ kind: Reply.Hit.Kind, at: Instant,
      by: Author?, _ snippet: Snippet
    ) {
      self.position = position
      conversation = ticket.conversation
      number = ticket.number
      self.seq = seq
      self.kind = kind
      self.at = at
      self.by = by
      self.snippet = snippet
    }
  }
}

/// The words around what was found, on one line.
package struct Snippet: Equatable, Sendable {
  package let text: String
  /// What fits, counted in Unicode scalars of the text; in order, none within another.
  package let marks: [Range<Int>]

  package init(_ text: String, marks: [Range<Int>]) {
    self.text = text
    self.marks = marks
  }
}

extension Event {
  /// Whose words it is made of.
  var speaker: Author? {
    switch self {
    case .said(let message): message.author
    case .noted(let author, _), .held(_, let author, _): author
    case .escalated(let escalation): escalation.author
    case .transferred(let agent, _, _), .declined(let agent, _): .agent(agent)
    case .notified(let notification): .rule(notification.rule)
    case .rated: .customer
    case .queued: .bot
    case .started, .identified, .recorded, .categorised, .prioritised, .tagged, .suggested, .judged,
      .offered, .considered, .taken, .released, .routed, .followed, .woken, .linked, .unlinked,
      .withdrawn, .promised, .resolved, .reopened, .closed, .concluded, .nearing, .breached,
      .transcriptAsked, .erasureAsked, .erasureWithdrawn, .erased, .lookedUp:
      nil
    }
  }
}
