/// Finds where a key was written the second time; the parser only tells that it was.
struct DuplicateKey {
  let source: SourceFile
  let name: String
  /// Where the parser saw the key first.
  let first: Place

  func finding(_ rule: String) -> Finding {
    Finding(
      at: secondPlace ?? first, .error, rule, "the key \"\(name)\" is written twice in one map",
      hint: "the first one is on line \(first.line); keep one of them")
  }

  /// More keys written twice than this are not looked for in one file.
  static let limit = 20

  /// The text with the second key made unlike any other, with everything in its place; nil where
  /// that cannot be done.
  func covered(by number: Int) -> SourceFile? {
    guard !name.isEmpty, let place = secondPlace, let cover = Self.cover(number),
      number > 0 || !source.text.unicodeScalars.contains(where: Self.covers.contains)
    else { return nil }
    var text = source.text.unicodeScalars
    let line = source.lines[place.line - 1]
    var start = text.index(line.startIndex, offsetBy: place.column - 1)
    if text[start] == "\"" || text[start] == "'" { start = text.index(after: start) }
    let length = name.unicodeScalars.count
    let end = text.index(start, offsetBy: length)
    text.replaceSubrange(start..<end, with: Array(repeating: cover, count: length))
    return SourceFile(path: source.path, text: String(text))
  }

  /// Scalars for private use, which no author writes in a key: one kind for each key covered.
  private static let covers: ClosedRange<Unicode.Scalar> = "\u{E000}"..."\u{E0FF}"

  private static func cover(_ number: Int) -> Unicode.Scalar? {
    Unicode.Scalar(covers.lowerBound.value + UInt32(number))
  }

  static func isCover(_ key: String) -> Bool {
    key.unicodeScalars.first.map(covers.contains) ?? false
  }

  private var secondPlace: Place? {
    let lines = source.lines
    guard lines.indices.contains(first.line - 1) else { return nil }
    return sameLine(lines[first.line - 1]) ?? laterLine(lines)
  }

  private func sameLine(_ line: Substring) -> Place? {
    let scalars = Array(line.unicodeScalars)
    for column in (first.column + 1)..<max(first.column + 2, scalars.count + 1)
    where isKey(at: column, in: scalars) {
      return Place(file: source.path, line: first.line, column: column)
    }
    return nil
  }

  /// In a block map the second key stands below the first, in the same column; in a `{…}` over
  /// several lines it is the next place the key is written.
  private func laterLine(_ lines: [Substring]) -> Place? {
    var anywhere: Place?
    for index in first.line..<max(first.line, lines.count) {
      let scalars = Array(lines[index].unicodeScalars)
      if isKey(at: first.column, in: scalars) {
        return Place(file: source.path, line: index + 1, column: first.column)
      }
      if anywhere == nil, scalars.count > 1,
        let column = (1...scalars.count).first(where: { isKey(at: $0, in: scalars) })
      {
        anywhere = Place(file: source.path, line: index + 1, column: column)
      }
    }
    return anywhere
  }

  private func isKey(at column: Int, in scalars: [Unicode.Scalar]) -> Bool {
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
