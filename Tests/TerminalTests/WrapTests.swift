import TestSupport
import Testing

@testable import Terminal

@Suite struct WrapTests {
  @Test(arguments: [
    ("one two three", 8, ["one two", "three"]),
    ("one two", 7, ["one two"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("a abcdefgh", 4, ["a", "abcd", "efgh"]),
    ("荷物荷物荷", 4, ["荷物", "荷物", "荷"]),
    ("ab 荷物です", 6, ["ab 荷", "物です"]),
    ("", 10, [""]),
    ("ends with blanks    ", 10, ["ends with", "blanks"]),
    ("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 5, ["👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"]),
  ])
  func wordsAreBrokenAtBlanksAndLongOnesBetweenClusters(
    text: String, columns: Int, rows: [String]
  ) {
    #expect(CleanText(text).wrapped(columns: columns).map(\.text) == rows)
  }

  @Test func noRowIsWiderThanAskedAndNoLetterIsLost() {
    var chance = Dice.fresh()
    let seed = chance.seed
    for _ in 0..<1000 {
      let text = CleanText(chance.hostileText(upTo: 120))
      let columns = Int.random(in: 4...40, using: &chance)
      let rows = text.wrapped(columns: columns)
      #expect(rows.allSatisfy { $0.width <= columns }, "seed \(seed)")
      let letters = rows.flatMap(\.clusters).filter { !$0.isSpace }
      #expect(letters == text.clusters.filter { !$0.isSpace }, "seed \(seed)")
    }
  }

  @Test func fittedTextEndsInAnEllipsisAndIsNeverTooWide() {
    #expect(CleanText("hello world").fitted(columns: 7).text == "hello…")
    #expect(CleanText("hello").fitted(columns: 5).text == "hello")
    #expect(CleanText("荷物荷物").fitted(columns: 4).text == "荷…")
    #expect(CleanText("荷物").padded(columns: 6).text == "荷物  ")
    #expect(CleanText("4:12").rightAligned(columns: 6).text == "  4:12")
    #expect(CleanText("abc").fitted(columns: 0).text == "")
  }
}
