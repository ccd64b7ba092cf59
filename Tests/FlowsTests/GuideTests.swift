import Documents
import Flows
import TestSupport
import Testing

/// What the author's guide shows is true.
@Suite struct GuideTests {
  private func guide() throws -> String {
    try Repository.text("flows/README.md")
  }

  /// The file in the guide that begins so.
  private func file(_ beginning: String, _ name: String) throws -> SourceFile {
    let text = try guide()
    let start = try #require(text.firstRange(of: "```yaml\n\(beginning)"))
    let rest = text[start.lowerBound...].dropFirst("```yaml\n".count)
    let end = try #require(rest.firstRange(of: "```"))
    return SourceFile(path: "flows/\(name)", text: String(rest[..<end.lowerBound]))
  }

  private func firstFlow() throws -> SourceFile {
    try file("flow: warranty", "warranty.flow.yaml")
  }

  @Test func twoFilesAreABot() throws {
    let files = [
      try file("bot: my-first", "bot.yaml"), try file("flow: hello", "hello.flow.yaml"),
    ]
    let findings = FlowChecker.check(sources: files, desk: Sources.desk)
    #expect(findings.isEmpty, "\(FindingReport(findings, sources: files).text)")
    var talk = Talk(try Sources.revision(files))
    try talk.open()
    try talk.say("a lamp, please")
    #expect(talk.lines.contains("=> handoff general normal (flow)"), "\(talk.lines)")
  }

  @Test func theFirstFlowOfTheGuideHasNoFindings() throws {
    let sources = try Sources.shipped() + [firstFlow()]
    let findings = FlowChecker.check(sources: sources, desk: Sources.desk)
    #expect(findings.isEmpty, "\(FindingReport(findings, sources: sources).text)")
  }

  @Test func theFirstFlowOfTheGuideCanBeWalked() throws {
    var talk = Talk(try Sources.revision(Sources.shipped() + [firstFlow()]))
    try talk.open()
    _ = talk.take()
    try talk.say("is this still under warranty?")
    try talk.say("I think on 3 May 2026")
    try talk.say("no")
    #expect(
      talk.take() == [
        "customer: is this still under warranty?",
        "bot: When did you buy it? A date such as 2026-05-17 will do.", "options: I don't know",
        "customer: I think on 3 May 2026",
        "bot: Bought on 2026-05-03: the warranty lasts two years from that day.",
        "bot: Is there anything to repair?", "options: Yes | No", "customer: no",
        "bot: Then enjoy it!", "bot: What is it about?",
        "options: An order or delivery | A payment or refund | A device that has trouble | Something else",
      ])
  }

  @Test func theFindingOfTheGuideIsTheOneAnAuthorSees() throws {
    let flow = try firstFlow()
    guard let range = flow.text.firstRange(of: "yes: person") else { return #expect(Bool(false)) }
    let broken = SourceFile(
      path: flow.path,
      text: flow.text[..<range.lowerBound] + "yes: persn" + flow.text[range.upperBound...])
    let sources = try Sources.shipped() + [broken]
    let findings = FlowChecker.check(sources: sources, desk: Sources.desk)
    let report = FindingReport(findings.filter { $0.id == "E201" }, sources: sources).text
    #expect(try guide().contains(report), "\(report)")
  }

  @Test func theDesksSettingsAreSentToTheDesk() throws {
    let bot = SourceFile(
      path: "flows/bot.yaml", text: Sources.plainBot + "hours: { mon: \"09:00-17:00\" }\n")
    let files = [bot, try file("flow: hello", "t.flow.yaml")]
    let findings = FlowChecker.check(sources: files, desk: Sources.desk)
    #expect(findings.contains { $0.hint?.contains("config/desk.yaml") ?? false }, "\(findings)")
  }

  @Test func everySettingOfAStepStandsInTheGuide() throws {
    let text = try guide()
    for name in Revision.settingNames { #expect(text.contains(name), "\(name)") }
  }
}
