import Authoring
import Expressions

/// Where one conversation stands in its flows; all there is to know to go on after a restart.
///
/// A value to be stored with the turn that made it, and bound to the revision it was made with.
package struct Session: Sendable, Equatable {
  /// The revision the session is pinned to.
  package internal(set) var revision: String
  package internal(set) var state: State
  /// The language the bot speaks with this customer.
  package internal(set) var language: String
  /// Counts stimuli; part of every effect's id.
  package internal(set) var turn: Int
  /// Running timers by name, with their deadlines in milliseconds since 1970 UTC.
  package internal(set) var timers: [String: Int64]

  /// How many customer turns there were, against the limit.
  var customerTurns = 0
  /// Steps run since the customer last did something, while an effect is under way: a flow that
  /// goes round and round over a service is stopped like one that does so by itself.
  var steps = 0
  var startedAt: Int64
  /// When the customer last did something or was last asked something; silence counts from here.
  package internal(set) var activeAt: Int64
  var frames: [Frame] = []
  /// What arrived while an effect was under way, oldest first; at most `inboxLimit`.
  var inbox: [Stimulus] = []
  /// Articles shown and not yet judged by the customer.
  var shown: [String] = []
  /// Articles that did not help, newest last; at most `refusedLimit`.
  var refused: [String] = []
  /// Words added to a message that was taken have been thanked for once.
  var hasAcknowledged = false
  /// The promised moment, now gone by, that the customer has been told is late.
  var admitted: Int64?
  /// Where the talk stood before the end, for whoever comes back because it was none.
  var settled: Settled?
  /// `handoff.<name>`: queue, place and eta of the handoff under way.
  var handoff: [String: Value] = [:]

  /// More messages than this during one effect are dropped; the transcript still has them.
  static let inboxLimit = 20
  static let refusedLimit = 10

  /// What the session waits for.
  package enum State: Sendable, Equatable {
    /// A question is open.
    case asking
    /// An effect is under way.
    case working(Pending)
    /// The handoff stands in a queue.
    case inQueue(Pending)
    case withAgent
    case ended(outcome: String)
  }

  /// True while the bot has the conversation.
  package var isWithBot: Bool {
    switch state {
    case .asking, .working: true
    case .inQueue, .withAgent, .ended: false
    }
  }

  /// True while the flow watches over a wait for a person.
  package var isInQueue: Bool {
    if case .inQueue = state { true } else { false }
  }

  /// True when nothing is under way: the next flow may begin with a newer revision.
  package var isOver: Bool {
    if case .ended = state { true } else { false }
  }

  /// A flow is to begin by itself after a while: a survey.
  package var awaitsEvent: Bool { timers.keys.contains { $0.hasPrefix("event:") } }

  /// Whether words say that what the bot settled is not settled after all.
  package func isAboutTheSame(_ words: String) -> Bool {
    settled != nil && Wording.matter(of: Wording.normal(words), language: language) == .sameMatter
  }

  /// The same place in another revision of the same shape.
  package func pinned(to revision: String) -> Session {
    var session = self
    session.revision = revision
    return session
  }

  /// The session as one whose time is over: the customer's next words begin anew.
  package var lapsed: Session {
    var session = self
    session.startedAt = 0
    return session
  }

  /// The call of a service that has not been answered, with its effect's id.
  ///
  /// Whoever was to carry it out may be gone since: after a restart it is sent again, in the same
  /// words and under the same id.
  package var openRequest: (effect: String, request: Request)? {
    guard case .working(let pending) = state, let request = pending.request else { return nil }
    return (pending.effect, request)
  }

  /// Where the customer is, as `flow.section`, outermost flow first; empty once it is over.
  package var path: [String] { frames.map { "\($0.flow).\($0.section)" } }
}

/// The effect a session waits for, and what its result is for.
package struct Pending: Sendable, Equatable {
  package let effect: String
  let purpose: Purpose
  /// What was asked of a service; nil for what the desk itself does within the turn.
  var request: Request?

  enum Purpose: Sendable, Equatable {
    /// The step the top frame stands at asked for it.
    case step
    /// The customer's words were searched before they count as no answer.
    case answer(words: String)
    /// A person was asked for outside a handoff step.
    case person(HandoffDraft.Reason)
    /// The ticket that replaces a person who is not there.
    case lastResort
  }
}

/// One flow under way.
struct Frame: Sendable, Equatable {
  var flow: String
  var section: String
  /// The index of the step in its section.
  var step: Int
  /// Why the frame is there, which decides what happens at its end.
  var origin: Origin
  /// Answers to the open question that did not fit.
  var misses = 0
  /// Idle reminders given for the open question.
  var reminders = 0
  /// Words of an answer that may go on.
  var burst: String?
  /// True while the customer is asked whether to go on with the open question.
  var isResuming = false
  var vars: [String: Value] = [:]
  /// `response` of the last call and `called` of the last subflow.
  var response: Value?
  var called: Value?
  /// Questions asked, oldest first, each with what its answer changed; for `back`.
  var history: [Asked] = []

  /// `back` reaches this many questions.
  static let historyLimit = 10

  enum Origin: String, Sendable {
    case entry, call, digression, event, fallback
  }

  struct Asked: Sendable, Equatable {
    var section: String
    var step: Int
    /// The former values of the variables set since; null where there was none.
    var former: [String: Value] = [:]
  }
}

/// Where a talk stood when it was settled, and what was known then.
///
/// Kept while nothing else begins, and of use for as long as a session may last.
struct Settled: Sendable, Equatable {
  var frames: [Frame]
  /// The key of the question that was asked last.
  var question: String?
  /// Articles that were shown before the answer to it.
  var shown: [String] = []
  /// Yes or no, where that was the last answer.
  var answer: Bool?
  /// The customer fell silent at the question.
  var wasLeft = false
  var at: Int64
  /// What the customer came back with, while they are asked whether it is about the same.
  var words: String?
}

extension Session {
  /// The session whose timer is due at that moment, by a clock that was set meanwhile.
  package func moved(_ timer: String, to moment: Int64) -> Session {
    guard let deadline = timers[timer], deadline != moment else { return self }
    var moved = self
    moved.timers[timer] = moment
    // Silence is counted from here.
    if timer == "idle" { moved.activeAt += moment - deadline }
    return moved
  }
}
