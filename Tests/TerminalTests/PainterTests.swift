import TestSupport
import Testing

@testable import Terminal

@Suite struct PainterTests {
  @Test func theDifferenceAppliedGivesTheSameScreenAsAFullPaint() {
    var chance = Dice.fresh()
    let seed = chance.seed
    let painter = Painter(usesColour: true)
    for _ in 0..<150 {
      let size = Size(
        columns: Int.random(in: 1...30, using: &chance), rows: Int.random(in: 1...6, using: &chance)
      )
      var grid = Grid(size: size)
      var terminal = ReferenceTerminal(size: size)
      terminal.apply(painter.paint(grid))
      for _ in 0..<12 {
        let old = grid
        Self.scribble(on: &grid, &chance)
        terminal.apply(painter.difference(from: old, to: grid))
        var fresh = ReferenceTerminal(size: size)
        fresh.apply(painter.paint(grid))
        #expect(terminal.cells == fresh.cells, "seed \(seed)")
        #expect(terminal.cursor == fresh.cursor, "seed \(seed)")
        #expect(terminal.faults + fresh.faults == [], "seed \(seed)")
        #expect(Self.lines(terminal.text()) == Self.lines(grid.text()), "seed \(seed)")
      }
    }
  }

  private static func scribble(on grid: inout Grid, _ chance: inout Dice) {
    for _ in 0..<Int.random(in: 0...4, using: &chance) {
      let style = Style(
        foreground: .palette(UInt8.random(in: 0...20, using: &chance)),
        isBold: Bool.random(using: &chance), isReversed: Bool.random(using: &chance))
      let point = Point(
        column: Int.random(in: 0..<grid.size.columns, using: &chance),
        row: Int.random(in: 0..<grid.size.rows, using: &chance))
      grid.write(CleanText(chance.hostileText(upTo: 12)), at: point, style: style)
      grid.cursor = Bool.random(using: &chance) ? point : nil
    }
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  @Test func whatDoesNotDifferIsNotSent() {
    var grid = Grid(size: Size(columns: 80, rows: 24))
    grid.write("Ana: family 👨‍👩‍👧 thumb 👍🏽 end", at: Point(column: 0, row: 3))
    let old = grid
    let painter = Painter(usesColour: true)
    #expect(painter.difference(from: old, to: grid) == [])
    grid.write("x", at: Point(column: 40, row: 10))
    let bytes = painter.difference(from: old, to: grid)
    #expect(bytes.count < 60)
  }

  @Test func withoutColourOnlyBoldUnderlineAndReverseAreSent() {
    var grid = Grid(size: Size(columns: 10, rows: 1))
    let style = Style(foreground: .palette(1), background: .palette(4), isBold: true)
    grid.write("hi", at: Point(column: 0, row: 0), style: style)
    let coloured = String(decoding: Painter(usesColour: true).paint(grid), as: UTF8.self)
    let plain = String(decoding: Painter(usesColour: false).paint(grid), as: UTF8.self)
    #expect(coloured.contains("\u{1B}[0;1;31;44m"))
    #expect(plain.contains("\u{1B}[0;1m"))
    #expect(!plain.contains("31") && !plain.contains("44"))
  }

  @Test func aTitleIsSentOnceAndCannotEndItsSequence() {
    var grid = Grid(size: Size(columns: 4, rows: 1))
    let old = grid
    grid.title = "(3!) \u{1B}\\\u{9C}\u{07}evil"
    let painter = Painter(usesColour: true)
    var terminal = ReferenceTerminal(size: grid.size)
    terminal.apply(painter.difference(from: old, to: grid))
    #expect(terminal.title == "(3!) \u{FFFD}\\\u{FFFD}\u{FFFD}evil")
    #expect(terminal.faults == [])
  }

  @Test func aWideClusterAtTheEdgeBecomesABlankNotAHalf() {
    var grid = Grid(size: Size(columns: 5, rows: 1))
    #expect(grid.write("荷物荷", at: Point(column: 0, row: 0)) == 5)
    #expect(grid.text() == "荷物")
    grid.write("x", at: Point(column: 1, row: 0))
    #expect(grid.text() == " x物")
  }

  @Test func bordersStayAlignedBesideEveryKindOfEmoji() {
    var grid = Grid(size: Size(columns: 24, rows: 4))
    for (row, text) in ["👨‍👩‍👧 👍🏽", "école 荷物", "❤️ 🇵🇹 1️⃣", "plain"].enumerated() {
      grid.write(CleanText(text), at: Point(column: 0, row: row), limit: 20)
      grid.write("|", at: Point(column: 20, row: row))
    }
    var terminal = ReferenceTerminal(size: grid.size)
    terminal.apply(Painter(usesColour: true).paint(grid))
    for row in 0..<4 { #expect(terminal.cells[row * 24 + 20].text == "|") }
  }
}
