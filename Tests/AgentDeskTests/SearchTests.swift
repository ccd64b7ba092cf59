import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Finding what was said from the terminal.
struct SearchTests {
  static let page = Reply.Page(
    hits: [
      Reply.Hit(
        Identifier("w0JX3yVb8mZ2kQ5tR7uN1A"), number: 1042, seq: 7, .words,
        at: PaperDesk.ten, by: .customer, text: "Where is my refund?", marks: [12..<18]),
      Reply.Hit(
        Identifier("w0JX3yVb8mZ2kQ5tR7uN1A"), number: 1042, seq: 9, .note, at: PaperDesk.ten,
        by: .agent(PaperDesk.kim), text: "the refund is booked", marks: [4..<10]),
      Reply.Hit(
        Identifier("w0JX3yVb8mZ2kQ5tR7uN1A"), number: 1042, seq: 1, .ticket, at: PaperDesk.ten,
        by: nil, text: "My refund · Anna", marks: [3..<9]),
    ], next: "88", isComplete: true, behind: 3)

  @Test func aSearchIsAskedAndListed() throws {
    var desk = PaperDesk()
    desk.effects = []
    desk.enter("/search refund from:anna")
    let question = try desk.asked()
    #expect(question.subject == .search("refund from:anna"))
    desk.hear(.answer(question.id, .found(Self.page)))
    #expect(Self.finding(desk)?.hits == Self.page.hits)
    desk.press(Key(.escape))
    #expect(desk.model.overlay == nil)
    // One that comes too late opens nothing.
    desk.hear(.answer(question.id, .found(Self.page)))
    #expect(desk.model.overlay == nil)
  }

  private static func finding(_ desk: PaperDesk) -> Finding? {
    if case .found(let finding)? = desk.model.overlay { return finding }
    return nil
  }

  @Test func aMistakeIsSaidWhereTheWordsAreAndTheyStayToBeMended() throws {
    var desk = PaperDesk()
    desk.effects = []
    desk.enter("/search agnt:maya")
    let question = try desk.asked()
    desk.hear(
      .refused(
        Refusal(.invalid, "column 1: there is no filter \"agnt:\""),
        Refused(.ask, id: question.id)))
    #expect(Self.finding(desk)?.failure?.contains("no filter") == true)
    desk.press(Key(.backspace))
    desk.pass(.seconds(1))
    #expect(try desk.asked().subject == .search("agnt:may"))
    #expect(Self.finding(desk)?.failure == nil)
  }

  /// Finding S7: what was said last month is found, and read where it was said.
  @Test func whatWasFoundIsOpenedAtItsWords() throws {
    var desk = PaperDesk(Size(columns: 80, rows: 24))
    desk.hear(.watching)
    desk.enter("/search refund")
    let question = try desk.asked()
    desk.hear(.answer(question.id, .found(Self.page)))
    desk.press(Key(.enter))
    let asked = try desk.asked()
    let id = Self.page.hits[0].conversation
    #expect(asked.subject == .conversation(id))
    #expect(desk.model.current == nil)
    desk.hear(.answer(asked.id, .conversation(Self.resolved(id, 1042))))
    #expect(desk.model.current == id)
    for place in 1...60 { desk.happen(id, .said(Message(.customer, "word number \(place)."))) }
    desk.catchUp(id)
    let screen = DeskView(desk.model).grid().text()
    #expect(screen.contains("word number 7."))
    #expect(!screen.contains("word number 60."))
  }

  @Test func fromTheLastOneTheNextPageIsAskedFor() throws {
    var desk = PaperDesk()
    desk.enter("/search refund")
    let question = try desk.asked()
    desk.hear(.answer(question.id, .found(Self.page)))
    desk.press(Key(.down), Key(.down))
    #expect(desk.questions().isEmpty)
    desk.press(Key(.down))
    let next = try desk.asked()
    #expect(next.subject == .search("refund", after: "88"))
    desk.hear(.answer(next.id, .found(Self.page)))
    #expect(Self.finding(desk)?.hits.count == 6)
  }

  private static func resolved(_ id: ConversationID, _ number: Int64) -> Summary {
    Summary(
      conversation: id, number: number, stage: .resolved, queue: nil, priority: .normal,
      category: nil, customerName: "Anna", email: "anna@example.com", language: "en",
      subject: "My refund", agent: PaperDesk.kim, owed: .nobody, lastText: "Thanks",
      lastBy: .customer, lastAt: PaperDesk.ten, seq: 60)
  }

  /// Finding S7: `/open #2` said "is not waiting and not yours" of everything else.
  @Test func anyTicketIsOpenedByItsNumber() throws {
    var desk = PaperDesk()
    desk.hear(.watching)
    desk.enter("/open #1042")
    let question = try desk.asked()
    #expect(question.subject == .search("#1042", limit: 1))
    desk.hear(.answer(question.id, .found(Self.page)))
    let asked = try desk.asked()
    let id = Self.page.hits[0].conversation
    desk.hear(.answer(asked.id, .conversation(Self.resolved(id, 1042))))
    #expect(desk.model.current == id)
  }

  @Test func aTicketThatMayNotBeReadIsSaidToBeNone() throws {
    var desk = PaperDesk()
    desk.enter("/open #7")
    let question = try desk.asked()
    let nothing = Reply.Page(hits: [], next: nil, isComplete: true, behind: 0)
    desk.hear(.answer(question.id, .found(nothing)))
    #expect(desk.model.current == nil)
    #expect(desk.model.toast?.text == "there is no ticket #7 that you may read")
  }

  @Test func theCustomersOtherConversationsAreListedAndOpened() throws {
    var desk = PaperDesk.morning(Size(columns: 100, rows: 24))
    desk.enter("/history")
    let question = try desk.asked()
    #expect(question.subject == .past(PaperDesk.ana))
    let id = PaperDesk.id("p")
    desk.hear(
      .answer(
        question.id,
        .past([
          Reply.Past(
            id, number: 977, started: PaperDesk.ten, stage: .closed, category: "refunds",
            agent: "kim", subject: "Where is it", score: 5)
        ])))
    let screen = DeskView(desk.model).grid().text()
    #expect(screen.contains("#977  2026-11-21  closed"))
    #expect(screen.contains("refunds, with kim, rated 5 of 5, Where is it"))
    #expect(screen.contains("search for ana@example.com"))
    desk.press(Key(.enter))
    let asked = try desk.asked()
    #expect(asked.subject == .conversation(id))
    // Whoever writes by the time it comes keeps the screen.
    desk.type("Hello")
    desk.hear(.answer(asked.id, .conversation(Self.resolved(id, 977))))
    #expect(desk.model.current == PaperDesk.ana)
    #expect(desk.model.toast?.text == "#977 may be read: /open #977 shows it")
  }

  /// Finding A8: the list of what is done was empty after every restart.
  @Test func whatWasDoneBeforeARestartIsListed() throws {
    var desk = PaperDesk(Size(columns: 80, rows: 24))
    desk.effects = []
    desk.hear(.watching)
    let question = try desk.asked()
    #expect(question.subject == .search("agent:me state:solved OR state:closed", limit: 10))
    desk.hear(.answer(question.id, .found(Self.page)))
    let asked = try desk.asked()
    let mine = Summary(
      conversation: Self.page.hits[0].conversation, number: 1042, stage: .resolved, queue: nil,
      priority: .normal, category: nil, customerName: "Anna", email: nil, language: "en",
      subject: "My refund", agent: PaperDesk.maya, owed: .nobody, lastText: "Thanks",
      lastBy: .customer, lastAt: PaperDesk.ten, seq: 60)
    desk.hear(.answer(asked.id, .conversation(mine)))
    #expect(desk.model.floor.done.map(\.number) == [1042])
    #expect(desk.model.current == nil)
  }

  private static func answered(_ page: Reply.Page) -> Finding {
    var finding = Finding("refund", at: PaperDesk.ten)
    finding.take(page)
    return finding
  }

  @Test func theListTellsWhereWhenAndWhoAndWhatElseThereIs() {
    let listing = FoundListing(Self.answered(Self.page), offset: 3600)
    #expect(
      listing.hits.map(\.head) == [
        "#1042 Sat 21 Nov 11:00 customer", "#1042 Sat 21 Nov 11:00 note by Kim Olsen",
        "#1042 Sat 21 Nov 11:00 ticket",
      ])
    #expect(listing.ending.count == 2)
    let empty = Reply.Page(hits: [], next: nil, isComplete: true, behind: 0)
    #expect(FoundListing(Self.answered(empty), offset: 0).ending == ["nothing was found"])
  }
}
