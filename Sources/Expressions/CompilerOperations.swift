extension Compiler {
  mutating func equality(
    _ left: Syntax, _ right: Syntax, isNegated: Bool, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let isNullTest = path(comparedWithNull: left, right) != nil
    let compiled = { (compiler: inout Compiler) throws(ExpressionMistake) -> (Part, Part) in
      (try compiler.compared(left), try compiler.compared(right))
    }
    let (first, second) = isNullTest ? try guarded(compiled) : try compiled(&self)
    note(left, comparedWith: second, at: right.offset)
    note(right, comparedWith: first, at: left.offset)
    if !first.type.mayEqual(second.type) {
      try refuse(
        .type, "\(first.type.name) is never equal to \(second.type.name)",
        hint: Self.conversionHint(first.type, second.type), at: offset)
    }
    let node = Equality(first.node, second.node, isNegated: isNegated, at: offset)
    return made(node, .bool, of: [first, second])
  }

  private mutating func note(_ variable: Syntax, comparedWith literal: Part, at offset: Int) {
    guard let value = literal.constant, !value.isNull, let path = path(of: variable),
      let length = declaredLength(of: path)
    else { return }
    let root = path.names.prefix(length).joined(separator: ".")
    comparisons.append(
      LiteralComparison(path: path.names, root: root, literal: value, offset: offset))
  }

  private static func conversionHint(_ left: ValueType, _ right: ValueType) -> String? {
    switch (left, right) {
    case (.string, .int), (.string, .double): "write the number in quotation marks, or use int(…)"
    case (.int, .string), (.double, .string): "leave out the quotation marks, or use string(…)"
    case (.dyn, _), (.null, _), (.bool, _), (.int, _), (.double, _), (.string, _), (.timestamp, _),
      (.duration, _), (.type, _), (.list, _), (.map, _), (.record, _):
      nil
    }
  }

  func ordering(
    _ relation: Syntax.Operator, _ left: Part, _ right: Part, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let hasOrder = { (type: ValueType) in
      [.dyn, .bool, .int, .double, .string, .timestamp, .duration].contains(type)
    }
    if !left.type.mayEqual(right.type) || !hasOrder(left.type) || !hasOrder(right.type) {
      try refuse(
        .type, "\(left.type.name) and \(right.type.name) have no order",
        hint: Self.conversionHint(left.type, right.type), at: offset)
    }
    return made(
      Ordering(relation, left.node, right.node, at: offset), .bool, of: [left, right])
  }

  mutating func membership(
    _ element: Syntax, _ container: Syntax, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let first = try compared(element)
    let second = try part(container)
    if case .list(let literals) = container.form {
      for literal in literals {
        guard case .literal(let value) = literal.form else { continue }
        note(element, comparedWith: Part(node: Constant(value), type: .dyn), at: literal.offset)
      }
    }
    switch second.type {
    case .list(let type), .map(let type, _):
      if !first.type.mayEqual(type) {
        try refuse(
          .type, "\(first.type.name) is never among them",
          hint: Self.conversionHint(first.type, type), at: offset)
      }
    case .dyn, .null: break
    case .record:
      if !first.type.fits(.string) {
        try refuse(.type, "\(first.type.name) is never a field", at: offset)
      }
    case .string:
      try refuse(
        .type, "in looks into a list or a map, not a string", hint: "use x.contains('…')",
        at: offset)
    case .bool, .int, .double, .timestamp, .duration, .type:
      try refuse(.type, "in looks into a list or a map", at: offset)
    }
    return made(
      Membership(first.node, in: second.node, at: offset), .bool, of: [first, second])
  }

  func arithmetic(
    _ operation: Syntax.Operator, _ left: Part, _ right: Part, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let node = Arithmetic(operation, left.node, right.node, at: offset)
    guard let type = Self.result(of: operation, left.type, right.type) else {
      let mixes = left.type.isNumber && right.type.isNumber && operation != .remainder
      try refuse(
        .type,
        "\(operation.rawValue) does not take \(left.type.name) and \(right.type.name)",
        hint: mixes
          ? "turn one into the other with double(…) or int(…)"
          : operation == .add ? Self.joiningHint(left.type, right.type) : nil, at: offset)
      return made(node, .dyn, of: [left, right])
    }
    return made(node, type, of: [left, right])
  }

  private static func joiningHint(_ left: ValueType, _ right: ValueType) -> String? {
    left == .string || right == .string ? "turn the other into a text with string(…)" : nil
  }

  /// The type an operation gives; nil when it does not take such operands.
  private static func result(
    of operation: Syntax.Operator, _ left: ValueType, _ right: ValueType
  ) -> ValueType? {
    switch (operation, left, right) {
    case (_, .dyn, _), (_, _, .dyn), (_, .null, _), (_, _, .null): .dyn
    case (_, .int, .int): .int
    case (.remainder, _, _): nil
    case (_, .double, .double): .double
    case (.add, .string, .string): .string
    case (.add, .list(let a), .list(let b)): .list(.common([a, b]))
    case (.add, .timestamp, .duration), (.add, .duration, .timestamp),
      (.subtract, .timestamp, .duration):
      .timestamp
    case (.subtract, .timestamp, .timestamp), (.add, .duration, .duration),
      (.subtract, .duration, .duration):
      .duration
    case (.or, _, _), (.and, _, _), (.equal, _, _), (.unequal, _, _), (.less, _, _),
      (.atMost, _, _), (.greater, _, _), (.atLeast, _, _), (.in, _, _), (.add, _, _),
      (.subtract, _, _), (.multiply, _, _), (.divide, _, _):
      nil
    }
  }
}
