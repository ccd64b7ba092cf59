import Documents

/// The outcome of reading a configuration.
package struct Loaded<Result: Sendable>: Sendable {
  /// Nothing when any finding is an error.
  package let settings: Result?
  /// Everything that is wrong, in reading order.
  package let findings: [Finding]
  /// The texts the findings point into.
  package let sources: [SourceFile]

  /// The findings as a person reads them: sentence, snippet, caret, hint. Empty without findings.
  package var report: String { FindingReport(findings, sources: sources).text }

  init(settings: Result?, findings: [Finding], sources: [SourceFile]) {
    self.settings = findings.hasErrors ? nil : settings
    self.findings = findings.sortedOnce()
    self.sources = sources
  }
}
