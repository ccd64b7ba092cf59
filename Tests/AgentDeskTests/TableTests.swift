import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// The tables are the one source of keys and commands: they must not contradict themselves.
@Suite struct TableTests {
  @Test func noKeyMeansTwoThings() {
    let keys = KeyTable.rows.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func everyActionHasAKeyAndStandsInTheHelp() {
    for action in DeskAction.allCases {
      #expect(KeyTable.rows.contains { $0.action == action && !$0.keys.isEmpty })
    }
  }

  /// Two keys edit as long as there is something to edit, and only then do something else.
  @Test func noActionTakesAKeyFromTheEditor() {
    let shared = KeyTable.rows.filter { ![.send, .complete, .jump, .editor].contains($0.action) }
    for row in shared {
      for key in row.keys { #expect(Edit(key) == nil, "\(key.name)") }
    }
  }

  /// Finding A12: the help lacked the keys of the list and of the articles, `//` and the mouse.
  @Test func theHelpHasEverythingThatKeysDo() {
    var desk = PaperDesk.morning(Size(columns: 120, rows: 200))
    desk.press(Key(.function(1)))
    let screen = DeskView(desk.model).grid().text()
    for words in [
      "In the list", "k, j", "In the articles", "put in the whole article", "//", "Mouse", "wheel",
      "/transfer [@agent | #queue [note]]", "^G", "Alt-1 … Alt-9",
    ] {
      #expect(screen.contains(words), "\(words)")
    }
    for row in KeyTable.rows where KeyTable.place(row.action) == nil {
      #expect(screen.contains(row.meaning), "\(row.meaning)")
    }
  }

  @Test func everyExampleOfACommandCanBeRead() throws {
    for row in SlashTable.rows {
      _ = try SlashCommand.read(row.example)
      let name = row.example.dropFirst().prefix { $0 != " " }
      #expect(name == row.name, "\(row.example)")
    }
  }

  @Test func noNameOfACommandMeansTwoThings() {
    let names = SlashTable.rows.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test func everyCommandOfTheTableCanBeRead() throws {
    let examples = [
      "take": "", "next": "", "takeover": "", "open": "1", "release": "", "transfer": "@kim",
      "leave": "#billing", "sendaway": "@kim ill", "announce": "down until noon", "board": "",
      "sessions": "others",
      "return": "x",
      "resolve": "",
      "reopen": "", "note": "x", "priority": "low", "category": "x", "kb": "x", "search": "x",
      "card": "", "crm": "",
      "status": "away", "block": "24h threats", "who": "", "retry": "", "discard": "", "help": "",
      "logout": "", "quit": "", "tag": "+vip -trial", "field": "order = A-1",
      "requester": "Ana <ana@example.com>",
      "escalate": "#billing stay too hard", "hold": "2h the depot", "wake": "", "follow": "",
      "unfollow": "", "link": "parent #12", "unlink": "12", "merge": "#12",
      "split": "4 #billing", "answerall": "hello", "resolveall": "hello", "end": "",
      "macro": "refund!", "reply": "late", "decline": "at lunch", "go": "ana", "back": "",
      "eta": "20m", "accept": "", "wait": "2d the photo", "history": "", "menu": "",
      "set-key": "take-next F5", "mute": "words 2h", "password": "", "debug": "", "survey": "",
      "train": "",
      "stats": "week", "theme": "light", "upload": "~/a.png Look", "open-file": "",
      "save-file": "photo.jpg",
    ]
    for row in SlashTable.rows {
      let rest = try #require(examples[row.name], "\(row.name) has no example")
      for name in [row.name] + row.aliases { _ = try SlashCommand.read("/\(name) \(rest)") }
    }
  }

  @Test func theManualNamesEveryKeyAndCommand() {
    let manual = KeyTable.standard.manual()
    for row in SlashTable.rows { #expect(manual.contains(row.usage)) }
    #expect(manual.contains("Alt-k") && manual.contains("^N") && manual.contains("Alt-1 … Alt-9"))
  }

  @Test func everyExampleOfTheManualIsUnderstood() {
    var desk = ScriptDesk(nil, chance: .seeded(1), at: PaperDesk.ten)
    let welcome = ServerFrame.welcome(
      Welcome(
        epoch: "e", .agent(PaperDesk.maya, role: .agent), token: nil, time: PaperDesk.ten,
        textLimit: 4000))
    let examples = AgentManual.scripts.split(separator: "\n").filter { $0.hasPrefix("{") }
    #expect(examples.count > 20)
    for (place, example) in examples.enumerated() {
      let effects = desk.read(Array(example.utf8), at: PaperDesk.ten)
      let complaint = effects.first { effect in
        guard case .print(let bytes) = effect else { return false }
        return String(decoding: bytes, as: UTF8.self).contains("\"failed\"")
      }
      #expect(complaint == nil, "\(example)")
      guard place == 0 else { continue }
      _ = desk.update(.connected, at: PaperDesk.ten)
      _ = desk.update(.received(welcome), at: PaperDesk.ten)
      for number in [1042, 1043] as [Int64] {
        _ = desk.update(.received(.summary(Self.waiting(number))), at: PaperDesk.ten)
      }
      _ = desk.update(.received(.watching), at: PaperDesk.ten)
    }
  }

  private static func waiting(_ number: Int64) -> Summary {
    Summary(
      conversation: Identifier("w0JX3yVb8mZ2kQ5tR7\(number)"), number: number, stage: .waiting,
      queue: Identifier("orders"), priority: .normal, category: nil, customerName: nil, email: nil,
      language: "en", subject: "", agent: nil, owed: .person(since: PaperDesk.ten),
      lastText: "", lastBy: nil, lastAt: PaperDesk.ten, seq: 3)
  }

  @Test func timesAreShownInAFewColumns() {
    #expect(Times.wait(.seconds(48)) == "0:48")
    #expect(Times.wait(.seconds(3599)) == "59:59")
    #expect(Times.wait(.seconds(7500)) == "2h05")
    #expect(Times.wait(.seconds(86_400 * 3)) == "3d")
    #expect(Times.wait(.seconds(-5)) == "0:00")
    #expect(Times.clock(PaperDesk.ten, offset: 3600) == "11:00")
    #expect(Times.day(PaperDesk.ten, offset: 0) == "Sat 21 Nov")
  }
}
