/// A category of the desk's with those below it.
package struct CategorySettings: Sendable, Equatable {
  package let name: String
  package let title: String
  /// The team or agent whose matter it is.
  package let owner: String?
  /// `low`, `normal`, `high` or `urgent`; nil for its parent's.
  package let priority: String?
  package let queue: String?
  package let children: [CategorySettings]

  /// Every category of a tree by its path, parents before their children.
  package static func flat(_ tree: [CategorySettings], below parent: String = "")
    -> [(path: String, category: CategorySettings)]
  {
    tree.flatMap { category in
      let path = parent + category.name
      return [(path, category)] + flat(category.children, below: path + "/")
    }
  }
}

/// A field that the desk keeps with its tickets.
package struct FieldSettings: Sendable, Equatable {
  package let name: String
  package let title: String
  /// `text`, `number`, `date`, `yes_no` or `choice`.
  package let kind: String
  /// What a choice offers.
  package let options: [String]
  package let isRequiredAtResolve: Bool

  package static let kinds = ["text", "number", "date", "yes_no", "choice"]
}
