/// Who waits for a person, in the order they will be served.
///
/// Those given back by an agent who vanished stand before all others, then by priority, then by how
/// long they have waited. Kept sorted, so that a place is found by halving; entering and leaving
/// move at most the line's length in memory.
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
    package let isAtFront: Bool

    /// Where it stands in the order in which people are served: see `WaitingLine.rank`.
    package var rank: Int64 {
      WaitingLine.rank(isAtFront: isAtFront, priority: priority, since: since)
    }

    fileprivate func isBefore(_ other: Place) -> Bool {
      rank == other.rank ? conversation < other.conversation : rank < other.rank
    }
  }

  package var count: Int { places.count }

  /// The one order in which those who wait are served, as a number: the lowest is next. The place
  /// a customer is told, agents' lists and `take` all go by it; of equal ones the conversation
  /// whose id comes first. It stays while others come and go, and fits into JSON's 53 bits.
  package static func rank(isAtFront: Bool, priority: Priority, since: Instant) -> Int64 {
    let moments: Int64 = 1 << 44
    let front: Int64 = isAtFront ? 0 : 4
    let urgency = Int64(Priority.allCases.count - 1 - priority.rank)
    return (front + urgency) * moments + min(max(since.milliseconds, 0), moments - 1)
  }

  /// Brings the line up to date with where the conversation now stands. True if the line changed.
  @discardableResult
  package mutating func follow(_ conversation: Conversation) -> Bool {
    follow(
      conversation.id, conversation.stage, conversation.queue, priority: conversation.priority)
  }

  /// The same for one of which only that is known.
  @discardableResult
  package mutating func follow(
    _ id: Identifier<Conversation>, _ stage: Stage, _ queue: Identifier<Queue>?, priority: Priority
  ) -> Bool {
    var place: Place?
    if case .waiting(let since, let isAtFront) = stage, let queue {
      place = Place(
        conversation: id, queue: queue, priority: priority, since: since, isAtFront: isAtFront)
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
