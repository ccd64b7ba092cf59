package import Flows

/// Which revision takes a stimulus.
///
/// A session keeps its revision until it is over or too old; then the current one takes over.
package enum Pinning {
  /// The revision that takes the stimulus, and the session as that one takes it up. `pinned` is the
  /// session's own revision.
  package static func standing(
    of session: Session?, pinned: Revision, current: Revision, for stimulus: Stimulus,
    at now: Int64
  ) -> (Revision, Session?) {
    guard let session, pinned.id != current.id else { return (pinned, session) }
    switch stimulus {
    case .opened, .said, .cameBack, .chose, .filled, .sent:
      guard pinned.hasExpired(session, at: now) else { return (pinned, session) }
      return (current, session.lapsed)
    case .agentLeft, .external:
      // Where a person had it a flow begins: nothing of the old one is needed any more.
      return session.isWithBot ? (pinned, session) : (current, session)
    case .timer, .result, .deserted, .outgrown, .promised, .agentTook: return (pinned, session)
    }
  }
}
