package import Documents
package import Flows

/// How much of each flow tests have to walk through, in percent.
package struct CoverageFloor: Sendable {
  package var steps: Int
  package var exits: Int

  package init(steps: Int, exits: Int) {
    self.steps = steps
    self.exits = exits
  }

  /// What `bot.yaml` asks for.
  package init(of revision: Revision) {
    (steps, exits) = revision.coverageWanted
  }
}

extension Coverage {
  /// Flows of which too little was walked through, and questions nobody answered wrongly; without
  /// the warnings the flows' authors allowed.
  package func findings(_ floor: CoverageFloor, _ sources: [SourceFile]) -> [Finding] {
    let findings = flows.flatMap { $0.shortfalls(floor) + $0.untestedFailures }
    return FlowChecker.withoutAllowed(findings, by: sources).sortedOnce()
  }
}

extension FlowCoverage {
  fileprivate func shortfalls(_ floor: CoverageFloor) -> [Finding] {
    [
      shortfall("steps", visitedSteps, of: stepCount, floor.steps),
      shortfall("exits", takenExits, of: exitCount, floor.exits),
    ].compactMap { $0 }
  }

  private func shortfall(
    _ what: String, _ count: Int, of all: Int, _ wanted: Int
  ) -> Finding? {
    guard count * 100 < wanted * all else { return nil }
    let first = missing.prefix(3).joined(separator: "; ")
    let rest = missing.count > 3 ? "; and \(missing.count - 3) more" : ""
    return Finding(
      at: place, .error, "T802",
      "the tests walk through \(count) of \(all) \(what) of \(name); \(wanted)% are wanted",
      hint: "not covered: \(first)\(rest)")
  }

  /// A flow without any test is told by its coverage, not by every question in it.
  fileprivate var untestedFailures: [Finding] {
    guard isTested else { return [] }
    return steps.filter { step in
      step.isQuestion && step.exits.contains { $0.exit == .fail && $0.count == 0 }
    }.map { step in
      Finding(
        at: step.place, .warning, "W804",
        "no test answers this question wrongly until it is given up",
        hint: "add a case that begins with at: \(step.section ?? "") and never fits")
    }
  }
}
