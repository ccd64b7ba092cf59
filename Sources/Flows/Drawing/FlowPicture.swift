/// A flow as a picture of boxes and lines: what stands in each box, and where everything goes.
struct FlowPicture {
  /// A line of text in a box.
  struct Row {
    let verb: String
    let text: String
    /// What the row leads to without a line: a person, or the end.
    let end: String?
    let style: WayStyle
    let isExit: Bool
    /// The line that leaves it.
    let line: Int?
    /// Figures, at the right.
    let note: String?
  }

  struct Box {
    let title: String
    let rows: [Row]

    var height: Double { Measure.header + Double(rows.count) * Measure.row + Measure.foot }
  }

  enum Measure {
    static let header = 26.0
    static let row = 18.0
    static let foot = 8.0
    static let width = 290.0
    /// Between two columns, where lines turn.
    static let gap = 96.0
    static let margin = 48.0
  }

  let title: String
  let boxes: [Box]
  let lines: [LayeredLayout.Line]
  let styles: [WayStyle]
  let layout: LayeredLayout

  init(_ graph: FlowGraph, note: (Step) -> String?) {
    var maker = Maker(graph: graph)
    for section in graph.flow.sections.indices { maker.box(section, note: note) }
    title = graph.flow.title?.template.literal ?? graph.flow.name.text
    boxes = maker.boxes
    styles = maker.styles
    lines = maker.lines
    layout = LayeredLayout(heights: maker.boxes.map(\.height), lines: maker.lines)
  }

  // MARK: Boxes

  private struct Maker {
    let graph: FlowGraph
    var boxes: [Box] = []
    var lines: [LayeredLayout.Line] = []
    var styles: [WayStyle] = []

    mutating func box(_ section: Int, note: (Step) -> String?) {
      var rows: [Row] = []
      let content = graph.flow.sections[section]
      for offset in content.steps.indices {
        guard let first = graph.starts[section] else { break }
        add(step: first + offset, of: section, to: &rows, note: note)
      }
      boxes.append(Box(title: content.name.text, rows: rows))
    }

    private mutating func add(
      step index: Int, of section: Int, to rows: inout [Row], note: (Step) -> String?
    ) {
      let step = graph.steps[index]
      let exits = graph.exits[index].filter { graph.isLeaving($0, index) }
      // `goto` and `end` are their own way out.
      let isOwnWay = step.verb == .goto || step.verb == .end
      var way: Int?
      if isOwnWay, let exit = exits.first {
        way = line(exit, from: section, row: rows.count)
      }
      rows.append(
        Row(
          verb: step.verb.rawValue, text: step.summary, end: nil, style: .way, isExit: false,
          line: way, note: note(step)))
      for exit in exits where !isOwnWay { add(exit, of: step, section, to: &rows) }
    }

    private mutating func add(
      _ exit: FlowGraph.Exit, of step: Step, _ section: Int, to rows: inout [Row]
    ) {
      let way = line(exit, from: section, row: rows.count)
      var end: String?
      if case .step = exit.target {} else { end = graph.name(of: exit.target, step) ?? "nowhere" }
      rows.append(
        Row(
          verb: "", text: label(exit.way), end: end, style: WayStyle(exit.kind),
          isExit: true, line: way, note: nil))
    }

    private func label(_ way: Way) -> String {
      if let label = way.label { return label }
      return way.words.isEmpty ? "then" : way.words
    }

    private mutating func line(_ exit: FlowGraph.Exit, from section: Int, row: Int) -> Int? {
      guard case .step(let target) = exit.target else { return nil }
      let style = WayStyle(exit.kind)
      let port = Measure.header + (Double(row) + 0.5) * Measure.row
      lines.append(
        LayeredLayout.Line(
          from: section, port: port, to: graph.places[target].section,
          style: WayStyle.allCases.firstIndex(of: style) ?? 0))
      styles.append(style)
      return lines.count - 1
    }
  }
}

extension Step {
  /// What the step does, in half a line.
  fileprivate var summary: String {
    switch action {
    case .say(let text): text.source
    case .ask(let question): question.prompt.source
    case .assign(let assignments):
      assignments.map { "\($0.name.text) = \($0.value.source)" }.joined(separator: ", ")
    case .branch(let condition, _, _): condition.expression.source
    case .goto(let name), .call(let name, _), .end(let name): name.text
    case .suggest(let suggestion): suggestion.query.source
    case .http(let call): "\(call.method) \(call.service.text) \(call.path.source)"
    case .ticket(let ticket): "\(ticket.queue.summary): \(ticket.subject.source)"
    case .handoff(let handoff): handoff.queue.summary
    case .record(let facts): facts.map(\.name.text).joined(separator: ", ")
    }
  }
}

extension Routing {
  fileprivate var summary: String {
    switch self {
    case .fixed(let queue): queue.text
    case .by(let variable, _, _): "by \(variable.text)"
    }
  }
}
