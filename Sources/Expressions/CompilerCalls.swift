extension Compiler {
  mutating func call(
    _ name: String, on target: Syntax?, _ arguments: [Syntax], at offset: Int
  ) throws(ExpressionMistake) -> Part {
    if let target {
      if let part = try macro(name, over: target, arguments, at: offset) { return part }
      if case .name("strings") = target.form, name == "quote", scope.type(of: "strings") == nil {
        return try function("strings.quote", isMethod: false, arguments, at: offset)
      }
      return try function(name, isMethod: true, [target] + arguments, at: offset)
    }
    switch name {
    case "has": return try presence(arguments, at: offset)
    case "default": return try fallback(arguments, at: offset)
    default: return try function(name, isMethod: false, arguments, at: offset)
    }
  }

  private mutating func presence(
    _ arguments: [Syntax], at offset: Int
  ) throws(ExpressionMistake) -> Part {
    guard arguments.count == 1 else {
      throw ExpressionMistake(.type, "has takes one path, as in has(order.eta)", at: offset)
    }
    if let path = path(of: arguments[0]), declaredLength(of: path) == path.names.count {
      let whole = try guarded { (compiler) throws(ExpressionMistake) in
        try compiler.part(arguments[0])
      }
      return made(Presence(whole.node, field: nil, at: offset), .bool, of: [whole])
    }
    guard case .select(let target, let field) = arguments[0].form else {
      throw ExpressionMistake(
        .type, "has takes a variable or a field, as in has(order.eta)", at: offset)
    }
    // The whole path is compiled too, so that its names are checked and its use is noted.
    let part = try guarded { (compiler) throws(ExpressionMistake) in
      _ = try compiler.part(arguments[0])
      return try compiler.unnoted(target)
    }
    return made(Presence(part.node, field: field, at: offset), .bool, of: [part])
  }

  private mutating func fallback(
    _ arguments: [Syntax], at offset: Int
  ) throws(ExpressionMistake) -> Part {
    guard arguments.count == 2 else {
      throw ExpressionMistake(
        .type, "default takes two values, as in default(name, 'there')", at: offset)
    }
    let preferred = try guarded { (compiler) throws(ExpressionMistake) in
      try compiler.part(arguments[0])
    }
    let otherwise = try part(arguments[1])
    let node = Fallback(preferred.node, otherwise: otherwise.node, at: offset)
    return made(node, .common([preferred.type, otherwise.type]), of: [preferred, otherwise])
  }

  private mutating func function(
    _ name: String, isMethod: Bool, _ arguments: [Syntax], at offset: Int
  ) throws(ExpressionMistake) -> Part {
    var parts: [Part] = []
    for argument in arguments { parts.append(try part(argument)) }
    guard let function = Function.find(name, isMethod: isMethod, arity: parts.count) else {
      return try unknown(name, isMethod: isMethod, parts, at: offset)
    }
    let types = parts.map(\.type)
    let result = function.result(for: types)
    if result == nil {
      let written = types.dropFirst(isMethod ? 1 : 0).map(\.name).joined(separator: ", ")
      try refuse(
        .type,
        isMethod
          ? "\(types[0].name) has no \(name)(\(written))" : "\(name) does not take \(written)",
        hint: "it is \(function.usage)", at: offset)
    }
    try checkLiteral(of: name, parts, arguments)
    return made(
      node(function, name, parts, at: offset), result ?? .dyn, of: parts,
      isOpen: function.needsActivation)
  }

  private func node(
    _ function: Function, _ name: String, _ parts: [Part], at offset: Int
  ) -> any Node {
    if name == "matches", case .string(let source) = parts[1].constant,
      let pattern = try? Pattern(source)
    {  // A bad literal was refused before, or waits for the evaluation of an open scope.
      return Matching(parts[0].node, pattern, at: offset)
    }
    let nodes = parts.map(\.node)
    switch function.body {
    case .one(let body): return CallOfOne(name, nodes[0], body, at: offset)
    case .two(let body): return CallOfTwo(name, nodes[0], nodes[1], body, at: offset)
    case .more(let body): return CallOfMore(name, nodes, body, at: offset)
    }
  }

  /// Looks at the literals that hold a small language of their own.
  private func checkLiteral(
    of name: String, _ parts: [Part], _ arguments: [Syntax]
  ) throws(ExpressionMistake) {
    guard parts.count == 2, case .string(let text) = parts[1].constant else { return }
    switch name {
    case "matches":
      do throws(PatternMistake) {
        _ = try Pattern(text)
      } catch {
        try refuse(.literal, error.message, hint: error.hint, at: arguments[1].offset)
      }
    case "date":
      if let unknown = DateFormat.unknownDirective(in: text) {
        try refuse(
          .literal, "a date format has no \(unknown)", hint: DateFormat.hint,
          at: arguments[1].offset)
      }
    default: return
    }
  }

  private func unknown(
    _ name: String, isMethod: Bool, _ parts: [Part], at offset: Int
  ) throws(ExpressionMistake) -> Part {
    let usages = Function.usages(of: name)
    let near = Spelling.nearest(to: name, among: Function.names)
    let hint =
      usages.isEmpty
      ? near.map { "did you mean \"\($0)\"?" } : "it is \(usages.joined(separator: " or "))"
    try refuse(
      .unknownFunction(name),
      usages.isEmpty
        ? "there is no function \"\(name)\"" : "\"\(name)\" is not called in this way",
      hint: hint, at: offset)
    return Part(node: Failing(.unknownFunction(name), at: offset), type: .dyn, isOpen: true)
  }
}
