/// The cases of every enum that we declare; two enums of one name are both in it.
struct OwnEnums {
  private(set) var cases: [(name: String, cases: Set<String>)] = []

  init(_ sources: [SourceText]) {
    for source in sources {
      for declaration in Declaration.all(in: source) where declaration.keyword == "enum" {
        let names = Self.cases(of: declaration, in: source)
        if !names.isEmpty { cases.append((declaration.name, names)) }
      }
    }
  }

  /// The enum that these patterns could be of.
  func owner(of patterns: Set<String>) -> String? {
    cases.first { patterns.isSubset(of: $0.cases) }?.name
  }

  private static func cases(of declaration: Declaration, in source: SourceText) -> Set<String> {
    var names: Set<String> = []
    var index = declaration.body.lowerBound
    while index < declaration.body.upperBound {
      let token = source.tokens[index]
      if token.isSign("{") {
        index = source.afterBracket(at: index)
      } else if token.isWord("case") {
        index = read(&names, from: index + 1, in: source)
      } else {
        index += 1
      }
    }
    return names
  }

  /// Reads `a, b(Int), c = "word"`; the answer is where it ends.
  private static func read(
    _ names: inout Set<String>, from start: Int, in source: SourceText
  ) -> Int {
    let tokens = source.tokens
    var index = start
    while index < tokens.count {
      guard tokens[index].kind == .word else { break }
      names.insert(tokens[index].text)
      index += 1
      if index < tokens.count, tokens[index].isSign("(") { index = source.afterBracket(at: index) }
      if index < tokens.count, tokens[index].isSign("=") {
        index += 1
        while index < tokens.count,
          tokens[index].kind == .literal || tokens[index].isSign("-") || tokens[index].isSign(".")
        { index += 1 }
      }
      guard index < tokens.count, tokens[index].isSign(",") else { break }
      index += 1
    }
    return index
  }
}
