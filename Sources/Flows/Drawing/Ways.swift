/// How a way out of a section is drawn: what is meant to happen, and what happens when it does not.
enum WayStyle: String, CaseIterable {
  case way, escape, silence, failure

  init(_ kind: Way.Kind) {
    switch kind {
    case .next, .option, .answer, .accepted: self = .way
    case .escape: self = .escape
    case .idle: self = .silence
    case .fail, .error, .none, .unavailable: self = .failure
    }
  }

  /// As Graphviz names it; nil for a plain line.
  var dots: String? {
    switch self {
    case .way: nil
    case .escape, .failure: "dashed"
    case .silence: "dotted"
    }
  }
}

extension FlowGraph {
  /// Going on with the next step of the same section is no way between sections.
  func isLeaving(_ exit: Exit, _ step: Int) -> Bool {
    guard case .step(let target) = exit.target else { return true }
    return target != step + 1 || places[target].section != places[step].section
  }

  /// The section a way leads to, by its place in the flow.
  func sectionIndex(of target: Target) -> Int? {
    if case .step(let step) = target { places[step].section } else { nil }
  }

  /// The section a way leads to, or what stands there instead; nil for a way that leads nowhere.
  func name(of target: Target, _ step: Step) -> String? {
    switch target {
    case .step(let index): return section(of: index).name.text
    case .person: return "person"
    case .end:
      if case .end(let outcome) = step.action { return "end: \(outcome.text)" }
      return "end"
    case .unknown, .nowhere: return nil
    }
  }
}

extension Way {
  /// What is written beside the way.
  var words: String {
    switch kind {
    case .next, .answer: ""
    case .option: name
    case .escape: "escape"
    case .fail: "given up"
    case .idle: "silence"
    case .error: "error"
    case .none: "nothing found"
    case .unavailable: "nobody there"
    case .accepted: "accepted"
    }
  }
}
