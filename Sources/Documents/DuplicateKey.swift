/// Finds where a key was written the second time; the parser only tells that it was.
struct DuplicateKey {
  let source: SourceFile
  let names: [String]
  /// Where the parser saw the key first.
  let first: Place

  func finding(_ rule: String) -> Finding {
    let name = names.first ?? ""
    let second = secondPlace(of: name)
    return Finding(
      at: second ?? first, .error, rule, "the key \"\(name)\" is written twice in one map",
      hint: "the first one is on line \(first.line); keep one of them")
  }

  private func secondPlace(of name: String) -> Place? {
    let lines = source.lines
    guard lines.indices.contains(first.line - 1) else { return nil }
    return sameLine(name, lines[first.line - 1]) ?? laterLine(name, lines)
  }

  private func sameLine(_ name: String, _ line: Substring) -> Place? {
    let scalars = Array(line.unicodeScalars)
    for column in (first.column + 1)..<max(first.column + 2, scalars.count + 1)
    where isKey(name, at: column, in: scalars) {
      return Place(file: source.path, line: first.line, column: column)
    }
    return nil
  }

  /// In a block map the second key stands below the first, in the same column; in a `{…}` over
  /// several lines it is the next place the key is written.
  private func laterLine(_ name: String, _ lines: [Substring]) -> Place? {
    var anywhere: Place?
    for index in first.line..<max(first.line, lines.count) {
      let scalars = Array(lines[index].unicodeScalars)
      if isKey(name, at: first.column, in: scalars) {
        return Place(file: source.path, line: index + 1, column: first.column)
      }
      if anywhere == nil, scalars.count > 1,
        let column = (1...scalars.count).first(where: { isKey(name, at: $0, in: scalars) })
      {
        anywhere = Place(file: source.path, line: index + 1, column: column)
      }
    }
    return anywhere
  }

  private func isKey(_ name: String, at column: Int, in scalars: [Unicode.Scalar]) -> Bool {
    for written in [name, "\"\(name)\"", "'\(name)'"] {
      let wanted = Array(written.unicodeScalars)
      let end = column - 1 + wanted.count
      guard column >= 1, end < scalars.count, Array(scalars[(column - 1)..<end]) == wanted else {
        continue
      }
      let before: Unicode.Scalar = column > 1 ? scalars[column - 2] : " "
      let after = scalars[end...].first { $0 != " " }
      if after == ":", before == " " || before == "{" || before == "," { return true }
    }
    return false
  }
}
