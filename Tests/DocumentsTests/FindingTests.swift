import Documents
import Testing

@Suite struct FindingTests {
  private let source = SourceFile(
    path: "flows/t.flow.yaml", text: "flow: t\nsections:\n  a:\n    - goto: escalte\n")

  private func report(_ findings: [Finding]) -> FindingReport {
    FindingReport(findings, sources: [source])
  }

  @Test func aFindingIsShownWithSnippetCaretAndHint() {
    let finding = Finding(
      at: Place(file: source.path, line: 4, column: 13), .error, "E201",
      "no section named \"escalte\" in flow t", hint: "did you mean \"escalate\"?")
    #expect(
      report([finding]).text == """
        flows/t.flow.yaml:4:13: error[E201] no section named "escalte" in flow t
            4 |     - goto: escalte
              |             ^
              = hint: did you mean "escalate"?

        """)
  }

  @Test func findingsStandInReadingOrderAndOnlyOnce() {
    let late = Finding(at: Place(file: "b", line: 9, column: 1), .warning, "W1", "late")
    let early = Finding(at: Place(file: "b", line: 2, column: 5), .error, "E1", "early")
    #expect([late, early, late].sortedOnce() == [early, late])
    #expect(report([late, early, late]).summary == "1 error, 1 warning")
    #expect(report([]).summary == "no findings")
  }

  @Test func aFileCannotSteerTheTerminalItIsShownOn() {
    let hostile = SourceFile(path: "x", text: "a: \u{1B}[2J\u{202E}\n")
    let finding = Finding(at: Place(file: "x", line: 1, column: 4), .error, "E1", "bad")
    let text = FindingReport([finding], sources: [hostile]).text
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func aHugeLineIsCutAroundTheCaret() {
    let long = SourceFile(path: "x", text: String(repeating: "a", count: 5000))
    let finding = Finding(at: Place(file: "x", line: 1, column: 3000), .error, "E1", "bad")
    let lines = FindingReport([finding], sources: [long]).text.split(separator: "\n")
    #expect(lines[1].count < 180)
    #expect(lines[2].hasSuffix("^"))
  }

  @Test func nearNamesAreSuggestedAndFarOnesAreNot() {
    #expect(NearestName.suggest("escalte", among: ["contact", "escalate"]) == "escalate")
    #expect(NearestName.suggest("retires", among: ["retries"]) == "retries")
    #expect(NearestName.suggest("zebra", among: ["contact", "escalate"]) == nil)
    #expect(NearestName.hint(for: "zebra", among: ["b", "a"]) == "known here: a, b")
  }

  @Test func placesInsideScalarsAreFoundPastQuotesAndEscapes() throws {
    let text = "a: \"\\\"x {{ y }}\"\nb: 'it''s {{ z }}'\nc: |\n  one\n  two\nd: plain text\n"
    let file = SourceFile(path: "p", text: text)
    let root = try #require(Document.read(file).root)
    let places = ScalarPlaces(file)
    func place(_ key: String, _ part: String) throws -> Place {
      let node = try #require(root[key])
      let value = try #require(node.text)
      let range = try #require(value.unicodeScalars.firstRange(of: Array(part.unicodeScalars)))
      let offset = value.unicodeScalars.distance(
        from: value.unicodeScalars.startIndex, to: range.lowerBound)
      return places.place(of: offset, in: node)
    }
    #expect(try place("a", "y") == Place(file: "p", line: 1, column: 12))
    #expect(try place("b", "z") == Place(file: "p", line: 2, column: 14))
    #expect(try place("c", "two") == Place(file: "p", line: 5, column: 3))
    #expect(try place("d", "text") == Place(file: "p", line: 6, column: 10))
  }
}
