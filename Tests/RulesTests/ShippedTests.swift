import Desk
import Documents
import Rules
import TestSupport
import Testing

/// The rules and tests that are shipped, the editors' schemas and the guide.
@Suite struct ShippedTests {
  private static let names = RuleNames(
    queues: ["general", "orders", "billing", "technical"], flows: ["csat"], languages: ["en", "de"])

  private static let plan = DeskPlan(
    queues: names.queues.map {
      QueuePlan(Identifier($0), title: $0, replyWithin: .seconds(86_400))
    })

  private static func source(_ name: String) throws -> SourceFile {
    SourceFile(path: "config/\(name)", text: try Repository.text("config/\(name)"))
  }

  @Test func theShippedRulesHaveNoFindings() throws {
    let outcome = RuleBook.read(try Self.source("rules.yaml"), Self.names)
    #expect(outcome.findings.isEmpty, "\(outcome.findings)")
    #expect(outcome.book?.rules.count ?? 0 >= 8)
  }

  @Test func theShippedTestsPassAndLetEveryRuleAct() throws {
    let book = try #require(RuleBook.read(try Self.source("rules.yaml"), Self.names).book)
    let (file, findings) = RuleTestReader.read(try Self.source("rules.test.yaml"), Self.names)
    #expect(findings.isEmpty, "\(findings)")
    var acted: Set<String> = []
    for test in file.cases {
      let result = book.play(test, Self.plan)
      for failure in result.failures {
        let words =
          "\(failure.place) \(result.name): \(failure.message): expected \(failure.expected), "
          + "came out \(failure.found)\n\(failure.trace)"
        Issue.record(Comment(rawValue: words))
      }
      acted.formUnion(result.acted)
    }
    let idle = book.rules.filter { $0.isEnabled && !acted.contains($0.name.text) }
    #expect(idle.isEmpty, "\(idle.map(\.name.text))")
  }

  @Test(arguments: [
    ("rules", RuleSettings.schema), ("rules.test", RuleTestSettings.schema),
  ])
  func theShippedSchemaIsTheReaders(name: String, schema: String) throws {
    let text = try Repository.golden("config/schema/\(name).schema.json", made: schema)
    #expect(text == schema, "write it anew with UPDATE=1")
  }

  @Test func theGuidesTablesAreTheReaders() throws {
    let guide = try Repository.text("docs/rules.md")
    let mark =
      "<!-- From here on made by the program: UPDATE=1 swift test --filter ShippedTests -->\n"
    let head = try #require(guide.components(before: mark))
    let tables =
      RuleSettings.vocabulary + RuleSettings.reference + RuleTestSettings.reference
      + "\n### What the checker finds\n" + RuleCode.table
    let made = head + mark + tables
    let text = try Repository.golden("docs/rules.md", made: made)
    #expect(text == made, "write it anew with UPDATE=1")
  }
}

extension String {
  fileprivate func components(before mark: String) -> String? {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) }
  }
}
