import Desk
import Foundation
import Terminal
import Testing
import Wire

@testable import AgentDesk

@Suite struct DeskModelTests {
  private static let size = Size(columns: 80, rows: 24)

  @Test func altNTakesWhoeverShouldBeAnsweredFirstAndOpensIt() throws {
    var desk = PaperDesk()
    desk.fillQueue()
    desk.hear(.watching)
    desk.press(.alt("n"))
    let order = try desk.sentCommand()
    // Whom, the desk says: what the screen shows of its line may be old.
    #expect(order.command == .take && order.conversation == nil)
    #expect(desk.model.current == nil)
    desk.acknowledge(order, seq: 9, in: PaperDesk.id("1"))
    #expect(desk.model.current == PaperDesk.id("1"))
  }

  @Test func aLostRaceSaysWhoWon() throws {
    var desk = PaperDesk()
    desk.fillQueue()
    desk.press(.alt("n"))
    let order = try desk.sentCommand()
    desk.hear(.nack(order.cid, Refusal(.alreadyTaken, "Kim has this conversation")))
    #expect(desk.model.toast?.text == "take: Kim has this conversation")
    #expect(desk.model.current == nil)
  }

  @Test func enterSendsWhatWasWrittenAndShowsItUntilItIsInTheRecord() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("Hello 👨‍👩‍👧")
    let order = try desk.sentCommand()
    #expect(order.command == .say("Hello 👨‍👩‍👧"))
    #expect(desk.model.draft.editor.isEmpty)
    #expect(DeskView(desk.model).grid().text().contains(" you      Hello"))
    #expect(DeskView(desk.model).grid().text().contains("sent…"))
    let seq = try #require(desk.model.transcript?.conversation.seq) + 1
    desk.acknowledge(order, seq: seq)
    #expect(DeskView(desk.model).grid().text().contains("Hello"))
    desk.happen(PaperDesk.ana, .said(Message(.agent(PaperDesk.maya), "Hello 👨‍👩‍👧")))
    #expect(desk.model.line.outgoing.isEmpty)
    #expect(DeskView(desk.model).grid().text().components(of: "Hello 👨") == 1)
  }

  @Test func anUnknownCommandIsNeverSentAndNamesItsNeighbour() {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/trasnfer #billing")
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.toast?.text == "there is no /trasnfer; did you mean /transfer?")
    #expect(desk.model.draft.editor.text == "/trasnfer #billing")
  }

  @Test func twoSlashesSayOne() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("//help is a path")
    let order = try desk.sentCommand()
    #expect(order.command == .say("/help is a path"))
  }

  @Test func aNoteIsSentAsANoteAndTheNextWordsAreAReplyAgain() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.control("n"))
    desk.enter("depot says hold")
    desk.enter("Hello")
    #expect(desk.sentCommands().map(\.command) == [.note("depot says hold"), .say("Hello")])
  }

  @Test func wordsToSomebodyElsesCustomerAreNotSent() {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/open 2")
    #expect(desk.model.current == PaperDesk.id("2"))
    desk.enter("Hello")
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.draft.editor.text == "Hello")
  }

  @Test(arguments: [
    (
      "/transfer #billing wants money",
      Command.transfer(to: .queue(Identifier("billing")), note: "wants money")
    ),
    ("/transfer @kim", .transfer(to: .agent(Identifier("kim")), note: nil)),
    ("/release", .release), ("/close", .resolve), ("/resolve", .resolve), ("/reopen", .reopen),
    ("/note depot", .note("depot")), ("/priority high", .prioritise(.high)),
    ("/category order", .categorise("order")), ("/take 3", .take), ("/take #1033", .take),
  ])
  func aCommandIsWhatItSays(text: String, deed: Command) throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter(text)
    #expect(desk.sentCommands().map(\.command) == [deed])
  }

  @Test(arguments: ["/transfer kim", "/priority soon", "/note", "/status gone", "/take x"])
  func aCommandUsedWronglySaysHowItIsUsed(text: String) {
    var desk = PaperDesk.morning(Self.size)
    desk.enter(text)
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.toast?.text.contains("is used so: ") ?? false)
  }

  @Test func controlCClearsFirstAndLeavesOnlyWhenPressedTwiceOnNothing() {
    var desk = PaperDesk.morning(Self.size)
    desk.type("half a thought")
    desk.press(.control("c"))
    #expect(desk.model.draft.editor.isEmpty)
    desk.press(.control("_"))
    #expect(desk.model.draft.editor.text == "half a thought")
    desk.press(.control("c"), .control("c"))
    #expect(!desk.effects.contains(.quit))
    desk.pass(.seconds(4))
    desk.press(.control("c"))
    #expect(!desk.effects.contains(.quit))
    desk.press(.control("c"))
    #expect(desk.effects.contains(.quit))
  }

  @Test func aPasteOfManyLinesIsAskedAboutAndNeverSentByItself() {
    var desk = PaperDesk.morning(Self.size)
    desk.tell(.input(.paste("a\nb\nc", isCut: false)))
    #expect(desk.model.draft.editor.text == "a\nb\nc")
    desk.press(.control("c"))
    desk.tell(.input(.paste("1\n2\n3\n4", isCut: false)))
    #expect(desk.model.overlay == .paste("1\n2\n3\n4", lines: 4))
    desk.press(Key(.escape))
    #expect(desk.model.draft.editor.isEmpty)
    desk.tell(.input(.paste("1\n2\n3\n4", isCut: false)))
    desk.press(Key(.enter))
    #expect(desk.model.draft.editor.text == "1\n2\n3\n4")
    #expect(desk.sentCommands().isEmpty)
  }

  @Test func everyConversationHasItsOwnDraftAndAllAreSaved() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.type("for Ana")
    desk.press(.alt("1"))
    #expect(desk.model.current == PaperDesk.omar)
    desk.type("for Omar")
    desk.press(.control("n"))
    desk.pass(.seconds(2))
    let saved = desk.effects.compactMap { effect in
      if case .saveDrafts(let drafts) = effect { return drafts }
      return nil
    }
    #expect(
      saved.last == [
        StoredDraft(conversation: PaperDesk.ana, text: "for Ana", isNote: false),
        StoredDraft(conversation: PaperDesk.omar, text: "for Omar", isNote: true),
      ])
    desk.press(.alt("3"))
    #expect(desk.model.draft.editor.text == "for Ana" && !desk.model.draft.isNote)
  }

  @Test func refusedWordsStayAndGoAgainUnderANewName() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("Hello")
    let order = try desk.sentCommand()
    desk.hear(.nack(order.cid, Refusal(.notYours, "Kim has this")))
    #expect(DeskView(desk.model).grid().text().contains("not sent: Kim has this"))
    desk.enter("/retry")
    let again = try desk.sentCommand()
    #expect(again.command == .say("Hello") && again.cid != order.cid)
    desk.hear(.nack(again.cid, Refusal(.notYours, "Kim has this")))
    desk.enter("/discard")
    #expect(desk.model.line.outgoing.isEmpty)
  }

  @Test func aCustomerElsewhereRingsAndIsMarkedUnread() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.alt("1"))
    desk.catchUp(PaperDesk.omar)
    desk.pass(.seconds(5))
    desk.effects = []
    desk.happen(PaperDesk.ana, .said(Message(.customer, "are you there?")))
    #expect(desk.effects.contains(.ring))
    #expect(desk.model.toast?.text == "“Ana Perez” wrote: are you there?")
    let summary = try #require(desk.model.floor.summary(PaperDesk.ana))
    #expect(desk.model.unread(summary) == 1)
    #expect(DeskView(desk.model).grid().title?.text == "(8) frontdesk")
    // Who waits longest comes first, whoever wrote last.
    desk.press(.alt("a"))
    #expect(desk.model.current == PaperDesk.kimLee)
    desk.press(.alt("a"))
    #expect(desk.model.current == PaperDesk.ana)
    #expect(desk.model.unread(summary) == 0)
    #expect(DeskView(desk.model).grid().text().contains("─ new ─"))
  }

  /// What an agent is about to forget rings, and so does who was missed.
  @Test func anAnswerThatIsNearlyLateAndWhoWasMissedRing() {
    var desk = PaperDesk.morning(Self.size)
    desk.pass(.seconds(5))
    desk.effects = []
    desk.summarise(
      PaperDesk.omar, 1037, "Omar H.", .agent, agent: PaperDesk.maya, waited: .seconds(480),
      warning: .near)
    #expect(desk.effects.contains(.ring))
    #expect(desk.model.toast?.text == "#1037 “Omar H.” has waited long for your answer")
    desk.pass(.seconds(5))
    desk.effects = []
    desk.summarise(PaperDesk.id("9"), 1050, nil, .missed)
    #expect(desk.effects.contains(.ring))
    desk.press(.alt("a"), .alt("a"))
    #expect(desk.model.current != nil)
  }

  /// Live Helper Chat's accept time-outs ran while nothing on the screen told of them.
  @Test func whatIsOfferedRingsCountsDownAndIsDeclinedFromAnywhere() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.effects = []
    let offered = PaperDesk.id("8")
    desk.summarise(
      offered, 1050, "Ida B.", .waiting, waited: .seconds(12),
      offer: .init(to: PaperDesk.maya, until: desk.now + .seconds(30)))
    #expect(desk.effects.contains(.ring))
    #expect(desk.model.toast?.text.contains("#1050 “Ida B.” is offered to you for 0:30") == true)
    let summary = try #require(desk.model.floor.summary(offered))
    func row() -> String {
      ListRows(model: desk.model, glyphs: .lines, width: 40).waiting(summary, 3, isTall: false)
        .flatMap { $0.styled.spans.map(\.text.text) }.joined()
    }
    #expect(row().contains("for you") && row().contains("0:30"))
    desk.pass(.seconds(10))
    #expect(row().contains("0:20"))
    desk.effects = []
    desk.type("/decline at lunch")
    desk.press(Key(.enter))
    let order = try #require(desk.sentCommands().last)
    #expect(order.command == .decline(reason: "at lunch") && order.conversation == offered)
  }

  @Test func anArticleIsInsertedNotSent() {
    var desk = PaperDesk.morning(Self.size)
    desk.type("See: ")
    desk.press(.alt("k"))
    guard case .articles(let search)? = desk.model.overlay, let question = search.question else {
      Issue.record("\(String(describing: desk.model.overlay))")
      return
    }
    #expect(
      desk.effects.contains(
        .line(.send(.ask(Question(id: question, .articles("It was due last Friday :(")))))))
    let found = Reply.Found(
      article: Identifier("customs"), title: "Customs", excerpt: "Five days.", score: 90)
    desk.hear(.answer("other", .articles([])))
    desk.hear(.answer(question, .articles([found])))
    desk.press(Key(.enter))
    #expect(desk.model.overlay == nil)
    #expect(desk.model.draft.editor.text == "See: Customs\nFive days.")
    #expect(desk.sentCommands().isEmpty)
  }

  @Test func typingIsToldAtMostEveryThreeSecondsAndNeverForNotes() {
    var desk = PaperDesk.morning(Self.size)
    desk.type("hello")
    let told = desk.effects.count { $0 == .line(.send(.typing(PaperDesk.ana))) }
    #expect(told == 1)
    desk.pass(.seconds(4))
    desk.press(.control("n"))
    desk.effects = []
    desk.type("internal")
    #expect(!desk.effects.contains(.line(.send(.typing(PaperDesk.ana)))))
  }

  @Test func aConversationTakenAwayIsNoLongerMine() {
    var desk = PaperDesk.morning(Self.size)
    desk.happen(
      PaperDesk.ana, .transferred(PaperDesk.maya, .agent(PaperDesk.kim), note: nil))
    desk.summarise(PaperDesk.ana, 1042, "Ana Perez", .agent, agent: PaperDesk.kim)
    #expect(!desk.model.isMine(PaperDesk.ana))
    #expect(!desk.model.floor.mine(desk.model.me).contains { $0.conversation == PaperDesk.ana })
    #expect(DeskView(desk.model).grid().text().contains("with Kim Olsen: ^N"))
  }

  @Test func conversationsThatEndedWhileWeWereAwayLeaveTheList() {
    var desk = PaperDesk.morning(Self.size)
    desk.tell(.disconnected(code: 1006))
    desk.press(.alt("r"))
    desk.comeOnline()
    desk.summarise(PaperDesk.ana, 1042, "Ana Perez", .agent, agent: PaperDesk.maya)
    desk.hear(.watching)
    #expect(desk.model.floor.queue.isEmpty)
    #expect(desk.model.floor.mine(desk.model.me).map(\.conversation) == [PaperDesk.ana])
  }

  @Test func howeverManyWaitMineStayInSight() {
    var desk = PaperDesk.morning(Self.size)
    for number in 2000..<2200 as Range<Int64> {
      let id = ConversationID(String(repeating: "q", count: 18) + "\(number)")
      desk.summarise(id, number, "Guest \(number)", .waiting, waited: .seconds(number - 1990))
    }
    let text = DeskView(desk.model).grid().text()
    #expect(text.contains("QUEUE 207") && text.contains("MINE 3") && text.contains("Ana Perez"))
    #expect(text.contains("more …"))
    desk.press(Key(.tab, .shift))
    for _ in 0..<60 { desk.press(Key(.up)) }
    let place = desk.model.floor.queue.firstIndex { $0.conversation == desk.model.selected }
    #expect(DeskView(desk.model).grid().text().contains("\((place ?? -1) + 1) "))
    #expect(DeskView(desk.model).grid().text().contains("MINE 3"))
  }

  @Test func scrollingStopsAtTheOldestWordsAndComesBackAtOnce() {
    var desk = PaperDesk.morning(Self.size)
    desk.type(" ")
    for _ in 0..<50 { desk.press(Key(.pageUp)) }
    #expect(!desk.model.isAtEnd)
    #expect(DeskView(desk.model).grid().text().contains("ticket #1042 began"))
    desk.press(Key(.pageDown), Key(.pageDown))
    #expect(desk.model.isAtEnd)
  }

  @Test func whyTheDeskCannotBeReachedIsSaid() {
    var desk = PaperDesk(isOnline: false)
    desk.tell(.disconnected(code: nil, why: "connection refused"))
    #expect(DeskView(desk.model).grid().text().contains("connection refused"))
  }

  @Test func wordsWrittenOfflineAreKeptAndSentOnceOnReturn() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.tell(.disconnected(code: nil))
    desk.enter("still here")
    #expect(desk.sentCommands().isEmpty)
    #expect(DeskView(desk.model).grid().text().contains("1 to be sent"))
    desk.press(.alt("r"))
    desk.comeOnline()
    #expect(desk.sentCommands().map(\.command) == [.say("still here")])
  }
}

extension String {
  func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.range(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
