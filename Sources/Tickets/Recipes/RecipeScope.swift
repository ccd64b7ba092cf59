import Expressions

/// What the templates of a recipe may speak of, verb by verb.
enum RecipeScope {
  /// What stands for itself in a template, however long it is.
  static let long = ["ticket.text", "entry.text", "file.base64"]

  private static let ticket: [(String, ValueType)] = [
    ("ticket.key", .string), ("ticket.number", .int), ("ticket.subject", .string),
    ("ticket.summary", .string), ("ticket.text", .string), ("ticket.queue", .string),
    ("ticket.priority", .string), ("ticket.state", .string), ("ticket.category", .string),
    ("ticket.tags", .list(.string)), ("ticket.fields", .map(.string, .string)),
    ("ticket.agent", .string), ("ticket.language", .string), ("ticket.channel", .string),
    ("ticket.site", .string), ("ticket.page", .string), ("ticket.started_at", .string),
    ("customer.id", .string), ("customer.name", .string), ("customer.email", .string),
    ("customer.is_verified", .bool), ("state", .dyn), ("priority", .dyn),
  ]

  private static let entry: [(String, ValueType)] = [
    ("entry.text", .string), ("entry.key", .string), ("entry.mark", .string),
    ("entry.at", .string), ("entry.author", .string), ("entry.role", .string),
    ("entry.milliseconds", .int),
  ]

  private static let file: [(String, ValueType)] = [
    ("file.name", .string), ("file.media", .string), ("file.size", .int), ("file.key", .string),
    ("file.base64", .string), ("file.mark", .string),
    ("file.milliseconds", .int),
  ]

  /// A scope for a verb's steps; `nil` is for how the desk shows who it is.
  static func scope(_ verb: RecipeVerb?, _ settings: [RecipeSetting]) -> Scope {
    var scope = Scope()
    scope.declare("settings.url", as: .string)
    for setting in settings { scope.declare("settings.\(setting.name)", as: .string) }
    guard let verb else {
      scope.declare("secret", as: .string)
      return scope
    }
    for (name, type) in ticket { scope.declare(name, as: type) }
    if verb != .find, verb != .create { scope.declare("external", as: .string) }
    switch verb {
    case .find, .create, .state, .entries: break
    case .append, .note: for (name, type) in entry { scope.declare(name, as: type) }
    case .attach: for (name, type) in file { scope.declare(name, as: type) }
    }
    return scope
  }
}
