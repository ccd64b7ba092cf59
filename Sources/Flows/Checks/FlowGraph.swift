import Authoring
import Documents

/// A flow as steps and the ways between them.
struct FlowGraph {
  enum Target: Equatable {
    case step(Int)
    /// A section that is not there; reported elsewhere.
    case unknown
    case person
    case end
    /// The section stops without saying where to go.
    case nowhere
  }

  enum Kind: Equatable {
    case next, option, answer, escape, fail, idle, error, none, unavailable, accepted
  }

  struct Exit {
    let kind: Kind
    let target: Target
    /// The variables that have a value on this way, besides those that had one before.
    var gives: [String] = []
    /// The variables that have none on it, whatever they had before.
    var takes: [String] = []
    /// Whether the customer has to do something before this way is taken.
    var waits = false
  }

  struct Place {
    let section: Int
    let index: Int
  }

  let flow: Flow
  private(set) var steps: [Step] = []
  private(set) var places: [Place] = []
  private(set) var exits: [[Exit]] = []
  /// The first step of each section; nil for an empty one.
  private(set) var starts: [Int?] = []

  /// `asks` tells whether calling a flow can wait for the customer.
  init(_ flow: Flow, asks: (String) -> Bool) {
    self.flow = flow
    for (section, content) in flow.sections.enumerated() {
      starts.append(content.steps.isEmpty ? nil : steps.count)
      for (index, step) in content.steps.enumerated() {
        steps.append(step)
        places.append(Place(section: section, index: index))
      }
    }
    for index in steps.indices { exits.append(ways(from: index, asks)) }
  }

  func section(of step: Int) -> Section { flow.sections[places[step].section] }

  /// Every step that can be reached, from the first one.
  var reachable: Set<Int> {
    guard let first = starts.first.flatMap({ $0 }) else { return [] }
    var seen: Set<Int> = [first]
    var open = [first]
    while let step = open.popLast() {
      for case .step(let next) in exits[step].map(\.target) where seen.insert(next).inserted {
        open.append(next)
      }
    }
    return seen
  }

  // MARK: Ways

  private func start(_ name: Named) -> Target {
    guard let section = flow.sectionIndex[name.text] else { return .unknown }
    return starts[section].map(Target.step) ?? .nowhere
  }

  private func next(_ step: Int) -> Target {
    let place = places[step]
    let isLast = place.index + 1 >= flow.sections[place.section].steps.count
    return isLast ? .nowhere : .step(step + 1)
  }

  private func ways(from index: Int, _ asks: (String) -> Bool) -> [Exit] {
    let next = next(index)
    switch steps[index].action {
    case .say, .record: return [Exit(kind: .next, target: next)]
    case .assign(let assignments):
      return [Exit(kind: .next, target: next, gives: assignments.map(\.name.text))]
    case .branch(let condition, let then, let otherwise):
      return [
        Exit(kind: .option, target: start(then), gives: condition.provenWhenTrue),
        Exit(
          kind: .option, target: otherwise.map(start) ?? next, gives: condition.provenWhenFalse),
      ]
    case .goto(let name): return [Exit(kind: .next, target: start(name))]
    case .call(let flow, _):
      return [Exit(kind: .next, target: next, gives: ["called"], waits: asks(flow.text))]
    case .suggest(let suggestion):
      return [
        Exit(kind: .none, target: start(suggestion.none)), Exit(kind: .next, target: next),
      ]
    case .http(let call):
      return [
        Exit(kind: .next, target: next, gives: ["response"] + names(call.into)),
        Exit(kind: .error, target: call.onError.map(start) ?? .person, gives: ["response"]),
      ]
    case .ticket(let ticket):
      return [
        Exit(kind: .next, target: next, gives: names(ticket.into)),
        Exit(kind: .error, target: ticket.onError.map(start) ?? .person),
      ]
    case .handoff(let handoff):
      return [
        Exit(kind: .accepted, target: .person),
        Exit(kind: .unavailable, target: handoff.unavailable.map(start) ?? .person),
      ]
    case .end: return [Exit(kind: .next, target: .end)]
    case .ask(let question): return ways(of: question, next)
    }
  }

  private func names(_ name: Named?) -> [String] { name.map { [$0.text] } ?? [] }

  private func ways(of question: Question, _ next: Target) -> [Exit] {
    var ways: [Exit] = []
    switch question.kind {
    case .value(let into):
      ways.append(Exit(kind: .answer, target: next, gives: [into.text], waits: true))
    case .choice(let options, let into):
      for option in options {
        let target = option.goto.map(start) ?? next
        ways.append(Exit(kind: .option, target: target, gives: names(into), waits: true))
      }
    case .confirm(let yes, let no, let into):
      for name in [yes, no] {
        ways.append(Exit(kind: .option, target: start(name), gives: names(into), waits: true))
      }
    case .form(let lines):
      ways.append(
        Exit(kind: .answer, target: next, gives: lines.map(\.variable.text), waits: true))
    }
    if let escape = question.escape {
      let takes = question.filledNames.filter { flow.variables[$0]?.initial == nil }
      ways.append(Exit(kind: .escape, target: start(escape.goto), takes: takes, waits: true))
    }
    switch question.onFail {
    case .person: ways.append(Exit(kind: .fail, target: .person, waits: true))
    case .section(let name): ways.append(Exit(kind: .fail, target: start(name), waits: true))
    }
    for idle in question.idle {
      switch idle.act {
      case .say: break
      case .goto(let name): ways.append(Exit(kind: .idle, target: start(name), waits: true))
      case .end: ways.append(Exit(kind: .idle, target: .end, waits: true))
      }
    }
    return ways
  }
}

extension Condition {
  /// The variables that have a value where the condition holds: `a != null && b != null`.
  fileprivate var provenWhenTrue: [String] { compared(separator: "&&", sign: "!=") }

  /// The variables that have a value where it does not hold: `a == null || b == null`.
  fileprivate var provenWhenFalse: [String] { compared(separator: "||", sign: "==") }

  private func compared(separator: String, sign: String) -> [String] {
    let other = separator == "&&" ? "||" : "&&"
    let parts = Condition.split(expression.source, separator)
    // In `a != null || b`, neither side is sure.
    guard parts.count == 1 || Condition.split(expression.source, other).count == 1 else {
      return []
    }
    return parts.compactMap { part in
      let words = part.split(separator: " ")
      return words.count == 3 && words[1] == sign && words[2] == "null" ? String(words[0]) : nil
    }
  }

  private static func split(_ text: String, _ separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = text[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
