extension Compiler {
  /// A macro over the elements of a list or the keys of a map; nil when the call is none.
  mutating func macro(
    _ name: String, over target: Syntax, _ arguments: [Syntax], at offset: Int
  ) throws(ExpressionMistake) -> Part? {
    guard let shape = Self.shape(of: name, arguments.count) else { return nil }
    let variables = try variables(arguments.prefix(shape.variables))
    let range = try part(target)
    let types = try elementTypes(of: range, shape.variables, at: target.offset)
    let added = Array(zip(variables, types).map { (name: $0, type: $1) })
    let inner = arguments.dropFirst(shape.variables)
    return try withLocals(added) { (compiler, slot) throws(ExpressionMistake) in
      var parts: [Part] = []
      for syntax in inner { parts.append(try compiler.part(syntax)) }
      let body = parts.removeLast()
      let isTest = ![.map, .transformMap].contains(shape.purpose)
      for condition in isTest ? [body] : parts { try compiler.needsBool(condition, at: offset) }
      let node = Comprehension(
        shape.purpose, over: range.node, slot: slot, hasTwoVariables: shape.variables == 2,
        condition: parts.first?.node, body: body.node, at: offset)
      let type = Self.result(of: shape.purpose, range.type, body.type, types)
      return compiler.closed(node, type, range, parts + [body], slot: slot)
    }
  }

  /// A macro whose inner parts only read its own variables depends on its range alone.
  private func closed(
    _ node: any Node, _ type: ValueType, _ range: Part, _ inner: [Part], slot: Int
  ) -> Part {
    var part = Part(node: node, type: type)
    part.isOpen = range.isOpen || inner.contains(where: \.isOpen)
    let outer = inner.map(\.lowestLocal).min().map { $0 >= slot ? Int.max : $0 } ?? .max
    part.lowestLocal = min(range.lowestLocal, outer)
    return folded(part)
  }

  private struct Shape {
    let purpose: Comprehension.Purpose
    let variables: Int
  }

  private static func shape(of name: String, _ count: Int) -> Shape? {
    switch (name, count) {
    case ("all", 2): Shape(purpose: .all, variables: 1)
    case ("all", 3): Shape(purpose: .all, variables: 2)
    case ("exists", 2): Shape(purpose: .exists, variables: 1)
    case ("exists", 3): Shape(purpose: .exists, variables: 2)
    case ("exists_one", 2), ("existsOne", 2): Shape(purpose: .existsOne, variables: 1)
    case ("exists_one", 3), ("existsOne", 3): Shape(purpose: .existsOne, variables: 2)
    case ("filter", 2): Shape(purpose: .filter, variables: 1)
    case ("map", 2), ("map", 3): Shape(purpose: .map, variables: 1)
    case ("transformList", 3), ("transformList", 4): Shape(purpose: .map, variables: 2)
    case ("transformMap", 3), ("transformMap", 4): Shape(purpose: .transformMap, variables: 2)
    default: nil
    }
  }

  private func variables(
    _ arguments: ArraySlice<Syntax>
  ) throws(ExpressionMistake) -> [String] {
    var names: [String] = []
    for argument in arguments {
      guard case .name(let name) = argument.form, !names.contains(name) else {
        throw ExpressionMistake(
          .syntax, "a macro needs a new name for its elements here",
          hint: "write it as in items.all(item, item > 0)", at: argument.offset)
      }
      names.append(name)
    }
    return names
  }

  /// What the macro's variables hold: the element, or the position or key and the element.
  private func elementTypes(
    of range: Part, _ variables: Int, at offset: Int
  ) throws(ExpressionMistake) -> [ValueType] {
    switch range.type {
    case .list(let element): return variables == 2 ? [.int, element] : [element]
    case .map(let key, let value): return variables == 2 ? [key, value] : [key]
    case .record(let fields):
      return variables == 2 ? [.string, .common(Array(fields.values))] : [.string]
    case .dyn, .null: return Array(repeating: .dyn, count: variables)
    case .bool, .int, .double, .string, .timestamp, .duration, .type:
      try refuse(
        .type, "a macro runs over a list or a map, not \(range.type.name)", at: offset)
      return Array(repeating: .dyn, count: variables)
    }
  }

  private static func result(
    of purpose: Comprehension.Purpose, _ range: ValueType, _ body: ValueType,
    _ elements: [ValueType]
  ) -> ValueType {
    switch purpose {
    case .all, .exists, .existsOne: .bool
    case .filter: .list(elements[0])
    case .map: .list(body)
    case .transformMap: .map(elements[0], body)
    }
  }
}
