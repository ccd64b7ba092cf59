package import Documents
package import Flows

/// How much of the flows a run of tests walked through: every step, and every way out of it.
package struct Coverage: Sendable {
  package let flows: [FlowCoverage]
  /// How far the texts are translated, for each language but the first.
  package let translations: [TranslationStatus]

  init(_ ground: TestGround, _ passages: [Passage]) {
    var counts: [Place: Counts] = [:]
    for passage in passages {
      if let exit = passage.exit {
        counts[passage.place, default: Counts()].exits[exit, default: 0] += 1
      } else {
        counts[passage.place, default: Counts()].visits += 1
      }
    }
    translations = TranslationStatus.all(sources: ground.sources)
    flows = ground.outlines.sorted { $0.key < $1.key }.map { FlowCoverage($0.value, counts) }
  }

  struct Counts {
    var visits = 0
    var exits: [Exit: Int] = [:]
  }
}

/// One flow's part.
package struct FlowCoverage: Sendable {
  package let name: String
  package let place: Place
  package let steps: [StepCoverage]

  fileprivate init(_ outline: FlowOutline, _ counts: [Place: Coverage.Counts]) {
    name = outline.name
    place = outline.place
    var steps = outline.steps.map { step in
      let counted = counts[step.place] ?? Coverage.Counts()
      return StepCoverage(
        place: step.place, section: step.section, isQuestion: step.isQuestion,
        visits: counted.visits,
        exits: step.exits.map { ExitCoverage(exit: $0, count: counted.exits[$0] ?? 0) })
    }
    // A way in is no step, but a test has to take it all the same.
    if let trigger = outline.trigger {
      let count = counts[trigger]?.exits[.trigger] ?? 0
      steps.insert(
        StepCoverage(
          place: trigger, section: nil, isQuestion: false, visits: count,
          exits: [ExitCoverage(exit: .trigger, count: count)]), at: 0)
    }
    self.steps = steps
  }

  private var realSteps: [StepCoverage] { steps.filter { $0.section != nil } }
  package var stepCount: Int { realSteps.count }
  package var visitedSteps: Int { realSteps.count { $0.visits > 0 } }
  package var exitCount: Int { steps.reduce(0) { $0 + $1.exits.count } }
  package var takenExits: Int {
    steps.reduce(0) { $0 + $1.exits.count { $0.count > 0 } }
  }
  package var isTested: Bool { steps.contains { $0.visits > 0 } }

  /// What no test came to, in the order of the file: `place exit`, or `place` and that it was never
  /// reached.
  package var missing: [String] {
    steps.flatMap { step -> [String] in
      let at = "\(step.place.file):\(step.place.line)"
      if step.visits == 0, step.section != nil { return ["\(at) never reached"] }
      return step.exits.filter { $0.count == 0 }.map { "\(at) \($0.exit)" }
    }
  }
}

/// How often tests came by one step, and by which of its exits they left.
package struct StepCoverage: Sendable {
  package let place: Place
  /// Nil for a flow's trigger.
  package let section: String?
  package let isQuestion: Bool
  package let visits: Int
  package let exits: [ExitCoverage]
}

/// How often tests left a step by one of its exits.
package struct ExitCoverage: Sendable {
  package let exit: Exit
  package let count: Int
}

extension Coverage {
  package var missing: [String] { flows.flatMap(\.missing) }

  /// More missing ones than this are only counted in the table's list.
  private static let listed = 60

  /// A table, and what is missing.
  package var text: String {
    let width = max(4, flows.map(\.name.count).max() ?? 0)
    var text = Coverage.row("flow", "steps", "exits", width)
    for flow in flows {
      text += Coverage.row(
        flow.name, "\(flow.visitedSteps)/\(flow.stepCount)",
        "\(flow.takenExits)/\(flow.exitCount)", width)
    }
    if !translations.isEmpty {
      text += "translations  " + translations.map(\.summary).joined(separator: "; ") + "\n"
    }
    let missing = missing
    guard !missing.isEmpty else { return text }
    text += "not covered:\n"
    for line in missing.prefix(Coverage.listed) { text += "  \(line)\n" }
    if missing.count > Coverage.listed {
      text += "  … and \(missing.count - Coverage.listed) more; --format json has all\n"
    }
    return text
  }

  private static func row(
    _ name: String, _ steps: String, _ exits: String, _ width: Int
  ) -> String {
    let gap = String(repeating: " ", count: max(0, width - name.count))
    return "\(name)\(gap)  \(right(steps))  \(right(exits))\n"
  }

  private static func right(_ text: String) -> String {
    String(repeating: " ", count: max(0, 9 - text.count)) + text
  }

  // MARK: lcov

  /// The trace file that editors and coverage services read: lines are steps, branches are exits.
  ///
  /// https://ltp.sourceforge.net/coverage/lcov/geninfo.1.php
  package var lcov: String {
    var text = ""
    for flow in flows {
      text += "TN:\nSF:\(flow.place.file)\n"
      let taken = flow.takenExits
      for (block, step) in flow.steps.enumerated() {
        for (number, exit) in step.exits.enumerated() {
          let count = step.visits == 0 ? "-" : "\(exit.count)"
          text += "BRDA:\(step.place.line),\(block),\(number),\(count)\n"
        }
      }
      text += "BRF:\(flow.exitCount)\nBRH:\(taken)\n"
      let lines = Dictionary(flow.steps.map { ($0.place.line, $0.visits) }) { $0 + $1 }
      for (line, visits) in lines.sorted(by: { $0.key < $1.key }) {
        text += "DA:\(line),\(visits)\n"
      }
      text += "LF:\(lines.count)\nLH:\(lines.values.count { $0 > 0 })\nend_of_record\n"
    }
    return text
  }
}
