package import Documents
import Logging

extension Logger {
  /// Findings told at once; who mends so many looks into the files in any case.
  private static let mostFindings = 100

  /// A line for each finding: where, which rule, what, and how to mend it.
  package func tell(_ findings: [Finding]) {
    for finding in findings.prefix(Self.mostFindings) {
      var facts: Metadata = [
        "file": "\(finding.place.file)", "line": .stringConvertible(finding.place.line),
        "column": .stringConvertible(finding.place.column), "rule": "\(finding.id)",
      ]
      if let hint = finding.hint { facts["hint"] = "\(hint)" }
      log(
        level: finding.severity == .error ? .error : .warning,
        "\(finding.place): \(finding.message)", metadata: facts)
    }
    let more = findings.count - Self.mostFindings
    if more > 0 {
      warning("there are more findings than are told here", metadata: ["more": "\(more)"])
    }
  }
}
