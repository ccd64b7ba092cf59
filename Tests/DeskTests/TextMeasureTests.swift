import Testing

@testable import Desk

/// What is found out by bytes is what the characters would have told.
struct TextMeasureTests {
  static let texts = [
    "", " ", "\n\t", "a", "abcdefgh", "abcdefghi", "abcdefgh\u{301}", "abcdefg\u{301}h",
    "abcdefg\r\n",
    "abcdefgh\r\nij", "äöüßäöüßäöüß", "\u{1F1E9}\u{1F1EA}\u{1F1E9}\u{1F1EA}", "👩‍👩‍👧‍👧 and 👩‍👩‍👧‍👧 and more",
    "\u{2003}\u{2003}", "\u{200B}", "a\0b", "\u{7F}", "\u{301}", "नमस्ते दुनिया", "0123456\u{7F}89",
  ]

  @Test(arguments: texts) func theBeginningIsThatOfTheCharacters(text: String) {
    for count in 0...12 {
      #expect(text.beginning(count).utf8.elementsEqual(String(text.prefix(count)).utf8))
    }
  }

  /// Each text at every place of a word of eight bytes.
  @Test(arguments: texts) func theMeasureIsThatOfTheScalars(text: String) {
    for shift in 0..<9 {
      let text = String(repeating: " ", count: shift) + text + "\u{2003}\u{2003}"
      let measure = text.measure
      #expect(measure.scalars == text.unicodeScalars.count)
      #expect(measure.holdsNUL == text.unicodeScalars.contains("\0"))
      #expect(measure.showsASCII == text.utf8.contains { (0x21..<0x7F).contains($0) })
    }
  }
}
