extension Compiler {
  mutating func select(
    _ target: Syntax, _ field: String, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    try self.field(field, of: try part(target), at: offset)
  }

  func field(_ field: String, of target: Part, at offset: Int) throws(ExpressionMistake) -> Part {
    let node = Select(target.node, field: field, at: offset)
    switch target.type {
    case .dyn, .null: return made(node, .dyn, of: [target])
    case .map(_, let value): return made(node, value, of: [target])
    case .record(let fields):
      if let type = fields[field] { return made(node, type, of: [target]) }
      let near = Spelling.nearest(to: field, among: fields.keys.sorted())
      try refuse(
        .unknownField(field), "there is no field \"\(field)\" here",
        hint: near.map { "did you mean \"\($0)\"?" }
          ?? (fields.isEmpty ? nil : "there is \(fields.keys.sorted().joined(separator: ", "))"),
        at: offset)
    case .bool, .int, .double, .string, .timestamp, .duration, .type, .list:
      try refuse(.type, "\(target.type.name) has no fields", at: offset)
    }
    return made(node, .dyn, of: [target])
  }

  mutating func indexed(
    _ target: Syntax, _ index: Syntax, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let target = try part(target)
    let index = try part(index)
    let node = Index(target.node, index.node, at: offset)
    switch target.type {
    case .list(let element):
      if !index.type.fits(.int), index.type != .double {
        try refuse(.type, "a list is indexed by an int, not \(index.type.name)", at: offset)
      }
      return made(node, element, of: [target, index])
    case .map(let key, let value):
      if !index.type.mayEqual(key) {
        try refuse(.type, "the keys here are not \(index.type.name)", at: offset)
      }
      return made(node, value, of: [target, index])
    case .dyn, .null, .record: break
    case .bool, .int, .double, .string, .timestamp, .duration, .type:
      try refuse(.type, "\(target.type.name) cannot be indexed", at: offset)
    }
    return made(node, .dyn, of: [target, index])
  }

  mutating func list(_ elements: [Syntax], at offset: Int) throws(ExpressionMistake) -> Part {
    var parts: [Part] = []
    for element in elements { parts.append(try part(element)) }
    return made(
      ListOf(parts.map(\.node), at: offset), .list(ValueType.common(parts.map(\.type))), of: parts)
  }

  mutating func map(
    _ entries: [(key: Syntax, value: Syntax)], at offset: Int
  ) throws(ExpressionMistake) -> Part {
    var keys: [Part] = []
    var values: [Part] = []
    for entry in entries {
      let key = try part(entry.key)
      if ![.dyn, .bool, .int, .string].contains(key.type) {
        try refuse(.type, "\(key.type.name) cannot be a key", at: entry.key.offset)
      }
      keys.append(key)
      values.append(try part(entry.value))
    }
    let nodes = entries.indices.map { (keys[$0].node, values[$0].node, entries[$0].key.offset) }
    let type = ValueType.map(
      .common(keys.map(\.type)), .common(values.map(\.type)))
    return made(MapOf(nodes, at: offset), type, of: keys + values)
  }

  mutating func unary(
    _ prefix: Syntax.Prefix, _ operand: Syntax, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let operand = try part(operand)
    switch prefix {
    case .not:
      try needsBool(operand, at: offset)
      return made(Not(operand.node, at: offset), .bool, of: [operand])
    case .negate:
      if !operand.type.isNumber, !operand.type.fits(.int) {
        try refuse(.type, "- takes a number, not \(operand.type.name)", at: offset)
      }
      return made(Negation(operand.node, at: offset), operand.type, of: [operand])
    }
  }

  func needsBool(_ part: Part, at offset: Int) throws(ExpressionMistake) {
    guard !part.type.fits(.bool) else { return }
    try refuse(
      .type, "a condition must be a bool, not \(part.type.name)",
      hint: "compare it with something, as in x == 'yes'", at: offset)
  }

  mutating func conditional(
    _ condition: Syntax, _ then: Syntax, _ otherwise: Syntax, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let test = try part(condition)
    try needsBool(test, at: offset)
    let first = try part(then, proving: proof(by: condition, being: true))
    let second = try part(otherwise, proving: proof(by: condition, being: false))
    if case .bool(let truth) = test.constant { return truth ? first : second }
    let node = Conditional(test.node, then: first.node, otherwise: second.node, at: offset)
    return made(node, .common([first.type, second.type]), of: [test, first, second])
  }

  mutating func binary(
    _ operation: Syntax.Operator, _ left: Syntax, _ right: Syntax, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    switch operation {
    case .and: return try junction(left, right, decisive: false, at: offset)
    case .or: return try junction(left, right, decisive: true, at: offset)
    case .equal, .unequal:
      return try equality(left, right, isNegated: operation == .unequal, at: offset)
    case .less, .atMost, .greater, .atLeast:
      return try ordering(operation, part(left), part(right), at: offset)
    case .in: return try membership(left, right, at: offset)
    case .add, .subtract, .multiply, .divide, .remainder:
      return try arithmetic(operation, part(left), part(right), at: offset)
    }
  }

  private mutating func junction(
    _ left: Syntax, _ right: Syntax, decisive: Bool, at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let first = try part(left)
    let second = try part(right, proving: proof(by: left, being: !decisive))
    try needsBool(first, at: left.offset)
    try needsBool(second, at: right.offset)
    // One decisive side settles the result, whatever the other comes to.
    for side in [first, second] where side.constant == .bool(decisive) { return side }
    let node = Junction(first.node, second.node, decisive: decisive, at: offset)
    return made(node, .bool, of: [first, second])
  }
}
