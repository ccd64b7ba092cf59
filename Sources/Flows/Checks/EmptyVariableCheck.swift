import Authoring
import Documents

/// E306: proves that a variable has a value on every way to the place that reads it.
extension Check {
  /// Whether the desk may not know it whatever a flow does.
  private static func mayBeAbsent(_ use: Use) -> Bool {
    guard use.path.count > 1 else { return false }
    switch use.root {
    // What is no fact of ours is what a site may have signed.
    case "customer": return CustomerFact(rawValue: use.path[1])?.isCertain != true
    case "conversation": return ConversationFact(rawValue: use.path[1])?.isCertain == false
    default: return false
    }
  }

  mutating func empties(_ graph: FlowGraph) {
    let known = graph.knownBefore
    for (index, step) in graph.steps.enumerated() {
      guard let known = known[index] else { continue }
      for use in step.uses where !use.isGuarded { check(use, step, known, graph.flow) }
    }
  }

  private mutating func check(_ use: Use, _ step: Step, _ known: Set<String>, _ flow: Flow) {
    if let variable = flow.variables[use.root] {
      if known.contains(use.root) || isFilledBefore(use, step) { return }
      let advice = variable.type == .choice ? variable.values.first?.text ?? "…" : "…"
      return report(
        "E306", at: use.place, "variable \"\(use.root)\" may still be empty here",
        hint:
          "some path reaches this step before it has a value; use default(\(use.root), '\(advice)')"
      )
    }
    if use.root == "handoff", case .handoff = step.action, use.role == .message { return }
    if ["response", "called", "handoff"].contains(use.root), !known.contains(use.root) {
      return report(
        "E306", at: use.place, "\"\(use.root)\" is not known here",
        hint: "it has a value after \(Check.source(of: use.root))")
    }
    // What is absent is null: it is equal to nothing else.
    guard Check.mayBeAbsent(use), !(use.isCompared && use.role == .condition) else { return }
    let path = use.path.prefix(2).joined(separator: ".")
    // Once known it stays known.
    if known.contains(path) || use.role == .field { return }
    report(
      "E306", at: use.place, "\"\(path)\" may be unknown",
      hint: "use default(\(path), '…'), or ask \(path) != null before")
  }

  private static func source(of root: String) -> String {
    switch root {
    case "response": "an http step"
    case "called": "a call"
    default: "a handoff was accepted, in its say"
    }
  }

  /// Rejections are looked at with the answer already in place.
  private func isFilledBefore(_ use: Use, _ step: Step) -> Bool {
    guard case .ask(let question) = step.action, case .value(let into) = question.kind,
      into.text == use.root
    else { return false }
    let rejecting = question.rejects.flatMap { $0.when.uses(.condition) + $0.say.uses(.message) }
    return rejecting.contains { $0.place == use.place }
  }

}

extension FlowGraph {
  /// For each reachable step the names that have a value on every way to it.
  var knownBefore: [Set<String>?] {
    var known = [Set<String>?](repeating: nil, count: steps.count)
    guard let first = starts.first.flatMap({ $0 }) else { return known }
    let given = flow.variables.values.filter { $0.initial != nil }.map(\.name.text)
    known[first] = Set(given + flow.params.map(\.text))
    var open = [first]
    while let step = open.popLast() {
      guard let before = known[step] else { continue }
      for exit in exits[step] {
        guard case .step(let target) = exit.target else { continue }
        let after = before.union(exit.gives).subtracting(emptied(steps[step]) + exit.takes)
        let merged = known[target].map { $0.intersection(after) } ?? after
        if merged != known[target] {
          known[target] = merged
          open.append(target)
        }
      }
    }
    return known
  }

  /// What a `set` takes away.
  private func emptied(_ step: Step) -> [String] {
    guard case .assign(let assignments) = step.action else { return [] }
    return assignments.filter { $0.value.template.isSingleExpression && $0.value.isNull }
      .map(\.name.text)
  }
}

extension Text {
  /// True for `{{ null }}`.
  fileprivate var isNull: Bool {
    template.expressions.first?.constant?.isNull ?? false
  }
}
