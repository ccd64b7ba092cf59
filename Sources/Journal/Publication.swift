package import Desk

/// That flows were published, or that they were not.
package struct Publication: Equatable, Sendable {
  package let at: Instant
  /// What serves new conversations from then on; nil where nothing was changed.
  package let revision: String?
  package let author: String
  package let deed: Deed
  /// Why it was refused, in one line; nil for what was done.
  package let why: String?

  /// How the flows came to serve, or did not.
  package enum Deed: String, Sendable, CaseIterable {
    /// The server began with them.
    case start
    case publish, hotfix, rollback, refuse
  }

  package init(
    at: Instant, revision: String?, author: String, deed: Deed, why: String? = nil
  ) {
    self.at = at
    self.revision = revision
    self.author = author
    self.deed = deed
    self.why = why
  }
}

/// A publication as a turn writes it: with the revision where it is new, and what else changes.
package struct FlowsPublished: Sendable {
  package let publication: Publication
  package let revision: KeptRevision?
  /// Revisions whose live sessions are pinned to the published one.
  package let repinned: [String]
  /// How many sessions those are.
  package let carried: Int

  package init(
    _ publication: Publication, _ revision: KeptRevision?, repinning old: [String],
    carried: Int = 0
  ) {
    self.publication = publication
    self.revision = revision
    self.carried = carried
    repinned = old
  }
}

/// A revision as the record keeps it: stored once, for the conversations pinned to it and the way
/// back.
package struct KeptRevision: Equatable, Sendable {
  package let revision: String
  package let at: Instant
  package let author: String
  /// Empty for those kept by a version that knew no shapes.
  package let shape: String
  package let source: [UInt8]

  package init(
    _ revision: String, at: Instant, author: String, shape: String, source: [UInt8]
  ) {
    self.revision = revision
    self.at = at
    self.author = author
    self.shape = shape
    self.source = source
  }
}

/// One count: what happened how often at a step of a revision on a day.
package struct Figure: Hashable, Sendable {
  /// Days since 1 January 1970 in the desk's time zone.
  package let day: Int64
  package let revision: String
  /// The step's key, `flow.section.name`.
  package let step: String
  package let measure: String

  package init(day: Int64, revision: String, step: String, measure: String) {
    self.day = day
    self.revision = revision
    self.step = step
    self.measure = measure
  }
}

/// A conversation whose flow is not over, and where it stands.
package struct LiveSession: Equatable, Sendable {
  package let number: Int64
  package let conversation: Identifier<Conversation>
  package let state: FlowState

  package init(number: Int64, conversation: Identifier<Conversation>, state: FlowState) {
    self.number = number
    self.conversation = conversation
    self.state = state
  }
}
