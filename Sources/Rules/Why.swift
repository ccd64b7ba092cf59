package import Desk

/// Who gave a conversation what it has: its category, priority, queue, tags and fields, each with
/// the moment and who did it.
package struct Why: Sendable {
  package private(set) var changes: [Change] = []

  /// One thing that was set.
  package struct Change: Sendable, Equatable {
    package let at: Instant
    /// `priority`, `category`, `queue`, `tags`, `fields`, `stage`.
    package let what: String
    package let value: String
    package let by: Author?
    /// What else the record says of it.
    package let reason: String?
  }

  package init(_ events: [(event: Event, at: Instant)]) {
    for (event, at) in events {
      for (what, value, by, reason) in event.settings {
        changes.append(Change(at: at, what: what, value: value, by: by, reason: reason))
      }
    }
  }

  package func text() -> String {
    changes.map { change in
      let who = change.by.map { " by \($0.words)" } ?? ""
      let reason = change.reason.map { " (\($0))" } ?? ""
      return "\(change.at.iso8601)  \(change.what) \(change.value)\(who)\(reason)\n"
    }.joined()
  }
}

extension Event {
  fileprivate var settings: [(String, String, Author?, String?)] {
    switch self {
    case .categorised(let category, let by): [("category", category, by, nil)]
    case .prioritised(let priority, let by): [("priority", priority.rawValue, by, nil)]
    case .tagged(let tagging): [("tags", tagging.words, tagging.author, nil)]
    case .routed(let queue, let by): [("queue", queue.text, by, nil)]
    case .recorded(let fields, let by):
      [("fields", fields.map { "\($0.name) = \($0.value)" }.joined(separator: ", "), by, nil)]
    case .queued(let handoff):
      [
        ("queue", handoff.queue.text, .bot, handoff.reason.rawValue),
        ("priority", handoff.priority.rawValue, .bot, "of the handing over"),
      ]
    case .transferred(let agent, .queue(let queue), let note):
      [("queue", queue.text, .agent(agent), note)]
    case .escalated(let escalation):
      [("queue", escalation.queue.text, escalation.author, escalation.reason)]
    case .resolved(let by): [("stage", "resolved", by, nil)]
    case .reopened(let by): [("stage", "reopened", by, nil)]
    case .closed(let by): [("stage", "closed", by, nil)]
    case .held(let until, let by, let reason): [("held until", until.iso8601, by, reason)]
    case .notified(let notification):
      [("told", notification.text, .rule(notification.rule), nil)]
    case .started, .said, .noted, .identified, .suggested, .judged, .offered, .declined,
      .considered, .taken, .released, .followed, .woken, .linked, .unlinked, .withdrawn,
      .promised, .rated, .concluded, .nearing, .breached, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn,
      .erased, .lookedUp, .transferred(_, .agent, _),
      .transferred(_, .bot, _):
      []
    }
  }
}

extension Tagging {
  /// What was put on and taken off: `+vip -new`.
  fileprivate var words: String {
    (added.map { "+\($0)" } + removed.map { "-\($0)" }).joined(separator: " ")
  }
}
