/// Short enough to be read: files, functions and lines.
enum Lengths {
  static let longestFile = 400
  static let longestFunction = 70
  static let longestLine = 100

  static func findings(in source: SourceText) -> [Untidiness] {
    var found: [Untidiness] = []
    if source.lines.count > longestFile {
      found.append(source.finding(1, "\(source.lines.count) lines; \(longestFile) at most"))
    }
    for (index, line) in source.lines.enumerated()
    where line.utf8.count > longestLine && line.count > longestLine
      && !source.textLines.contains(index + 1) && !isText(line)
    {
      found.append(source.finding(index + 1, "\(line.count) columns; \(longestLine) at most"))
    }
    return found + longFunctions(in: source)
  }

  /// Nothing but a text, which is not broken for its width: it could not be searched for.
  private static func isText(_ line: Substring) -> Bool {
    line.drop { " :=+?#".contains($0) }.first == "\""
  }

  private static func longFunctions(in source: SourceText) -> [Untidiness] {
    source.tokens.indices.compactMap { index in
      guard let brace = body(at: index, in: source) else { return nil }
      let end = source.tokens[source.afterBracket(at: brace) - 1].line
      let length = end - source.tokens[index].line + 1
      guard length > longestFunction else { return nil }
      return source.finding(
        source.tokens[index].line, "a function of \(length) lines; \(longestFunction) at most")
    }
  }

  /// Where the body begins of the function that is declared here, if one is.
  private static func body(at index: Int, in source: SourceText) -> Int? {
    let tokens = source.tokens
    guard tokens[index].kind == .word, index + 1 < tokens.count,
      index == 0 || !tokens[index - 1].isSign(".")
    else { return nil }
    switch tokens[index].text {
    case "func": break
    case "init", "subscript":
      guard ["(", "<", "?"].contains(tokens[index + 1].text) else { return nil }
    case "deinit":
      guard tokens[index + 1].isSign("{") else { return nil }
    case "var": return computedBody(at: index, in: source)
    default: return nil
    }
    guard let brace = source.openingBrace(from: index + 1) else { return nil }
    // A protocol's requirement has none, and the brace belongs to what stands after it.
    let between = tokens[index + 1..<brace]
    let next: Set = ["func", "var", "let", "struct", "enum", "class", "extension", "case"]
    return between.contains { $0.kind == .word && next.contains($0.text) } ? nil : brace
  }

  private static func computedBody(at index: Int, in source: SourceText) -> Int? {
    guard let brace = source.openingBrace(from: index + 1) else { return nil }
    let between = source.tokens[index..<brace]
    let isOfThis = between.allSatisfy {
      !$0.isSign("=") && $0.line <= source.tokens[index].line + 2
    }
    return isOfThis ? brace : nil
  }
}
