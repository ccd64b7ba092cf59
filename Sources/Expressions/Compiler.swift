/// Turns a tree into nodes that can run, checking names and types on the way.
struct Compiler {
  let scope: Scope
  private(set) var references: [Reference] = []
  var comparisons: [LiteralComparison] = []
  /// How many locals the macros need at once.
  private(set) var localCount = 0

  /// The variables of the macros around the current place, innermost last.
  private var locals: [(name: String, type: ValueType)] = []
  /// How many `default(…)` and `has(…)` stand around the current place.
  private var guards = 0
  /// Whether the name to be compiled next is one side of a comparison.
  private var isComparing = false
  /// Paths that the conditions around the current place have found to be there.
  private var proven: [[String]] = []

  init(_ scope: Scope) { self.scope = scope }

  /// A compiled part of an expression.
  struct Part {
    let node: any Node
    let type: ValueType
    /// The value, when it is known without running.
    var constant: Value? { (node as? Constant)?.constant }
    /// Whether running it needs an activation, or failed when it was tried without.
    var isOpen = false
    /// The lowest local it reads; `Int.max` when none.
    var lowestLocal = Int.max
  }

  mutating func part(_ syntax: Syntax) throws(ExpressionMistake) -> Part {
    if let path = path(of: syntax) { return try variable(path) }
    switch syntax.form {
    case .literal(let value): return Part(node: Constant(value), type: ValueType(of: value))
    case .name(let name): return try local(name, at: syntax.offset)
    case .select(let target, let field): return try select(target, field, at: syntax.offset)
    case .index(let target, let index): return try indexed(target, index, at: syntax.offset)
    case .call(let name, let target, let arguments):
      return try call(name, on: target, arguments, at: syntax.offset)
    case .list(let elements): return try list(elements, at: syntax.offset)
    case .map(let entries): return try map(entries, at: syntax.offset)
    case .unary(let prefix, let operand): return try unary(prefix, operand, at: syntax.offset)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, at: syntax.offset)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise, at: syntax.offset)
    }
  }

  /// Refuses in a checked scope; an open one leaves it to the evaluation.
  func refuse(
    _ kind: ExpressionMistake.Kind, _ message: String, hint: String? = nil, at offset: Int
  ) throws(ExpressionMistake) {
    guard !scope.isOpen else { return }
    throw ExpressionMistake(kind, message, hint: hint, at: offset)
  }

  /// Puts parts together, and runs the result at once when it depends on nothing.
  func made(_ node: any Node, _ type: ValueType, of parts: [Part], isOpen: Bool = false) -> Part {
    var part = Part(node: node, type: type)
    part.isOpen = isOpen || parts.contains(where: \.isOpen)
    part.lowestLocal = parts.map(\.lowestLocal).min() ?? .max
    return folded(part)
  }

  func folded(_ part: Part) -> Part {
    guard !part.isOpen, part.lowestLocal == .max, part.constant == nil else { return part }
    var run = Run(Bindings(), locals: localCount)
    var part = part
    do throws(EvaluationFailure) {
      let value = try part.node.value(&run)
      return Part(node: Constant(value), type: part.type)
    } catch {
      // It fails here as it will in every evaluation, which is when it is reported.
      part.isOpen = true
      return part
    }
  }
}

// MARK: - Names

extension Compiler {
  struct Path {
    let names: [String]
    /// Where each name starts.
    let offsets: [Int]
  }

  /// The names of a variable and its fields; nil when it is something else or a macro's variable.
  func path(of syntax: Syntax) -> Path? {
    var names: [String] = []
    var offsets: [Int] = []
    var rest = syntax
    while true {
      switch rest.form {
      case .name(let name):
        guard !locals.contains(where: { $0.name == name }) else { return nil }
        return Path(names: [name] + names.reversed(), offsets: [rest.offset] + offsets.reversed())
      case .select(let target, let field):
        names.append(field)
        offsets.append(rest.offset)
        rest = target
      case .index(let target, let index):
        guard case .literal(.string(let field)) = index.form else { return nil }
        names.append(field)
        offsets.append(index.offset)
        rest = target
      case .literal, .call, .list, .map, .unary, .binary, .conditional: return nil
      }
    }
  }

  /// How many names of the path form the longest declared name.
  func declaredLength(of path: Path) -> Int? {
    var name = path.names[0]
    var longest = scope.declaration(of: name) == nil ? nil : 1
    for position in path.names.indices.dropFirst() {
      name += "." + path.names[position]
      if scope.declaration(of: name) != nil { longest = position + 1 }
    }
    return longest
  }

  private mutating func variable(_ path: Path) throws(ExpressionMistake) -> Part {
    guard let length = declaredLength(of: path) else { return try undeclared(path) }
    let root = path.names.prefix(length).joined(separator: ".")
    references.append(
      Reference(
        path: path.names, root: root, offset: path.offsets[0],
        isGuarded: guards > 0 || isProven(path.names), isCompared: isComparing))
    var part = declared(root, at: path.offsets[0])
    for position in length..<path.names.count {
      part = try field(path.names[position], of: part, at: path.offsets[position])
    }
    return part
  }

  private func declared(_ name: String, at offset: Int) -> Part {
    switch scope.declaration(of: name) {
    case .constant(let value): return Part(node: Constant(value), type: ValueType(of: value))
    case .variable(let type, let slot):
      let node = Variable(name, slot: slot, mustBeSet: scope.isOpen, at: offset)
      return Part(node: node, type: type, isOpen: true)
    case nil: preconditionFailure("only declared names get here")
    }
  }

  private mutating func undeclared(_ path: Path) throws(ExpressionMistake) -> Part {
    let name = path.names[0]
    let isTypeName = path.names.count == 1
    if isTypeName, let kind = ValueKind.byName[name] {
      return Part(node: Constant(.type(kind)), type: .type)
    }
    let written = path.names.joined(separator: ".")
    try refuse(
      .undeclared(written), "there is no variable \"\(written)\"",
      hint: scope.hint(for: path.names),
      at: path.offsets[0])
    references.append(
      Reference(
        path: path.names, root: name, offset: path.offsets[0], isGuarded: guards > 0,
        isCompared: isComparing))
    let node = Variable(name, slot: -1, mustBeSet: true, at: path.offsets[0])
    return Part(node: node, type: .dyn, isOpen: true)
  }

  private func local(_ name: String, at offset: Int) throws(ExpressionMistake) -> Part {
    guard let slot = locals.lastIndex(where: { $0.name == name }) else {
      preconditionFailure("a name is a path or a macro's variable")
    }
    return Part(node: Local(slot: slot), type: locals[slot].type, lowestLocal: slot)
  }

  /// Runs `body` with a macro's variables in sight; gives the slot of the first.
  mutating func withLocals<Result>(
    _ added: [(name: String, type: ValueType)],
    _ body: (inout Compiler, Int) throws(ExpressionMistake) -> Result
  ) throws(ExpressionMistake) -> Result {
    let slot = locals.count
    locals += added
    localCount = max(localCount, locals.count)
    defer { locals.removeLast(added.count) }
    return try body(&self, slot)
  }
}

// MARK: - What may be empty

extension Compiler {
  mutating func guarded<Result>(
    _ body: (inout Compiler) throws(ExpressionMistake) -> Result
  ) throws(ExpressionMistake) -> Result {
    guards += 1
    defer { guards -= 1 }
    return try body(&self)
  }

  /// Compiles one side of a comparison.
  mutating func compared(_ syntax: Syntax) throws(ExpressionMistake) -> Part {
    isComparing = path(of: syntax) != nil
    defer { isComparing = false }
    return try part(syntax)
  }

  /// Compiles a part whose names are noted elsewhere.
  mutating func unnoted(_ syntax: Syntax) throws(ExpressionMistake) -> Part {
    let before = references
    defer { references = before }
    return try part(syntax)
  }

  /// Compiles a part that is only reached when these paths are there.
  mutating func part(
    _ syntax: Syntax, proving paths: [[String]]
  ) throws(ExpressionMistake) -> Part {
    let before = proven.count
    proven += paths
    defer { proven.removeLast(proven.count - before) }
    return try part(syntax)
  }

  private func isProven(_ path: [String]) -> Bool {
    proven.contains { path.starts(with: $0) || $0.starts(with: path) }
  }

  /// The paths that are there when a condition comes out as `outcome`.
  func proof(by condition: Syntax, being outcome: Bool) -> [[String]] {
    switch condition.form {
    case .unary(.not, let inner): return proof(by: inner, being: !outcome)
    case .binary(.and, let left, let right) where outcome,
      .binary(.or, let left, let right) where !outcome:
      return proof(by: left, being: outcome) + proof(by: right, being: outcome)
    case .call("has", nil, let arguments) where outcome && arguments.count == 1:
      return path(of: arguments[0]).map { [$0.names] } ?? []
    case .binary(.unequal, let left, let right) where outcome,
      .binary(.equal, let left, let right) where !outcome:
      return path(comparedWithNull: left, right).map { [$0.names] } ?? []
    case .literal, .name, .select, .index, .call, .list, .map, .unary, .binary, .conditional:
      return []
    }
  }

  /// The path in `path == null`, either way round.
  func path(comparedWithNull left: Syntax, _ right: Syntax) -> Path? {
    if case .literal(.null) = right.form { return path(of: left) }
    if case .literal(.null) = left.form { return path(of: right) }
    return nil
  }
}
