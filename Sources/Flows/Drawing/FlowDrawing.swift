/// A flow as a picture: its sections, and how one leads to another.
package struct FlowDrawing {
  private struct Way: Hashable {
    let from: Int
    let to: String
    let label: String
  }

  private let graph: FlowGraph
  private var ways: [Way] = []

  /// Nil when the revision has no flow of that name.
  package init?(_ revision: Revision, flow name: String) {
    guard let flow = revision.flows[name] else { return nil }
    graph = FlowGraph(flow) { _ in true }
    ways = collectedWays()
  }

  // MARK: Forms

  /// Lines a person can read: each section, then the ways out of it.
  package var text: String {
    var text = "\(graph.flow.name.text)\n"
    for (index, section) in graph.flow.sections.enumerated() {
      let verbs = section.steps.map(\.verb.rawValue).joined(separator: ", ")
      text += "  \(section.name.text): \(verbs)\n"
      for way in ways where way.from == index {
        text += "    \(way.label.isEmpty ? "" : "\(way.label) ")-> \(way.to)\n"
      }
    }
    return text
  }

  /// A Mermaid flowchart, which many code hosts show in Markdown.
  package var mermaid: String {
    var text = "flowchart TD\n"
    for (index, section) in graph.flow.sections.enumerated() {
      text += "  s\(index)[\"\(quoted(section.name.text))\"]\n"
    }
    for name in ends { text += "  \(node(name))([\"\(quoted(name))\"])\n" }
    for way in ways {
      let label = way.label.isEmpty ? "-->" : "-->|\"\(quoted(way.label))\"|"
      text += "  s\(way.from) \(label) \(node(way.to))\n"
    }
    return text
  }

  /// The language of Graphviz.
  package var dot: String {
    var text = "digraph \"\(quoted(graph.flow.name.text))\" {\n  node [shape=box]\n"
    for (index, section) in graph.flow.sections.enumerated() {
      text += "  s\(index) [label=\"\(quoted(section.name.text))\"]\n"
    }
    for name in ends { text += "  \(node(name)) [label=\"\(quoted(name))\", shape=oval]\n" }
    for way in ways {
      text += "  s\(way.from) -> \(node(way.to)) [label=\"\(quoted(way.label))\"]\n"
    }
    return text + "}\n"
  }

  // MARK: Ways

  private func collectedWays() -> [Way] {
    var ways: [Way] = []
    var seen: Set<Way> = []
    for (index, step) in graph.steps.enumerated() {
      let from = graph.places[index].section
      for (number, exit) in graph.exits[index].enumerated() {
        guard let to = name(of: exit.target, step), isLeaving(exit, from, index) else { continue }
        let way = Way(from: from, to: to, label: label(exit, number, step))
        if seen.insert(way).inserted { ways.append(way) }
      }
    }
    return ways
  }

  /// Going on with the next step of the same section is no way between sections.
  private func isLeaving(_ exit: FlowGraph.Exit, _ section: Int, _ step: Int) -> Bool {
    guard case .step(let target) = exit.target else { return true }
    return target != step + 1 || graph.places[target].section != section
  }

  private func name(of target: FlowGraph.Target, _ step: Step) -> String? {
    switch target {
    case .step(let index): return graph.section(of: index).name.text
    case .person: return "person"
    case .end:
      if case .end(let outcome) = step.action { return "end: \(outcome.text)" }
      return "end"
    case .unknown, .nowhere: return nil
    }
  }

  private func label(_ exit: FlowGraph.Exit, _ number: Int, _ step: Step) -> String {
    switch exit.kind {
    case .next, .answer: return ""
    case .option: return option(number, step)
    case .escape: return "escape"
    case .fail: return "given up"
    case .idle: return "silence"
    case .error: return "error"
    case .none: return "nothing found"
    case .unavailable: return "nobody there"
    case .accepted: return "accepted"
    }
  }

  private func option(_ number: Int, _ step: Step) -> String {
    switch step.action {
    case .branch(let condition, _, _):
      return number == 0 ? condition.expression.source : "otherwise"
    case .ask(let question):
      if case .confirm = question.kind { return number == 0 ? "yes" : "no" }
      return question.options.indices.contains(number) ? question.options[number].id.text : ""
    case .say, .assign, .goto, .call, .suggest, .http, .ticket, .handoff, .record, .end: return ""
    }
  }

  // MARK: Names

  /// Where ways end that lead to no section.
  private var ends: [String] {
    Set(ways.map(\.to)).filter { graph.flow.sectionIndex[$0] == nil }.sorted()
  }

  private func node(_ name: String) -> String {
    if let index = graph.flow.sectionIndex[name] { return "s\(index)" }
    return "e" + String(ends.firstIndex(of: name) ?? 0)
  }

  /// Conditions hold quotes, and both forms put labels in quotes.
  private func quoted(_ text: String) -> String {
    String(text.map { $0 == "\"" ? "'" : $0 == "\\" ? "/" : $0 == "\n" ? " " : $0 })
  }
}
