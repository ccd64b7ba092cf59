import Expressions

/// What the templates of a recipe may speak of.
enum RecipeScope {
  private static let customer: [(String, ValueType)] = [
    ("customer.email", .string), ("customer.id", .string),
  ]

  private static let notice: [(String, ValueType)] = [
    ("notice.id", .string), ("notice.text", .string), ("notice.title", .string),
    ("notice.link", .string), ("notice.kind", .string), ("notice.queue", .string),
    ("notice.priority", .string), ("notice.number", .int), ("notice.at", .string),
    ("notice.words", .string), ("notice.more", .int),
  ]

  static func scope(_ purpose: RequestRecipe.Purpose, _ settings: [RequestRecipe.Setting])
    -> Scope
  {
    var scope = Scope()
    for setting in settings { scope.declare("settings.\(setting.name)", as: .string) }
    switch purpose {
    case .lookUp: for (name, type) in customer { scope.declare(name, as: type) }
    case .notify: for (name, type) in notice { scope.declare(name, as: type) }
    }
    return scope
  }
}
