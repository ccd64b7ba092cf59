/// Reads one expression into a tree.
///
/// At most 500 nodes and 100 levels of nesting, so that neither reading nor evaluating can use up
/// the stack.
struct Parser {
  private var lexer: Lexer
  private var token: Token
  private var nodes = 0
  private var depth = 0
  /// Where the first word stands.
  let start: Int

  static let nodeLimit = 500
  static let depthLimit = 100

  init(_ scalars: [Unicode.Scalar], from start: Int = 0) throws(ExpressionMistake) {
    lexer = Lexer(scalars, from: start)
    token = try lexer.next()
    self.start = token.offset
  }

  /// Reads an expression that fills the whole text.
  mutating func whole() throws(ExpressionMistake) -> Syntax {
    let syntax = try expression()
    guard token.form == .end else { throw unexpected() }
    return syntax
  }

  /// Reads an expression up to `}}` and gives the position after them.
  mutating func braced(openedAt start: Int) throws(ExpressionMistake) -> (Syntax, end: Int) {
    let unclosed = ExpressionMistake(
      .syntax, "these braces are never closed", hint: "end the expression with }}", at: start)
    if token.form == .end { throw unclosed }
    if token.form == .sign("}") {
      throw ExpressionMistake(
        .syntax, "there is nothing between these braces", hint: "write {{ '{{' }} for two braces",
        at: start)
    }
    let syntax = try expression()
    if token.form == .end { throw unclosed }
    let scalars = lexer.scalars
    guard token.form == .sign("}"), token.offset + 1 < scalars.count,
      scalars[token.offset + 1] == "}"
    else { throw unexpected() }
    return (syntax, token.offset + 2)
  }

  mutating func expression() throws(ExpressionMistake) -> Syntax {
    try descend()
    defer { depth -= 1 }
    let condition = try operation(strength: 1)
    guard token.form == .sign("?") else { return condition }
    let offset = token.offset
    try advance()
    let then = try operation(strength: 1)
    try expect(":")
    let otherwise = try expression()
    return try node(.conditional(condition, then: then, otherwise: otherwise), offset)
  }

  /// Operators of at least this strength, from left to right.
  mutating func operation(strength: Int) throws(ExpressionMistake) -> Syntax {
    var left = try prefixed()
    while let found = infix(), found.strength >= strength {
      let offset = token.offset
      try advance()
      let right = try operation(strength: found.strength + 1)
      left = try node(.binary(found, left, right), offset)
    }
    return left
  }

  private func infix() -> Syntax.Operator? {
    switch token.form {
    case .sign(let sign): Syntax.Operator(rawValue: sign)
    case .name("in"): .in
    case .int, .double, .string, .name, .quotedName, .end: nil
    }
  }

  mutating func prefixed() throws(ExpressionMistake) -> Syntax {
    var signs: [(Syntax.Prefix, Int)] = []
    while case .sign(let sign) = token.form, let prefix = Syntax.Prefix(rawValue: sign) {
      if let (last, _) = signs.last, last != prefix { throw unexpected() }
      signs.append((prefix, token.offset))
      guard signs.count < Self.nodeLimit else { throw tooManyNodes() }
      try advance()
    }
    // A minus belongs to the number after it: the least int has no positive twin.
    let isNegative = signs.last?.0 == .negate && isNumber(token)
    if isNegative, let (_, offset) = signs.popLast() {
      return try wrap(member(try signedNumber(at: offset)), in: signs)
    }
    return try wrap(member(try primary()), in: signs)
  }

  mutating func wrap(
    _ syntax: Syntax, in signs: [(Syntax.Prefix, Int)]
  ) throws(ExpressionMistake) -> Syntax {
    var syntax = syntax
    for (prefix, offset) in signs.reversed() { syntax = try node(.unary(prefix, syntax), offset) }
    return syntax
  }

  private func isNumber(_ token: Token) -> Bool {
    switch token.form {
    case .int, .double: true
    case .string, .name, .quotedName, .sign, .end: false
    }
  }

  mutating func signedNumber(at offset: Int) throws(ExpressionMistake) -> Syntax {
    let value: Value
    switch token.form {
    case .int(let magnitude):
      guard magnitude <= Int64.min.magnitude else {
        throw ExpressionMistake(.syntax, "-\(magnitude) does not fit an int", at: offset)
      }
      value = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
    case .double(let magnitude): value = .double(-magnitude)
    case .string, .name, .quotedName, .sign, .end: throw unexpected()
    }
    try advance()
    return try node(.literal(value), offset)
  }
}

extension Parser {
  /// What may follow a value: fields, methods and indexes.
  mutating func member(_ start: Syntax) throws(ExpressionMistake) -> Syntax {
    var syntax = start
    while case .sign(let sign) = token.form {
      let offset = token.offset
      switch sign {
      case ".":
        try advance()
        syntax = try selected(from: syntax)
      case "[":
        try advance()
        let index = try expression()
        try expect("]")
        syntax = try node(.index(syntax, index), offset)
      default: return syntax
      }
    }
    return syntax
  }

  mutating func selected(from target: Syntax) throws(ExpressionMistake) -> Syntax {
    let offset = token.offset
    switch token.form {
    case .quotedName(let field):
      try advance()
      return try node(.select(target, field: field), offset)
    case .name(let name):
      if ["in", "true", "false", "null"].contains(name) { throw unexpected() }
      try advance()
      guard token.form == .sign("(") else {
        return try node(.select(target, field: name), offset)
      }
      return try node(.call(name, on: target, try arguments()), offset)
    case .int, .double, .string, .sign, .end: throw unexpected("a field name")
    }
  }

  mutating func primary() throws(ExpressionMistake) -> Syntax {
    let offset = token.offset
    switch token.form {
    case .int(let magnitude):
      guard let value = Int64(exactly: magnitude) else {
        throw ExpressionMistake(.syntax, "\(magnitude) does not fit an int", at: offset)
      }
      return try literal(.int(value))
    case .double(let value): return try literal(.double(value))
    case .string(let value): return try literal(.string(value))
    case .name(let name): return try named(name)
    case .sign("."):
      try advance()
      guard case .name(let name) = token.form else { throw unexpected("a name") }
      return try named(name)
    case .sign("("):
      try advance()
      let inner = try expression()
      try expect(")")
      return inner
    case .sign("["): return try list()
    case .sign("{"): return try map()
    case .quotedName, .sign, .end: throw unexpected()
    }
  }

  mutating func literal(_ value: Value) throws(ExpressionMistake) -> Syntax {
    let offset = token.offset
    try advance()
    return try node(.literal(value), offset)
  }

  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while", "in",
  ]

  mutating func named(_ name: String) throws(ExpressionMistake) -> Syntax {
    let offset = token.offset
    switch name {
    case "true": return try literal(.bool(true))
    case "false": return try literal(.bool(false))
    case "null": return try literal(.null)
    default: break
    }
    guard !Self.reserved.contains(name) else {
      throw ExpressionMistake(.syntax, "\"\(name)\" is a reserved word", at: offset)
    }
    try advance()
    guard token.form == .sign("(") else { return try node(.name(name), offset) }
    return try node(.call(name, on: nil, try arguments()), offset)
  }

  mutating func arguments() throws(ExpressionMistake) -> [Syntax] {
    try expect("(")
    var arguments: [Syntax] = []
    if token.form != .sign(")") {
      arguments.append(try expression())
      while token.form == .sign(",") {
        try advance()
        arguments.append(try expression())
      }
    }
    try expect(")")
    return arguments
  }

  mutating func list() throws(ExpressionMistake) -> Syntax {
    let offset = token.offset
    try advance()
    var elements: [Syntax] = []
    while token.form != .sign("]") {
      elements.append(try expression())
      guard token.form == .sign(",") else { break }
      try advance()
    }
    try expect("]")
    return try node(.list(elements), offset)
  }

  mutating func map() throws(ExpressionMistake) -> Syntax {
    let offset = token.offset
    try advance()
    var entries: [(key: Syntax, value: Syntax)] = []
    while token.form != .sign("}") {
      let key = try expression()
      try expect(":")
      entries.append((key, try expression()))
      guard token.form == .sign(",") else { break }
      try advance()
    }
    try expect("}")
    return try node(.map(entries), offset)
  }
}

extension Parser {
  mutating func advance() throws(ExpressionMistake) { token = try lexer.next() }

  mutating func expect(_ sign: String) throws(ExpressionMistake) {
    guard token.form == .sign(sign) else { throw unexpected("\"\(sign)\"") }
    try advance()
  }

  private func unexpected(_ wanted: String = "a value") -> ExpressionMistake {
    let found = token.described
    let isOperator = infix() != nil || token.form == .sign(")")
    let message =
      wanted == "a value" && !isOperator && token.form != .end
      ? "\(found) does not belong here" : "expected \(wanted), found \(found)"
    return ExpressionMistake(.syntax, message, at: token.offset)
  }

  mutating func descend() throws(ExpressionMistake) {
    depth += 1
    guard depth <= Self.depthLimit else { throw tooDeep() }
  }

  private func tooDeep() -> ExpressionMistake {
    ExpressionMistake(
      .limit, "this is nested more than \(Self.depthLimit) levels deep",
      hint: "a chain of operators is one level for each; split it into several steps",
      at: token.offset)
  }

  mutating func node(
    _ form: Syntax.Form, _ offset: Int
  ) throws(ExpressionMistake) -> Syntax {
    nodes += 1
    guard nodes <= Self.nodeLimit else { throw tooManyNodes() }
    let syntax = Syntax(form, at: offset)
    guard syntax.height <= Self.depthLimit else { throw tooDeep() }
    return syntax
  }

  private func tooManyNodes() -> ExpressionMistake {
    ExpressionMistake(
      .limit, "this expression has more than \(Self.nodeLimit) parts",
      hint: "split it into several steps", at: token.offset)
  }
}
