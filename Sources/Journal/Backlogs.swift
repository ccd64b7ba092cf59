package import Desk

/// What has been said in a conversation, for those who come back to it.
///
/// Reading never makes the writer wait: a file's own implementation has a connection of its own.
package protocol Backlogs: AnyObject {
  /// Names the history that is read.
  var epoch: String { get }

  /// Runs `work` on one unchanging view of the record.
  func reading(_ work: () throws(RecordFailure) -> Void) throws(RecordFailure)

  /// Where a conversation stands; nil if there is none of that id.
  func head(of conversation: Identifier<Conversation>) throws(RecordFailure) -> ConversationHead?

  /// Whether an agent has a conversation with that customer now.
  func serves(_ agent: Identifier<Agent>, _ customer: Identifier<Customer>) throws(RecordFailure)
    -> Bool

  /// Its entries after a seq, in order, until the page is full; at least one where there is one.
  func page(of conversation: Identifier<Conversation>, after seq: Int64, _ size: PageSize)
    throws(RecordFailure) -> [Kept]
}

/// What must be known of a conversation before anybody is shown anything of it.
package struct ConversationHead: Equatable, Sendable {
  package let customer: Identifier<Customer>
  package let stage: StageWord
  package let lastAgent: Identifier<Agent>?
  package let queue: Identifier<Queue>?
  /// Who is told of it whoever has it.
  package let followers: Set<Identifier<Agent>>
  /// The seq of its latest event.
  package let seq: Int64

  package init(
    customer: Identifier<Customer>, stage: StageWord, lastAgent: Identifier<Agent>?,
    queue: Identifier<Queue>?, followers: Set<Identifier<Agent>> = [], seq: Int64
  ) {
    self.followers = followers
    self.customer = customer
    self.stage = stage
    self.lastAgent = lastAgent
    self.queue = queue
    self.seq = seq
  }
}

/// How much is read of a conversation at once, so that no reading takes longer than some
/// milliseconds, however long the conversation and its messages are.
package struct PageSize: Sendable {
  package let events: Int
  package let bytes: Int

  package init(events: Int, bytes: Int) {
    self.events = events
    self.bytes = bytes
  }
}

/// The backlogs of a record's file, over a read-only connection. Belongs to one thread at a time.
package final class FileBacklogs: Backlogs {
  package let epoch: String
  private let database: Database
  private let events: EventTable
  private let selectHead: Statement
  private let selectServed: Statement

  package init(path: String) throws(RecordFailure) {
    database = try Database(path: path, mode: .reading)
    epoch = try database.epoch()
    events = try EventTable(database)
    selectHead = try database.prepare(
      "SELECT customer, stage, agent, number, queue, followers FROM tickets WHERE conversation=?")
    selectServed = try database.prepare(
      "SELECT 1 FROM tickets WHERE customer=? AND agent=? AND stage=? LIMIT 1")
  }

  package func reading(_ work: () throws(RecordFailure) -> Void) throws(RecordFailure) {
    try database.snapshot(work)
  }

  package func head(of conversation: Identifier<Conversation>) throws(RecordFailure)
    -> ConversationHead?
  {
    selectHead.bind(1, conversation.text)
    return try selectHead.first { row throws(RecordFailure) in
      guard let stage = StageWord(rawValue: row.text(1)) else {
        throw RecordFailure(
          .damaged, "conversation \(conversation) has the unknown stage \(row.text(1))")
      }
      return ConversationHead(
        customer: Identifier(row.text(0)), stage: stage,
        lastAgent: row.optionalText(2).map { Identifier($0) },
        queue: row.optionalText(4).map { Identifier($0) },
        followers: Set(OpenTicketTable.texts(row.text(5)).map { Identifier($0) }),
        seq: try events.whereabouts.last(of: row.int(3))?.seq ?? 0)
    }
  }

  package func serves(
    _ agent: Identifier<Agent>, _ customer: Identifier<Customer>
  ) throws(RecordFailure) -> Bool {
    selectServed.bind(1, customer.text)
    selectServed.bind(2, agent.text)
    selectServed.bind(3, StageWord.agent.rawValue)
    return try selectServed.first { $0.int(0) } != nil
  }

  package func page(
    of conversation: Identifier<Conversation>, after seq: Int64, _ size: PageSize
  ) throws(RecordFailure) -> [Kept] {
    selectHead.bind(1, conversation.text)
    guard let number = try selectHead.first({ $0.int(3) }) else { return [] }
    var page: [Kept] = []
    var bytes = 0
    guard size.events > 0, size.bytes > 0 else { return page }
    try events.each(of: number, after: seq) { event throws(RecordFailure) in
      bytes += event.body.count
      page.append(event.kept(conversation))
      return page.count < size.events && bytes < size.bytes
    }
    return page
  }
}
