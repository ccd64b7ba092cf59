/// How much a finding matters.
package enum Severity: String, Sendable, Comparable {
  case error
  case warning

  package static func < (left: Severity, right: Severity) -> Bool {
    left == .error && right == .warning
  }
}

/// One thing that is wrong in a text an author wrote: where, which rule, what, and how to mend it.
package struct Finding: Error, Sendable, Equatable {
  package let place: Place
  package let severity: Severity
  /// The rule's stable name, such as `E201`.
  package let id: String
  /// One sentence without a full stop, naming the thing.
  package let message: String
  /// What to do about it.
  package let hint: String?

  package init(
    at place: Place, _ severity: Severity, _ id: String, _ message: String, hint: String? = nil
  ) {
    self.place = place
    self.severity = severity
    self.id = id
    self.message = message
    self.hint = hint
  }
}

extension Finding: Comparable {
  /// Findings stand in the order a reader of the files meets them.
  package static func < (left: Finding, right: Finding) -> Bool {
    if left.place != right.place { return left.place < right.place }
    return (left.severity == right.severity)
      ? (left.id, left.message) < (right.id, right.message) : left.severity < right.severity
  }
}

extension [Finding] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In reading order, each finding once.
  package func sortedOnce() -> [Finding] {
    var result: [Finding] = []
    for finding in sorted() where result.last != finding { result.append(finding) }
    return result
  }
}
