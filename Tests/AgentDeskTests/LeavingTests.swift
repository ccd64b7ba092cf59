import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Words wait a moment before they leave, and nothing that waits is lost or sent behind one's back.
@Suite struct LeavingTests {
  private static let size = Size(columns: 80, rows: 24)

  private func desk() -> PaperDesk {
    var preferences = Preferences()
    preferences.undoSend = .seconds(5)
    preferences.asks = true
    return PaperDesk.morning(Self.size, preferences: preferences)
  }

  private func drafts(_ desk: PaperDesk) -> [StoredDraft] {
    desk.effects.reduce(into: []) { last, effect in
      if case .saveDrafts(let drafts) = effect { last = drafts }
    }
  }

  @Test func wordsLeaveAfterFiveSecondsAndNotBefore() {
    var desk = desk()
    desk.enter("Hello Ana")
    #expect(desk.sentCommands().isEmpty)
    #expect(DeskView(desk.model).grid().text().contains("leaves in 5 s"))
    desk.pass(.milliseconds(4_900))
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.deadline <= desk.now + .milliseconds(100))
    desk.pass(.milliseconds(100))
    let sent = desk.sentCommands()
    #expect(sent.map(\.command) == [.say("Hello Ana")])
    #expect(sent.first?.seen == desk.model.transcript?.seq)
  }

  /// A day over a slow line ended so: the desk had it all while the question still stood.
  @Test func whatHasLeftWhileItIsAskedAboutNeedsNoAnswer() throws {
    var desk = desk()
    desk.enter("/release")
    let order = try desk.sentCommand()
    desk.enter("/quit")
    guard case .ask? = desk.model.overlay else {
      Issue.record("leaving with an order on its way asks")
      return
    }
    desk.acknowledge(order, seq: 99)
    #expect(desk.effects.contains(.quit))
  }

  @Test func altZTakesThemBackBeforeWhatWasWrittenSince() {
    var desk = desk()
    desk.enter("Hello Bo")
    desk.type("and more")
    desk.press(.alt("z"))
    #expect(desk.model.draft.editor.text == "Hello Bo\nand more")
    desk.pass(.seconds(10))
    #expect(desk.sentCommands().isEmpty)
    desk.press(.alt("z"))
    #expect(desk.model.toast?.text == "nothing waits to leave")
  }

  @Test func theyAreTakenBackFromAnotherConversationToo() {
    var desk = desk()
    desk.enter("Hello Ana")
    desk.press(.alt("1"))
    desk.press(.alt("z"))
    #expect(desk.model.current == PaperDesk.omar && desk.model.draft.editor.isEmpty)
    #expect(desk.model.drafts[PaperDesk.ana]?.editor.text == "Hello Ana")
    #expect(desk.model.toast?.text == "taken back; your words for “Ana Perez” are in the input")
  }

  /// What the customer must not read is not sent because words come back to it.
  @Test func whatComesBackIntoANoteStaysInside() {
    var desk = desk()
    desk.enter("Hello Ana")
    desk.press(.control("n"))
    desk.type("she is angry")
    desk.press(.alt("z"))
    #expect(desk.model.draft.isNote && desk.model.draft.editor.text == "she is angry\nHello Ana")
  }

  @Test func aCrashLeavesThemAsADraft() {
    var desk = desk()
    desk.enter("Hello Ana")
    #expect(
      drafts(desk) == [
        StoredDraft(conversation: PaperDesk.ana, text: "Hello Ana", isNote: false)
      ])
    desk.pass(.seconds(5))
    #expect(drafts(desk).isEmpty)
  }

  @Test func whatEndsTheTalkIsSentBehindTheWordsNotBeforeThem() {
    var desk = desk()
    desk.enter("Good bye")
    desk.enter("/note she was glad")
    #expect(desk.sentCommands().map(\.command) == [.note("she was glad")])
    desk.enter("/resolve")
    #expect(desk.sentCommands().map(\.command) == [.say("Good bye"), .resolve])
    desk.pass(.seconds(10))
    #expect(desk.sentCommands().isEmpty)
  }

  @Test func aColleagueWhoAnswersMeanwhileHoldsThemBack() {
    var desk = desk()
    desk.enter("It is on its way")
    desk.happen(PaperDesk.ana, .said(Message(.agent(PaperDesk.kim), "It was lost, I am sorry")))
    #expect(desk.model.draft.editor.text == "It is on its way")
    #expect(
      desk.model.toast?.text
        == "Kim Olsen answered first: “It was lost, I am sorry”; your words are in the input")
    desk.pass(.seconds(10))
    #expect(desk.sentCommands().isEmpty)
  }

  @Test func theDesksRefusalForThatPutsThemBackToo() throws {
    var desk = desk()
    desk.enter("It is on its way")
    desk.pass(.seconds(5))
    let order = try desk.sentCommand()
    desk.hear(.nack(order.cid, Refusal(.answeredFirst, "Kim answered first: “It was lost”")))
    #expect(desk.model.draft.editor.text == "It is on its way")
    #expect(desk.model.line.outgoing.isEmpty)
    #expect(desk.model.toast?.text.contains("It was lost") == true)
  }

  @Test func whatIsNotMineAnyMoreIsNotSent() {
    var desk = desk()
    desk.enter("Hello Ana")
    desk.happen(PaperDesk.ana, .transferred(PaperDesk.maya, .agent(PaperDesk.kim), note: nil))
    desk.pass(.seconds(6))
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.draft.editor.text == "Hello Ana")
  }

  // MARK: Leaving and coming back

  /// Quitting said nothing; the words went out at the next start, perhaps the next day.
  @Test func leavingWithWordsThatHaveNotLeftAsks() {
    var desk = desk()
    desk.tell(.disconnected(code: nil))
    desk.enter("still here")
    desk.pass(.seconds(5))
    desk.enter("/quit")
    #expect(!desk.effects.contains(.quit))
    let text = DeskView(desk.model).grid().text()
    #expect(text.contains("1 has not left yet") && text.contains("still here"))
    // A key that was on its way is no answer.
    desk.press(Key(.enter))
    #expect(!desk.effects.contains(.quit))
    desk.pass(.seconds(1))
    desk.press(Key(.escape))
    #expect(desk.model.overlay == nil && !desk.effects.contains(.quit))
    desk.enter("/quit")
    desk.pass(.seconds(1))
    desk.press(Key(.delete))
    #expect(desk.effects.contains(.quit))
  }

  @Test func whoSaysSendLeavesWhenTheDeskHasIt() throws {
    var desk = desk()
    desk.enter("Hello Ana")
    desk.enter("/quit")
    desk.pass(.seconds(1))
    desk.press(Key(.enter))
    #expect(!desk.effects.contains(.quit))
    let order = try desk.sentCommand()
    desk.acknowledge(order, seq: 99)
    #expect(desk.effects.contains(.quit))
  }

  @Test func yesterdaysWordsAreAskedAbout() {
    func left(_ age: Duration, _ desk: PaperDesk) -> Outgoing {
      let name = CommandID("c-0123456789abcdef")!
      let at = desk.now + .milliseconds(-age.milliseconds)
      return Outgoing(Order(name, PaperDesk.ana, .say("see you")), at: at)
    }
    var fresh = desk()
    fresh.tell(.restored([left(.seconds(20), fresh)], []))
    #expect(fresh.sentCommands().map(\.command) == [.say("see you")])

    var old = desk()
    old.tell(.restored([left(.seconds(80_000), old)], []))
    #expect(old.sentCommands().isEmpty)
    #expect(DeskView(old.model).grid().text().contains("1 of last time was not sent"))
    old.pass(.seconds(1))
    old.type("x")
    #expect(old.sentCommands().isEmpty && old.model.draft.editor.isEmpty)
    old.press(Key(.delete))
    // It may have come through: the desk is asked to leave it be, and says what became of it.
    let sent = old.sentCommands()
    #expect(sent.map(\.isWithdrawn) == [true])
    #expect(old.model.draft.editor.text == "see you")

    var sure = desk()
    sure.tell(.restored([left(.seconds(80_000), sure)], []))
    sure.pass(.seconds(1))
    sure.press(Key(.enter))
    #expect(sure.sentCommands().map(\.isWithdrawn) == [false])
  }

  // MARK: What is refused

  /// A refused transfer lost the note that was typed with it.
  @Test func aRefusedCommandComesBackAsItWasTyped() throws {
    var desk = desk()
    desk.enter("/transfer @kim she speaks Danish")
    let order = try desk.sentCommand()
    desk.hear(.nack(order.cid, Refusal(.nobodyThere, "Kim is away")))
    #expect(desk.model.draft.editor.text == "/transfer @kim she speaks Danish")
    #expect(desk.model.toast?.text == "transfer: Kim is away")
  }
}
