import Testing

@Suite struct LengthTests {
  @Test func filesFunctionsAndLinesAreShort() {
    expectTidy(Tree.swift.flatMap(Lengths.findings))
  }

  @Test func aLongFileIsFound() {
    #expect(findings(in: String(repeating: "let a = 1\n", count: 400)) == [])
    #expect(
      findings(in: String(repeating: "let a = 1\n", count: 401)) == ["401 lines; 400 at most"])
  }

  @Test func aLongFunctionIsFound() {
    for head in ["func a()", "init()", "deinit", "var a: Int", "subscript(a: Int) -> Int"] {
      let short = "struct S {\n\(head) {\n" + String(repeating: "b()\n", count: 68) + "}\n}"
      let long = "struct S {\n\(head) {\n" + String(repeating: "b()\n", count: 69) + "}\n}"
      #expect(findings(in: short) == [], "\(head)")
      #expect(findings(in: long) == ["a function of 71 lines; 70 at most"], "\(head)")
    }
  }

  @Test func aRequirementOfAProtocolHasNoLength() {
    let text =
      "protocol P {\nfunc a()\n}\nstruct S {\n" + String(repeating: "let b = 1\n", count: 80)
    #expect(findings(in: text + "}") == [])
  }

  @Test func aWideLineIsFound() {
    let wide = "// " + String(repeating: "x", count: 98)
    #expect(findings(in: wide) == ["101 columns; 100 at most"])
    #expect(findings(in: String(wide.dropLast())) == [])
  }

  @Test func aLineOfALongTextIsAsWideAsWhatItHolds() {
    let wide = String(repeating: "x", count: 101)
    #expect(findings(in: "let a = \"\"\"\n\(wide)\n\"\"\"") == [])
    #expect(findings(in: "let a = \"\"\"\na\n\"\"\"\n// \(wide)").count == 1)
    #expect(findings(in: "let a =\n\"\(wide)\"") == [])
    #expect(findings(in: "let a = \"\(wide)\"").count == 1)
  }

  private func findings(in text: String) -> [String] {
    Lengths.findings(in: SourceText(path: "Sources/A/B.swift", text)).map(\.what)
  }
}

/// One expectation for all that was found, so that a failure is a list of places to go to.
func expectTidy(_ findings: [Untidiness], sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(
    findings.isEmpty, Comment(rawValue: "\n" + findings.map(\.description).joined(separator: "\n")),
    sourceLocation: sourceLocation)
}
