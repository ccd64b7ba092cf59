import Desk
import JSON

/// The table of tickets: what each conversation's events add up to.
///
/// It holds nothing that is not in the events, so that it can be rebuilt from them and compared.
final class TicketTable {
  private let insert: Statement
  private let update: Statement
  private let selectHandled: Statement
  private let selectLatest: Statement
  private let selectOther: Statement
  /// What was last written for lately changed tickets: plain messages change no row.
  private var written: [Int64: Ticket] = [:]
  private static let writtenLimit = 50_000

  init(_ database: Database) throws(RecordFailure) {
    let columns = Ticket.columns
    insert = try database.prepare(
      "INSERT INTO tickets (number, \(columns.joined(separator: ", "))) VALUES (?"
        + String(repeating: ", ?", count: columns.count) + ")")
    update = try database.prepare(
      "UPDATE tickets SET \(columns.map { "\($0)=?" }.joined(separator: ", ")) WHERE number=?")
    selectHandled = try database.prepare(
      """
      SELECT resolved_at - taken_at, agent, queue FROM tickets
      WHERE resolved_at IS NOT NULL AND taken_at IS NOT NULL
      ORDER BY resolved_at DESC LIMIT \(WaitPromise.window)
      """)
    selectLatest = try database.prepare(
      "SELECT conversation FROM tickets WHERE customer=? ORDER BY number DESC LIMIT 1")
    selectOther = try database.prepare(
      "SELECT 1 FROM tickets WHERE customer=? AND conversation<>? LIMIT 1")
  }

  func write(_ conversation: Conversation, isNew: Bool) throws(RecordFailure) {
    guard let ticket = Ticket(conversation) else { return }
    guard written[ticket.number] != ticket else { return }
    if isNew {
      insert.bind(1, ticket.number)
      ticket.bind(to: insert, from: 2)
      try insert.run()
    } else {
      ticket.bind(to: update, from: 1)
      update.bind(Int32(Ticket.columns.count + 1), ticket.number)
      try update.run()
    }
    if written.count >= Self.writtenLimit { written = [:] }
    written[ticket.number] = ticket
  }

  func forget() { written = [:] }

  func handled() throws(RecordFailure) -> [Handled] {
    try selectHandled.rows {
      Handled(
        .milliseconds($0.int(0)), by: $0.optionalText(1).map { Identifier($0) },
        in: $0.optionalText(2).map { Identifier($0) })
    }.reversed()
  }

  func latest(of customer: Identifier<Customer>) throws(RecordFailure) -> Identifier<Conversation>?
  {
    selectLatest.bind(1, customer.text)
    return try selectLatest.first { Identifier($0.text(0)) }
  }

  func hasOther(
    of customer: Identifier<Customer>, than conversation: Identifier<Conversation>?
  ) throws(RecordFailure) -> Bool {
    selectOther.bind(1, customer.text)
    selectOther.bind(2, conversation?.text ?? "")
    return try selectOther.first { $0.int(0) } != nil
  }
}

/// A row of the table.
struct Ticket: Equatable {
  let number: Int64
  private let values: [Value]

  private enum Value: Equatable {
    case text(String?)
    case int(Int64?)
  }

  /// In the order in which they are bound.
  static let columns = [
    "conversation", "site", "customer", "customer_name", "email", "language", "page", "channel",
    "stage", "queue", "priority", "category", "subject", "summary", "fields", "agent", "outcome",
    "score", "comment", "started_at", "queued_at", "taken_at", "first_reply_at", "resolved_at",
    "reply_by", "owed_since", "state", "tags", "held_until", "level", "followers",
    "offered_to", "offered_until", "closed_at",
  ]

  init?(_ conversation: Conversation) {
    guard let opening = conversation.opening else { return nil }
    number = opening.number
    let times = conversation.times
    values = [
      .text(conversation.id.text), .text(opening.site), .text(opening.customer.text),
      .text(conversation.contact.name), .text(conversation.contact.email),
      .text(opening.language), .text(opening.page), .text(opening.channel),
      .text(conversation.stage.word.rawValue), .text(conversation.queue?.text),
      .text(conversation.priority.rawValue), .text(conversation.category),
      .text(conversation.subject), .text(conversation.summary),
      .text(Self.fields(conversation.fields)), .text(conversation.lastAgent?.id.text),
      .text(conversation.outcome), .int(conversation.rating.map { Int64($0.score) }),
      .text(conversation.rating?.comment), .int(times.started?.milliseconds),
      .int(times.queued?.milliseconds), .int(times.taken?.milliseconds),
      .int(times.firstReply?.milliseconds), .int(times.resolved?.milliseconds),
      .int(conversation.stage.replyBy?.milliseconds), .int(Self.owedSince(conversation)),
      .text(Self.state(conversation).rawValue), .text(Self.list(conversation.tags)),
      .int(conversation.heldUntil?.milliseconds), .int(Int64(conversation.level)),
      .text(Self.list(conversation.followers.map(\.id.text))),
      .text(conversation.offer?.agent.id.text), .int(conversation.offer?.until.milliseconds),
      .int(times.closed?.milliseconds),
    ]
  }

  private static func fields(_ fields: [Field]) -> String {
    var writer = JSONWriter()
    writer.object { writer in for field in fields { writer.member(field.name, field.value) } }
    return writer.text
  }

  private static func list(_ texts: [String]) -> String {
    var writer = JSONWriter()
    writer.array(texts) { $0.string($1) }
    return writer.text
  }

  /// Whether the agent or the customer is to write changes with their words, which change no row:
  /// while an agent has it, it stands here as open.
  private static func state(_ conversation: Conversation) -> TicketState {
    let state = conversation.state
    return state == .waitingOnCustomer ? .open : state
  }

  /// With an agent it changes with their words, which change no row.
  private static func owedSince(_ conversation: Conversation) -> Int64? {
    switch conversation.stage {
    case .waiting, .missed, .promised: conversation.owed.since?.milliseconds
    case .withBot, .withAgent, .left, .resolved, .closed: nil
    }
  }

  func bind(to statement: Statement, from first: Int32) {
    for (offset, value) in values.enumerated() {
      switch value {
      case .text(let text): statement.bind(first + Int32(offset), text)
      case .int(let number): statement.bind(first + Int32(offset), number)
      }
    }
  }

  /// The first column in which the stored row differs; nil where all are the same.
  func differing(in database: Database) throws(RecordFailure) -> String? {
    let others = try FormerTickets.otherColumns(in: database)
    let compared = zip(Self.columns, values).filter { !others.contains($0.0) }
    let row = try database.prepare(
      "SELECT \(compared.map(\.0).joined(separator: ", ")) FROM tickets WHERE number=?")
    row.bind(1, number)
    let stored = try row.first { row in
      compared.enumerated().map { offset, column in
        switch column.1 {
        case .text: Value.text(row.optionalText(Int32(offset)))
        case .int: Value.int(row.optionalInt(Int32(offset)))
        }
      }
    }
    guard let stored else { return "the row" }
    return zip(compared, stored).first { $0.0.1 != $0.1 }?.0.0
  }
}
