/// What one stimulus led to: the session to keep and the effects to carry out, in order.
package struct Turn: Sendable, Equatable {
  package let session: Session
  package let effects: [Effect]
  /// The keys of the steps the flow came to, in order.
  package let visited: [String]

  /// Whether what the customer wrote was no answer to the question that was open.
  package var isMiss: Bool {
    effects.contains { effect in
      guard case .metric(let metric, _) = effect else { return false }
      return metric == .noMatch || metric == .failed
    }
  }

  package init(session: Session, effects: [Effect], visited: [String] = []) {
    self.session = session
    self.effects = effects
    self.visited = visited
  }
}

/// What the desk has that flows refer to by name.
package struct DeskNames: Sendable, Equatable {
  /// The first is the one for whatever no flow claims.
  package let queues: [String]
  /// How many knowledge articles can be suggested.
  package let articleCount: Int
  /// The media types of files that are taken, none where none are; nil where it is not known.
  package let media: [String]?

  package init(queues: [String], articleCount: Int, media: [String]? = nil) {
    self.media = media
    self.queues = queues
    self.articleCount = articleCount
  }
}
