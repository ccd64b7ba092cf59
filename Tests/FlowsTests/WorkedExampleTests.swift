import Documents
import Flows
import TestSupport
import Testing

/// The guide's worked example: a repair shop's bot in two languages, and the slips authors make.
@Suite struct WorkedExampleTests {
  static let desk = DeskNames(
    queues: ["general", "orders", "billing", "technical"], articleCount: 0)

  static func files() throws -> [SourceFile] {
    let names = [
      "bot.yaml", "repair.flow.yaml", "closed.flow.yaml", "note.flow.yaml", "i18n/de.yaml",
    ]
    return try names.map {
      SourceFile(path: $0, text: try Repository.text("\(folder)/\($0)"))
    }
  }

  private static let folder = "docs/examples/repair-shop"

  @Test func itHasNoFindings() throws {
    let files = try Self.files()
    let findings = FlowChecker.check(sources: files, desk: Self.desk)
    #expect(findings.isEmpty, "\(FindingReport(findings, sources: files).text)")
  }

  /// What was typed instead of what, and the finding that mends it.
  struct Slip: Sendable, CustomTestStringConvertible {
    let file: String
    let right: String
    let wrong: String
    let rules: [String]

    init(_ right: String, _ wrong: String, in file: String = "repair.flow.yaml", _ rules: String...)
    {
      (self.file, self.right, self.wrong, self.rules) = (file, right, wrong, rules)
    }

    var testDescription: String { rules.joined(separator: " ") + " \(wrong)" }
  }

  static let slips = [
    Slip("      yes: book\n", "      yes: bock\n", "E201"),
    Slip("body: \"{{ fault }}\"", "body: {{ fault }}", "E102", "E103"),
    Slip("goto: contact }\n    - goto: contact\n", "goto: contact }\n", "E202"),
    Slip(
      "\"I would book {{ default(day, '(any day)') }}", "\"I would book {{ day }}",
      "E306", "W603"),
    Slip("{{ device }}, {{ default(day, 'any", "{{ devise }}, {{ default(day, 'any", "E304"),
    Slip("      on_error: look\n", "", "E402"),
    Slip("      unavailable: nobody\n", "", "E403"),
    Slip("        other:  {", "        tablet: {", "E305"),
    Slip("      invalid: It", "      invalide: It", "E102", "W401"),
    Slip("What is wrong with it?\n", "What is wrong: tell us\n", "E101"),
    Slip("queue: technical\n        subject", "queue: techincal\n        subject", "E501"),
    Slip("en: [mobile]", "en: [back]", "W414"),
    Slip("schreibe an {{ email }}", "schreibe an {{ e_mail }}", in: "i18n/de.yaml", "E602"),
  ]

  @Test(arguments: slips) func aSlipIsFoundAndNothingElse(slip: Slip) throws {
    var files = try Self.files()
    let index = try #require(files.firstIndex { $0.path == slip.file })
    let range = try #require(files[index].text.firstRange(of: slip.right))
    let text = files[index].text
    files[index] = SourceFile(
      path: slip.file, text: text[..<range.lowerBound] + slip.wrong + text[range.upperBound...])
    let findings = FlowChecker.check(sources: files, desk: Self.desk)
    #expect(findings.map(\.id).sorted() == slip.rules, "\(findings)")
    let guide = try Repository.text("flows/README.md")
    #expect(findings.contains { guide.contains("**\($0.id)** \($0.message)") }, "\(findings)")
  }
}
