import Testing

@testable import Legible

/// Words and JSON on their way to a terminal.
@Suite struct LegibleTests {
  /// Whatever steers, reorders or hides.
  static let hostile: [Unicode.Scalar] =
    [0x00...0x1F, 0x7F...0x9F].joined().map { Unicode.Scalar(UInt8($0)) }
    + [
      "\u{AD}", "\u{061C}", "\u{180E}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}",
      "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2060}", "\u{2066}",
      "\u{2067}", "\u{2068}", "\u{2069}", "\u{206A}", "\u{FEFF}", "\u{FFF9}", "\u{FFFB}",
      "\u{E0001}", "\u{E0041}", "\u{E007F}",
    ]

  @Test(arguments: hostile) func nothingHarmfulIsShown(_ scalar: Unicode.Scalar) {
    let text = "a" + String(scalar) + "b"
    #expect(!Legible.line(text).unicodeScalars.contains(scalar))
    #expect(scalar == "\n" || !Legible.lines(text).unicodeScalars.contains(scalar))
    #expect(!Legible.isPlain(text))
    #expect(Legible.line(text).hasPrefix("a") && Legible.line(text).hasSuffix("b"))
  }

  @Test(arguments: hostile.filter { $0.value > 0x7E })
  func jsonLosesNothing(_ scalar: Unicode.Scalar) {
    let raw = "{\"text\":\"a" + String(scalar) + "b\"}"
    let safe = Legible.json(raw)
    #expect(!safe.unicodeScalars.contains(scalar))
    let units = Array(String(scalar).utf16).map { "\\u" + hex($0) }.joined()
    #expect(safe == "{\"text\":\"a\(units)b\"}")
  }

  private func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  @Test func whatPeopleWriteStaysAsItIs() {
    for words in ["Grüße, 東京 👩‍👩‍👧 🇩🇪", "שלום", "e\u{301}", "زنگ\u{200C}ها"] {
      #expect(Legible.line(words) == words)
      #expect(Legible.json("[\"\(words)\"]") == "[\"\(words)\"]")
      #expect(Legible.isPlain(words))
    }
    #expect(Legible.lines("one\ntwo\r\n") == "one\ntwo \n")
    #expect(Legible.json("{\n  \"a\": 1\n}") == "{\n  \"a\": 1\n}")
  }
}
