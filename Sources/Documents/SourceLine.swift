/// One line of a source, for questions about what was typed there.
struct SourceLine {
  private let scalars: [Unicode.Scalar]

  init(_ source: SourceFile, _ number: Int) {
    let lines = source.lines
    scalars = lines.indices.contains(number - 1) ? Array(lines[number - 1].unicodeScalars) : []
  }

  func from(_ column: Int) -> String {
    String(String.UnicodeScalarView(scalars.dropFirst(column - 1)))
  }

  /// True when another brace stands directly before `column`.
  func opensBefore(_ column: Int) -> Bool {
    column >= 2 && scalars.indices.contains(column - 2) && scalars[column - 2] == "{"
  }

  /// The column of a `{{` that starts a value without a quote before it.
  var unquotedTemplate: Int? {
    guard scalars.count >= 2 else { return nil }
    for index in 0..<(scalars.count - 1) where scalars[index] == "{" && scalars[index + 1] == "{" {
      let before = scalars[..<index].last { $0 != " " }
      let spaced = index > 0 && scalars[index - 1] == " "
      if let before, spaced, before == ":" || before == "-" { return index + 1 }
      if before == "[" || before == ",", !isQuoted(index) { return index + 1 }
    }
    return nil
  }

  private func isQuoted(_ index: Int) -> Bool {
    var open: Unicode.Scalar?
    for scalar in scalars[..<index] {
      if let quote = open {
        if scalar == quote { open = nil }
      } else if scalar == "\"" || scalar == "'" {
        open = scalar
      }
    }
    return open != nil
  }
}
