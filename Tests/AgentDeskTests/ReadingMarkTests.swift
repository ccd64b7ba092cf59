import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// The terminal says what was on the screen, and shows how far the customer has read.
@Suite struct ReadingMarkTests {
  private static let size = Size(columns: 120, rows: 40)

  private func told(_ desk: PaperDesk) -> [Int64] {
    desk.effects.compactMap { effect in
      guard case .line(.send(.read(PaperDesk.ana, let seq))) = effect else { return nil }
      return seq
    }
  }

  @Test func whatIsOnTheScreenIsSaidOnceAndAgainAfterAFollow() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.happen(PaperDesk.ana, .said(Message(.customer, "Are you there?")))
    let seq = try #require(desk.model.transcript?.seq)
    #expect(told(desk).last == seq)
    desk.effects = []
    desk.pass(.seconds(1))
    #expect(told(desk).isEmpty, "nothing new was read")
    desk.hear(.caughtUp(PaperDesk.ana, seq: seq))
    #expect(told(desk) == [seq], "the desk forgets with a restart")
  }

  @Test func whatTheCustomerHasReadStandsAtTheLastOwnMessage() throws {
    var desk = PaperDesk.morning(Self.size)
    #expect(!DeskView(desk.model).grid().text().contains("read 10:0"))
    let seq = try #require(desk.model.transcript?.seq)
    desk.hear(.read(PaperDesk.ana, by: .customer, seq: seq))
    let screen = DeskView(desk.model).grid().text()
    #expect(screen.ranges(of: "read 10:0").count == 1, "once: \(screen)")
    desk.hear(.read(PaperDesk.ana, by: .agent, seq: seq))
    #expect(DeskView(desk.model).grid().text() == screen)
  }
  /// Who has closed the page reads an answer later: it is told while one writes, and only then.
  @Test func aCustomerWhoHasLeftThePageIsSaidToHave() {
    var desk = PaperDesk.morning(Self.size)
    func shown() -> Bool { DeskView(desk.model).grid().text().contains("has left the page") }
    desk.summarise(PaperDesk.ana, 1042, "Ana Perez", .agent, agent: PaperDesk.maya)
    #expect(!shown())
    desk.summarise(
      PaperDesk.ana, 1042, "Ana Perez", .agent, agent: PaperDesk.maya, isPresent: false)
    #expect(shown())
    desk.summarise(
      PaperDesk.ana, 1042, "Ana Perez", .resolved, agent: PaperDesk.maya, isPresent: false)
    #expect(!shown())
  }
}
