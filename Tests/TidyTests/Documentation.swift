/// Every `package` type says in a sentence what it is.
///
/// Nested ones too: what is worth a name of its own is worth a sentence.
enum Documentation {
  static func findings(in source: SourceText) -> [Untidiness] {
    let types = Declaration.all(in: source)
    return types.compactMap { type in
      guard type.modifiers.contains("package") else { return nil }
      let summary = summary(above: type.start, in: source)
      if summary.isEmpty { return source.finding(type.line, "\(type.name) has no sentence") }
      guard summary.last.map({ ".:`".contains($0) }) == true,
        summary.split(separator: " ").count >= 3
      else { return source.finding(type.line, "\(type.name): \"\(summary)\" is no sentence") }
      return nil
    }
  }

  /// The first paragraph of the comment that ends right above.
  static func summary(above start: Int, in source: SourceText) -> String {
    var first = start
    while first > 0, source.tokens[first - 1].kind == .documentation { first -= 1 }
    return source.tokens[first..<start]
      .map { $0.text.dropFirst(3).drop { $0 == " " } }
      .prefix { !$0.isEmpty }
      .joined(separator: " ")
  }
}
