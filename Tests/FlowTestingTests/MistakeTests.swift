import Documents
import FlowTesting
import Flows
import Testing

/// Mistakes in test files: found before anything is played, with place and hint.
@Suite struct MistakeTests {
  private func findings(_ test: String) throws -> [Finding] { try Ground.plan(test).findings }

  private static let chat = "      - bot: Hello…"

  @Test func aTestWithoutMistakesHasNoFindings() throws {
    #expect(try findings(Ground.test(Self.chat)).isEmpty)
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    let id: String
    let part: String
    let slip: String
    let line: Int
    let words: String

    init(_ id: String, _ part: String, _ slip: String, _ line: Int, _ words: String) {
      self.id = id
      self.part = part
      self.slip = slip
      self.line = line
      self.words = words
    }

    var testDescription: String { "\(id): \(slip)" }
  }

  static let good = """
    flow: t
    given:
      customer: { first_name: Sam }
      agents: { general: 1 }
      hours: open
    cases:
      - name: one
        at: more
        vars: { colour: red }
        chat:
          - bot: Your…
          - user: sam@example.com
          - wait: 3m
        expect:
          outcome: handoff
          path: [more]
          vars: { colour: red }
          events: [no_match]

    """

  static let slips = [
    Slip("T801", "flow: t", "flow: tt", 1, "there is no flow \"tt\""),
    Slip("T801", "at: more", "at: mroe", 8, "no section of t called \"mroe\""),
    Slip(
      "T801", "vars: { colour: red }\n    chat", "vars: { color: red }\n    chat", 9, "variable"),
    Slip("T801", "path: [more]", "path: [moor]", 16, "moor"),
    Slip("T801", "      vars: { colour", "      vars: { cooler", 17, "cooler"),
    Slip("T801", "general: 1", "generall: 1", 4, "queue \"generall\""),
    Slip("T801", "hours: open", "kb: [parcels]", 5, "article \"parcels\""),
    Slip("T801", "hours: open", "language: fr", 5, "language \"fr\""),
    Slip("T801", "wait: 3m", "publish: newer", 13, "no file or folder \"newer\""),
    Slip("T803", "    expect:\n", "    expct:\n", 7, "does not say what to expect"),
    Slip("E102", "    expect:\n", "    expct:\n", 14, "has no setting \"expct\""),
    Slip("E102", "    vars: { colour: red }", "    vars: { colour: pink }", 9, "colour cannot be"),
    Slip("E102", "hours: open", "hours: often", 5, "\"hours\" cannot be \"often\""),
    Slip("E102", "hours: open", "clock: noon", 5, "no moment"),
    Slip("E102", "hours: open", "weather: fine", 5, "no setting \"weather\""),
    Slip("E102", "hours: open", "http: [{ error: x, status: 200 }]", 5, "has no status"),
    Slip("E102", "first_name: Sam", "fist_name: Sam", 3, "no setting \"fist_name\""),
    Slip("E102", "- bot: Your…", "- bto: Your…", 11, "no line of a chat starts with \"bto\""),
    Slip("E102", "- bot: Your…", "- { bot: Your…, user: x }", 11, "cannot be both"),
    Slip("E102", "- bot: Your…", "- attach: photo.png", 11, "no attachments"),
    Slip("E102", "- bot: Your…", "- hello", 11, "cannot be \"hello\" alone"),
    Slip("E102", "- bot: Your…", "- user: \" \"", 11, "has no words"),
    Slip(
      "E102", "wait: 3m", "user: { text: na na na na na, times: 5000 }", 13, "longer than 64000"),
    Slip("E102", "wait: 3m", "wait: 3 minutes", 13, "not a time span"),
    Slip("E102", "wait: 3m", "agent: asleep", 13, "\"agent\" cannot be \"asleep\""),
    Slip("E102", "outcome: handoff", "outcome: handof", 15, "\"outcome\" cannot be \"handof\""),
    Slip("E102", "[no_match]", "[answered]", 18, "cannot be \"answered\""),
    Slip("E302", "- bot: Your…", "- bot: /Your(/", 11, "is no pattern"),
    Slip("E103", "- bot: Your…", "- bot: {{ x }}", 11, "must stand in quotes"),
    Slip("E104", "      path: [more]", "      outcome: handoff", 16, "written twice"),
    Slip("E101", "- bot: Your…", "- bot: \"Your…", 19, "not valid YAML"),
  ]

  @Test(arguments: slips)
  func aSlipIsFoundAtItsLine(slip: Slip) throws {
    #expect(try findings(Self.good).isEmpty)
    try #require(Self.good.contains(slip.part), "the part is gone")
    let plan = try Ground.plan(Self.good.replacing(slip.part, with: slip.slip, maxReplacements: 1))
    let own = plan.findings.filter { $0.id == slip.id && $0.message.contains(slip.words) }
    #expect(own.map(\.place.line) == [slip.line], "\(plan.report)")
    #expect(own.allSatisfy { $0.severity == .error })
  }

  @Test func twoCasesOfOneNameAreTold() throws {
    let twice = Self.good + Self.good.split(separator: "cases:\n")[1]
    let found = try findings(twice)
    #expect(found.map(\.id) == ["E102"])
    #expect(found.first?.message == "a case with this name is on line 7")
  }

  @Test func aPublishedFolderWithErrorsIsTold() throws {
    let plan = try Ground.plan(
      Self.good.replacing("wait: 3m", with: "publish: newer"),
      more: ["tests/newer/t.flow.yaml": "flow: t\nsections: {}\n"])
    #expect(plan.findings.count == 1)
    #expect(plan.findings.first?.message.hasPrefix("\"newer\" cannot be published:") == true)
  }

  @Test func hostileFilesAreRefusedNotPlayed() throws {
    for text in [
      "", "- 1", "cases: 3", "cases: []", "cases: [x]", "a: &a [*a]", "\t", "\u{FEFF}cases:",
    ] {
      let plan = try Ground.plan(text)
      #expect(plan.findings.contains { $0.severity == .error }, "\(text)")
    }
    let deep = String(repeating: "[", count: 5000)
    #expect(try findings(deep).hasErrors)
    let long = Ground.test(String(repeating: "      - bot: Hello…\n", count: 600))
    #expect(try findings(long).contains { $0.message.contains("more than 500 lines") })
  }
}
