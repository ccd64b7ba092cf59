package import Documents

/// Finds everything that is wrong with a bot's files before a customer does.
package enum FlowChecker {
  /// All findings, sorted by file and line, without those the authors allowed.
  package static func check(sources: [SourceFile], desk: DeskNames) -> [Finding] {
    check(FlowSet(sources), desk)
  }

  /// Findings that were made elsewhere, without the warnings the authors of `sources` allowed.
  package static func withoutAllowed(_ findings: [Finding], by sources: [SourceFile]) -> [Finding] {
    Allowances(sources).kept(of: findings)
  }

  static func check(_ set: FlowSet, _ desk: DeskNames) -> [Finding] {
    var check = Check(set: set, desk: desk)
    check.run()
    let findings = set.findings + withoutGuesses(check.findings, set)
    return Allowances(set.sources).applied(to: findings).sortedOnce()
  }

  /// What is judged by all the steps of a flow, or all its texts.
  private static let wholeFlowRules: Set = [
    "E202", "E203", "W205", "W206", "W210", "E306", "W307", "W308", "W410", "W411", "W505",
  ]
  private static let translationRules: Set = ["W601", "W603", "W604"]

  /// While a file cannot be read whole, nobody knows whether its steps lead anywhere or its texts
  /// are gone: such findings would lead astray from the mistake that has to be mended first.
  private static func withoutGuesses(_ findings: [Finding], _ set: FlowSet) -> [Finding] {
    let broken = set.halfReadFiles
    // Where a way leads nowhere yet, nobody knows which section it was meant for.
    let lost = Set(
      findings.filter { ["E201", "E402", "E403"].contains($0.id) }.map(\.place.file))
    guard !broken.isEmpty || !lost.isEmpty else { return findings }
    return findings.filter { finding in
      if finding.id == "E203", lost.contains(finding.place.file) { return false }
      if broken.isEmpty { return true }
      if translationRules.contains(finding.id) { return false }
      return !wholeFlowRules.contains(finding.id) || !broken.contains(finding.place.file)
    }
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
    let asking = askingFlows()
    for flow in set.flows {
      let graph = FlowGraph(flow) { asking.contains($0) }
      self.graph(graph)
      data(graph)
      safety(graph)
      wording(graph)
    }
    translations()
  }

  /// The flows that can wait for the customer, by themselves or in a flow they call.
  private func askingFlows() -> Set<String> {
    var asking: Set<String> = []
    var callers: [String: [String]] = [:]
    for flow in set.flows {
      for step in flow.sections.flatMap(\.steps) {
        if step.verb.asks { asking.insert(flow.name.text) }
        if case .call(let callee, _) = step.action {
          callers[callee.text, default: []].append(flow.name.text)
        }
      }
    }
    var open = Array(asking)
    while let flow = open.popLast() {
      for caller in callers[flow] ?? [] where asking.insert(caller).inserted { open.append(caller) }
    }
    return asking
  }

  /// Reports under a rule; the rule's first letter is its severity.
  mutating func report(
    _ rule: String, at place: Place, _ message: String, hint: String? = nil
  ) {
    let severity: Severity = rule.hasPrefix("W") ? .warning : .error
    findings.append(Finding(at: place, severity, rule, message, hint: hint))
  }
}
