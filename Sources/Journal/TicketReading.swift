package import Desk

/// Tickets as the operator's commands and exports show them.
package struct TicketReading {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// One ticket as lists show it.
  package struct Row: Sendable {
    package let number: Int64
    package let conversation: Identifier<Conversation>
    package let stage: StageWord
    package let queue: String?
    package let priority: String
    package let category: String?
    package let customerName: String?
    package let email: String?
    package let subject: String
    package let summary: String
    package let agent: String?
    package let score: Int64?
    package let comment: String?
    package let outcome: String?
    package let started: Instant
    package let resolved: Instant?
    package let replyBy: Instant?
    /// The fields collected, as a JSON object.
    package let fields: String
    package let customer: Identifier<Customer>

    /// The word ticket systems use for where it stands; what an agent has and has answered is
    /// open here.
    package let state: TicketState
    package let tags: [String]
    package let heldUntil: Instant?
    /// Who is told of it whoever has it.
    package let followers: [Identifier<Agent>]
  }

  static let columns = """
    SELECT number, conversation, stage, queue, priority, category, customer_name, email, subject,
      summary, agent, score, comment, outcome, started_at, resolved_at, reply_by, fields,
      customer, state, tags, held_until, followers
    FROM tickets
    """

  /// The latest first; `stage` nil for all.
  package func list(stage: StageWord?, limit: Int) throws(RecordFailure) -> [Row] {
    let rows = try database.prepare(
      "\(Self.columns) WHERE (?1 IS NULL OR stage=?1) ORDER BY number DESC LIMIT ?2")
    rows.bind(1, stage?.rawValue)
    rows.bind(2, Int64(limit))
    return try rows.rows(Self.row)
  }

  /// The numbers of conversations begun since then, the oldest first; of too many the latest.
  package func numbers(since begin: Instant, limit: Int) throws(RecordFailure) -> [Int64] {
    let rows = try database.prepare(
      "SELECT number FROM tickets WHERE started_at>=? ORDER BY number DESC LIMIT ?")
    rows.bind(1, begin.milliseconds)
    rows.bind(2, Int64(limit))
    return try rows.rows { $0.int(0) }.reversed()
  }

  /// A conversation's number; nil where there is none of that name.
  package func number(of conversation: Identifier<Conversation>) throws(RecordFailure) -> Int64? {
    let rows = try database.prepare("SELECT number FROM tickets WHERE conversation=?")
    rows.bind(1, conversation.text)
    return try rows.first { $0.int(0) }
  }

  package func ticket(_ number: Int64) throws(RecordFailure) -> Row? {
    let rows = try database.prepare("\(Self.columns) WHERE number=?")
    rows.bind(1, number)
    return try rows.first(Self.row)
  }

  /// The conversations of a customer, the latest first.
  package func all(
    of customer: Identifier<Customer>, before number: Int64 = .max, limit: Int
  ) throws(RecordFailure) -> [Row] {
    let rows = try database.prepare(
      "\(Self.columns) WHERE customer=? AND number<? ORDER BY number DESC LIMIT ?")
    rows.bind(1, customer.text)
    rows.bind(2, number)
    rows.bind(3, Int64(limit))
    return try rows.rows(Self.row)
  }

  /// When each conversation of a customer began, the latest first.
  package func beginnings(of customer: Identifier<Customer>, limit: Int) throws(RecordFailure)
    -> [Instant]
  {
    let rows = try database.prepare(
      "SELECT started_at FROM tickets WHERE customer=? ORDER BY number DESC LIMIT ?")
    rows.bind(1, customer.text)
    rows.bind(2, Int64(limit))
    return try rows.rows { Instant(milliseconds: $0.int(0)) }
  }

  /// Every event of a ticket, in order: its transcript.
  package func events(_ number: Int64) throws(RecordFailure) -> [Line] {
    var lines: [Line] = []
    try EventTable(database).each(of: number, after: 0) { event throws(RecordFailure) in
      lines.append(
        Line(
          seq: event.seq, at: Instant(milliseconds: event.at), author: event.author,
          isFirst: event.cid != nil, text: event.body))
      return true
    }
    return lines
  }

  /// One event of a transcript.
  package struct Line: Sendable {
    package let seq: Int64
    package let at: Instant
    package let author: String
    /// Whether a command of somebody's begins with it.
    package let isFirst: Bool
    package let text: [UInt8]
  }

  static func row(_ row: Statement) throws(RecordFailure) -> Row {
    guard let stage = StageWord(rawValue: row.text(2)),
      let state = TicketState(rawValue: row.text(19))
    else {
      throw RecordFailure(
        .damaged,
        "ticket \(row.int(0)) has the unknown stage \(row.text(2)) or state \(row.text(19))")
    }
    return Row(
      number: row.int(0), conversation: Identifier(row.text(1)), stage: stage,
      queue: row.optionalText(3), priority: row.text(4), category: row.optionalText(5),
      customerName: row.optionalText(6), email: row.optionalText(7), subject: row.text(8),
      summary: row.text(9), agent: row.optionalText(10), score: row.optionalInt(11),
      comment: row.optionalText(12), outcome: row.optionalText(13),
      started: Instant(milliseconds: row.int(14)),
      resolved: row.optionalInt(15).map(Instant.init(milliseconds:)),
      replyBy: row.optionalInt(16).map(Instant.init(milliseconds:)), fields: row.text(17),
      customer: Identifier(row.text(18)), state: state, tags: OpenTicketTable.texts(row.text(20)),
      heldUntil: row.optionalInt(21).map(Instant.init(milliseconds:)),
      followers: OpenTicketTable.texts(row.text(22)).map { Identifier($0) })
  }
}
