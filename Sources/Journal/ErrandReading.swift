package import Desk
import Events

/// What a destination that carries conversations by steps of its own is to carry next; over any
/// connection.
package final class ErrandReading {
  private let outbox: OutboxReading
  private let links: LinkReading

  package init(_ database: Database, epoch: String) throws(RecordFailure) {
    outbox = try OutboxReading(database, epoch: epoch)
    links = try LinkReading(database)
  }

  /// One conversation with what waits of it.
  package struct Waiting: Sendable {
    /// As all its events have made it.
    package let conversation: Conversation
    /// Everything that happened, in order.
    package let past: [Happened]
    /// The first seq that waits.
    package let from: Int64
    package let link: OutsideLink?
    package let attempts: Int
    package let firstTried: Instant?
  }

  /// One event, as it is carried.
  package struct Happened: Sendable {
    /// Its position in the record.
    package let position: Int64
    package let seq: Int64
    package let at: Instant
    /// What it is called, for ever.
    package let key: String
    /// Nil for what cannot be read, or has been erased.
    package let event: Event?
  }

  /// Conversations of which something may be carried now; at most `limit`.
  package func due(for destination: String, at now: Instant, limit: Int) throws(RecordFailure)
    -> [Waiting]
  {
    var waiting: [Waiting] = []
    for head in try outbox.heads(for: destination, at: now, limit: limit) {
      let id = Identifier<Conversation>(head.id)
      let (conversation, past) = try told(id, head.conversation)
      waiting.append(
        Waiting(
          conversation: conversation, past: past, from: head.seq,
          link: try links.link(of: id, at: destination), attempts: head.attempts,
          firstTried: head.firstTried))
    }
    return waiting
  }

  /// A conversation from its beginning.
  package func told(_ id: Identifier<Conversation>, _ number: Int64) throws(RecordFailure)
    -> (Conversation, [Happened])
  {
    var conversation = Conversation(id: id)
    var past: [Happened] = []
    try outbox.events.each(of: number, after: 0) { stored throws(RecordFailure) in
      let event = try? EventText.recorded(stored.body)
      let at = Instant(milliseconds: stored.at)
      if let event { conversation.apply(event, at: at) }
      past.append(
        Happened(
          position: stored.position, seq: stored.seq, at: at,
          key: try outbox.key(of: stored, id.text), event: event))
      return true
    }
    return (conversation, past)
  }
}
