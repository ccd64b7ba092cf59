import Documents
import Expressions

/// Variables: what they may hold, and whether they hold anything where they are read.
extension Check {
  mutating func data(_ graph: FlowGraph) {
    let flow = graph.flow
    for name in flow.variableOrder {
      guard let variable = flow.variables[name] else { continue }
      example(variable)
      bounds(variable)
    }
    if flow.variables.count > Check.mostVariables {
      report(
        "E107", at: flow.name.place,
        "the flow has more than \(Check.mostVariables) variables", hint: "split the flow")
    }
    empties(graph)
    unused(flow)
    for step in graph.steps { comparisons(step, flow) }
    queueMaps(graph)
  }

  /// A session must stay small enough to be stored with every turn.
  static let mostVariables = 100

  private mutating func example(_ variable: Variable) {
    guard let example = variable.example else { return }
    if case .failure(let mistake) = variable.accept(example.text, language: "en", exactly: true) {
      report(
        "E303", at: example.place,
        "the example of \(variable.name.text) is refused by its own rules", hint: mistake.reason)
    }
  }

  private mutating func bounds(_ variable: Variable) {
    let name = variable.name.text
    if let min = variable.min, let max = variable.max, min.number > max.number {
      report(
        "E309", at: max.written.place,
        "no value of \(name) can be both at least \(min.written.text) "
          + "and at most \(max.written.text)", hint: "swap min and max")
    }
    let limits = [variable.min, variable.max].compactMap { $0 }
    switch variable.type {
    case .bool, .choice, .record, .file:
      if let limit = limits.first {
        report(
          "E309", at: limit.written.place, "a \(variable.type.rawValue) has no min or max",
          hint: "remove it")
      }
    case .text, .email, .phone, .url:
      if let limit = limits.first(where: { $0.number < 0 || $0.number > set.bot.limits.text }) {
        report(
          "E309", at: limit.written.place,
          "a length of \(limit.written.text) can never be: messages have at most \(set.bot.limits.text) characters"
        )
      }
    case .int, .date: break
    }
  }

  // MARK: Never used

  private mutating func unused(_ flow: Flow) {
    let steps = flow.sections.flatMap(\.steps)
    let uses =
      steps.flatMap(\.uses) + flow.variables.values.flatMap { $0.from?.uses(.condition) ?? [] }
    let byName = Dictionary(grouping: uses, by: \.root)
    for name in flow.variableOrder {
      guard let variable = flow.variables[name] else { continue }
      let isFilled = steps.contains { $0.filled.contains { $0.text == name } }
      guard let found = byName[name], !found.isEmpty else {
        // What a menu fills is known from the way it took.
        if !isFilled
          || !(variable.type == .file || steps.contains(where: { $0.choosesInto(name) }))
        {
          report(
            "W307", at: variable.name.place, "the variable \(name) is never used",
            hint: "use it in a message, ticket or handoff, or remove it")
        }
        continue
      }
      let isAsked = steps.contains { $0.asksFor(name) }
      let onlyInternal = found.allSatisfy { $0.role == .condition || $0.role == .text(.assignment) }
      if isAsked, onlyInternal {
        report(
          "W308", at: variable.name.place,
          "\(name) is asked for, but never reaches a message, ticket, handoff or record",
          hint: "add it to the handoff's fields, or do not ask for it")
      }
    }
  }

  private mutating func comparisons(_ step: Step, _ flow: Flow) {
    for condition in step.conditions {
      for comparison in condition.expression.comparisons {
        compare(comparison, flow, at: condition.place(of: comparison.offset))
      }
    }
    for text in step.customerTexts + step.otherTexts {
      for comparison in text.template.comparisons {
        compare(comparison, flow, at: text.place(of: comparison.offset))
      }
    }
  }

  private mutating func compare(_ comparison: LiteralComparison, _ flow: Flow, at place: Place) {
    guard comparison.path.count == 1, let variable = flow.variables[comparison.root],
      variable.type == .choice, case .string(let text) = comparison.literal
    else { return }
    let values = variable.values.map(\.text)
    if values.contains(text) { return }
    report(
      "E311", at: place, "\(variable.name.text) is never \"\(text)\"",
      hint: NearestName.hint(for: text, among: values))
  }

  private mutating func queueMaps(_ graph: FlowGraph) {
    for routing in graph.steps.flatMap(\.routings) { total(routing, graph.flow) }
  }

  private mutating func total(_ routing: Routing, _ flow: Flow) {
    guard case .by(let name, let table, let place) = routing,
      let variable = flow.variables[name.text]
    else { return }
    guard variable.type == .choice else {
      report(
        "E404", at: name.place, "queues can only be chosen by a choice, and \(name.text) is none",
        hint: "declare it as a choice with its values")
      return
    }
    let values = variable.values.map(\.text)
    let missing = values.filter { table[$0] == nil }
    if !missing.isEmpty {
      report(
        "E404", at: place, "no queue is given for \(missing.joined(separator: ", "))",
        hint: "add a queue for every value of \(name.text)")
    }
    for key in table.keys.sorted() where !values.contains(key) {
      report(
        "E404", at: table[key]?.place ?? place, "\(name.text) is never \"\(key)\"",
        hint: NearestName.hint(for: key, among: values))
    }
  }
}

extension Step {
  fileprivate func asksFor(_ name: String) -> Bool {
    guard case .ask(let question) = action else { return false }
    switch question.kind {
    case .value(let into): return into.text == name
    case .form(let lines): return lines.contains { $0.variable.text == name }
    // Whoever reads the conversation has the file.
    case .choice, .confirm, .file: return false
    }
  }

  fileprivate func choosesInto(_ name: String) -> Bool {
    guard case .ask(let question) = action else { return false }
    switch question.kind {
    case .choice(_, let into): return into?.text == name
    case .confirm(_, _, let into): return into?.text == name
    case .value, .form, .file: return false
    }
  }
}
