import Authoring
import Documents

/// The ways through a flow: every one leads somewhere, and none goes round for ever.
extension Check {
  mutating func graph(_ graph: FlowGraph) {
    let reachable = graph.reachable
    looseEnds(graph)
    unreachable(graph, reachable)
    silentErrors(graph, reachable)
    loops(graph, reachable)
    distance(graph, reachable)
    givingUp(graph, reachable)
    for step in graph.steps {
      for condition in step.conditions { constant(condition) }
    }
  }

  private mutating func looseEnds(_ graph: FlowGraph) {
    for section in graph.flow.sections where section.steps.isEmpty {
      report(
        "E202", at: section.name.place, "the section \(section.name.text) has no steps",
        hint: "add steps, the last of them goto, end or handoff")
    }
    for (index, step) in graph.steps.enumerated() {
      let section = graph.section(of: index)
      let isLast = graph.places[index].index == section.steps.count - 1
      guard isLast, graph.exits[index].contains(where: { $0.target == .nowhere }) else { continue }
      report(
        "E202", at: step.place, "the section \(section.name.text) ends without saying where to go",
        hint: "add \"- goto: …\" or \"- end: …\" as the last step")
    }
  }

  private mutating func unreachable(_ graph: FlowGraph, _ reachable: Set<Int>) {
    for (index, section) in graph.flow.sections.enumerated() {
      guard let start = graph.starts[index] else { continue }
      guard reachable.contains(start) else {
        report(
          "E203", at: section.name.place, "nothing leads to the section \(section.name.text)",
          hint: "add a goto to it, or remove it")
        continue
      }
      let steps = start..<(start + section.steps.count)
      if let dead = steps.first(where: { !reachable.contains($0) }) {
        report(
          "W205", at: graph.steps[dead].place, "this step is never reached",
          hint: "the step before it always goes elsewhere")
      }
    }
  }

  private mutating func silentErrors(_ graph: FlowGraph, _ reachable: Set<Int>) {
    var kinds: [Int: Set<Bool>] = [:]
    for step in reachable {
      for exit in graph.exits[step] {
        guard case .step(let target) = exit.target, graph.places[target].index == 0,
          graph.places[target].section != graph.places[step].section
        else { continue }
        kinds[graph.places[target].section, default: []].insert(exit.kind == .error)
      }
    }
    for (section, onlyErrors) in kinds where onlyErrors == [true] && section > 0 {
      let content = graph.flow.sections[section]
      let speaks = content.steps.contains { !$0.customerTexts.isEmpty || $0.verb == .handoff }
      if !speaks {
        report(
          "W206", at: content.name.place,
          "the section \(content.name.text) is only reached through an on_error and says nothing",
          hint: "tell the customer what happens now")
      }
    }
  }

  private mutating func loops(_ graph: FlowGraph, _ reachable: Set<Int>) {
    var state = [Int](repeating: 0, count: graph.steps.count)
    var reported: Set<Int> = []
    for start in reachable.sorted() where state[start] == 0 {
      var stack: [(step: Int, next: Int)] = [(start, 0)]
      state[start] = 1
      while let top = stack.last {
        let exits = graph.exits[top.step]
        guard top.next < exits.count else {
          state[top.step] = 2
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let exit = exits[top.next]
        guard !exit.waits, case .step(let target) = exit.target else { continue }
        if state[target] == 1, reported.insert(target).inserted {
          report(
            "E204", at: graph.steps[top.step].place,
            "this leads back to \(graph.section(of: target).name.text) without a question in between",
            hint: "ask something in the loop, or leave it")
        } else if state[target] == 0 {
          state[target] = 1
          stack.append((target, 0))
        }
      }
    }
  }

  static let mostQuestions = 12

  /// How many questions lie between the start and the nearest person or end.
  private mutating func distance(_ graph: FlowGraph, _ reachable: Set<Int>) {
    guard let first = graph.starts.first.flatMap({ $0 }) else { return }
    var best = [Int](repeating: .max, count: graph.steps.count)
    best[first] = 0
    var open = [first]
    var position = 0
    var nearest = Int.max
    while position < open.count {
      let step = open[position]
      position += 1
      let cost = best[step] + (graph.steps[step].verb.asks ? 1 : 0)
      for exit in graph.exits[step] where exit.kind != .fail && exit.kind != .idle {
        switch exit.target {
        case .person, .end: nearest = min(nearest, cost)
        case .step(let target) where cost < best[target]:
          best[target] = cost
          open.append(target)
        case .step, .unknown, .nowhere: break
        }
      }
    }
    if nearest == .max { return endless(graph, reachable) }
    if nearest > Check.mostQuestions {
      report(
        "W210", at: graph.flow.name.place,
        "the customer answers \(nearest) questions before a person or an end is reached",
        hint: "offer a way out earlier")
    }
  }

  /// Answers alone never get anybody out: that is refused unless giving up does.
  private mutating func endless(_ graph: FlowGraph, _ reachable: Set<Int>) {
    let exits = reachable.flatMap { graph.exits[$0] }
    // A section that is missing has its own finding; it may be the way out.
    if exits.contains(where: { [.unknown, .nowhere].contains($0.target) }) { return }
    let isGivenUp = exits.contains { $0.kind != .idle && [.person, .end].contains($0.target) }
    report(
      isGivenUp ? "W210" : "E204", at: graph.flow.name.place,
      "no answer in this flow leads to a person or to an end",
      hint: "give one of its questions a way to an end or a handoff")
  }

  /// Attempts are bounded only if giving a question up does not end at that question again.
  private mutating func givingUp(_ graph: FlowGraph, _ reachable: Set<Int>) {
    var next: [Int: [Int]] = [:]
    for step in reachable where graph.steps[step].verb.asks {
      for exit in graph.exits[step] where exit.kind == .fail {
        if case .step(let target) = exit.target { next[step] = questions(from: target, graph) }
      }
    }
    for step in next.keys.sorted() {
      var seen: Set<Int> = []
      var open = next[step] ?? []
      while let other = open.popLast() {
        if seen.insert(other).inserted { open += next[other] ?? [] }
      }
      guard seen.contains(step) else { continue }
      report(
        "E204", at: graph.steps[step].place,
        "giving this question up leads back to it, so that it would be asked for ever",
        hint: "let on_fail lead to a person, an end, or a question that gives up otherwise")
    }
  }

  /// The questions a step leads to before anybody has to answer.
  private func questions(from start: Int, _ graph: FlowGraph) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = [start]
    var open = [start]
    while let step = open.popLast() {
      if graph.steps[step].verb.asks {
        found.append(step)
        continue
      }
      for exit in graph.exits[step] where !exit.waits {
        if case .step(let target) = exit.target, seen.insert(target).inserted {
          open.append(target)
        }
      }
    }
    return found
  }

  private mutating func constant(_ condition: Condition) {
    guard let value = condition.expression.constantValue else { return }
    report(
      "W208", at: condition.place, "this condition is always \(value)",
      hint: "leave it out, or compare a variable")
  }

  // MARK: Between flows

  mutating func calls() {
    var calls: [String: [Named]] = [:]
    for flow in set.flows {
      for step in flow.sections.flatMap(\.steps) {
        if case .call(let name, _) = step.action { calls[flow.name.text, default: []].append(name) }
      }
    }
    for (flow, names) in calls.sorted(by: { $0.key < $1.key }) {
      for name in names where reaches(flow, from: name.text, calls) {
        report(
          "E207", at: name.place, "calling \(name.text) leads back into \(flow)",
          hint: "use a goto inside one flow, or ask in a third flow")
      }
    }
    nesting(calls)
  }

  /// Calls that go deeper than the bot allows would always end at the limit.
  private mutating func nesting(_ calls: [String: [Named]]) {
    let depths = CallDepths(set.flows)
    let stack = set.bot.limits.stack
    for (flow, names) in calls.sorted(by: { $0.key < $1.key }) {
      let depth = depths.depth(of: flow)
      guard depth > stack, depth < CallDepths.endless,
        let name = names.first(where: { depths.depth(of: $0.text) == depth - 1 })
      else { continue }
      report(
        "E207", at: name.place,
        "\(flow) and the flows it calls are \(depth) deep, and limits.stack allows \(stack)",
        hint: "call fewer flows within each other, or raise limits: { stack: … }, 8 at most")
    }
  }

  private func reaches(_ wanted: String, from start: String, _ calls: [String: [Named]]) -> Bool {
    var seen: Set<String> = [start]
    var open = [start]
    while let flow = open.popLast() {
      if flow == wanted { return true }
      for name in calls[flow] ?? [] where seen.insert(name.text).inserted { open.append(name.text) }
    }
    return false
  }

  mutating func entries() {
    if let last = set.bot.entry.last, last.when != nil {
      report(
        "E209", at: last.place, "the last entry rule must have no \"when\"",
        hint: "add a rule that always fits, or nobody greets the customer")
    }
    for entry in set.bot.entry { if let when = entry.when { constant(when) } }
    var started = Set(set.bot.entry.map(\.flow.text) + set.bot.events.map(\.flow.text))
    if let flow = set.bot.defaults.unavailable { started.insert(flow.text) }
    for flow in set.flows {
      for step in flow.sections.flatMap(\.steps) {
        if case .call(let name, _) = step.action { started.insert(name.text) }
      }
    }
    for flow in set.flows where flow.triggers.isEmpty && !started.contains(flow.name.text) {
      report(
        "W505", at: flow.name.place, "nothing starts the flow \(flow.name.text)",
        hint: "name it in entry or on_event, give it triggers, or call it")
    }
    triggers()
  }

  private mutating func triggers() {
    var owners: [String: Flow] = [:]
    for flow in set.flows {
      for trigger in flow.triggers {
        if let owner = owners[trigger.normal], owner.name != flow.name {
          report(
            "E506", at: trigger.written.place,
            "\"\(trigger.written.text)\" also starts the flow \(owner.name.text)",
            hint: "a phrase can start one flow only")
        }
        owners[trigger.normal] = flow
      }
    }
  }
}
