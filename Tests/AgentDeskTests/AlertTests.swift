import Desk
import Foundation
import Terminal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Nothing is missed: what rings, how loud, how often, and when it stops.
@Suite struct AlertTests {
  private static let size = Size(columns: 80, rows: 24)

  private func desk(_ change: (inout Preferences) -> Void = { _ in }) -> PaperDesk {
    var preferences = Preferences()
    change(&preferences)
    var desk = PaperDesk.morning(Self.size, preferences: preferences)
    desk.pass(.seconds(5))
    desk.effects = []
    return desk
  }

  private func kinds(_ desk: PaperDesk) -> [Alert.Kind] {
    desk.effects.compactMap { effect in
      if case .alert(let alert) = effect { return alert.kind }
      return nil
    }
  }

  /// Being handed a conversation only added a row to a list.
  @Test func beingHandedAConversationRingsAndSaysWhoAndWhy() {
    var desk = desk()
    let id = PaperDesk.id("8")
    desk.summarise(id, 1050, "Ida B.", .agent, agent: PaperDesk.maya)
    desk.happen(
      id,
      .transferred(PaperDesk.kim, .agent(PaperDesk.maya), note: "she speaks Danish"))
    #expect(desk.effects.contains(.ring) && kinds(desk) == [.handover])
    #expect(
      desk.model.toast?.text == "Kim Olsen hands “Ida B.” to you: she speaks Danish – Alt-4")
  }

  @Test func aHandoverOfLongAgoIsNoNews() {
    var desk = desk()
    let id = PaperDesk.id("8")
    desk.summarise(id, 1050, "Ida B.", .agent, agent: PaperDesk.maya)
    let at = desk.now + .seconds(-900)
    desk.hear(
      .event(
        Entry(id, seq: 1, at: at, .transferred(PaperDesk.kim, .agent(PaperDesk.maya), note: nil))))
    #expect(kinds(desk).isEmpty)
  }

  @Test func aColleaguesNoteRingsAndAMentionInsists() {
    var desk = desk()
    desk.press(.alt("1"))
    desk.effects = []
    desk.happen(PaperDesk.ana, .noted(.agent(PaperDesk.kim), "she called, too"))
    #expect(kinds(desk) == [.note])
    desk.happen(PaperDesk.ana, .noted(.agent(PaperDesk.kim), "@maya, she called again"))
    #expect(kinds(desk) == [.note, .mention])
    desk.happen(PaperDesk.ana, .noted(.agent(PaperDesk.maya), "@maya is me"))
    #expect(kinds(desk) == [.note, .mention])
  }

  @Test func whatInsistsRingsAgainEverLaterUntilItIsLookedAt() {
    var desk = desk()
    let id = PaperDesk.id("8")
    desk.summarise(id, 1050, "Ida B.", .agent, agent: PaperDesk.maya)
    desk.happen(id, .transferred(PaperDesk.kim, .agent(PaperDesk.maya), note: nil))
    #expect(DeskView(desk.model).grid().title?.text.contains("!)") == true)
    var rang: [Int] = []
    for second in 1...2000 {
      desk.effects = []
      desk.pass(.seconds(1))
      if !kinds(desk).isEmpty { rang.append(second) }
    }
    #expect(rang == [10, 40, 100, 220, 520, 1120])
    desk.happen(id, .noted(.agent(PaperDesk.kim), "@maya please"))
    desk.press(.alt("4"))
    desk.effects = []
    desk.pass(.seconds(60))
    #expect(kinds(desk).isEmpty)
    #expect(DeskView(desk.model).grid().title?.text.contains("!") == false)
  }

  @Test func escSaysHeard() {
    var desk = desk()
    desk.happen(PaperDesk.kimLee, .noted(.agent(PaperDesk.kim), "nothing"))
    desk.summarise(
      PaperDesk.omar, 1037, "Omar H.", .agent, agent: PaperDesk.maya, waited: .seconds(900),
      warning: .late)
    #expect(kinds(desk).contains(.late))
    desk.press(Key(.escape))
    desk.effects = []
    desk.pass(.seconds(600))
    #expect(kinds(desk).isEmpty)
  }

  /// In tmux as it comes, which never tells whether its window is shown, the words of the customer
  /// before one's eyes never rang.
  @Test func wordsRingWhereNobodyCanTellWhetherSomebodyLooks() {
    var desk = desk()
    desk.type("x")
    desk.effects = []
    desk.happen(PaperDesk.ana, .said(Message(.customer, "hello?")))
    #expect(kinds(desk).isEmpty)
    desk.pass(.seconds(60))
    desk.happen(PaperDesk.ana, .said(Message(.customer, "are you there?")))
    #expect(kinds(desk) == [.words])
    desk.effects = []
    desk.tell(.input(.focus(true)))
    desk.pass(.seconds(60))
    desk.happen(PaperDesk.ana, .said(Message(.customer, "ah, there you are")))
    #expect(kinds(desk).isEmpty)
    desk.tell(.input(.focus(false)))
    desk.happen(PaperDesk.ana, .said(Message(.customer, "and gone again")))
    #expect(kinds(desk) == [.words])
  }

  @Test func whatIsTakenBackFromMeRingsAndWhatIGiveAwayDoesNot() throws {
    var desk = desk()
    desk.summarise(PaperDesk.omar, 1037, "Omar H.", .waiting)
    #expect(kinds(desk) == [.unanswered])
    desk.effects = []
    desk.enter("/release")
    let order = try desk.sentCommand()
    desk.acknowledge(order, seq: 99)
    desk.summarise(PaperDesk.ana, 1042, "Ana Perez", .waiting)
    #expect(kinds(desk).isEmpty)
  }

  @Test func quietHoursShowAndDoNotRing() {
    // Saturday, ten o'clock.
    var desk = desk { $0.quietHours = Array(repeating: [], count: 5) + [[540..<660], []] }
    desk.summarise(PaperDesk.id("9"), 1050, nil, .missed)
    #expect(desk.model.toast?.text.hasSuffix("waited and found nobody") == true)
    #expect(desk.effects.isEmpty)
    desk.now = desk.now + .seconds(7200)
    desk.summarise(PaperDesk.id("0"), 1051, nil, .missed)
    #expect(kinds(desk) == [.missed])
  }

  @Test func nightsBelongToTheDayTheyBeginOn() {
    var preferences = Preferences()
    preferences.quietHours = [[1320..<1860]] + Array(repeating: [], count: 6)
    let monday = Instant(milliseconds: 1_795_392_000_000)
    #expect(preferences.isQuiet(at: monday + .seconds(23 * 3600), offset: 0))
    #expect(preferences.isQuiet(at: monday + .seconds(30 * 3600), offset: 0))
    #expect(!preferences.isQuiet(at: monday + .seconds(32 * 3600), offset: 0))
    #expect(!preferences.isQuiet(at: monday + .seconds(3600), offset: 0))
  }

  @Test(arguments: Alert.Level.allCases)
  func eachKindIsAsLoudAsItsAgentWants(level: Alert.Level) {
    var desk = desk { $0.alerts = [.missed: level] }
    let before = desk.model.toast
    desk.summarise(PaperDesk.id("9"), 1050, nil, .missed)
    #expect((desk.model.toast != before) == (level != .off))
    #expect(desk.effects.contains(.ring) == (level == .once || level == .insist))
    desk.effects = []
    desk.pass(.seconds(10))
    #expect(kinds(desk).isEmpty == (level != .insist))
  }

  @Test func howeverManyThereAreTheyAreBounded() {
    var alerts = Alerts()
    for number in 0..<500 {
      alerts.raise(Alert(kind: .words, conversation: ConversationID("c\(number)"), text: "x"))
    }
    #expect(alerts.open.count == Alerts.limit)
  }

  // MARK: The program that is called

  private func script(_ folder: Folder, _ body: String) throws -> String {
    let path = folder.path + "/hook"
    try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return path
  }

  @Test func theProgramGetsOneLineAndNoShellReadsIt() throws {
    let folder = try Folder()
    let program = try script(folder, "cat > \"$1\"")
    let herald = Herald([program, folder.path + "/said"])
    herald.call(
      Alert(
        kind: .words, conversation: PaperDesk.ana, text: "“$(touch x)” wrote: \u{1B}[2J; rm\nnow"))
    #expect(
      soon {
        herald.look()
        return (try? String(contentsOfFile: folder.path + "/said", encoding: .utf8))?.hasSuffix(
          "\n")
          ?? false
      })
    let said = try String(contentsOfFile: folder.path + "/said", encoding: .utf8)
    #expect(said.hasPrefix("words: “$(touch x)” wrote: ") && said.count { $0 == "\n" } == 1)
    #expect(!said.contains("\u{1B}"))
  }

  @Test func oneRunsAtATimeAndOneThatHangsIsEnded() throws {
    let folder = try Folder()
    let program = try script(folder, "echo begun >> \"$1\"; sleep 600")
    let herald = Herald([program, folder.path + "/runs"])
    func runs() -> Int {
      ((try? String(contentsOfFile: folder.path + "/runs", encoding: .utf8)) ?? "")
        .count { $0 == "\n" }
    }
    for number in 1...5 {
      herald.call(Alert(kind: .words, conversation: PaperDesk.ana, text: "\(number)"))
    }
    #expect(soon { runs() == 1 })
    // The first is ended after its five seconds, and the latest of the others is given its turn.
    #expect(
      soon {
        herald.look()
        return runs() == 2
      })
  }

  @Test func aProgramThatIsNotThereHurtsNobody() {
    let herald = Herald(["/nonexistent/program"])
    for _ in 0..<3 {
      herald.call(Alert(kind: .words, conversation: PaperDesk.ana, text: "hello"))
      herald.look()
    }
  }
}
