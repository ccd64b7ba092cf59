import Documents
import Testing

@testable import Flows

/// Every rule's page is true: its failing example fails by that rule, its mended one has no
/// finding.
@Suite struct RuleTests {
  /// Those about tests are looked after where tests are played.
  static let rules = Rule.all.filter { $0.subject != .tests }

  private func findings(_ example: String, desk: DeskNames = Rule.exampleDesk) -> (
    findings: [Finding], report: String
  ) {
    let sources = Rule.sources(of: example)
    let findings = FlowChecker.check(sources: sources, desk: desk)
    return (findings, FindingReport(findings, sources: sources).text)
  }

  @Test(arguments: rules.map(\.id))
  func theFailingExampleFailsByItsRule(id: String) throws {
    let rule = try #require(Rule.named(id))
    let (findings, report) = findings(rule.failing, desk: rule.failingDesk)
    let own = findings.filter { $0.id == id }
    #expect(!own.isEmpty, "\(report)")
    #expect(own.allSatisfy { $0.severity == rule.severity })
    #expect(own.allSatisfy { $0.hint != nil || $0.id == "E309" }, "a finding says how to mend it")
  }

  @Test(arguments: rules.map(\.id))
  func theMendedExampleHasNoFinding(id: String) throws {
    let rule = try #require(Rule.named(id))
    let (findings, report) = findings(rule.fixed)
    #expect(findings.isEmpty, "\(report)")
  }

  /// What a rule needs to know whole is a field of the rule: here each is shown to be heeded.
  @Test(arguments: rules.filter { !$0.needs.isDisjoint(with: [.flow, .texts]) }.map(\.id))
  func aRuleDoesNotGuessWhereAFileCannotBeReadWhole(id: String) throws {
    let rule = try #require(Rule.named(id))
    let lines = rule.failing.split(separator: "\n", omittingEmptySubsequences: false)
    let broken = lines.map { $0.hasPrefix("flow: ") ? "\($0)\nunheard-of: 1" : String($0) }
      .joined(separator: "\n")
    let ids = findings(broken, desk: rule.failingDesk).findings.map(\.id)
    #expect(!ids.contains(id), "\(ids)")
    #expect(!ids.isEmpty)
  }

  @Test func nothingIsUnreachableWhileAWayLeadsNowhere() {
    let example = """
      flow: t
      sections:
        start: [{ goto: lsat }]
        last: [{ end: resolved }]
      """
    #expect(findings(example).findings.map(\.id) == ["E201"])
  }

  @Test func whatAMissingFileWouldHoldIsNotMissed() throws {
    let needy = RuleTests.rules.filter { !$0.needs.isDisjoint(with: [.files, .texts]) }
    #expect(needy.map(\.id) == ["E503", "W505", "W601", "W603", "W604"])
    for rule in needy {
      let found = findings(rule.failing).findings
      let rest = Gaps(lacksFiles: true).withoutGuesses(found).map(\.id)
      #expect(found.map(\.id).contains(rule.id) && !rest.contains(rule.id))
    }
  }

  @Test func everyRuleHasItsOwnIdAndSaysWhy() {
    #expect(Set(RuleTests.rules.map(\.id)).count == RuleTests.rules.count)
    #expect(RuleTests.rules.allSatisfy { !$0.title.isEmpty && $0.explanation.count > 30 })
  }

  @Test func aWarningCanBeAllowedWithAReason() {
    let example = """
      flow: t
      sections:
        start:
          # lint: allow W412 the gap shows a blank to be filled in
          - say: "Hello  there."
          - say: "Once  more." # lint: allow W412 the same
          - end: resolved
      """
    #expect(findings(example).findings.isEmpty)
    let unexplained = example.replacingOccurrences(" the same", with: "")
    #expect(findings(unexplained).findings.map(\.id) == ["E102", "W412"])
  }

  @Test func anErrorCannotBeAllowed() {
    let example = """
      flow: t
      sections:
        start:
          - goto: nowhere # lint: allow E201 it will be fine
      """
    #expect(findings(example).findings.map(\.id).sorted() == ["E102", "E201"])
  }

  /// E306 is proved over all paths: each of these has a value at the end, or may not have one.
  @Test(arguments: [
    ("then: told", "else: ask", true), ("then: ask", "else: told", false),
  ])
  func whatAConditionHasMadeSureOfIsKnown(then: String, otherwise: String, isFine: Bool) {
    let example = """
      flow: t
      vars:
        name: { type: text, from: customer.name }
      sections:
        start:
          - if: name != null
            \(then)
            \(otherwise)
        ask:
          - ask: Your name?
            into: name
          - goto: told
        told:
          - say: "Hello {{ name }}."
          - end: resolved
      """
    #expect(findings(example).findings.contains { $0.id == "E306" } == !isFine)
  }

  @Test func aRevisionOutlivesTheQueuesItWasMadeFor() throws {
    let sources = try Sources.shipped()
    let poorer = DeskNames(queues: ["general"], articleCount: 0)
    #expect(Revision.load(sources: sources, desk: poorer, digest: Sources.digest).revision == nil)
    let kept = Revision.restore(sources: sources, desk: poorer, digest: Sources.digest)
    #expect(kept?.id == (try Sources.shippedRevision().id))
    var talk = Talk(try #require(kept))
    try talk.open()
    try talk.tap("billing")
    try talk.say("I was charged twice")
    try talk.say("sam@example.com")
    #expect(talk.lines.contains("=> handoff general high (flow)"))
  }

  @Test func whereTheFolderLiesDoesNotChangeTheRevision() throws {
    let moved = try Sources.shipped().map {
      SourceFile(path: "/srv/shop/" + $0.path, text: $0.text)
    }
    #expect(try Sources.revision(moved).id == Sources.shippedRevision().id)
  }

  @Test func everyFindingOfAFileIsReportedInOneRun() {
    let example = """
      flow: t
      vars:
        a: { type: nubmer }
      sections:
        start:
          - sya: Hello.
          - say: "{{ nmae }}"
          - goto: lsat
        last:
          - handoff: { queue: nowhere }
      """
    let ids = Set(findings(example).findings.map(\.id))
    #expect(ids.isSuperset(of: ["E301", "E102", "E304", "E201", "E403", "E501"]), "\(ids)")
  }
}

extension String {
  fileprivate func replacingOccurrences(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
