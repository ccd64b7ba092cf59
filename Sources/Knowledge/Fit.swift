/// What may be done with what a search found.
package enum Fit: String, Sendable, Comparable, CaseIterable {
  /// Nothing is to be shown: what was found has words in common with the question, and no more.
  case none
  /// Titles to choose from: one of the first three is likely right.
  case offer
  /// The first article may be given as the answer.
  case answer

  package static func < (less: Fit, more: Fit) -> Bool { less.rank < more.rank }

  private var rank: Int {
    switch self {
    case .none: 0
    case .offer: 1
    case .answer: 2
    }
  }
}
