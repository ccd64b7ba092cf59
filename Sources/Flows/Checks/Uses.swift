import Authoring
import Documents
import Expressions

/// One place where a step reads a variable.
struct Use {
  enum Role: Equatable {
    case message, condition
    case text(TextRole)
    /// Named in `fields:`, where being empty is allowed.
    case field
    /// Named in `by:`: it decides the queue.
    case queue
  }

  let root: String
  let path: [String]
  let place: Place
  let isGuarded: Bool
  let role: Role
  /// Whether it is only compared, where being empty does no harm.
  var isCompared = false
}

extension Step {
  /// Every reading of a variable at this step.
  var uses: [Use] {
    parts.flatMap { part -> [Use] in
      switch part {
      case .said(let text): text.uses(.message)
      case .made(let text, let role): text.uses(.text(role))
      case .tested(let condition): condition.uses(.condition)
      case .listed(let name): [name.use(.field)]
      case .routed(let routing): routing.uses
      case .filled: []
      }
    }
  }
}

extension Text {
  func uses(_ role: Use.Role) -> [Use] {
    template.references.map {
      Use(
        root: $0.root, path: $0.path, place: place(of: $0.offset), isGuarded: $0.isGuarded,
        role: role, isCompared: $0.isCompared)
    }
  }
}

extension Condition {
  func uses(_ role: Use.Role) -> [Use] {
    expression.references.map {
      Use(
        root: $0.root, path: $0.path, place: place(of: $0.offset), isGuarded: $0.isGuarded,
        role: role, isCompared: $0.isCompared)
    }
  }
}

extension Named {
  func use(_ role: Use.Role) -> Use {
    Use(root: text, path: [text], place: place, isGuarded: true, role: role)
  }
}

extension Routing {
  /// The variable that decides the queue must have a value.
  var uses: [Use] {
    guard case .by(let name, _, _) = self else { return [] }
    return [
      Use(root: name.text, path: [name.text], place: name.place, isGuarded: false, role: .queue)
    ]
  }
}
