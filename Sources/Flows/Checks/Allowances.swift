import Documents

/// Warnings that an author accepts: `# lint: allow W408 the law wants every word of it`, on the
/// line itself or alone on the line above.
struct Allowances {
  private var allowed: Set<String> = []
  private var complaints: [Finding] = []

  private static let mark = "# lint: allow "

  init(_ sources: [SourceFile]) {
    for source in sources where source.text.contains(Allowances.mark) {
      for (index, line) in source.lines.enumerated() {
        guard let range = line.firstRange(of: Allowances.mark) else { continue }
        let words = line[range.upperBound...].split(separator: " ", maxSplits: 1)
        let isAlone = line[..<range.lowerBound].allSatisfy { $0 == " " }
        note(words, source, line: index + 1, isAlone: isAlone)
      }
    }
  }

  private mutating func note(
    _ words: [Substring], _ source: SourceFile, line: Int, isAlone: Bool
  ) {
    guard words.count == 2, Rule.severity(of: String(words[0])) == .warning else {
      let place = Place(file: source.path, line: line, column: 1)
      complaints.append(
        Finding(
          at: place, .error, "E102", "this allowance names no warning or gives no reason",
          hint: "write # lint: allow W408 and why; errors cannot be allowed"))
      return
    }
    allowed.insert("\(source.path):\(isAlone ? line + 1 : line):\(words[0])")
  }

  func applied(to findings: [Finding]) -> [Finding] {
    kept(of: findings) + complaints
  }

  func kept(of findings: [Finding]) -> [Finding] {
    findings.filter { finding in
      !allowed.contains("\(finding.place.file):\(finding.place.line):\(finding.id)")
    }
  }
}
