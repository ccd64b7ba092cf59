import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Other keys than the usual ones.
@Suite struct KeyChoiceTests {
  private static func mistake(_ choices: [String: String]) -> String? {
    do throws(KeyTable.Mistake) {
      _ = try KeyTable.reading(choices)
      return nil
    } catch {
      return error.text
    }
  }

  @Test func anActionIsPutOnOtherKeys() throws {
    let table = try KeyTable.reading(["take-next": "F5 Alt-j", "card": "none"])
    #expect(table.action(Key(.function(5))) == .takeNext)
    #expect(table.action(.alt("j")) == .takeNext)
    #expect(table.action(.alt("n")) == nil)
    #expect(table.keys(of: .card).isEmpty)
    #expect(table.action(.control("g")) == .palette)
  }

  @Test func twoActionsMayChangePlaces() throws {
    let table = try KeyTable.reading(["take-next": "Alt-a", "next-in-need": "Alt-n"])
    #expect(table.action(.alt("a")) == .takeNext)
    #expect(table.action(.alt("n")) == .nextInNeed)
  }

  @Test func mistakesSayWhatIsWrong() {
    #expect(
      Self.mistake(["take-nxt": "F5"])
        == "there is no action \"take-nxt\"; did you mean take-next?")
    #expect(
      Self.mistake(["take-next": "Hyper-x"])?.hasPrefix("there is no key \"Hyper-x\"") == true)
    #expect(
      Self.mistake(["take-next": "Alt-k"])
        == "Alt-k is already the key of articles; it cannot be that of take-next too")
    #expect(
      Self.mistake(["take-next": "F5", "card": "F5"])
        == "F5 is already the key of card; it cannot be that of take-next too")
    #expect(Self.mistake(["take-next": "F5 F5"]) == "F5 is named twice")
    #expect(
      Self.mistake(["take-next": "x"])
        == "x is needed for writing and cannot do anything else")
    #expect(Self.mistake(["take-next": ""]) != nil)
  }

  @Test func everyUsualKeyIsReadAsItIsWritten() {
    for key in KeyTable.rows.flatMap(\.keys) { #expect(Key(named: key.name) == key, "\(key.name)") }
  }

  @Test func aKeyIsChosenAtTheDeskAndTheHelpShowsIt() {
    var desk = PaperDesk.morning(Size(columns: 100, rows: 60))
    desk.enter("/set-key card F5")
    #expect(desk.model.toast?.text == "card: F5")
    desk.press(Key(.function(5)))
    #expect(desk.model.overlay == .card(scroll: 0))
    desk.press(Key(.escape), Key(.function(1)))
    #expect(DeskView(desk.model).grid().text().contains("F5"))
    desk.press(Key(.escape))
    desk.enter("/set-key card Alt-n")
    #expect(desk.model.toast?.text.hasPrefix("Alt-n is already the key of take-next") == true)
    #expect(desk.model.draft.editor.isEmpty)
  }
}
