extension Lexer {
  /// An int, a hexadecimal int or a double, without sign.
  mutating func number() throws(ExpressionMistake) -> Token.Form {
    let start = position
    if peek() == "0", peek(1) == "x" || peek(1) == "X" { return try hexadecimal() }
    var isWhole = true
    skipDigits()
    if peek() == ".", peek(1).map(isDigit) == true {
      isWhole = false
      skip()
      skipDigits()
    }
    if peek() == "e" || peek() == "E" {
      isWhole = false
      skip()
      if peek() == "+" || peek() == "-" { skip() }
      guard peek().map(isDigit) == true else {
        throw ExpressionMistake(.syntax, "this exponent has no digits", at: start)
      }
      skipDigits()
    }
    try refuseUnsigned()
    let text = slice(from: start)
    if isWhole, let value = UInt64(text) { return .int(value) }
    if !isWhole, let value = Double(text) { return .double(value) }
    throw ExpressionMistake(.syntax, "\(text.prefix(40)) does not fit an int", at: start)
  }

  private mutating func hexadecimal() throws(ExpressionMistake) -> Token.Form {
    let start = position
    skip(2)
    let digits = position
    while let scalar = peek(), scalar.properties.isASCIIHexDigit { skip() }
    guard let value = UInt64(slice(from: digits), radix: 16) else {
      throw ExpressionMistake(.syntax, "this hexadecimal number does not fit an int", at: start)
    }
    try refuseUnsigned()
    return .int(value)
  }

  private func refuseUnsigned() throws(ExpressionMistake) {
    guard peek() == "u" || peek() == "U" else { return }
    throw ExpressionMistake(
      .syntax, "unsigned numbers are not part of this language", hint: "leave out the \"u\"",
      at: position)
  }

  private mutating func skipDigits() {
    while let scalar = peek(), isDigit(scalar) { skip() }
  }

  /// A text between one or three quotation marks of either kind.
  mutating func text(isRaw: Bool = false) throws(ExpressionMistake) -> String {
    let start = position
    guard let mark = peek() else { preconditionFailure("a text starts with its mark") }
    let width = peek(1) == mark && peek(2) == mark ? 3 : 1
    skip(width)
    var text = String.UnicodeScalarView()
    while let scalar = peek() {
      if isClosing(mark, width) {
        skip(width)
        return String(text)
      }
      if scalar == "\\", !isRaw {
        text.append(try escaped())
        continue
      }
      if width == 1, scalar == "\n" || scalar == "\r" { break }
      text.append(scalar)
      skip()
    }
    throw ExpressionMistake(
      .syntax, "this text has no closing \(String(repeating: String(mark), count: width))",
      at: start)
  }

  private func isClosing(_ mark: Unicode.Scalar, _ width: Int) -> Bool {
    (0..<width).allSatisfy { peek($0) == mark }
  }

  private static let plainEscapes: [Unicode.Scalar: Unicode.Scalar] = [
    "a": "\u{7}", "b": "\u{8}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{b}",
    "\\": "\\", "?": "?", "\"": "\"", "'": "'", "`": "`",
  ]

  private mutating func escaped() throws(ExpressionMistake) -> Unicode.Scalar {
    let start = position
    skip()
    guard let scalar = peek() else {
      throw ExpressionMistake(.syntax, "this text ends in a backslash", at: start)
    }
    if let plain = Self.plainEscapes[scalar] {
      skip()
      return plain
    }
    switch scalar {
    case "x", "X":
      skip()
      return try coded(digits: 2, radix: 16, start)
    case "u":
      skip()
      return try coded(digits: 4, radix: 16, start)
    case "U":
      skip()
      return try coded(digits: 8, radix: 16, start)
    case "0"..."3": return try coded(digits: 3, radix: 8, start)
    default:
      throw ExpressionMistake(
        .syntax, "there is no escape \\\(scalar)", hint: "write \\\\ for a backslash", at: start)
    }
  }

  private mutating func coded(
    digits: Int, radix: Int, _ start: Int
  ) throws(ExpressionMistake) -> Unicode.Scalar {
    let first = position
    for _ in 0..<digits where peek() != nil { skip() }
    let text = slice(from: first)
    guard text.unicodeScalars.count == digits, text.first != "+", text.first != "-",
      let code = UInt32(text, radix: radix), let scalar = Unicode.Scalar(code)
    else {
      throw ExpressionMistake(
        .syntax, "this escape names no character", hint: "it takes \(digits) digits", at: start)
    }
    return scalar
  }
}
