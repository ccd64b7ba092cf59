import Terminal
import Testing

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

  @Test func noActionTakesAKeyFromTheEditor() {
    let shared = KeyTable.rows.filter { $0.action != .send && $0.action != .complete }
    for row in shared {
      for key in row.keys { #expect(Edit(key) == nil, "\(key.name)") }
    }
  }

  @Test func everyCommandOfTheTableCanBeRead() throws {
    let examples = [
      "take": "", "next": "", "open": "1", "release": "", "transfer": "@kim", "resolve": "",
      "reopen": "", "note": "x", "priority": "low", "category": "x", "kb": "x", "card": "",
      "status": "away", "who": "", "retry": "", "discard": "", "help": "", "logout": "", "quit": "",
    ]
    for row in SlashTable.rows {
      let rest = try #require(examples[row.name], "\(row.name) has no example")
      for name in [row.name] + row.aliases { _ = try SlashCommand.read("/\(name) \(rest)") }
    }
  }

  @Test func theManualNamesEveryKeyAndCommand() {
    let manual = KeyTable.manual()
    for row in SlashTable.rows { #expect(manual.contains(row.usage)) }
    #expect(manual.contains("Alt-k") && manual.contains("^N") && manual.contains("Alt-1 … Alt-9"))
  }

  @Test func timesAreShownInAFewColumns() {
    #expect(Times.wait(.seconds(48)) == "0:48")
    #expect(Times.wait(.seconds(3599)) == "59:59")
    #expect(Times.wait(.seconds(7500)) == "2h05")
    #expect(Times.wait(.seconds(86_400 * 3)) == "3d")
    #expect(Times.wait(.seconds(-5)) == "0:00")
    #expect(Times.clock(Rehearsal.ten, offset: 3600) == "11:00")
    #expect(Times.day(Rehearsal.ten, offset: 0) == "Sat 21 Nov")
  }
}
