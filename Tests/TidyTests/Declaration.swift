/// A type of ours as it stands in a file.
struct Declaration {
  let keyword: String
  let name: String
  let line: Int
  /// Its `{ … }`, without the braces; empty for a `typealias`.
  let body: Range<Int>
  /// Where its attributes and modifiers begin.
  let start: Int
  let modifiers: [String]
  /// Whether it stands in another type.
  let isNested: Bool

  private static let keywords: Set = ["struct", "enum", "class", "actor", "protocol", "typealias"]
  private static let modifierWords: Set = [
    "package", "public", "private", "fileprivate", "internal", "open", "final", "indirect",
    "nonisolated", "unsafe",
  ]

  /// Every type that the file declares, nested ones too; extensions are not among them.
  static func all(in source: SourceText) -> [Declaration] {
    var depth = 0
    return source.tokens.indices.compactMap { index in
      let token = source.tokens[index]
      if token.isSign("{") { depth += 1 }
      if token.isSign("}") { depth -= 1 }
      guard token.kind == .word, keywords.contains(token.text) else { return nil }
      return Declaration(at: index, in: source, isNested: depth > 0)
    }
  }

  private init?(at index: Int, in source: SourceText, isNested: Bool) {
    self.isNested = isNested
    let tokens = source.tokens
    guard index + 1 < tokens.count, tokens[index + 1].kind == .word,
      index == 0 || !tokens[index - 1].isSign("."),
      // `class func` and `class var` declare no type.
      !["func", "var", "let"].contains(tokens[index + 1].text)
    else { return nil }
    keyword = tokens[index].text
    name = tokens[index + 1].text
    line = tokens[index].line
    let (start, modifiers) = Self.modifiers(before: index, in: tokens)
    self.start = start
    self.modifiers = modifiers
    guard keyword != "typealias", let brace = source.openingBrace(from: index + 2) else {
      body = index..<index
      return
    }
    body = brace + 1..<max(brace + 1, source.afterBracket(at: brace) - 1)
  }

  /// Goes back over `@Attribute(…)` and words such as `package final`.
  private static func modifiers(before index: Int, in tokens: [Token]) -> (Int, [String]) {
    var start = index
    var found: [String] = []
    while start > 0 {
      let before = tokens[start - 1]
      if before.kind == .word, modifierWords.contains(before.text) {
        found.append(before.text)
        start -= 1
      } else if start > 1, before.kind == .word, tokens[start - 2].isSign("@") {
        start -= 2
      } else {
        break
      }
    }
    return (start, found)
  }
}
