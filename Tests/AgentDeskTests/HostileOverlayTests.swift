import Desk
import JSON
import Terminal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Hostile texts in whatever lies over the panes, and messages that are none.
@Suite struct HostileOverlayTests {
  private static let commands = [
    "/menu", "/menu x", "/kb x", "/search x", "/board", "/who", "/history", "/macro", "/reply",
    "/macro x", "/transfer", "/card", "/sessions", "/sessions x", "/go x", "/stats", "/help",
    "/debug", "/mute", "/sendaway @kim", "/announce x", "/priority high", "/open #8", "/theme mono",
  ]

  private static let beginnings = [
    "/", "/transfer ", "/transfer @", "/category ", "/field ", "/field cause = ", "/return ",
    "/reply ", "/macro ", "/merge ", "/go ", "/sendaway @", "/escalate #", ";", ":s",
  ]

  private static func desk(_ text: String) -> PaperDesk {
    var desk = HostileScreenTests.desk(text, Size(columns: 80, rows: 24))
    desk.comeOnline(role: .supervisor)
    desk.hear(.watching)
    HostileAnswers(text: text).answer(&desk)
    desk.pass(.seconds(10))
    return desk
  }

  @Test(arguments: HostileScreenTests.hostile, [Repertoire.unicode, .ascii])
  func whatLiesOverThePanesIsClean(text: String, repertoire: Repertoire) {
    Repertoire.$current.withValue(repertoire) {
      let answers = HostileAnswers(text: text)
      let ready = Self.desk(text)
      var opened = 0
      for command in Self.commands {
        var desk = ready
        desk.enter(command)
        answers.answer(&desk)
        Self.check(desk, command)
        if desk.model.overlay != nil { opened += 1 }
        desk.pass(.seconds(1))
        answers.answer(&desk)
        for key in [Key(.down), Key(.tab), Key(.pageDown), Key(.enter)] {
          desk.press(key)
          answers.answer(&desk)
          Self.check(desk, command)
        }
      }
      #expect(opened >= 14)
    }
  }

  @Test(arguments: HostileScreenTests.hostile) func whatIsCompletedIsClean(text: String) {
    let ready = Self.desk(text)
    for beginning in Self.beginnings {
      var desk = ready
      desk.type(beginning)
      for _ in 0..<3 {
        desk.press(Key(.tab))
        Self.check(desk, beginning)
      }
    }
  }

  @Test(arguments: HostileScreenTests.hostile) func whatIsToldAtTheTopIsClean(text: String) {
    var desk = Self.desk(text)
    HostileAnswers(text: text).tell(&desk)
    Self.check(desk, "told")
    desk.tell(.disconnected(code: nil, why: text))
    Self.check(desk, "offline")
    desk.comeOnline()
    desk.enter("/debug")
    Self.check(desk, "debug")
  }

  /// Borders stand at both sides in every row between them, and what is sent is only ours.
  private static func check(_ desk: PaperDesk, _ what: String) {
    let grid = DeskView(desk.model).grid()
    if desk.model.toast == nil, !desk.model.leavesMouse, desk.model.tools.completion == nil {
      let rows = (1..<grid.size.rows).map { grid.text(row: $0) }.filter { !$0.isEmpty }
      for row in rows {
        let last = row.last ?? " "
        #expect(
          "│╭╮╰╯├┤┃|+-#".contains(last) || !"│╭╰├|+".contains(row.first ?? " "), "\(what): \(row)")
      }
    }
    let bytes = Painter(.full).paint(grid)
    for piece in bytes.split(separator: 0x1B, omittingEmptySubsequences: false).dropFirst() {
      let start = piece.first ?? 0
      #expect(
        [UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\")].contains(start), "\(what)")
    }
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    #expect(!text.contains { (0x80...0x9F).contains($0.value) || $0 == "\u{202E}" }, "\(what)")
    if Repertoire.current == .ascii {
      #expect(
        !grid.text().replacing(#/[│╭╮╰╯├┤┃─▌▲·]/#, with: "").contains { !$0.isASCII }, "\(what)")
    }
  }

  // MARK: Messages that are none

  private static func examples() throws -> [String] {
    var isServer = false
    var examples: [String] = []
    for line in try Repository.text("docs/protocol.md").split(separator: "\n") {
      if line.hasPrefix("```") { isServer = line.hasPrefix("```json server") }
      if isServer, line.hasPrefix("{") { examples.append(String(line)) }
    }
    return examples
  }

  @Test func rubbishFromTheDeskStopsNothingAndIsToldInWords() throws {
    let examples = try Self.examples()
    #expect(examples.count > 20)
    var chance = Dice.fresh("rubbish from the desk")
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    for round in 0..<3000 {
      var bytes = Array(examples[round % examples.count].utf8)
      for _ in 0..<Int.random(in: 0...3, using: &chance) where !bytes.isEmpty {
        Self.spoil(&bytes, &chance)
      }
      let event = Link.heard(bytes)
      desk.tell(event)
      if case .unreadable(let why) = event {
        #expect(!why.contains("Mistake") && !why.contains("(offset"), "seed \(chance.seed)")
      }
      if round % 50 == 0 { Self.check(desk, "seed \(chance.seed)") }
    }
  }

  private static func spoil(_ bytes: inout [UInt8], _ chance: inout Dice) {
    let place = Int.random(in: 0..<bytes.count, using: &chance)
    switch Int.random(in: 0..<4, using: &chance) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(contentsOf: Array("-99999999999999999999".utf8), at: place)
    default: bytes.removeSubrange(place...)
    }
  }

  // MARK: Internal text

  /// Finding A18: `JSONMistake(offset: 1, reason: "expected null")` stood on the screen.
  @Test(arguments: ["nul", "", "{", "[]", "{\"type\":\"event\"}", "\u{0}", "\"x\""])
  func noInternalTextIsSaidOfAMessageThatIsNone(text: String) {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.tell(Link.heard(Array(text.utf8)))
    let said = desk.model.toast?.text ?? ""
    #expect(said.hasPrefix("the desk said something I do not know: "))
    #expect(!said.contains("(") && !said.contains("JSON") && !said.contains("offset"))
  }

  @Test func noFaceOfTheAgentPutsAnErrorsOwnTextIntoASentence() throws {
    let rooms = [
      ("Sources/AgentDesk", ""), ("Sources/frontdesk", "Agent"),
      ("Sources/frontdesk", "Conversation"), ("Sources/frontdesk", "Tutorial"),
      ("Sources/frontdesk", "Lesson"),
    ]
    for (folder, beginning) in rooms {
      for name in try Repository.names(in: folder, ending: ".swift") where name.hasPrefix(beginning)
      {
        let text = try Repository.text("\(folder)/\(name)")
        for internalText in [#"\(error)"#, "String(describing:", "String(reflecting:", "dump("] {
          #expect(!text.contains(internalText), "\(name): \(internalText)")
        }
      }
    }
  }
}
