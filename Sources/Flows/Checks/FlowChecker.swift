import Documents

/// Finds everything that is wrong with a bot's files before a customer does.
package enum FlowChecker {
  /// All findings, sorted by file and line, without those the authors allowed.
  package static func check(sources: [SourceFile], desk: DeskNames) -> [Finding] {
    check(FlowSet(sources), desk)
  }

  static func check(_ set: FlowSet, _ desk: DeskNames) -> [Finding] {
    var check = Check(set: set, desk: desk)
    check.references()
    return Allowances(set.sources).applied(to: set.findings + check.findings).sortedOnce()
  }
}

/// The rules' common ground: what is checked, and what was found.
struct Check {
  let set: FlowSet
  let desk: DeskNames
  private(set) var findings: [Finding] = []

  init(set: FlowSet, desk: DeskNames) {
    self.set = set
    self.desk = desk
  }

  /// Reports under a rule; the rule's first letter is its severity.
  mutating func report(
    _ rule: String, at place: Place, _ message: String, hint: String? = nil
  ) {
    let severity: Severity = rule.hasPrefix("W") ? .warning : .error
    findings.append(Finding(at: place, severity, rule, message, hint: hint))
  }
}
