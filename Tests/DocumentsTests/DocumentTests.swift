import Documents
import Testing

@Suite struct DocumentTests {
  private func read(_ text: String) -> Document {
    Document.read(SourceFile(path: "a.yaml", text: text))
  }

  private func only(_ text: String) throws -> Finding {
    let findings = read(text).findings
    try #require(findings.count == 1, "\(findings)")
    return findings[0]
  }

  @Test func scalarsStayWhatTheAuthorTyped() throws {
    let root = try #require(read("a: no\nb: 0123\nc: 1:30\nd: 12e3\nyes: \"x\"\n").root)
    #expect(root.entries?.map(\.key) == ["a", "b", "c", "d", "yes"])
    #expect(root.entries?.compactMap(\.value.text) == ["no", "0123", "1:30", "12e3", "x"])
  }

  @Test func everyNodeKnowsItsPlace() throws {
    let root = try #require(read("a:\n  - one\n  - b: two\n").root)
    let list = try #require(root["a"]?.items)
    #expect(list[0].place == Place(file: "a.yaml", line: 2, column: 5))
    #expect(list[1].entries?[0].keyPlace == Place(file: "a.yaml", line: 3, column: 5))
    #expect(list[1]["b"]?.place == Place(file: "a.yaml", line: 3, column: 8))
  }

  @Test func columnsCountUnicodeScalars() throws {
    let root = try #require(read("\"é😀\": x\n").root)
    #expect(root.entries?[0].value.place.column == 7)
  }

  @Test func aDuplicateKeyIsReportedWhereItStandsTheSecondTime() throws {
    let finding = try only("flow: x\nvars:\n  a: 1\n  b: 2\n  a: 3\n")
    #expect(finding.id == "E104")
    #expect(finding.place == Place(file: "a.yaml", line: 5, column: 3))
    #expect(finding.hint?.contains("line 3") == true)
  }

  @Test func aDuplicateKeyInOneLineIsReportedAtTheSecond() throws {
    let finding = try only("vars: { a: 1, b: 2, a: 3 }\n")
    #expect(finding.id == "E104")
    #expect(finding.place == Place(file: "a.yaml", line: 1, column: 21))
  }

  @Test func whatIsWrittenTwiceDoesNotHideTheRest() throws {
    let document = read("a: 1\r\n'a': 2\r\nb: { c: 1, c: 2 }\r\na: 3\r\né: &x 4\r\n\u{E000}: 5\r\n")
    #expect(document.findings.map(\.id) == ["E104"], "a key for private use: nothing is covered up")
    let whole = read("a: 1\r\n'a': 2\r\nb: { c: 1, c: 2 }\r\na: 3\r\né: &x 4\r\nz: 5\r\n")
    #expect(whole.findings.map(\.id) == ["E104", "E104", "E104", "E107"])
    #expect(whole.findings.map(\.place.line) == [2, 3, 4, 5])
    #expect(whole.findings.map(\.place.column) == [1, 12, 1, 4])
    #expect(whole.root?.entries?.map(\.key) == ["a", "b", "z"])
    #expect(whole.root?["b"]?.entries?.map(\.value.text) == ["1"])
  }

  @Test func tooManyKeysWrittenTwiceComeToAnEnd() {
    let text = String(repeating: "a: 1\n", count: 500)
    #expect(read(text).findings.count == 20)
    #expect(read(text).root == nil)
  }

  @Test(arguments: [
    ("a: {{ x }}\n", 1, 4), ("a:\n  - say: {{ x }} and more\n", 2, 10),
    ("a: [{{ x }}]\n", 1, 5), ("- {{ x }}\n", 1, 3),
  ])
  func anUnquotedTemplateGetsItsOwnFinding(text: String, line: Int, column: Int) throws {
    let finding = try only(text)
    #expect(finding.id == "E103")
    #expect(finding.place == Place(file: "a.yaml", line: line, column: column))
  }

  @Test(arguments: [
    "a: &x 1\n", "a: &x [1]\nb: *x\n", "a: !!int 5\n", "a: !thing b\n", "<<: { a: b }\n",
    "\u{FEFF}a: b\n", "a:\n\t- b\n", "? [a, b]\n: c\n",
  ])
  func whatADiffCannotShowIsRefused(text: String) throws {
    #expect(try only(text).id == "E107")
  }

  @Test func anAliasBombIsRefusedWithoutBeingExpanded() throws {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    text += "? *a40\n: y\n"
    #expect(try only(text).id == "E107")
  }

  @Test func deepNestingAndHugeFilesAreRefused() throws {
    #expect(try only(String(repeating: "[", count: 10_000)).severity == .error)
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(try only(deep).id == "E107")
    #expect(try only("a: " + String(repeating: "x", count: 300 * 1024)).id == "E107")
  }

  @Test func invalidUTF8IsRefusedAtTheByte() {
    #expect(throws: Finding.self) {
      try SourceFile(path: "a.yaml", bytes: Array("a: b\nc: ".utf8) + [0xFF])
    }
    do {
      _ = try SourceFile(path: "a.yaml", bytes: Array("a: b\nc: ".utf8) + [0xFF])
    } catch {
      #expect(error.place == Place(file: "a.yaml", line: 2, column: 4))
    }
  }

  @Test func brokenYAMLIsReportedAtThePlaceOfTheProblem() throws {
    let finding = try only("a: \"open\nb: c\n")
    #expect(finding.id == "E101")
    #expect(try only("a: b\n  c: d\n").place.line == 2)
    #expect(try only("a: \u{1}\n").id == "E101")
  }

  @Test func windowsLineEndsAreRead() throws {
    let root = try #require(read("a: b\r\nc: d\r\n").root)
    #expect(root["c"]?.text == "d")
    #expect(root["c"]?.place == Place(file: "a.yaml", line: 2, column: 4))
  }

  @Test func anEmptyFileHasNoRootAndNoFinding() {
    #expect(read("").root == nil)
    #expect(read("# only a remark\n").findings.isEmpty)
  }

  @Test func aSecondDocumentIsRefused() throws {
    #expect(try only("a: b\n---\nc: d\n").id == "E101")
  }
}
