package import Documents
package import Expressions

/// A way out of a step, or into a flow, that a test can take.
package enum Exit: Hashable, Sendable {
  /// An option of a menu, by its id.
  case option(String)
  case yes, no
  /// What was typed or filled in fits.
  case answer
  case escape, fail
  /// A silence that the question itself provides for, in milliseconds.
  case idle(Int64)
  case found, none
  case ok, error
  case accepted, unavailable
  case then, otherwise
  /// The flow was started by words at another flow's question.
  case trigger
}

extension Exit: CustomStringConvertible {
  package var description: String {
    switch self {
    case .option(let id): "option:\(id)"
    case .yes: "yes"
    case .no: "no"
    case .answer: "answer"
    case .escape: "escape"
    case .fail: "fail"
    case .idle(let after): "idle:\(Exit.span(after))"
    case .found: "found"
    case .none: "none"
    case .ok: "ok"
    case .error: "error"
    case .accepted: "accepted"
    case .unavailable: "unavailable"
    case .then: "then"
    case .otherwise: "else"
    case .trigger: "trigger"
    }
  }

  /// A time span as authors write it, in the largest unit that holds it whole.
  private static func span(_ milliseconds: Int64) -> String {
    let units: [(String, Int64)] = [
      ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
    ]
    for (name, length) in units where milliseconds >= length && milliseconds % length == 0 {
      return "\(milliseconds / length)\(name)"
    }
    return "\(milliseconds)ms"
  }
}

/// One step that a conversation came to, or one way it took out of it.
package struct Passage: Sendable, Equatable {
  package let flow: String
  package let section: String
  /// Where the step is written, which tells steps of one revision apart.
  package let place: Place
  /// Nil when the step was come to.
  package let exit: Exit?
  /// The section was entered with this step.
  package let isFirstOfSection: Bool
}

/// What a run of the engine tells about itself when it is asked to.
package struct Trace: Sendable, Equatable {
  package var passages: [Passage] = []
  /// The variables of each flow that was under way, as they were last.
  package var variables: [String: [String: Value]] = [:]

  package init() {}
}
