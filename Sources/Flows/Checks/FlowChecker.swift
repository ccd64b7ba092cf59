import Documents

/// Finds everything that is wrong with a bot's files before a customer does.
package enum FlowChecker {
  /// All findings, sorted by file and line, without those the authors allowed.
  package static func check(sources: [SourceFile], desk: DeskNames) -> [Finding] {
    check(FlowSet(sources), desk)
  }

  static func check(_ set: FlowSet, _ desk: DeskNames) -> [Finding] {
    var check = Check(set: set, desk: desk)
    check.run()
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

  mutating func run() {
    references()
    entries()
    calls()
    for flow in set.flows {
      let graph = FlowGraph(flow) { asks($0, []) }
      self.graph(graph)
      data(graph)
      safety(graph)
      wording(graph)
    }
    translations()
  }

  /// Whether calling the flow can wait for the customer.
  private func asks(_ name: String, _ callers: Set<String>) -> Bool {
    guard let flow = set.flow(name), !callers.contains(name) else { return false }
    return flow.sections.flatMap(\.steps).contains { step in
      if case .call(let inner, _) = step.action { return asks(inner.text, callers.union([name])) }
      return step.verb.asks
    }
  }

  /// Reports under a rule; the rule's first letter is its severity.
  mutating func report(
    _ rule: String, at place: Place, _ message: String, hint: String? = nil
  ) {
    let severity: Severity = rule.hasPrefix("W") ? .warning : .error
    findings.append(Finding(at: place, severity, rule, message, hint: hint))
  }
}
