package import Documents
import Flows

/// All tests of a folder of flows, read and ready to be played.
package struct TestPlan: Sendable {
  package let ground: TestGround
  package let files: [TestFile]
  /// What is wrong with the test files. With an error among them no test is worth playing.
  package let findings: [Finding]

  package init(_ ground: TestGround) {
    self.ground = ground
    var files: [TestFile] = []
    var findings: [Finding] = []
    for source in ground.testSources {
      let (file, found) = TestFileReader.read(source, ground)
      files.append(file)
      findings += found
    }
    self.files = files
    self.findings = findings.sortedOnce()
  }

  /// Plays every case whose name or file holds `filter`; in memory, in order, always the same.
  package func run(filter: String? = nil, isCorrecting: Bool = false) -> TestReport {
    var report = TestReport()
    for file in files {
      for test in file.cases where fits(test, file, filter) {
        report.results.append(
          CaseRun.play(test, ground.revision, isCorrecting: isCorrecting))
      }
    }
    // A part of the tests says nothing about what all of them walk through.
    if filter == nil { report.coverage = Coverage(ground, report.results.flatMap(\.passages)) }
    return report
  }

  private func fits(_ test: TestCase, _ file: TestFile, _ filter: String?) -> Bool {
    guard let filter = filter?.lowercased() else { return true }
    return test.name.lowercased().contains(filter)
      || FlowFiles.fileName(file.source.path).lowercased().contains(filter)
  }
}

/// How the tests went.
package struct TestReport: Sendable {
  package internal(set) var results: [CaseResult] = []
  /// Nil where only some of the tests were played.
  package internal(set) var coverage: Coverage?

  package var passed: Int { results.count { $0.hasPassed } }
  package var failed: Int { results.count - passed }
  package var customerTurns: Int { results.reduce(0) { $0 + $1.customerTurns } }
  package var failures: [CaseFailure] { results.flatMap(\.failures) }

  /// `21 passed, 0 failed, 55 customer turns`.
  package var summary: String {
    "\(passed) passed, \(failed) failed, \(customerTurns) customer turn\(customerTurns == 1 ? "" : "s")"
  }

  /// The failures as a person reads them: place, line, what was expected, the talk so far.
  package func text(_ sources: [SourceFile]) -> String {
    let lines = Dictionary(
      sources.filter { $0.path.hasSuffix(".test.yaml") }.map { ($0.path, $0.lines) },
      uniquingKeysWith: { first, _ in first })
    return results.flatMap { result in
      result.failures.map { $0.text(of: result.name, lines[$0.place.file] ?? []) }
    }.joined(separator: "\n")
  }
}

extension CaseFailure {
  fileprivate func text(of name: String, _ lines: [Substring]) -> String {
    var text = "\(place): failed: \(name)\n"
    let margin = String(repeating: " ", count: 5)
    if lines.indices.contains(place.line - 1) {
      let number = String(place.line)
      let pad = String(repeating: " ", count: max(0, margin.count - number.count))
      let caret = String(repeating: " ", count: max(0, place.column - 1))
      text += "\(pad)\(number) | \(lines[place.line - 1])\n\(margin) | \(caret)^\n"
    }
    text += "\(margin) = \(message)\n"
    if let expected { text += "  expected: \(expected)\n" }
    if let found { text += "  came out: \(found)\n" }
    if let hint { text += "  hint: \(hint)\n" }
    text += "  the talk so far:\n"
    for line in transcript.split(separator: "\n", omittingEmptySubsequences: false) {
      text += "    \(line)\n"
    }
    return text
  }
}
