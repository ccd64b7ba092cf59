import Desk
import Terminal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Any keys, any frames, any size: the model never stops and the screen stays clean.
@Suite(.chaos) struct ChaosTests {
  @Test func nothingThatHappensBreaksTheDeskOrDirtiesTheScreen() {
    var chance = Dice.fresh("the desk's chaos")
    let seed = chance.seed
    for _ in 0..<12 {
      var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
      for _ in 0..<120 {
        Self.disturb(&desk, &chance)
        if Int.random(in: 0..<4, using: &chance) == 0 { Self.look(desk, seed) }
      }
      Self.look(desk, seed)
    }
  }

  private static func look(_ desk: PaperDesk, _ seed: UInt64) {
    let bytes = Painter(usesColour: true).paint(DeskView(desk.model).grid())
    let text = String(decoding: bytes, as: UTF8.self)
    let bare = text.replacing(
      #/\x1b\[[0-9;?]*[A-Za-z]|\x1b\]2;[^\x1b]*\x1b\\/#, with: "")
    let dirty = bare.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    #expect(dirty == nil, "seed \(seed)")
  }

  private static let keys: [Key] =
    KeyTable.rows.flatMap(\.keys) + [
      Key(.up), Key(.down), Key(.left), Key(.escape), Key(.enter, .alt), Key(.backspace),
      Key(.tab), Key(.home), .control("w"), .control("u"), .control("_"), .control("y"), .text("x"),
      .text("é"), .text("/"),
    ]

  private static let texts = [
    "hello", "/kb late parcel", "/open 3", "/take", "/who", "/help", "/card", "//x", "/nonsense",
    "\u{1B}[2J\u{9B}31m\u{202E}evil\u{07}", "👨‍👩‍👧👍🏽\n荷物\u{0301}\u{0301}", "", " ",
    String(repeating: "long ", count: 500),
  ]

  static func disturb(_ desk: inout PaperDesk, _ chance: inout Dice) {
    let ids = [PaperDesk.ana, PaperDesk.omar, PaperDesk.id("1"), PaperDesk.id("z")]
    let id = ids[Int.random(in: 0..<ids.count, using: &chance)]
    let text = texts[Int.random(in: 0..<texts.count, using: &chance)]
    switch Int.random(in: 0..<14, using: &chance) {
    case 0...4: desk.press(keys[Int.random(in: 0..<keys.count, using: &chance)])
    case 5: desk.enter(text)
    case 6: desk.tell(.input(.paste(text, isCut: false)))
    case 7:
      desk.tell(
        .resized(
          Size(
            columns: Int.random(in: 1...200, using: &chance),
            rows: Int.random(in: 1...60, using: &chance))))
    case 8:
      desk.happen(
        id, .said(Message(.customer, text)),
        .identified(Contact(name: text, email: text, isVerified: false)),
        .noted(.agent(AgentName(Identifier(text), name: text)), text),
        .queued(
          Handoff(
            queue: Identifier(text), priority: .high, summary: text,
            fields: [Field(text, text)], reason: .asked, path: [text])),
        .rated(score: 3, comment: text), .suggested(query: text, [Identifier(text)]))
    case 9:
      desk.summarise(
        id, 77, text, Bool.random(using: &chance) ? .agent : .waiting, queue: text,
        agent: PaperDesk.maya, waited: .seconds(Int64.random(in: -100...100_000, using: &chance)),
        text: text)
    case 10: desk.hear(.typing(id, .customer))
    case 11:
      desk.tell(.disconnected(code: nil))
      desk.press(.alt("r"))
      desk.comeOnline()
    case 12:
      let point = Point(
        column: Int.random(in: 0...200, using: &chance), row: Int.random(in: 0...60, using: &chance)
      )
      desk.tell(.input(.mouse(Mouse(action: .press, button: 0, point: point))))
      desk.tell(.input(.mouse(Mouse(action: .wheelUp, button: 0, point: point))))
    default: answer(&desk, text, &chance)
    }
    desk.pass(.milliseconds(Int64.random(in: 0...3000, using: &chance)))
  }

  private static func answer(_ desk: inout PaperDesk, _ text: String, _ chance: inout Dice) {
    let id = "q\(desk.model.questions)"
    let found = Reply.Found(article: Identifier(text), title: text, excerpt: text, score: 1)
    switch Int.random(in: 0..<4, using: &chance) {
    case 0: desk.hear(.answer(id, .articles([found, found])))
    case 1: desk.hear(.answer(id, .article(title: text, text: text)))
    case 2:
      desk.hear(
        .answer(
          id,
          .agents([
            Reply.Colleague(
              agent: AgentName(Identifier(text), name: text), role: .agent, isOnline: true,
              isAway: false, open: 1)
          ])))
    default: desk.hear(.refused(Refusal(.invalid, text), id: id))
    }
  }
}
