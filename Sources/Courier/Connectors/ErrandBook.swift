package import Desk

/// What waits for connectors: the record's side of them.
package protocol ErrandBook: DeskInlet {
  /// Conversations of which something waits for a destination and may be carried now; at most
  /// `limit`. What was said in them is not read for it.
  func due(for destination: String, at now: Instant, limit: Int) throws -> [WaitingTalk]

  /// One of them with all that happened; nil where nothing waits any more.
  func errand(_ waiting: WaitingTalk, at now: Instant) throws -> Errand?

  /// Writes down what an errand came to; returns once it is on disk, or throws why it is not.
  func settle(_ settled: SettledErrand) throws
}

/// A conversation of which something waits for a destination.
package struct WaitingTalk: Sendable, Equatable {
  package let destination: String
  package let conversation: Identifier<Conversation>
  /// The number of its ticket.
  package let number: Int64
  /// The first seq that waits.
  package let from: Int64
  /// How many events wait, and when the latest of them happened.
  package let count: Int
  package let latest: Instant
  package let attempts: Int
  package let firstTried: Instant?

  package init(
    _ conversation: Identifier<Conversation>, _ number: Int64, to destination: String, from: Int64,
    count: Int, latest: Instant, attempts: Int, firstTried: Instant?
  ) {
    self.destination = destination
    self.conversation = conversation
    self.number = number
    self.from = from
    self.count = count
    self.latest = latest
    self.attempts = attempts
    self.firstTried = firstTried
  }
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
