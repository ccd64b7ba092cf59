package import Documents

/// A rule of the checker, as an author looks it up: what it wants, and an example each way.
package struct Rule: Sendable {
  package let id: String
  package let title: String
  /// Why the rule is there and how to follow it.
  package let explanation: String
  /// A file, or several with `# file: <path>` above each, that the rule finds fault with.
  package let failing: String
  /// The same, mended.
  package let fixed: String

  package var severity: Severity { id.hasPrefix("W") ? .warning : .error }

  /// Every rule there is, in the order of their ids.
  package static let all: [Rule] =
    (fileRules + graphRules + dataRules + safetyRules + wordingRules + referenceRules
    + translationRules + privacyRules + testRules)
    .sorted { $0.id.dropFirst() < $1.id.dropFirst() }

  package static func named(_ id: String) -> Rule? {
    all.first { $0.id == id.uppercased() }
  }

  /// The rule's page as Markdown.
  package var page: String {
    """
    # \(id) \(title)

    \(explanation)

    Refused:
    ```yaml
    \(failing)
    ```
    Mended:
    ```yaml
    \(fixed)
    ```

    """
  }

  // MARK: Examples

  /// The desk that the examples are checked against.
  package static let exampleDesk = DeskNames(
    queues: ["general", "orders", "billing"], articleCount: 10)

  /// The desk that the failing example is checked against; one rule is about the desk itself.
  package var failingDesk: DeskNames {
    id == "W507" ? DeskNames(queues: Rule.exampleDesk.queues, articleCount: 0) : Rule.exampleDesk
  }

  /// The files of an example; one without a `bot.yaml` gets a plain one.
  package static func sources(of example: String) -> [SourceFile] {
    var files: [(path: String, lines: [Substring])] = []
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# file: ") {
        files.append((String(line.dropFirst("# file: ".count)), []))
      } else {
        if files.isEmpty { files.append((line.hasPrefix("bot:") ? "bot.yaml" : "t.flow.yaml", [])) }
        files[files.count - 1].lines.append(line)
      }
    }
    var sources = files.map {
      SourceFile(path: "flows/\($0.path)", text: $0.lines.joined(separator: "\n") + "\n")
    }
    if !files.contains(where: { $0.path == "bot.yaml" }) {
      sources.append(SourceFile(path: "flows/bot.yaml", text: exampleBot))
    }
    if !files.contains(where: { $0.path.hasSuffix(".flow.yaml") }) {
      sources.append(SourceFile(path: "flows/t.flow.yaml", text: exampleFlow))
    }
    return sources
  }

  private static let exampleBot = """
    bot: example
    entry: [{ flow: t }]
    commands:
      agent: { phrases: [agent], do: handoff, queue: general }
      stop: { phrases: [stop], do: end }

    """

  private static let exampleFlow = """
    flow: t
    sections:
      start:
        - say: Hello.
        - end: resolved

    """
}
