import Authoring
import Expressions

/// A way out of a step, as its author wrote it.
struct Way {
  enum Kind: Equatable {
    case next, option, answer, escape, fail, idle, error, none, unavailable, accepted
  }

  enum Goal {
    /// The step below, in the same section.
    case next
    case section(Named)
    case person
    case end
  }

  let kind: Kind
  let goal: Goal
  /// The variables that have a value on this way, besides those that had one before.
  var gives: [String] = []
  /// The variables that lose what the customer gave them.
  var takes: [String] = []
  /// Whether the customer has to do something before this way is taken.
  var waits = false
  /// A flow that is gone through first; whether that waits is the flow's to say.
  var runs: Named?
  /// What chooses this way, where there are several alike: an option, a condition.
  var name = ""
  /// What the customer presses to take it, or how it is drawn; nil where its name says it.
  var label: String?
}

extension Step {
  /// Every way out of the step. Options come first, so that a way's number is its option's.
  var ways: [Way] {
    switch action {
    case .say, .record: [Way(kind: .next, goal: .next)]
    case .assign(let assignments):
      [Way(kind: .next, goal: .next, gives: assignments.map(\.name.text))]
    case .branch(let condition, let then, let otherwise):
      [
        Way(
          kind: .option, goal: .section(then), gives: condition.provenWhenTrue,
          name: condition.expression.source, label: "then"),
        Way(
          kind: .option, goal: goal(otherwise, else: .next), gives: condition.provenWhenFalse,
          name: "otherwise", label: "else"),
      ]
    case .goto(let name): [Way(kind: .next, goal: .section(name))]
    case .call(let flow, _): [Way(kind: .next, goal: .next, gives: ["called"], runs: flow)]
    case .suggest(let suggestion):
      [Way(kind: .none, goal: .section(suggestion.none)), Way(kind: .next, goal: .next)]
        + (suggestion.answer == nil ? [] : [Way(kind: .answer, goal: .next)])
    case .http(let call):
      [
        Way(kind: .next, goal: .next, gives: ["response"] + names(call.into)),
        Way(kind: .error, goal: goal(call.onError, else: .person), gives: ["response"]),
      ]
    case .ticket(let ticket):
      [
        Way(kind: .next, goal: .next, gives: names(ticket.into)),
        Way(kind: .error, goal: goal(ticket.onError, else: .person)),
      ]
    case .handoff(let handoff):
      [
        Way(kind: .accepted, goal: .person),
        Way(kind: .unavailable, goal: goal(handoff.unavailable, else: .person)),
      ]
    case .end: [Way(kind: .next, goal: .end)]
    case .ask(let question): question.ways
    }
  }

  /// Every section the step may go to, as it was written.
  var sectionNames: [Named] {
    ways.compactMap { if case .section(let name) = $0.goal { name } else { nil } }
  }
}

private func goal(_ section: Named?, else other: Way.Goal) -> Way.Goal {
  section.map(Way.Goal.section) ?? other
}

private func names(_ name: Named?) -> [String] { name.map { [$0.text] } ?? [] }

extension Question {
  fileprivate var ways: [Way] {
    var ways = answers
    if let escape {
      ways.append(
        Way(
          kind: .escape, goal: .section(escape.goto), takes: filledNames, waits: true,
          label: escape.label.source))
    }
    switch onFail {
    case .person: ways.append(Way(kind: .fail, goal: .person, waits: true))
    case .section(let name): ways.append(Way(kind: .fail, goal: .section(name), waits: true))
    }
    for idle in idle {
      switch idle.act {
      case .say: break
      case .goto(let name): ways.append(Way(kind: .idle, goal: .section(name), waits: true))
      case .end: ways.append(Way(kind: .idle, goal: .end, waits: true))
      }
    }
    return ways
  }

  private var answers: [Way] {
    switch kind {
    case .value(let into):
      [Way(kind: .answer, goal: .next, gives: [into.text], waits: true)]
    case .choice(let options, let into):
      options.map { option in
        Way(
          kind: .option, goal: goal(option.goto, else: .next), gives: names(into), waits: true,
          name: option.id.text, label: option.label.source)
      }
    case .confirm(let yes, let no, let into):
      [("yes", yes), ("no", no)].map { name, section in
        Way(kind: .option, goal: .section(section), gives: names(into), waits: true, name: name)
      }
    case .form(let lines):
      [Way(kind: .answer, goal: .next, gives: lines.map(\.variable.text), waits: true)]
    case .file(let request): ways(of: request)
    }
  }
}

extension Question {
  private func ways(of request: FileRequest) -> [Way] {
    var ways = [Way(kind: .answer, goal: .next, gives: [request.into.text], waits: true)]
    if let none = request.none {
      ways.append(
        Way(
          kind: .none, goal: .next, takes: [request.into.text], waits: true,
          label: none.source))
    }
    ways.append(
      Way(
        kind: .unavailable, goal: goal(request.otherwise, else: .next),
        takes: [request.into.text], label: "no files here"))
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
