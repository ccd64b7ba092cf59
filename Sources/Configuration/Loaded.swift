package import Documents

/// The outcome of reading a configuration.
package struct Loaded<Result: Sendable>: Sendable {
  /// Nothing when any finding is an error.
  package let settings: Result?
  /// What could be read, and defaults where it could not: enough to say the mistakes as settings
  /// that are right want it.
  package let readable: Result
  /// Everything that is wrong, in reading order.
  package let findings: [Finding]
  /// The texts the findings point into.
  package let sources: [SourceFile]

  /// The findings as a person reads them: sentence, snippet, caret, hint. Empty without findings.
  package var report: String { FindingReport(findings, sources: sources).text }

  init(readable: Result, findings: [Finding], sources: [SourceFile]) {
    settings = findings.hasErrors ? nil : readable
    self.readable = readable
    self.findings = findings.sortedOnce()
    self.sources = sources
  }
}
