/// What an agent has at once: open conversations and offers that stand, in weights.
package struct Workload: Equatable, Sendable {
  package private(set) var total = 0
  private var byQueue: [Identifier<Queue>: Int] = [:]

  package init() {}

  package func of(_ queue: Identifier<Queue>) -> Int { byQueue[queue] ?? 0 }

  package mutating func add(_ piece: Piece) {
    total += piece.weight
    byQueue[piece.queue, default: 0] += piece.weight
  }

  package mutating func remove(_ piece: Piece) {
    total -= piece.weight
    byQueue[piece.queue, default: 0] -= piece.weight
    if byQueue[piece.queue] == 0 { byQueue[piece.queue] = nil }
  }

  /// One conversation as part of it.
  package struct Piece: Equatable, Sendable {
    package let queue: Identifier<Queue>
    package let weight: Int

    package init(_ queue: Identifier<Queue>, weight: Int) {
      self.queue = queue
      self.weight = weight
    }

    /// What it counts for somebody of that capacity: who has nothing can always take one.
    package func within(_ capacity: Int) -> Piece { Piece(queue, weight: min(weight, capacity)) }
  }
}

/// What an agent may have at once.
package struct WorkLimits: Equatable, Sendable {
  package let capacity: Int
  /// Of one queue's; nil: as much as of all.
  package let ofQueue: Int?

  package init(capacity: Int, ofQueue: Int? = nil) {
    self.capacity = capacity
    self.ofQueue = ofQueue
  }

  /// What keeps an agent from one more.
  package enum Obstacle: Sendable {
    case full, queueFull
  }

  /// Nil where it fits beside the work they have.
  package func obstacle(to piece: Workload.Piece, beside work: Workload) -> Obstacle? {
    guard capacity > 0, work.total + min(piece.weight, capacity) <= capacity else { return .full }
    guard let ofQueue else { return nil }
    let fits = ofQueue > 0 && work.of(piece.queue) + min(piece.weight, ofQueue) <= ofQueue
    return fits ? nil : .queueFull
  }
}
