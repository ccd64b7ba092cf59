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

  private static func withoutGuesses(_ findings: [Finding], _ set: FlowSet) -> [Finding] {
    let open = findings.filter { Rule.named($0.id)?.leavesWaysOpen == true }
    let gaps = Gaps(halfRead: set.halfReadFiles, openWays: Set(open.map(\.place.file)))
    return gaps.withoutGuesses(findings)
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
    languageFiles()
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

  /// Reports under a rule.
  mutating func report(
    _ rule: String, at place: Place, _ message: String, hint: String? = nil
  ) {
    findings.append(Finding(at: place, Rule.severity(of: rule), rule, message, hint: hint))
  }
}
