import Documents
import Testing

/// Whatever a text holds, it is read back from between quotes as it was.
@Suite struct DoubleQuotedTests {
  static let odd = [
    "", "plain", "with \"quotes\" and \\ strokes", "two\nlines\tand a tab\r", "\u{0}\u{1B}\u{7F}",
    "\u{85}\u{2028}\u{2029}\u{FEFF}", "a\u{A0}blank", "café 👍🏽", "# no comment", "{{ value }}",
  ]

  @Test(arguments: odd)
  func aTextIsReadBackAsItWas(text: String) throws {
    for quoted in [DoubleQuoted.text(text), DoubleQuoted.text(text, escaping: ["\u{A0}", "é"])] {
      #expect(quoted.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      let document = Document.read(SourceFile(path: "a.yaml", text: "a: \(quoted)\n"))
      #expect(document.findings.isEmpty)
      #expect(document.root?["a"]?.text == text)
    }
  }

  @Test func whatIsNamedIsWrittenByItsNumber() {
    #expect(DoubleQuoted.text("a\u{A0}b", escaping: ["\u{A0}"]) == "\"a\\u00A0b\"")
    #expect(DoubleQuoted.text("a\u{A0}b") == "\"a\u{A0}b\"")
  }
}
