/// Who waits for a person, in the order they will be served.
///
/// Those given back by an agent who vanished stand before all others, then by priority, then by
/// when they are due, then by how long they have waited. Kept sorted, so that a place is found by
/// halving; entering and leaving move at most the line's length in memory.
package struct WaitingLine: Sendable {
  package private(set) var places: [Place] = []
  private var byConversation: [Identifier<Conversation>: Place] = [:]

  package init() {}

  /// One conversation in the line, with all that its order depends on.
  package struct Place: Equatable, Sendable {
    package let conversation: Identifier<Conversation>
    package let queue: Identifier<Queue>
    package let priority: Priority
    package let since: Instant
    /// See `Rank`.
    package let rank: Int64

    fileprivate func isBefore(_ other: Place) -> Bool {
      (rank, since, conversation) < (other.rank, other.since, other.conversation)
    }
  }

  package var count: Int { places.count }

  /// Brings the line up to date with where the conversation now stands. True if the line changed.
  ///
  /// `due` is when the desk's plan has somebody come to it.
  @discardableResult
  package mutating func follow(_ conversation: Conversation, due: Instant? = nil) -> Bool {
    follow(
      conversation.id, conversation.stage, conversation.queue, priority: conversation.priority,
      due: due)
  }

  /// The same for one of which only that is known.
  @discardableResult
  package mutating func follow(
    _ id: Identifier<Conversation>, _ stage: Stage, _ queue: Identifier<Queue>?,
    priority: Priority, due: Instant?
  ) -> Bool {
    var place: Place?
    if case .waiting(let since, _) = stage, let queue,
      let rank = Rank.of(stage, priority: priority, due: due)
    {
      place = Place(
        conversation: id, queue: queue, priority: priority, since: since, rank: rank)
    }
    guard byConversation[id] != place else { return false }
    if let old = byConversation.removeValue(forKey: id) { places.remove(at: index(of: old)) }
    if let place {
      places.insert(place, at: index(of: place))
      byConversation[id] = place
    }
    return true
  }

  /// The first index whose place is not before this one.
  private func index(of place: Place) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].isBefore(place) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// 1 is next; nil for who does not wait. All queues are served by the same agents, so the place
  /// is that in the whole line.
  package func position(of conversation: Identifier<Conversation>) -> Int? {
    byConversation[conversation].map { index(of: $0) + 1 }
  }
}

/// The one order in which those who wait for a person are served, as a number: the lowest is next.
///
/// The place a customer is told, agents' lists and `take` all go by it; of equal ones by who has
/// waited longer, then by the conversation's id. It stays while others come and go, and fits into
/// JSON's 53 bits. Those who stand in the line come before those who were missed, those before who
/// was promised a reply and knows that it takes time.
package enum Rank {
  /// Nil for what no agent has to come to.
  package static func of(_ stage: Stage, priority: Priority, due: Instant?) -> Int64? {
    guard let tier = tier(of: stage) else { return nil }
    let moments: Int64 = 1 << 44
    let urgency = Int64(Priority.allCases.count - 1 - priority.rank)
    let moment = due?.milliseconds ?? moments
    return (tier * Int64(Priority.allCases.count) + urgency) * moments
      + min(max(moment, 0), moments - 1)
  }

  private static func tier(of stage: Stage) -> Int64? {
    switch stage {
    case .waiting(_, let isAtFront): isAtFront ? 0 : 1
    case .missed: 2
    case .promised: 3
    case .withBot, .withAgent, .left, .resolved, .closed: nil
    }
  }
}
