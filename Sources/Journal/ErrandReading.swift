package import Desk
import Events

/// What a destination that carries conversations by steps of its own is to carry next; over any
/// connection.
///
/// A conversation that was read lately is read on from where it ended: a chat that is carried word
/// by word is not read from its beginning for each of them.
package final class ErrandReading {
  private let outbox: OutboxReading
  private var recent: [Int64: Recent] = [:]
  private var recentBytes = 0
  private var turns = 0
  /// How many events were read since it was made.
  package private(set) var eventsRead = 0

  /// Bytes of what is remembered, and of one conversation in it, as its events are written.
  private static let mostBytes = 2 << 20
  private static let mostOfOne = 512 << 10

  /// A conversation as far as it was read.
  private struct Recent {
    var conversation: Conversation
    var past: [Happened] = []
    var bytes = 0
    /// When it was last asked for.
    var turn = 0
  }

  package init(_ database: Database, epoch: String) throws(RecordFailure) {
    outbox = try OutboxReading(database, epoch: epoch)
  }

  /// A conversation of which something waits.
  package struct Head: Sendable, Equatable {
    package let conversation: Identifier<Conversation>
    package let number: Int64
    /// The first seq that waits.
    package let from: Int64
    /// How many events wait, and when the latest of them happened.
    package let count: Int
    package let latest: Instant
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

  /// Conversations of which something may be carried now; at most `limit`. Of each the latest event
  /// is looked at, and no more.
  package func due(for destination: String, at now: Instant, limit: Int) throws(RecordFailure)
    -> [Head]
  {
    var due: [Head] = []
    for head in try outbox.heads(for: destination, at: now, limit: limit) {
      guard let last = try outbox.events.whereabouts.last(of: head.conversation)?.seq,
        last >= head.seq, let latest = try outbox.events.event(last, of: head.conversation)
      else { continue }
      due.append(
        Head(
          conversation: Identifier(head.id), number: head.conversation, from: head.seq,
          count: Int(last - head.seq + 1), latest: Instant(milliseconds: latest.at),
          attempts: head.attempts, firstTried: head.firstTried))
    }
    return due
  }

  /// A conversation from its beginning.
  package func told(_ id: Identifier<Conversation>, _ number: Int64) throws(RecordFailure)
    -> (Conversation, [Happened])
  {
    var read = forget(number) ?? Recent(conversation: Conversation(id: id))
    let isKnown = !read.past.isEmpty
    try readOn(&read, number)
    // What was remembered of somebody who is erased since is gone.
    if isKnown, read.conversation.isErased {
      read = Recent(conversation: Conversation(id: id))
      try readOn(&read, number)
    }
    remember(read, number)
    return (read.conversation, read.past)
  }

  private func readOn(_ read: inout Recent, _ number: Int64) throws(RecordFailure) {
    let id = read.conversation.id.text
    try outbox.events.each(of: number, after: read.past.last?.seq ?? 0) {
      stored throws(RecordFailure) in
      let event = try? EventText.recorded(stored.body)
      let at = Instant(milliseconds: stored.at)
      if let event { read.conversation.apply(event, at: at) }
      read.past.append(
        Happened(
          position: stored.position, seq: stored.seq, at: at,
          key: try outbox.key(of: stored, id), event: event))
      read.bytes += stored.body.count
      eventsRead += 1
      return true
    }
  }

  // MARK: What was read lately

  private func forget(_ number: Int64) -> Recent? {
    guard let known = recent.removeValue(forKey: number) else { return nil }
    recentBytes -= known.bytes
    return known
  }

  /// What was asked for longest ago makes room.
  private func remember(_ read: Recent, _ number: Int64) {
    guard read.bytes <= Self.mostOfOne, !read.conversation.isErased else { return }
    turns += 1
    var read = read
    read.turn = turns
    recent[number] = read
    recentBytes += read.bytes
    while recentBytes > Self.mostBytes,
      let oldest = recent.min(by: { $0.value.turn < $1.value.turn })
    {
      _ = forget(oldest.key)
    }
  }
}
