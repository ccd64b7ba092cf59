/// What can be refused by looking at the text alone, before a parser spends anything on it.
struct TextChecks {
  let source: SourceFile
  let limits: Document.Limits
  let rules: Document.RuleNames

  func findings() -> [Finding] {
    let start = Place(file: source.path, line: 1, column: 1)
    if source.text.utf8.count > limits.bytes {
      return [
        Finding(
          at: start, .error, rules.notAllowed,
          "the file is larger than \(limits.bytes / 1024) KiB", hint: "split it into several files")
      ]
    }
    if source.text.unicodeScalars.first == "\u{FEFF}" {
      return [
        Finding(
          at: start, .error, rules.notAllowed, "the file starts with a byte order mark",
          hint: "save it as UTF-8 without one")
      ]
    }
    return tabs() + aliases()
  }

  private func tabs() -> [Finding] {
    var findings: [Finding] = []
    for (index, line) in source.lines.enumerated() {
      let indent = line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }
      guard let tab = indent.firstIndex(of: "\t") else { continue }
      let column = indent.distance(from: indent.startIndex, to: tab) + 1
      findings.append(
        Finding(
          at: Place(file: source.path, line: index + 1, column: column), .error, rules.notAllowed,
          "a tab is used to indent", hint: "indent with spaces"))
    }
    return findings
  }

  /// Aliases copy whole subtrees, and a short file of them can stand for an endless document; the
  /// parser would already have to walk it to compare keys, so a pair is refused unseen.
  private func aliases() -> [Finding] {
    guard source.text.utf8.contains(UInt8(ascii: "&")) else { return [] }
    var anchors: Set<String> = []
    for (index, line) in source.lines.enumerated() {
      for (mark, name, column) in references(in: line) {
        if mark == "&" {
          anchors.insert(name)
        } else if anchors.contains(name) {
          let place = Place(file: source.path, line: index + 1, column: column)
          return [
            Finding(
              at: place, .error, rules.notAllowed, "the alias *\(name) is not allowed",
              hint: "write the value out; every file must be readable in a diff")
          ]
        }
      }
    }
    return []
  }

  private func references(in line: Substring) -> [(Unicode.Scalar, String, Int)] {
    let scalars = Array(line.unicodeScalars)
    var found: [(Unicode.Scalar, String, Int)] = []
    for (index, scalar) in scalars.enumerated() where scalar == "&" || scalar == "*" {
      let before = index == 0 ? " " : scalars[index - 1]
      guard " \t[{,".unicodeScalars.contains(before) else { continue }
      let name = scalars[(index + 1)...].prefix {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
      }
      if !name.isEmpty { found.append((scalar, String(String.UnicodeScalarView(name)), index + 1)) }
    }
    return found
  }
}
