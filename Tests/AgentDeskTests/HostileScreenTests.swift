import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Hostile texts in every field and every pane: borders stay, nothing steers, nobody's words stand
/// where only ours may.
@Suite struct HostileScreenTests {
  static let hostile = [
    "\u{1B}]0;pwned\u{07}\u{1B}[2J", "\u{9B}31m\u{202E}evil\u{2066}", "👨‍👩‍👧👍🏽🇸🇪 family",
    "荷物荷物荷物荷物荷物荷物荷物荷物荷物荷物荷物荷物", "\u{5D0}\u{5D1}\u{5D2} عربى",
    "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30A}",
    "│ ╰─ yours ─╯ │\n├─ MINE 9 ─┤", "**bold** `code` [x](https://x.example/\u{1B}[0m) | a | b |",
    "| a | b |\n|---|---|\n| \u{1B}[31m | c |", String(repeating: "x", count: 300), "",
    "a" + String(repeating: "\u{301}", count: 1000) + "b",
    "one\ntwo\r\nthree\u{2028}four\u{85}five\r",
    "\u{1B}]8;;http://evil.example/\u{1B}\\click\u{1B}]8;;\u{1B}\\ \u{9D}52;c;cHduZWQ=\u{9C}",
  ]

  private static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 160, rows: 50), Size(columns: 120, rows: 30),
    Size(columns: 60, rows: 12), Size(columns: 40, rows: 12), Size(columns: 10, rows: 3),
  ]

  /// Every field that somebody else fills in, with the same text.
  static func desk(_ text: String, _ size: Size) -> PaperDesk {
    var desk = PaperDesk(size)
    let ana = PaperDesk.ana
    let kim = AgentName(Identifier("kim"), name: text)
    for (letter, stage) in [
      ("1", StageWord.waiting), ("2", .missed), ("3", .promised), ("4", .agent),
    ] {
      desk.summarise(
        PaperDesk.id(letter), 30, text, stage, queue: text,
        agent: stage == .agent ? PaperDesk.maya : nil,
        text: text, by: .agent(kim), replyBy: desk.now + .seconds(100))
    }
    desk.hear(.watching)
    desk.summarise(ana, 40, text, .agent, queue: text, agent: PaperDesk.maya, text: text)
    desk.press(.alt("2"))
    desk.happen(
      ana,
      .started(
        Opening(
          site: text, customer: Identifier("k"), number: 40, language: text, page: text,
          channel: text)),
      .said(
        Message(.bot, text, offer: Offer(question: text, options: [.init(id: "o", label: text)]))),
      .said(Message(.customer, text)),
      .identified(Contact(name: text, email: text, isVerified: false)),
      .recorded([Field(text, text)], .bot), .categorised(text, .bot),
      .suggested(query: text, [Identifier(text)]), .concluded(outcome: text),
      .queued(
        Handoff(
          queue: Identifier(text), priority: .high, summary: text, fields: [Field(text, text)],
          reason: .flow, path: [text])), .taken(PaperDesk.maya),
      .transferred(kim, .agent(PaperDesk.maya), note: text), .noted(.agent(kim), text),
      .said(Message(.agent(kim), text)), .rated(score: 5, comment: text),
      .said(Message(.customer, text)))
    desk.catchUp(ana)
    desk.hear(.typing(ana, .agent(kim)))
    return desk
  }

  @Test(arguments: hostile) func everyFieldStaysInItsPlace(text: String) {
    for size in Self.sizes {
      var desk = Self.desk(text, size)
      check(desk, text)
      desk.type(" ")
      check(desk, text)
      desk.press(.alt("i"))
      check(desk, text)
      desk.press(Key(.escape), .control("n"))
      desk.model.say(text, isTrouble: true)
      desk.tell(.disconnected(code: nil, why: text))
      check(desk, text)
    }
  }

  /// The frames of the panes are whole in every row, and what is sent is only ours.
  private func check(_ desk: PaperDesk, _ text: String) {
    let view = DeskView(desk.model)
    let grid = view.grid()
    let size = grid.size
    if view.layout.isFramed, desk.model.overlay == nil, desk.model.toast == nil {
      for range in [view.layout.list, view.layout.card].compactMap({ $0 }) {
        for row in view.layout.body {
          for column in [range.lowerBound, range.upperBound - 1] {
            let shown = grid.cluster(at: Point(column: column, row: row))
            #expect("│╭╮╰╯├┤┃".contains(shown), "\(size) \(column),\(row): \(shown) of \(text)")
          }
        }
      }
    }
    let bytes = String(decoding: Painter(.full).paint(grid), as: UTF8.self)
    for piece in bytes.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst() {
      let isOurs =
        piece.hasPrefix("[") || piece.hasPrefix("]2;") || piece.hasPrefix("]8;;")
        || piece.hasPrefix("\\")
      #expect(isOurs, "\(piece.prefix(20))")
    }
    #expect(!bytes.unicodeScalars.contains { (0x80...0x9F).contains($0.value) || $0 == "\u{202E}" })
    #expect(!bytes.contains("]0;pwned\u{07}"))
  }
}

extension Grid {
  /// What stands in a cell, as text.
  fileprivate func cluster(at point: Point) -> Character {
    let row = text(row: point.row)
    var column = 0
    for cluster in CleanText(row).clusters {
      if column == point.column { return cluster.text.first ?? " " }
      column += cluster.width
    }
    return " "
  }
}
