package import Desk

/// A conversation that people have to do with, as the desk's line and lists show it.
///
/// All that the desk must know of each of them to begin; the whole of one is read when it is
/// touched.
package struct OpenTicket: Equatable, Sendable {
  package let conversation: Identifier<Conversation>
  package let customer: Identifier<Customer>?
  package let number: Int64
  package let stage: Stage
  package let course: Course
  package let queue: Identifier<Queue>?
  package let priority: Priority
  package let category: String?
  package let customerName: String?
  package let email: String?
  package let language: String
  package let channel: String
  package let subject: String
  package let lastAgent: AgentName?
  package let latestText: String
  package let latestAuthor: Author?
  package let latestAt: Instant
  package let seq: Int64
  package let matter: Matter

  /// What the conversation is as a ticket.
  package struct Matter: Equatable, Sendable {
    package let isAnswered: Bool
    package let tags: [String]
    package let heldUntil: Instant?
    package let level: Int
    package let followers: [Identifier<Agent>]
    package let offer: Offered?
  }

  /// Whom it is put before, by login.
  package struct Offered: Equatable, Sendable {
    package let agent: Identifier<Agent>
    package let until: Instant

    package init(to agent: Identifier<Agent>, until: Instant) {
      self.agent = agent
      self.until = until
    }
  }

  package var state: TicketState {
    TicketState(
      stage.word, owed: course.owed.word, isAnswered: matter.isAnswered,
      isHeld: matter.heldUntil != nil)
  }

  package init(_ conversation: Conversation) {
    self.conversation = conversation.id
    customer = conversation.opening?.customer
    number = conversation.opening?.number ?? 0
    stage = conversation.stage
    course = conversation.course
    queue = conversation.queue
    priority = conversation.priority
    category = conversation.category
    customerName = conversation.contact.name
    email = conversation.contact.email
    language = conversation.opening?.language ?? "en"
    channel = conversation.opening?.channel ?? Opening.web
    subject = conversation.subject
    lastAgent = conversation.lastAgent
    latestText = conversation.latest.text
    latestAuthor = conversation.latest.author
    latestAt = conversation.times.latest
    seq = conversation.seq
    matter = Matter(
      isAnswered: conversation.times.firstReply != nil, tags: conversation.tags,
      heldUntil: conversation.heldUntil, level: conversation.level,
      followers: conversation.followers.map(\.id),
      offer: conversation.offer.map { Offered(to: $0.agent.id, until: $0.until) })
  }

  init(_ row: OpenTicketTable.Row, _ ends: OpenTicketTable.LatestEvents) {
    conversation = row.conversation
    customer = row.customer
    number = row.number
    stage =
      switch row.stage {
      case .waiting:
        .waiting(since: row.queued ?? ends.released ?? ends.at, atFront: ends.isAtFront)
      case .agent: ends.agent.map { .withAgent($0) } ?? .withBot
      case .missed: .missed(replyBy: row.replyBy)
      case .promised: .promised(replyBy: row.replyBy ?? ends.at)
      case .bot: .withBot
      case .left: .left
      case .resolved: .resolved
      case .closed: .closed
      }
    course =
      row.owedSince.map { Course(row.stage, .person(since: $0)) }
      ?? ends.course ?? Course(row.stage, .nobody)
    queue = row.queue
    priority = row.priority
    category = row.category
    customerName = row.customerName
    email = row.email
    language = row.language
    channel = row.channel
    subject = row.subject
    lastAgent = ends.agent
    latestText = ends.text
    latestAuthor = ends.author
    latestAt = ends.at
    seq = ends.seq
    matter = row.ticket
  }
}
