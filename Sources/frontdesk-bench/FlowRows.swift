import Documents
import Flows
import Foundation
import Secrets
import Threads

/// Reading, checking and compiling flows: as many as a large desk has, and one of the longest.
struct FlowRows {
  let scale: Scale

  func rows() throws -> [Row] {
    [
      try row(
        "\(scale.flows) flows loaded and checked", try many(), note: "the shipped ones, again"),
      try row("a flow of 1,000 steps loaded and checked", long, note: "99 questions"),
    ]
  }

  private func row(_ name: String, _ sources: [SourceFile], note: String) throws -> Row {
    var row = Row(name, "ms", note: note)
    for _ in 1...scale.runs {
      let (start, busy) = (MonotonicTime.now, ProcessorTime.now)
      let outcome = Revision.load(
        sources: sources, desk: EngineRows.desk, digest: { SHA256.hash($0) })
      row.add(
        Double(MonotonicTime.now.since(start).nanoseconds) / 1e6,
        busy: Double(ProcessorTime.now - busy) / 1e3)
      guard outcome.revision != nil else {
        throw Trouble(FindingReport(outcome.findings, sources: sources).text)
      }
    }
    return row
  }

  /// The shipped flows under as many names as are wanted.
  private func many() throws -> [SourceFile] {
    let shipped = try EngineRows.sources()
    let flows = shipped.filter { $0.path.hasSuffix(".flow.yaml") }
    var sources = shipped.filter { !$0.path.hasSuffix(".flow.yaml") }
    var entries = ""
    for number in 0..<max(scale.flows, flows.count) {
      let flow = flows[number % flows.count]
      let name = flow.path.dropFirst("flows/".count).dropLast(".flow.yaml".count)
      guard number >= flows.count else {
        sources.append(flow)
        continue
      }
      let copy = "\(name)-\(number)"
      entries += "  - { flow: \(copy), when: \"conversation.messages == \(number)\" }\n"
      sources.append(
        SourceFile(
          path: "flows/\(copy).flow.yaml",
          text: flow.text.replacing("flow: \(name)\n", with: "flow: \(copy)\n")))
    }
    return sources.map { source in
      guard source.path == "flows/bot.yaml" else { return source }
      let head = "entry:\n"
      return SourceFile(path: source.path, text: source.text.replacing(head, with: head + entries))
    }
  }

  private var long: [SourceFile] {
    let count = 99
    var text = "flow: long\nvars:\n"
    for number in 0..<count {
      text += "  a\(number): { type: text, min: 2, example: x\(number) }\n"
    }
    text += "sections:\n"
    for number in 0..<count {
      let next = number + 1 < count ? "s\(number + 1)" : "last"
      text += """
          s\(number):
            - say: "Part \(number): {{ default(a\(max(0, number - 1)), 'nothing') }}."
            - ask: "What is number \(number)? For instance {{ spec.a\(number).example }}."
              into: a\(number)
              invalid: Two letters at least, please.
            - if: size(a\(number)) > 5
              then: e\(number)
            - record: { short: "{{ a\(number) }}" }
            - goto: e\(number)
          e\(number):
            - say: "You wrote {{ a\(number) }}."
            - record: { length: "{{ size(a\(number)) }}" }
            - if: a\(number) == 'none'
              then: \(next)
            - say: We keep that.
            - goto: \(next)

        """
    }
    let facts = (0..<8).map { "a\($0): \"{{ a\($0) }}\"" }.joined(separator: ", ")
    text += "  last:\n    - record: { \(facts) }\n    - end: resolved\n"
    let bot = """
      bot: b
      entry: [{ flow: long }]
      commands:
        agent: { phrases: [agent], do: handoff, queue: general }

      """
    return [
      SourceFile(path: "flows/bot.yaml", text: bot),
      SourceFile(path: "flows/long.flow.yaml", text: text),
    ]
  }
}
