package import Desk

/// How far a conversation has come where it is carried; over any connection.
package final class CarryingReading {
  private let links: LinkReading
  private let events: EventTable
  private let selectLane: Statement
  private let selectTrouble: Statement

  init(_ database: Database, _ events: EventTable) throws(RecordFailure) {
    self.events = events
    links = try LinkReading(database)
    selectLane = try database.prepare(
      """
      SELECT l.conversation, l.seq, l.tried, l.why FROM tickets t
      JOIN lanes l ON l.destination=?1 AND l.conversation=t.number WHERE t.conversation=?2
      """)
    selectTrouble = try database.prepare(
      """
      SELECT why FROM lanes WHERE destination=?1 AND tried>0 AND why IS NOT NULL
        AND why NOT LIKE '\(CarryingTrouble.parked)%' ORDER BY tried DESC LIMIT 1
      """)
  }

  /// How far it has come to one destination.
  package struct Standing: Equatable, Sendable {
    package let link: OutsideLink?
    /// When the first event happened that is not there; nil where all are.
    package let since: Instant?
    /// What came of trying; nil where there is no trouble.
    package let why: String?
  }

  /// What is tried of nothing for so long is not tried because its destination is left alone.
  private static let patience = Duration.seconds(30)

  package func standing(
    of conversation: Identifier<Conversation>, at destination: String, now: Instant
  ) throws(RecordFailure) -> Standing {
    let link = try links.link(of: conversation, at: destination)
    selectLane.bind(1, destination)
    selectLane.bind(2, conversation.text)
    let lane = try selectLane.first { ($0.int(0), $0.int(1), $0.int(2), $0.optionalText(3)) }
    guard let (number, seq, tried, why) = lane else {
      return Standing(link: link, since: nil, why: nil)
    }
    let since = try events.event(seq, of: number).map { Instant(milliseconds: $0.at) }
    let hasWaited = since.map { now.since($0) >= Self.patience } ?? false
    guard why == nil, tried == 0, hasWaited else {
      return Standing(link: link, since: since, why: why)
    }
    selectTrouble.bind(1, destination)
    return Standing(link: link, since: since, why: try selectTrouble.first { $0.text(0) })
  }
}
