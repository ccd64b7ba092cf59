import Authoring
import Documents

/// Names that have to be somewhere: sections, queues, services, flows, params.
extension Check {
  mutating func references() {
    botReferences()
    for flow in set.flows {
      for section in flow.sections {
        for step in section.steps { references(step, flow) }
      }
      for param in flow.params where flow.variables[param.text] == nil {
        report(
          "E304", at: param.place, "the param \"\(param.text)\" is not declared",
          hint: "declare it under vars")
      }
    }
  }

  private mutating func botReferences() {
    for entry in set.bot.entry { isFlow(entry.flow) }
    for event in set.bot.events { isFlow(event.flow) }
    if let flow = set.bot.defaults.unavailable { isFlow(flow) }
    for command in set.bot.commands {
      if case .handoff(let queue?) = command.action { isQueue(queue) }
    }
  }

  private mutating func references(_ step: Step, _ flow: Flow) {
    for name in step.sectionNames { isSection(name, flow) }
    switch step.action {
    case .call(let name, let with): call(name, with)
    case .http(let call):
      if set.bot.services[call.service.text] == nil {
        report(
          "E502", at: call.service.place, "no service \"\(call.service.text)\" in bot.yaml",
          hint: NearestName.hint(for: call.service.text, among: set.bot.services.keys.sorted())
            ?? "add it under services")
      }
    case .ticket(let ticket): for name in ticket.queue.names { isQueue(name) }
    case .handoff(let handoff):
      for name in handoff.queue.names { isQueue(name) }
      if let place = handoff.skills { refuseSkills(place) }
    case .say, .ask, .assign, .branch, .goto, .suggest, .record, .end: break
    }
  }

  private mutating func refuseSkills(_ place: Place) {
    report(
      "E508", at: place, "nobody looks at skills: who takes a conversation is the queue's to say",
      hint: "hand over to a queue that those agents serve (agents: in config/desk.yaml), "
        + "or tell them what is needed in the summary")
  }

  private mutating func call(_ name: Named, _ with: [Assignment]) {
    guard isFlow(name), let callee = set.flow(name.text) else { return }
    let passed = with.map(\.name.text)
    let missing = callee.params.map(\.text).filter { !passed.contains($0) }
    if !missing.isEmpty {
      report(
        "E504", at: name.place,
        "the call of \(name.text) does not pass "
          + missing.map { "\"\($0)\"" }.joined(separator: ", "), hint: "add it under with")
    }
    for assignment in with where callee.variables[assignment.name.text] == nil {
      report(
        "E304", at: assignment.name.place,
        "the flow \(name.text) has no variable \"\(assignment.name.text)\"",
        hint: NearestName.hint(for: assignment.name.text, among: callee.variableOrder))
    }
  }

  @discardableResult
  private mutating func isFlow(_ name: Named) -> Bool {
    if set.flow(name.text) != nil { return true }
    // Its file is there and could not be read, which is a finding of its own.
    if set.sources.contains(where: { FlowSet.fileName($0) == "\(name.text).flow.yaml" }) {
      return false
    }
    report(
      "E503", at: name.place, "there is no flow \"\(name.text)\"",
      hint: NearestName.hint(for: name.text, among: set.flows.map(\.name.text)))
    return false
  }

  private mutating func isQueue(_ name: Named) {
    if desk.queues.contains(name.text) { return }
    report(
      "E501", at: name.place, "the desk has no queue \"\(name.text)\"",
      hint: NearestName.hint(for: name.text, among: desk.queues))
  }

  private mutating func isSection(_ name: Named, _ flow: Flow) {
    if flow.sectionIndex[name.text] != nil { return }
    report(
      "E201", at: name.place, "no section named \"\(name.text)\" in flow \(flow.name.text)",
      hint: NearestName.hint(for: name.text, among: flow.sections.map(\.name.text)))
  }
}

extension Routing {
  var names: [Named] {
    switch self {
    case .fixed(let name): [name]
    case .by(_, let table, _): table.values.sorted { $0.place < $1.place }
    }
  }
}

extension Step {
  /// Every section the step may go to, as it was written.
  var sectionNames: [Named] {
    switch action {
    case .goto(let name): [name]
    case .branch(_, let then, let otherwise): [then] + [otherwise].compactMap { $0 }
    case .suggest(let suggestion): [suggestion.none]
    case .http(let call): [call.onError].compactMap { $0 }
    case .ticket(let ticket): [ticket.onError].compactMap { $0 }
    case .handoff(let handoff): [handoff.unavailable].compactMap { $0 }
    case .ask(let question): question.sectionNames
    case .say, .assign, .call, .record, .end: []
    }
  }
}

extension Question {
  var sectionNames: [Named] {
    var names: [Named] = []
    switch kind {
    case .choice(let options, _): names += options.compactMap(\.goto)
    case .confirm(let yes, let no, _): names += [yes, no]
    case .value, .form: break
    }
    if let escape { names.append(escape.goto) }
    if case .section(let name) = onFail { names.append(name) }
    for idle in idle { if case .goto(let name) = idle.act { names.append(name) } }
    return names
  }
}
