package import Documents

/// A rule of the checker, as an author looks it up: what it wants, and an example each way.
///
/// Everything that is true of one rule and not of others stands here, in its own entry.
package struct Rule: Sendable {
  package let id: String
  package let title: String
  /// What has to be known whole before its findings are more than guesses.
  var needs: Needs = []
  /// Whether a way leads nowhere where it finds fault, so that nobody knows which section was
  /// meant.
  var leavesWaysOpen = false
  package var subject = Subject.flows
  /// The desk that the failing example is checked against.
  package var failingDesk = Rule.exampleDesk
  /// Why the rule is there and how to follow it.
  package let explanation: String
  /// A file, or several with `# file: <path>` above each, that the rule finds fault with.
  package let failing: String
  /// The same, mended.
  package let fixed: String

  /// What a rule judges.
  package enum Subject: Sendable {
    case flows
    /// Conversation tests; found where those are played.
    case tests
    /// Whether the desk has the queues that flows name; true of its settings too.
    case queues
  }

  /// What else has to be known before a rule can judge.
  struct Needs: OptionSet, Sendable {
    let rawValue: UInt8

    /// All steps of the flow it is found in.
    static let flow = Needs(rawValue: 1 << 0)
    /// Where each way of that flow leads.
    static let ways = Needs(rawValue: 1 << 1)
    /// The texts of all files.
    static let texts = Needs(rawValue: 1 << 2)
    /// That every file of the folder is there.
    static let files = Needs(rawValue: 1 << 3)
  }

  package var severity: Severity { Rule.severity(of: id) }

  /// An id says by its letter how much it matters: W is a warning, all others are errors.
  package static func severity(of id: String) -> Severity { id.hasPrefix("W") ? .warning : .error }

  /// Every rule there is, in the order of their ids.
  package static let all: [Rule] =
    (fileRules + graphRules + dataRules + safetyRules + wordingRules + referenceRules
    + translationRules + privacyRules + languageRules + testRules)
    .sorted { $0.id.dropFirst() < $1.id.dropFirst() }

  private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

  package static func named(_ id: String) -> Rule? { byID[id.uppercased()] }

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
