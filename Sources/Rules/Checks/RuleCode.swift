import Desk
package import Documents

/// A mistake that the checker of rules finds, as an author looks it up: what is wrong, and an
/// example each way.
package struct RuleCode: Sendable {
  package let id: String
  package let title: String
  /// Why it is one and how to mend it.
  package let explanation: String
  /// A file that it finds fault with.
  package let failing: String
  /// The same, mended.
  package let fixed: String

  /// An id says by its letter how much it matters.
  package var severity: Severity { id.hasPrefix("W") ? .warning : .error }

  /// Every code there is, in the order of their numbers.
  package static let all: [RuleCode] =
    (nameCodes + logicCodes).sorted { $0.id.dropFirst() < $1.id.dropFirst() }

  package static func named(_ id: String) -> RuleCode? {
    all.first { $0.id == id.uppercased() }
  }

  /// The desk that the examples are checked against.
  package static let exampleDesk = RuleNames(
    queues: ["general", "billing", "second-level"], agents: ["maya", "jon"], teams: ["support"],
    skills: ["french"], categories: ["billing", "billing/refund", "technical"],
    fields: [
      FieldPlan("amount", .number), FieldPlan("tier", .choice(["gold", "silver"])),
    ], flows: ["csat", "triage"], languages: ["en", "de"])

  /// The code's page as Markdown.
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

  /// All of them as a table, for the guide.
  package static var table: String {
    let rows = all.map { "| `\($0.id)` | \($0.title) | \($0.explanation) |\n" }
    return "\n| code | what | why, and what to do |\n|---|---|---|\n" + rows.joined()
  }

  /// A rule that is fine but for what the example shows.
  static func rule(
    _ name: String = "a", when: String = "customer_writes", _ lines: String...,
    acts: String = "priority: high"
  ) -> String {
    var text = "  - name: \(name)\n    when: \(when)\n"
    for line in lines { text += "    \(line)\n" }
    return text + "    do: [\(acts.hasPrefix("[") ? acts : "{ \(acts) }")]\n"
  }

  static func file(_ rules: String...) -> String { "rules:\n" + rules.joined() }
}
