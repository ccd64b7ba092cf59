import Configuration
import Desk

extension CategoryTree {
  /// The tree of the desk's settings, each category by its path.
  init(_ tree: [CategorySettings]) {
    self.init(
      CategorySettings.flat(tree).map { path, category in
        CategoryPlan(
          path, title: category.title, owner: category.owner,
          priority: category.priority.flatMap(Priority.init(rawValue:)),
          queue: category.queue.map { Identifier($0) })
      })
  }
}

extension FieldPlan {
  init(_ field: FieldSettings) {
    self.init(field.name, title: field.title, Kind(field), isRequired: field.isRequiredAtResolve)
  }
}

extension FieldPlan.Kind {
  fileprivate init(_ field: FieldSettings) {
    switch field.kind {
    case "number": self = .number
    case "date": self = .date
    case "yes_no": self = .yesNo
    case "choice": self = .choice(field.options)
    default: self = .text
    }
  }
}
