package import Documents
package import Expressions

/// A flow as tests and drawings know it: its names, its steps, and the ways out of them.
package struct FlowOutline: Sendable {
  package let name: String
  /// Where the flow is written.
  package let place: Place
  package let sections: [String]
  /// In the order they were declared.
  package let variableNames: [String]
  package let steps: [Step]
  /// The flow's first trigger, where it has any: a way in that a test can take.
  package let trigger: Place?
  private let variables: [String: Variable]

  /// One step of a flow, with the ways out of it.
  package struct Step: Sendable {
    package let section: String
    package let key: String
    package let place: Place
    package let isQuestion: Bool
    /// The ways out that differ; none for a step that only goes on.
    package let exits: [Exit]
  }

  fileprivate init(_ flow: Flow, _ bot: Bot) {
    name = flow.name.text
    place = flow.name.place
    sections = flow.sections.map(\.name.text)
    variableNames = flow.variableOrder
    variables = flow.variables
    trigger = flow.triggers.first?.written.place
    var steps: [Step] = []
    for section in flow.sections {
      for step in section.steps {
        steps.append(
          Step(
            section: section.name.text, key: step.key, place: step.place,
            isQuestion: step.verb.asks, exits: step.exits(in: flow, bot)))
      }
    }
    self.steps = steps
  }

  /// The value a variable starts with; null where it has none.
  package func initialValue(of variable: String) -> Value {
    variables[variable]?.initial ?? .null
  }

  /// What kind of thing a variable holds, such as `email`.
  package func kind(of variable: String) -> String? { variables[variable]?.type.rawValue }

  /// The value that words stand for, or why they are none.
  package func value(
    _ words: String, for variable: String, language: String
  ) -> Result<Value, AnswerMistake> {
    guard let variable = variables[variable] else {
      return .failure(AnswerMistake(reason: "there is no such variable"))
    }
    return variable.accept(words, language: language, exactly: true)
  }
}

extension Revision {
  /// Nil for a flow that is not there.
  package func outline(of flow: String) -> FlowOutline? {
    flows[flow].map { FlowOutline($0, bot) }
  }
}

extension Step {
  fileprivate func exits(in flow: Flow, _ bot: Bot) -> [Exit] {
    switch action {
    case .say, .assign, .goto, .call, .record, .end: []
    case .branch: [.then, .otherwise]
    case .suggest(let suggestion):
      suggestion.answer == nil ? [.found, .none] : [.answer, .found, .none]
    case .http, .ticket: [.ok, .error]
    case .handoff: [.accepted, .unavailable]
    case .ask(let question): ways(of: question, flow, bot)
    }
  }

  private func ways(of question: Question, _ flow: Flow, _ bot: Bot) -> [Exit] {
    var exits: [Exit] = []
    switch question.kind {
    case .value, .form: exits.append(.answer)
    case .choice(let options, _): exits += options.map { .option($0.id.text) }
    case .confirm: exits += [.yes, .no]
    case .file(let request):
      exits += [.answer, .unavailable] + (request.none == nil ? [] : [.none])
    }
    if question.escape != nil { exits.append(.escape) }
    if question.canFail(in: flow, bot) { exits.append(.fail) }
    for idle in question.idle where idle.act.place.file == place.file {
      exits.append(.idle(idle.after))
    }
    return exits
  }
}

extension Question {
  /// False where any words at all are an answer.
  fileprivate func canFail(in flow: Flow, _ bot: Bot) -> Bool {
    guard case .value(let into) = kind, rejects.isEmpty, let variable = flow.variables[into.text],
      variable.type == .text, variable.pattern == nil, variable.fixes.isEmpty
    else { return true }
    return (variable.min?.number ?? 0) > 1 || (variable.max?.number ?? .max) < bot.limits.text
  }
}

extension Idle.Act {
  fileprivate var place: Place {
    switch self {
    case .say(let text): text.place
    case .goto(let name), .end(let name): name.place
    }
  }
}
