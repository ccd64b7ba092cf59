/// A flow as a picture: its sections, and how one leads to another.
package struct FlowDrawing {
  private struct Way: Hashable {
    let from: Int
    let to: String
    /// The section of that name; nil for what stands in a section's place.
    let section: Int?
    let label: String
    let style: WayStyle
  }

  let graph: FlowGraph
  private var ways: [Way] = []

  /// By the step's key; empty for a drawing without figures.
  private let figures: [String: StepFigures]

  /// Nil when the revision has no flow of that name.
  package init?(
    _ revision: Revision, flow name: String, figures: [String: StepFigures] = [:]
  ) {
    guard let flow = revision.flows[name] else { return nil }
    self.figures = figures
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
      for step in section.steps {
        if let figures = figures[step.key] {
          text += "    \(step.key): \(figures.words)\(figures.ways)\n"
        }
      }
      for way in ways where way.from == index {
        text += "    \(way.label.isEmpty ? "" : "\(way.label) ")-> \(words(way))\n"
      }
    }
    return text
  }

  /// A Mermaid flowchart, which many code hosts show in Markdown.
  package var mermaid: String {
    var text = "flowchart TD\n"
    for (index, section) in graph.flow.sections.enumerated() {
      text += "  s\(index)[\"\(named(section, "<br/>"))\"]\n"
    }
    for name in ends { text += "  \(end(name))([\"\(quoted(name))\"])\n" }
    for way in ways {
      let arrow = way.style == .way ? "-->" : "-.->"
      let label = way.label.isEmpty ? arrow : "\(arrow)|\"\(quoted(way.label))\"|"
      text += "  s\(way.from) \(label) \(node(way))\n"
    }
    return text
  }

  /// The language of Graphviz.
  package var dot: String {
    var text = "digraph \"\(quoted(graph.flow.name.text))\" {\n  node [shape=box]\n"
    for (index, section) in graph.flow.sections.enumerated() {
      text += "  s\(index) [label=\"\(named(section, "\\n"))\"]\n"
    }
    for name in ends { text += "  \(end(name)) [label=\"\(quoted(name))\", shape=oval]\n" }
    for way in ways {
      let dashes = way.style.dots.map { ", style=\($0)" } ?? ""
      text += "  s\(way.from) -> \(node(way)) [label=\"\(quoted(way.label))\"\(dashes)]\n"
    }
    return text + "}\n"
  }

  // MARK: Ways

  private func collectedWays() -> [Way] {
    var ways: [Way] = []
    var seen: Set<Way> = []
    for (index, step) in graph.steps.enumerated() {
      let from = graph.places[index].section
      for exit in graph.exits[index] {
        guard let to = graph.name(of: exit.target, step), graph.isLeaving(exit, index) else {
          continue
        }
        let way = Way(
          from: from, to: to, section: graph.sectionIndex(of: exit.target),
          label: exit.way.words, style: WayStyle(exit.kind))
        if seen.insert(way).inserted { ways.append(way) }
      }
    }
    return ways
  }

  // MARK: Names

  /// The section's name, and under it what came to its first step and left in it.
  private func named(_ section: Section, _ lineEnd: String) -> String {
    let known = section.steps.compactMap { figures[$0.key] }
    guard let first = section.steps.first.flatMap({ figures[$0.key] }) ?? known.first else {
      return quoted(section.name.text)
    }
    var sum = first
    sum.asked = known.reduce(0) { $0 + $1.asked }
    sum.answered = known.reduce(0) { $0 + $1.answered }
    sum.escaped = known.reduce(0) { $0 + $1.escaped }
    sum.failed = known.reduce(0) { $0 + $1.failed }
    return quoted(section.name.text) + lineEnd + sum.words
  }

  /// Where ways end that lead to no section.
  private var ends: [String] {
    Set(ways.filter { $0.section == nil }.map(\.to)).sorted()
  }

  private func node(_ way: Way) -> String {
    way.section.map { "s\($0)" } ?? end(way.to)
  }

  private func end(_ name: String) -> String { "e" + String(ends.firstIndex(of: name) ?? 0) }

  /// Where a way leads in words; a section may have the name of what stands in a section's place.
  private func words(_ way: Way) -> String {
    let isTwin = way.section == nil && graph.flow.sectionIndex[way.to] != nil
    return isTwin ? "(\(way.to))" : way.to
  }

  /// Conditions hold quotes, and both forms put labels in quotes.
  private func quoted(_ text: String) -> String {
    String(text.map { $0 == "\"" ? "'" : $0 == "\\" ? "/" : $0 == "\n" ? " " : $0 })
  }
}

extension FlowDrawing {
  /// A picture of its own layout, for a browser or a document.
  package var svg: String {
    PictureWriter.svg(FlowPicture(graph) { step in figures[step.key]?.note })
  }
}

extension StepFigures {
  /// `120 visits, 17 left (14%)`
  fileprivate var words: String {
    let visits = "\(self.visits) visit\(self.visits == 1 ? "" : "s")"
    return share.map { "\(visits), \(dropOff) left (\($0)%)" } ?? visits
  }

  /// How the askings went, of those that there were: `, 850 answered in about 8 s, 10 given up`
  fileprivate var ways: String {
    let middle = medianAnswer.map { " in about \($0.components.seconds) s" } ?? ""
    return [
      (answered, "answered\(middle)"), (escaped, "escaped"), (failed, "given up"),
      (noMatch, "not understood"), (idle, "silent"),
    ].filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }.joined()
  }

  /// The same where there is little room: `120, -14%`
  fileprivate var note: String { share.map { "\(visits), -\($0)%" } ?? String(visits) }

  private var share: Int? { dropOffShare.map { Int(($0 * 100).rounded()) } }
}
