import Documents
import Rules
import Testing

@Suite struct CodeTests {
  @Test(arguments: RuleCode.all.map(\.id))
  func anExampleFailsByItsCodeAndIsFineWhenMended(_ id: String) throws {
    let code = try #require(RuleCode.named(id))
    let failing = Rulebooks.findings(code.failing)
    #expect(failing.map(\.id).contains(id), "\(failing)\n\(code.failing)")
    #expect(failing.allSatisfy { $0.id != id || $0.severity == code.severity })
    #expect(failing.allSatisfy { $0.hint != nil }, "\(failing)")
    let fixed = Rulebooks.findings(code.fixed)
    #expect(fixed.isEmpty, "\(fixed)\n\(code.fixed)")
  }

  @Test func everyCodeThatIsReportedHasAPage() {
    #expect(Set(RuleCode.all.map(\.id)).count == RuleCode.all.count)
    for code in RuleCode.all { #expect(code.page.contains(code.title)) }
  }
}
