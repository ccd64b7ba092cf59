import Foundation
import Testing

@testable import Terminal

@Suite struct WidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{0301}", 1), ("荷", 2), ("한", 2), ("ｱ", 1), ("Ａ", 2), ("│", 1),
    ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇵🇹", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("🏳️‍🌈", 2),
    ("क्षि", 3), ("\u{1112}\u{1161}\u{11AB}", 2),
  ])
  func aClusterTakesTheColumnsTerminalsGiveIt(text: String, width: Int) {
    #expect(CleanText(text).width == width)
    #expect(CleanText(text).clusters.count == 1)
  }

  @Test(.enabled(if: UnicodeFiles.arePresent))
  func everyEmojiOfTheCorpusIsOneClusterOfTwoColumns() throws {
    var count = 0
    for line in try UnicodeFiles.fields("emoji/emoji-test.txt") where line.count == 2 {
      let text = UnicodeFiles.text(line[0])
      // Sub-region flags are made of tags, which are left out on purpose; what is a text symbol
      // without its selector is one column.
      guard line[1] == "fully-qualified", !line[0].contains("E0067") else { continue }
      let shown = CleanText(text)
      #expect(shown.clusters.count == 1 && shown.width == 2, "\(line[0])")
      count += 1
    }
    #expect(count > 3000)
  }

  @Test(.enabled(if: UnicodeFiles.arePresent))
  func charactersEndWhereTheUnicodeCorpusSaysTheyEnd() throws {
    var count = 0
    for line in try UnicodeFiles.fields("auxiliary/GraphemeBreakTest.txt") {
      // The standard library's tables do not count U+2701, unassigned as emoji, as a picture.
      if line[0].contains("2701 × 200D × 2701") { continue }
      let parts = line[0].split(separator: "÷").map { part in
        UnicodeFiles.text(String(part).replacingOccurrences(of: "×", with: " "))
      }.filter { !$0.isEmpty }
      let joined = parts.joined()
      #expect(Array(joined).map(String.init) == parts, "\(line[0])")
      var editor = LineEditor(joined)
      for left in stride(from: parts.count - 1, through: 0, by: -1) {
        editor.perform(.backspace)
        #expect(editor.text == parts[..<left].joined(), "\(line[0])")
      }
      count += 1
    }
    #expect(count > 500)
  }
}
