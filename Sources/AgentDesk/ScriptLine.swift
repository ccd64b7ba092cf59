import Desk
import JSON

/// One line of a script that is being obeyed, or waits for its turn.
struct ScriptLine: Equatable, Sendable {
  /// Whom an answer is for.
  struct Asker: Equatable, Sendable {
    /// The script's own name for the line, which comes back as `re`.
    var id: String?
    /// Which line of the input it was, from 1; nil for one that an earlier run left.
    var line: Int?
  }

  let object: JSONValue
  let asker: Asker
  /// The name it is kept under on disk; nil for what is no command, or is not kept.
  var name: CommandID?

  /// What is to be done.
  var word: String? { object["do"]?.string }

  /// The same line with a member more, which wins over one of that name.
  func with(_ name: String, _ value: String) -> ScriptLine {
    let others = (object.members ?? []).filter { $0.name != name && $0.name != "of" }
    return ScriptLine(
      object: .object(others + [JSONMember(name, .string(value))]), asker: asker, name: self.name)
  }
}

/// How long a script waits, and whether its agent counts as being there.
package struct ScriptSettings: Equatable, Sendable {
  /// What a `wait` or `expect` without a `timeout` waits at most, and the answers still owed after
  /// the last line.
  package var patience = Duration.seconds(30)
  /// Whether the agent is only looking on, and not there for customers because of this script.
  package var isObserver = false
  /// The name of this login in the list of sessions.
  package var device = "script"

  package init() {}

  /// The longest that anything waits: a day.
  package static let longestPatience = Duration.seconds(86_400)
}
