/// Categories and fields as YAML.
extension Written {
  static func lines(_ tree: [CategorySettings]) -> [String] { tree.flatMap(lines) }

  private static func lines(_ category: CategorySettings) -> [String] {
    var lines = ["\(category.name):", "  title: \(scalar(category.title))"]
    let settings = [
      ("owner", category.owner), ("priority", category.priority), ("queue", category.queue),
    ]
    for (name, value) in settings {
      if let value { lines.append("  \(name): \(scalar(value))") }
    }
    if !category.children.isEmpty {
      lines.append("  children:")
      lines += Self.lines(category.children).map { "    " + $0 }
    }
    return lines
  }

  static func lines(_ field: FieldSettings) -> [String] {
    var lines = [
      "\(field.name):", "  title: \(scalar(field.title))", "  type: \(field.kind)",
    ]
    if !field.options.isEmpty { lines.append("  options: \(list(field.options))") }
    if field.isRequiredAtResolve { lines.append("  required_at_resolve: true") }
    return lines
  }
}
