import Legible

/// Findings as a person reads them in a terminal: sentence, snippet, caret, hint.
package struct FindingReport {
  private let findings: [Finding]
  private let lines: [String: [Substring]]

  /// A snippet never shows more of a line than this, so that one huge line cannot flood a screen.
  private static let widestSnippet = 160

  package init(_ findings: [Finding], sources: [SourceFile]) {
    self.findings = findings.sortedOnce()
    let wanted = Set(findings.map(\.place.file))
    var lines: [String: [Substring]] = [:]
    for source in sources where wanted.contains(source.path) { lines[source.path] = source.lines }
    self.lines = lines
  }

  /// Every finding in reading order; each ends with a line end.
  package var text: String {
    findings.map(rendered).joined()
  }

  /// `2 errors, 1 warning`, or `no findings`.
  package var summary: String {
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count - errors
    var parts: [String] = []
    if errors > 0 { parts.append("\(errors) error\(errors == 1 ? "" : "s")") }
    if warnings > 0 { parts.append("\(warnings) warning\(warnings == 1 ? "" : "s")") }
    return parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
  }

  private func rendered(_ finding: Finding) -> String {
    var text = "\(finding.place): \(finding.severity.rawValue)[\(finding.id)] \(finding.message)\n"
    let margin = String(repeating: " ", count: 5)
    if let (snippet, caret) = snippet(at: finding.place) {
      let number = String(finding.place.line)
      let pad = String(repeating: " ", count: max(0, margin.count - number.count))
      text += "\(pad)\(number) | \(snippet)\n\(margin) | \(String(repeating: " ", count: caret))^\n"
    }
    if let hint = finding.hint { text += "\(margin) = hint: \(hint)\n" }
    return text
  }

  /// The line and how many columns stand before the caret, both cut to what fits a screen.
  private func snippet(at place: Place) -> (String, Int)? {
    guard let lines = lines[place.file], lines.indices.contains(place.line - 1) else { return nil }
    let scalars = lines[place.line - 1].unicodeScalars.map(Legible.scalar)
    let caret = min(max(0, place.column - 1), scalars.count)
    let width = FindingReport.widestSnippet
    let start = caret > width - 20 ? caret - (width - 20) : 0
    let end = min(scalars.count, start + width)
    let head = start > 0 ? "…" : ""
    let tail = end < scalars.count ? "…" : ""
    let body = String(String.UnicodeScalarView(scalars[start..<end]))
    return (head + body + tail, caret - start + (start > 0 ? 1 : 0))
  }
}
