import Documents
import Testing
import Tickets

/// What the checker says of recipes with mistakes: where, what, and how it is mended.
@Suite struct RecipeReadingTests {
  private static let sound = """
    recipe: desk
    title: A desk
    page: https://example.com/api
    settings:
      group: { about: The group., default: Users }
    auth: { header: Authorization, value: "Bearer {{ secret }}" }
    verbs:
      find:
        method: GET
        path: /find?key={{ ticket.key }}
        list: /tickets
        where: { /key: "{{ ticket.key }}" }
        id: /id
      create:
        method: POST
        path: /tickets
        json: { title: "{{ ticket.subject }}", text: "{{ ticket.text }}" }
        id: /id
      append:
        method: POST
        path: /tickets/{{ external }}/entries
        json: { text: "{{ entry.text }}" }
      entries:
        method: GET
        path: /tickets/{{ external }}/entries
        list: /entries
        text: /text
    """

  private static func findings(_ text: String) -> [Finding] {
    RecipeReader.read(SourceFile(path: "recipes/desk.yaml", text: text)).findings
  }

  /// The findings with one line changed for others.
  private static func findings(_ line: String, _ others: String) -> [Finding] {
    precondition(sound.contains(line), "the line stands in the sound recipe")
    return findings(sound.replacing(line, with: others))
  }

  @Test func aSoundRecipeHasNoFindings() {
    #expect(Self.findings(Self.sound).isEmpty, "\(Self.findings(Self.sound))")
  }

  @Test(arguments: [
    ("title: A desk", "titel: A desk", "E102", "did you mean \"title\"?"),
    ("method: GET", "method: FETCH", "E102", "known here: DELETE, GET, PATCH, POST, PUT"),
    (
      "    id: /id\n  create:", "    id: id\n  create:", "E965",
      "write it as in /ticket/id or /0/id"
    ),
    ("{{ ticket.subject }}", "{{ ticket.subjekt }}", "E304", "did you mean \"ticket.subject\"?"),
    ("{{ ticket.subject }}", "{{ secret }}", "E304", nil),
    ("{{ ticket.subject }}", "{{ entry.text }}", "E304", nil),
    ("Bearer {{ secret }}", "Bearer abc", "E962", "write {{ secret }} where it belongs"),
    ("path: /tickets\n", "path: https://evil.example/tickets\n", "E964", "begin with one /"),
    ("path: /tickets\n", "path: //evil.example/tickets\n", "E964", "begin with one /"),
    ("path: /tickets\n", "path: /tickets/../admin\n", "E964", "begin with one /"),
    ("path: /tickets\n", "path: \"?\"\n", "E964", "begin with one /"),
    ("path: /tickets\n", "path: \"??\"\n", "E964", "begin with one /"),
    (
      "text: \"{{ entry.text }}\"", "text: \"{{ entry.text + '!' }}\"", "E966",
      "write such a value alone between its braces"
    ),
    ("    list: /tickets\n", "", "E963", "add list: with the pointer to the items"),
    ("    text: /text", "    id: /id", "E963", "add list: and text: with pointers"),
    ("group: {", "url: {", "E102", "take another name"),
  ])
  func aMistakeIsFoundAtItsPlaceWithWhatToDo(
    _ line: String, _ others: String, _ id: String, _ hint: String?
  ) throws {
    let findings = Self.findings(line, others)
    let finding = try #require(
      findings.first { $0.id == id && (hint == nil || $0.hint?.hasPrefix(hint ?? "") == true) },
      "\(findings)")
    #expect(finding.severity == .error)
    #expect(finding.place.line > 1)
    #expect(
      RecipeReader.read(
        SourceFile(path: "desk.yaml", text: Self.sound.replacing(line, with: others))
      ).recipe == nil)
  }

  @Test func theLineOfAMistakeIsTheOneItStandsOn() throws {
    let finding = try #require(Self.findings("path: /tickets\n", "path: tickets\n").first)
    #expect("\(finding.place)" == "recipes/desk.yaml:16:11")
  }

  @Test func aPointerThatRunsAwayIsRefused() throws {
    for text in [
      String(repeating: "/a", count: 17), "/" + String(repeating: "a", count: 300), "/~2",
    ] {
      #expect(
        Self.findings("    id: /id\n  create:", "    id: \(text)\n  create:").map(\.id).contains(
          "E965"))
    }
  }

  @Test func anchorsThatGoInCirclesAreRefused() {
    let findings = Self.findings("json: { text: \"{{ entry.text }}\" }", "json: &a { more: *a }")
    #expect(findings.hasErrors)
  }

  @Test func aRecipeWithoutAWayToLookIsWarnedOf() {
    let text = Self.sound.replacing("  find:", with: "  state:")
      .replacing(
        "    list: /tickets\n    where: { /key: \"{{ ticket.key }}\" }\n    id: /id\n", with: "")
    #expect(Self.findings(text).map(\.id) == ["W967"], "\(Self.findings(text))")
  }

  @Test func inboundWithoutASignatureIsRefused() {
    let findings = Self.findings(Self.sound + "\ninbound: { ticket: /ticket/id }\n")
    #expect(findings.map(\.id) == ["E962"])
  }
}
