import Desk
import Events
import JSON

/// Tells the open tickets from their rows and a few of each one's latest events.
///
/// Reading every event of every open conversation took a desk with 40,000 of them many seconds.
final class OpenTicketTable {
  private let selectOpen: Statement
  private let events: EventTable

  init(_ database: Database, _ events: EventTable) throws(RecordFailure) {
    selectOpen = try database.prepare(
      """
      SELECT number, conversation, stage, queue, priority, category, customer_name, email, language,
        subject, agent, queued_at, reply_by, owed_since, customer, first_reply_at, tags, held_until,
        level, followers, offered_to, offered_until, channel
      FROM tickets WHERE stage IN (\(Self.open)) ORDER BY number
      """)
    self.events = events
  }

  private static let open = StageWord.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }
    .joined(separator: ", ")

  struct Row {
    let number: Int64
    let conversation: Identifier<Conversation>
    let stage: StageWord
    let queue: Identifier<Queue>?
    let priority: Priority
    let category: String?
    let customerName: String?
    let email: String?
    let language: String
    let channel: String
    let subject: String
    /// The agent who last had it; the row has no name.
    let agent: Identifier<Agent>?
    let queued: Instant?
    let replyBy: Instant?
    let owedSince: Instant?
    let customer: Identifier<Customer>
    let ticket: OpenTicket.Matter
  }

  /// Those that can be told, and what is wrong with the others.
  func read() throws(RecordFailure) -> (open: [OpenTicket], unreadable: [Standing.Unreadable]) {
    var open: [OpenTicket] = []
    var unreadable: [Standing.Unreadable] = []
    for row in try selectOpen.rows(Self.row) {
      do throws(RecordFailure) {
        open.append(OpenTicket(row, try latestEvents(row)))
      } catch {
        guard error.kind == .damaged else { throw error }
        unreadable.append(Standing.Unreadable(conversation: row.conversation, why: error.what))
      }
    }
    return (open, unreadable)
  }

  private static func row(_ row: Statement) throws(RecordFailure) -> Row {
    guard let stage = StageWord(rawValue: row.text(2)),
      let priority = Priority(rawValue: row.text(4))
    else {
      throw RecordFailure(
        .damaged,
        "ticket \(row.int(0)) has an unknown stage or priority; run frontdesk record verify")
    }
    return Row(
      number: row.int(0), conversation: Identifier(row.text(1)), stage: stage,
      queue: row.optionalText(3).map { Identifier($0) }, priority: priority,
      category: row.optionalText(5), customerName: row.optionalText(6), email: row.optionalText(7),
      language: row.text(8), channel: row.text(22), subject: row.text(9),
      agent: row.optionalText(10).map { Identifier($0) },
      queued: row.optionalInt(11).map(Instant.init(milliseconds:)),
      replyBy: row.optionalInt(12).map(Instant.init(milliseconds:)),
      owedSince: row.optionalInt(13).map(Instant.init(milliseconds:)),
      customer: Identifier(row.text(14)), ticket: matter(row))
  }

  private static func matter(_ row: Statement) -> OpenTicket.Matter {
    var offer: OpenTicket.Offered?
    if let agent = row.optionalText(20), let until = row.optionalInt(21) {
      offer = OpenTicket.Offered(to: Identifier(agent), until: Instant(milliseconds: until))
    }
    return OpenTicket.Matter(
      isAnswered: row.optionalInt(15) != nil, tags: texts(row.text(16)),
      heldUntil: row.optionalInt(17).map(Instant.init(milliseconds:)), level: Int(row.int(18)),
      followers: texts(row.text(19)).map { Identifier($0) }, offer: offer)
  }

  static func texts(_ list: String) -> [String] {
    let value = try? JSONReader.read(Array(list.utf8))
    return (value?.array ?? []).compactMap(\.string)
  }

  /// What of a ticket only its events tell, gathered from the latest backwards.
  struct LatestEvents {
    private(set) var seq: Int64 = 0
    private(set) var at = Instant(milliseconds: 0)
    private(set) var text = ""
    private(set) var author: Author?
    private(set) var agent: AgentName?
    private(set) var isAtFront = false
    private(set) var released: Instant?

    private let row: Row
    private var knowsWords = false
    private var knowsWait: Bool
    private var knowsCourse: Bool
    /// What came after the moment from which the course is known, the latest first.
    private var later: [(Event, Instant)] = []
    /// With an agent: how it stands between the two, and since when.
    private(set) var course: Course?

    init(_ row: Row) {
      self.row = row
      knowsWait = row.stage != .waiting
      knowsCourse = row.owedSince != nil
    }

    var isComplete: Bool {
      knowsWords && knowsWait && knowsCourse && (row.agent == nil || agent != nil)
    }

    mutating func take(_ stored: StoredEvent) throws(RecordFailure) {
      let moment = Instant(milliseconds: stored.at)
      if seq == 0 {
        seq = stored.seq
        at = moment
      }
      let event: Event
      do { event = try EventText.recorded(stored.body) } catch {
        throw RecordFailure(
          .damaged,
          "event \(stored.seq) of conversation \(row.conversation) cannot be read: \(error)")
      }
      note(event.agent)
      if !knowsCourse { trace(event, moment) }
      if case .said(let message) = event, !knowsWords {
        knowsWords = true
        text = String(message.text.prefix(Conversation.latestLength))
        author = message.author
      }
      guard let isAtFront = event.standsAtFront, !knowsWait else { return }
      knowsWait = true
      self.isAtFront = isAtFront
      released = moment
    }

    private mutating func trace(_ event: Event, _ moment: Instant) {
      guard var course = Course.known(after: event, at: moment) else {
        later.append((event, moment))
        return
      }
      knowsCourse = true
      for (event, moment) in later.reversed() { course.follow(event, at: moment) }
      later = []
      self.course = course
    }

    /// The name is that of the agent the row names; others only looked in.
    private mutating func note(_ name: AgentName?) {
      if let name, agent == nil, name.id == row.agent { agent = name }
    }
  }

  private func latestEvents(_ row: Row) throws(RecordFailure) -> LatestEvents {
    var latest = LatestEvents(row)
    try events.eachBackwards(of: row.number) { event throws(RecordFailure) in
      try latest.take(event)
      return !latest.isComplete
    }
    return latest
  }
}
