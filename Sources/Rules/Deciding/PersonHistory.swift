package import Desk

/// What the desk remembers of a customer over their conversations.
package struct PersonHistory: Sendable, Equatable {
  /// When each of their conversations of the last 30 days began, this one included.
  package var began: [Instant]

  package init(began: [Instant] = []) { self.began = began }

  /// How many there may be in memory; somebody with more has asked often enough.
  package static let most = 1000

  func contacts(within days: Int, at now: Instant) -> Int {
    let first = now + .seconds(Int64(-days) * 86_400)
    return began.count { $0 > first }
  }
}
