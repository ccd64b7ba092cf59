import Legible
import TestSupport
import Testing

@testable import Terminal

@Suite struct SanitiserTests {
  @Test(arguments: [
    ("\u{1B}]0;pwned\u{07}", "\u{FFFD}]0;pwned\u{FFFD}"),
    ("\u{1B}[2J", "\u{FFFD}[2J"),
    ("\u{9B}31mred", "\u{FFFD}31mred"),
    ("a\u{202E}b", "ab"),
    ("a\u{2066}b\u{2069}", "ab"),
    ("a\tb\nc\u{2028}d", "a b c d"),
    ("\u{7F}\u{00}", "\u{FFFD}\u{FFFD}"),
    ("zero\u{200B}width\u{FEFF}", "zerowidth"),
    ("\u{E0041}\u{E007F}tags", "tags"),
    ("\u{FFF9}x\u{FFFB}", "x"),
  ])
  func whatCouldSteerATerminalIsReplacedOrLeftOut(hostile: String, shown: String) {
    #expect(CleanText(hostile).text == shown)
  }

  /// Most texts go a short way, which must lead to where the long one does.
  @Test func theShortWayMakesTheSameClustersAsTheLongOne() {
    let alone = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
      .filter(standsAlone)
    #expect(alone.count > 30_000)
    for scalar in alone where sanitise(String(scalar)) != sanitiseAll(String(scalar)) {
      Issue.record("U+\(String(scalar.value, radix: 16)) is not what it was alone")
    }
    var chance = Dice.fresh("short ways")
    for _ in 0..<3000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &chance) {
        // Half of them letters of Europe, which stand beside each other more often.
        let end = Bool.random(using: &chance) ? 600 : alone.count
        text.append(alone[Int.random(in: 0..<end, using: &chance)])
      }
      #expect(sanitise(String(text)) == sanitiseAll(String(text)), "SEED=\(chance.seed)")
    }
  }

  @Test func onlyEightMarksStayOnALetter() {
    let stack = "a" + String(repeating: "\u{0301}", count: 200)
    let text = CleanText(stack)
    #expect(text.clusters.count == 1)
    #expect(text.text.unicodeScalars.count == 9)
    #expect(text.width == 1)
  }

  @Test func aLoneMarkGetsABlankToSitOn() {
    #expect(CleanText("\u{0301}").text == " \u{0301}")
    #expect(CleanText("\u{0301}").width == 1)
    #expect(CleanText("\u{200D}\u{FE0F}").isEmpty)
  }

  @Test func aChainOfConjunctsIsShownInParts() {
    let chain = String(repeating: "\u{0915}\u{094D}", count: 100)
    let text = CleanText(chain)
    #expect(text.clusters.allSatisfy { $0.width <= 4 && $0.text.unicodeScalars.count <= 16 })
    #expect(text.width == 100)
  }

  @Test func linesAreSplitAtEveryKindOfBreak() {
    #expect(CleanText.lines(of: "a\nb\r\nc\rd\n").map(\.text) == ["a", "b", "c", "d", ""])
  }

  @Test func noHostileTextLeavesAnythingHostileInAGrid() {
    var chance = Dice.fresh()
    let seed = chance.seed
    for _ in 0..<2000 {
      let hostile = chance.hostileText(upTo: 60)
      let text = CleanText(hostile)
      for scalar in text.text.unicodeScalars where ScalarRule(scalar) != .keep {
        Issue.record("seed \(seed): U+\(String(scalar.value, radix: 16)) got through")
      }
      #expect(text.clusters.allSatisfy { (1...4).contains($0.width) }, "seed \(seed)")
      var grid = Grid(size: Size(columns: 40, rows: 2))
      grid.title = text
      grid.write(text, at: Point(column: 0, row: 0))
      var terminal = ReferenceTerminal(size: grid.size)
      terminal.apply(Painter(usesColour: true).paint(grid))
      #expect(terminal.faults == [], "seed \(seed)")
    }
  }
}
