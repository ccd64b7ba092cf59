import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Finding what was said from the terminal.
struct SearchTests {
  private static let page = Reply.Page(
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

  private func asked(_ desk: PaperDesk) -> Question? {
    for case .line(.send(.ask(let question))) in desk.effects { return question }
    return nil
  }

  @Test func aSearchIsAskedAndListed() throws {
    var desk = PaperDesk()
    desk.effects = []
    desk.enter("/search refund from:anna")
    let question = try #require(asked(desk))
    #expect(question.subject == .search("refund from:anna"))
    #expect(desk.model.overlay == .found(nil, scroll: 0))
    desk.hear(.answer(question.id, .found(Self.page)))
    #expect(desk.model.overlay == .found(Self.page, scroll: 0))
    desk.press(Key(.escape))
    #expect(desk.model.overlay == nil)
    // One that comes too late opens nothing.
    desk.hear(.answer(question.id, .found(Self.page)))
    #expect(desk.model.overlay == nil)
  }

  @Test func aMistakeIsSaidAndClosesTheList() throws {
    var desk = PaperDesk()
    desk.effects = []
    desk.enter("/search agnt:maya")
    let question = try #require(asked(desk))
    desk.hear(
      .refused(
        Refusal(.invalid, "column 1: there is no filter \"agnt:\""),
        Refused(.ask, id: question.id)))
    #expect(desk.model.overlay == nil)
    #expect(desk.model.toast?.text.contains("no filter") == true)
  }

  @Test func theListTellsWhereWhenAndWhoAndWhatElseThereIs() {
    let listing = FoundListing(Self.page, offset: 3600)
    #expect(
      listing.hits.map(\.head) == [
        "#1042 Sat 21 Nov 11:00 customer", "#1042 Sat 21 Nov 11:00 note by Kim Olsen",
        "#1042 Sat 21 Nov 11:00 ticket",
      ])
    #expect(listing.ending.count == 2)
    let empty = Reply.Page(hits: [], next: nil, isComplete: true, behind: 0)
    #expect(FoundListing(empty, offset: 0).ending == ["nothing was found"])
  }
}
