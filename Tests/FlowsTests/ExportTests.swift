import Authoring
import Documents
import Flows
import JSON
import Testing

@Suite struct ExportTests {
  private let findings = [
    Finding(
      at: Place(file: "flows/a,b.flow.yaml", line: 3, column: 7), .error, "E201",
      "no section named \"x\"", hint: "100% sure?\nadd one"),
    Finding(at: Place(file: "flows/a,b.flow.yaml", line: 1, column: 1), .warning, "W505", "unused"),
  ]

  @Test func findingsAreExportedAsJSON() throws {
    let json = try JSONReader.read(FindingExport.json(findings))
    let items = try #require(json["findings"]?.array)
    #expect(items.map { $0["line"]?.int } == [1, 3])
    #expect(items[1]["id"]?.string == "E201")
    #expect(items[1]["severity"]?.string == "error")
    #expect(items[0]["hint"] == nil)
  }

  @Test func findingsAreExportedForCodeReview() {
    #expect(
      FindingExport.github(findings) == """
        ::warning file=flows/a%2Cb.flow.yaml,line=1,col=1,title=W505::unused
        ::error file=flows/a%2Cb.flow.yaml,line=3,col=7,title=E201::no section named "x" (100%25 sure?%0Aadd one)

        """)
  }

  @Test func findingsAreExportedAsSARIF() throws {
    let json = try JSONReader.read(FindingExport.sarif(findings, version: "1"))
    let run = try #require(json["runs"]?.array?.first)
    #expect(run["results"]?.array?.map { $0["ruleId"]?.string } == ["W505", "E201"])
    let region = run["results"]?.array?.last?["locations"]?.array?.first?["physicalLocation"]
    #expect(region?["region"]?["startColumn"]?.int == 7)
    let rules = run["tool"]?["driver"]?["rules"]?.array
    #expect(rules?.map { $0["id"]?.string } == ["E201", "W505"])
  }

  @Test func editorsKnowEverySettingOfEveryStep() throws {
    let schema = try JSONReader.read(EditorSchema.flow)
    let steps = try #require(
      schema["definitions"]?["step"]?["anyOf"]?.array)
    let verbs = steps.compactMap { $0["required"]?.array?.first?.string }
    #expect(Set(verbs).isSuperset(of: ["say", "ask", "menu", "http", "handoff", "end"]))
    #expect(verbs.count == 14)
    for step in steps {
      let names = Set(step["properties"]?.members?.map(\.name) ?? [])
      #expect(names.isSubset(of: Revision.settingNames))
    }
    let types = schema["properties"]?["vars"]?["additionalProperties"]?["properties"]?["type"]
    #expect(types?["enum"]?.array?.contains { $0.string == "email" } == true)
  }

  @Test func aFlowIsDrawn() throws {
    let drawing = try #require(FlowDrawing(Sources.shippedRevision(), flow: "take-ticket"))
    #expect(
      drawing.text == """
        take-ticket
          save: ticket, say, end
            error -> failed
            -> end: captured
          failed: say, end
            -> end: failed

        """)
    #expect(
      drawing.mermaid == """
        flowchart TD
          s0["save"]
          s1["failed"]
          e0(["end: captured"])
          e1(["end: failed"])
          s0 -.->|"error"| s1
          s0 --> e0
          s1 --> e1

        """)
    #expect(drawing.dot.hasPrefix("digraph \"take-ticket\" {"))
    #expect(try FlowDrawing(Sources.shippedRevision(), flow: "nowhere") == nil)
    let triage = try #require(FlowDrawing(Sources.shippedRevision(), flow: "triage"))
    #expect(triage.text.contains("severity == 'critical' -> contact"))
    #expect(triage.text.contains("nobody there -> leave_ticket"))
  }
}
