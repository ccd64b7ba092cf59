package import Desk

/// What waits for connectors: the record's side of them.
package protocol ErrandBook: DeskInlet {
  /// Conversations of which something waits for a destination and may be carried now; at most
  /// `limit`.
  func due(for destination: String, at now: Instant, limit: Int) throws -> [Errand]

  /// Writes down what an errand came to; returns once it is on disk, or throws why it is not.
  func settle(_ settled: SettledErrand) throws
}

/// What an errand came to, to be written down.
package struct SettledErrand: Sendable, Equatable {
  package let destination: String
  package let conversation: Identifier<Conversation>
  package let at: Instant
  /// Positions of the events that are there.
  package let carried: [Int64]
  /// What becomes of the first that is not.
  package let rest: Rest?
  package let link: OutsideLink?

  /// What becomes of an event that could not be carried.
  package enum Rest: Sendable, Equatable {
    case waits(position: Int64, until: Instant)
    case retry(position: Int64, at: Instant, why: String)
  }
}
