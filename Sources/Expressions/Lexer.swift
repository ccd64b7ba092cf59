/// Cuts an expression into words, one at a time.
///
/// It never reads further than it is asked to: in a template, what follows the expression is
/// ordinary text.
struct Lexer {
  let scalars: [Unicode.Scalar]
  private(set) var position: Int

  init(_ scalars: [Unicode.Scalar], from start: Int = 0) {
    self.scalars = scalars
    position = start
  }

  mutating func next() throws(ExpressionMistake) -> Token {
    skipBlanks()
    let start = position
    guard let scalar = peek() else { return Token(form: .end, offset: start) }
    if isDigit(scalar) || (scalar == "." && peek(1).map(isDigit) == true) {
      return Token(form: try number(), offset: start)
    }
    if scalar == "'" || scalar == "\"" { return Token(form: .string(try text()), offset: start) }
    if scalar == "`" { return Token(form: .quotedName(try quotedName()), offset: start) }
    if isLetter(scalar) { return Token(form: try word(), offset: start) }
    return Token(form: .sign(try sign(scalar)), offset: start)
  }

  func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  mutating func skip(_ count: Int = 1) { position += count }

  /// Blanks and `//` comments; a comment ends with its line.
  private mutating func skipBlanks() {
    while let scalar = peek() {
      switch scalar {
      case " ", "\t", "\n", "\r", "\u{c}": skip()
      case "/" where peek(1) == "/":
        while let scalar = peek(), scalar != "\n" { skip() }
      default: return
      }
    }
  }

  private mutating func word() throws(ExpressionMistake) -> Token.Form {
    let start = position
    while let scalar = peek(), isLetter(scalar) || isDigit(scalar) { skip() }
    let word = slice(from: start)
    guard peek() == "'" || peek() == "\"" else { return .name(word) }
    switch word {
    case "r", "R": return .string(try text(isRaw: true))
    case "b", "B", "br", "bR", "Br", "BR", "rb", "rB", "Rb", "RB":
      throw ExpressionMistake(
        .syntax, "byte strings are not part of this language", hint: "leave out the \"\(word)\"",
        at: start)
    default: return .name(word)
    }
  }

  private mutating func quotedName() throws(ExpressionMistake) -> String {
    let start = position
    skip()
    while let scalar = peek(), isLetter(scalar) || isDigit(scalar) || "./- ".contains(scalar) {
      skip()
    }
    let name = String(slice(from: start).dropFirst())
    guard peek() == "`", !name.isEmpty else {
      throw ExpressionMistake(.syntax, "this quoted name has no closing backtick", at: start)
    }
    skip()
    return name
  }

  private mutating func sign(_ first: Unicode.Scalar) throws(ExpressionMistake) -> String {
    let isPair =
      switch (first, peek(1)) {
      case ("&", "&"), ("|", "|"), ("=", "="), ("!", "="), ("<", "="), (">", "="): true
      default: false
      }
    guard isPair || Self.isSingleSign(first) else {
      throw ExpressionMistake(
        .syntax, "\"\(first)\" is not part of this language", hint: Self.hints[first], at: position)
    }
    skip(isPair ? 2 : 1)
    guard isPair else { return String(first) }
    return String(first) + (first == "&" || first == "|" ? String(first) : "=")
  }

  private static func isSingleSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}":
      true
    default: false
    }
  }

  private static let hints: [Unicode.Scalar: String] = [
    "=": "write == to compare; values are set by the `set` step",
    "&": "write && for \"and\"", "|": "write || for \"or\"; there are no filters",
    "“": "use straight quotation marks", "”": "use straight quotation marks",
    "‘": "use straight quotation marks", "’": "use straight quotation marks",
    "~": "use contains(…), matches(…) or ==",
  ]

  func slice(from start: Int) -> String {
    Texts.string(scalars[start..<position])
  }

  func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }
}

extension String {
  fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }
}
