import Desk

/// What rules did and why, in words.
package enum RuleTrace {
  /// A line for each step, deeper ones further in.
  package static func text(_ steps: [RuleStep]) -> String {
    steps.map { line($0) + "\n" }.joined()
  }

  package static func line(_ step: RuleStep) -> String {
    let margin = String(repeating: "  ", count: step.depth + 1)
    return margin + (step.hasActed ? "+ " : "- ") + step.rule + ": " + verdict(step)
  }

  private static func verdict(_ step: RuleStep) -> String {
    switch step.verdict {
    case .acted(let results):
      let why = step.phrase.map { "\"\($0)\"; " } ?? ""
      return why + (results.isEmpty ? "nothing to do" : results.map(words).joined(separator: "; "))
    case .noWords: return "none of its words"
    case .forbiddenWord(let phrase): return "has \"\(phrase)\""
    case .clause(let clause, let why):
      return "not \(clause.source)" + (why.map { " (\($0))" } ?? "")
    case .coolingDown(let end): return "acted for this customer already; again from \(end.iso8601)"
    case .stopped(let rule): return "not asked: \(rule) stops"
    case .tooDeep:
      return "not carried out: rules have caused rules \(RuleLimits.depth) times already"
    case .tooMuch: return "not carried out: \(RuleLimits.deeds) acts for one turn are enough"
    }
  }

  private static func words(_ result: RuleStep.Result) -> String {
    switch result.outcome {
    case .done: result.deed.words
    case .unchanged: "\(result.deed.words) (is so already)"
    case .refused(let why): "\(result.deed.words) (refused: \(why))"
    }
  }
}
