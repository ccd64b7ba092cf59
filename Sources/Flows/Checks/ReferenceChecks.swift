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
    if let place = set.bot.defaults.scored {
      outOfUse("answer_score", at: place, instead: "kb: false where no article should answer")
    }
    for command in set.bot.commands {
      if case .handoff(let queue?) = command.action { isQueue(queue) }
    }
  }

  private mutating func references(_ step: Step, _ flow: Flow) {
    for name in step.sectionNames { isSection(name, flow) }
    for name in step.routings.flatMap(\.names) { isQueue(name) }
    if case .call(let name, let with) = step.action { call(name, with) }
    if case .http(let call) = step.action { isService(call.service) }
    if case .ask(let question) = step.action, case .file(let request) = question.kind {
      areTaken(request)
    }
    if case .handoff(let handoff) = step.action, let place = handoff.skills {
      refuseSkills(place)
    }
  }

  private mutating func isService(_ name: Named) {
    if set.bot.services[name.text] != nil { return }
    report(
      "E502", at: name.place, "no service \"\(name.text)\" in bot.yaml",
      hint: NearestName.hint(for: name.text, among: set.bot.services.keys.sorted())
        ?? "add it under services")
  }

  /// Whether the desk takes what a question asks for.
  private mutating func areTaken(_ request: FileRequest) {
    guard let taken = desk.media else { return }
    let way = request.otherwise.map { "goes to \($0.text)" } ?? "is passed over"
    guard !taken.isEmpty else {
      return report(
        "W509", at: request.place, "this desk takes no files, so the question \(way)",
        hint: "files.enabled: true in config/frontdesk.yaml, or ask in words")
    }
    for media in request.media where !taken.contains(media.text) {
      report(
        "W509", at: media.place, "this desk takes no files of type \(media.text)",
        hint: "it takes \(taken.joined(separator: ", ")) (files.types in config/frontdesk.yaml)")
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
