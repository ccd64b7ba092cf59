extension Function {
  /// The text functions of the language itself.
  static let texts: [Function] = [
    test("contains") { (text, part) in text.isEmpty ? part.isEmpty : Texts.contains(text, part) },
    test("startsWith") { (text, part) in text.utf8.starts(with: part.utf8) },
    test("endsWith") { (text, part) in text.utf8.reversed().starts(with: part.utf8.reversed()) },
    two("matches", isMethod: true, [([.string, .string], .bool)]) {
      (text, pattern, run) throws(Reason) in try Texts.matches(text, pattern, &run)
    },
    two("matches", [([.string, .string], .bool)]) { (text, pattern, run) throws(Reason) in
      try Texts.matches(text, pattern, &run)
    },
  ]

  private static func test(
    _ name: String, _ holds: @escaping @Sendable (String, String) -> Bool
  ) -> Function {
    two(name, isMethod: true, [([.string, .string], .bool)]) { (text, part, run) throws(Reason) in
      guard case .string(let text) = text, case .string(let part) = part else { return nil }
      try run.spend(on: text)
      return .bool(holds(text, part))
    }
  }
}

/// What the text functions are made of. Positions count Unicode scalars.
enum Texts {
  typealias Reason = EvaluationFailure.Reason

  static func contains(_ text: String, _ part: String) -> Bool {
    position(of: Array(part.utf8), in: Array(text.utf8), from: 0) != nil
  }

  /// The first place at or after `start`, by the Knuth-Morris-Pratt search: linear in both.
  static func position<Unit: Equatable>(
    of part: [Unit], in text: [Unit], from start: Int
  ) -> Int? {
    guard start + part.count <= text.count else { return nil }
    guard !part.isEmpty else { return start }
    let borders = borders(of: part)
    var matched = 0
    for position in start..<text.count {
      while matched > 0, text[position] != part[matched] { matched = borders[matched - 1] }
      if text[position] == part[matched] { matched += 1 }
      if matched == part.count { return position + 1 - matched }
    }
    return nil
  }

  /// For each beginning of the part, how long its longest proper end is that also begins it.
  private static func borders<Unit: Equatable>(of part: [Unit]) -> [Int] {
    var borders = Array(repeating: 0, count: part.count)
    var length = 0
    for position in 1..<max(1, part.count) {
      while length > 0, part[position] != part[length] { length = borders[length - 1] }
      if part[position] == part[length] { length += 1 }
      borders[position] = length
    }
    return borders
  }

  /// A pattern that is only known now costs what it takes to compile it.
  static func matches(
    _ text: Value, _ pattern: Value, _ run: inout Run
  ) throws(Reason) -> Value? {
    guard case .string(let text) = text, case .string(let source) = pattern else { return nil }
    try run.spend(500 + source.utf8.count)
    try run.spend(on: text)
    let compiled: Pattern
    do throws(PatternMistake) {
      compiled = try Pattern(source)
    } catch {
      throw .badPattern(error.message)
    }
    return .bool(compiled.matchesSomewhere(text))
  }
}
