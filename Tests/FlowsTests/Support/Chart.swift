import Documents

/// A fault chart in plain text, and the flows it becomes without anybody's help.
struct Chart {
  indirect enum Node {
    case question(String, yes: Node, no: Node)
    case answer(String)
  }

  struct Aside {
    let triggers: [String]
    let answer: String
  }

  let root: Node
  private(set) var asides: [Aside] = []

  init(_ text: String) throws {
    var lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let start = lines.firstIndex { $0.hasPrefix("[faq] ") } ?? lines.endIndex
    let rest = Array(lines[start...])
    lines.removeSubrange(start...)
    root = Chart.node(&lines)
    guard lines.isEmpty else { throw Unread(line: String(lines[0])) }
    for index in stride(from: 0, to: rest.count - 1, by: 2) {
      let triggers = rest[index].dropFirst("[faq] ".count).split(separator: ";").map {
        String($0.drop { $0 == " " })
      }
      asides.append(Aside(triggers: triggers, answer: String(rest[index + 1])))
    }
  }

  struct Unread: Error { let line: String }

  /// The node of the first line; its branches stand below it, further in.
  private static func node(_ lines: inout [Substring]) -> Node {
    let words = lines.removeFirst().drop { $0 == " " }
    let text =
      words.hasPrefix("yes: ") || words.hasPrefix("no: ")
      ? words.drop { $0 != ":" }.dropFirst(2) : words
    guard text.hasSuffix("?") else { return .answer(String(text)) }
    var branches: [Bool: Node] = [:]
    for _ in 0..<2 {
      let isYes = lines[0].contains("yes: ")
      branches[isYes] = node(&lines)
    }
    guard let yes = branches[true], let no = branches[false] else {
      preconditionFailure("\(text) has a yes and a no")
    }
    return .question(String(text), yes: yes, no: no)
  }

  // MARK: As flows

  var sources: [SourceFile] {
    var sections: [String] = []
    _ = Chart.write(root, &sections)
    let chart = Sources.file(
      "t.flow.yaml",
      "flow: t\ntitle: A fault chart\nsections:\n" + sections.joined(separator: "\n"))
    return [SourceFile(path: "flows/bot.yaml", text: Sources.plainBot), chart]
      + asides.enumerated().map { index, aside in
        Sources.file(
          "faq-\(index + 1).flow.yaml",
          """
          flow: faq-\(index + 1)
          triggers: [\(aside.triggers.joined(separator: ", "))]
          sections:
            answer:
              - say: \(Chart.quoted(aside.answer))
              - end: resolved
          """)
      }
  }

  /// Writes a node's section before those of its branches; returns its name.
  private static func write(_ node: Node, _ sections: inout [String]) -> String {
    let name = "step-\(sections.count + 1)"
    let place = sections.count
    sections.append("")
    switch node {
    case .answer(let text):
      sections[place] = "  \(name):\n    - say: \(quoted(text))\n    - end: resolved\n"
    case .question(let text, let yes, let no):
      let (yes, no) = (write(yes, &sections), write(no, &sections))
      sections[place] =
        "  \(name):\n    - confirm: \(quoted(text))\n      yes: \(yes)\n      no: \(no)\n"
    }
    return name
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  // MARK: Ways

  /// Every way from the root to a leaf: the questions with their answers, and the leaf.
  var ways: [(steps: [(question: String, answer: String)], leaf: String)] { Chart.ways(root) }

  private static func ways(
    _ node: Node
  ) -> [(steps: [(question: String, answer: String)], leaf: String)] {
    switch node {
    case .answer(let text): return [([], text)]
    case .question(let text, let yes, let no):
      return [("yes", yes), ("no", no)].flatMap { answer, branch in
        ways(branch).map { ([(text, answer)] + $0.steps, $0.leaf) }
      }
    }
  }
}
