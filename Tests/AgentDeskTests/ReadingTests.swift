import Desk
import Terminal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Reading older words, and which words count as read.
@Suite struct ReadingTests {
  private static let ana = PaperDesk.ana

  private static func longTalk(_ size: Size = Size(columns: 80, rows: 24)) -> PaperDesk {
    var desk = PaperDesk.morning(size)
    for number in 0..<60 {
      desk.pass(.seconds(30))
      desk.happen(
        ana,
        .said(
          Message(
            number % 2 == 0 ? .customer : .agent(PaperDesk.maya),
            "line \(number) of a talk that is as long as talks about parcels are")))
    }
    return desk
  }

  private static func chat(_ desk: PaperDesk) -> [String] {
    let view = DeskView(desk.model)
    let rows = view.layout.chatRows.dropFirst().dropLast()
    let grid = view.grid()
    return rows.map { row in
      String(grid.text(row: row).drop { $0 != "│" }.dropFirst().drop { $0 != "│" }.dropLast())
    }
  }

  private static func unread(_ desk: PaperDesk, _ id: ConversationID) throws -> Int {
    desk.model.unread(try #require(desk.model.floor.summary(id)))
  }

  /// Finding A7: new words shifted the text under somebody who read older ones.
  @Test func newWordsLeaveTheWordsThatAreReadWhereTheyAre() {
    var desk = Self.longTalk()
    desk.press(Key(.pageUp), Key(.pageUp))
    let before = Self.chat(desk)
    for number in 0..<5 {
      desk.happen(Self.ana, .said(Message(.customer, "new words \(number)")))
    }
    desk.pass(.seconds(20))
    #expect(Self.chat(desk) == before)
    #expect(DeskView(desk.model).grid().text().contains("5 new below"))
  }

  @Test func theLowestWordsStayWhenTheSizeChanges() {
    var desk = Self.longTalk()
    desk.press(Key(.pageUp), Key(.pageUp), Key(.pageUp))
    let last = desk.model.reading.anchors[Self.ana]?.seq
    for size in [
      Size(columns: 160, rows: 50), Size(columns: 60, rows: 12), Size(columns: 80, rows: 24),
    ] {
      desk.tell(.resized(size))
      #expect(desk.model.reading.anchors[Self.ana]?.seq == last)
      #expect(!desk.model.isAtEnd)
    }
  }

  @Test func thePlaceIsKeptForEachConversation() {
    var desk = Self.longTalk()
    desk.press(Key(.pageUp), Key(.pageUp))
    let before = Self.chat(desk)
    desk.press(.alt("2"))
    #expect(desk.model.isAtEnd)
    desk.press(.alt("3"))
    #expect(Self.chat(desk) == before)
  }

  /// Finding B2: words below the screen were taken as read when the conversation was left.
  @Test func wordsThatWereNotOnTheScreenStayUnread() throws {
    var desk = Self.longTalk()
    desk.press(Key(.pageUp), Key(.pageUp))
    desk.happen(Self.ana, .said(Message(.customer, "are you there?")))
    #expect(try Self.unread(desk, Self.ana) == 1)
    desk.press(.alt("2"))
    #expect(try Self.unread(desk, Self.ana) == 1)
    desk.press(.alt("3"))
    #expect(DeskView(desk.model).grid().text().contains("─ new ─"))
    #expect(try Self.unread(desk, Self.ana) == 0)
  }

  @Test func wordsUnderHelpOrInATerminalBehindStayUnread() throws {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.press(Key(.function(1)))
    desk.happen(Self.ana, .said(Message(.customer, "one")))
    #expect(try Self.unread(desk, Self.ana) == 1)
    desk.press(Key(.escape))
    #expect(try Self.unread(desk, Self.ana) == 0)
    desk.tell(.input(.focus(false)))
    desk.happen(Self.ana, .said(Message(.customer, "two")))
    #expect(try Self.unread(desk, Self.ana) == 1)
    desk.tell(.input(.focus(true)))
    #expect(try Self.unread(desk, Self.ana) == 0)
  }

  @Test func whatIsNewAndDoesNotFitIsReadFromItsBeginning() throws {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.press(.alt("2"))
    for number in 0..<40 {
      desk.happen(Self.ana, .said(Message(.customer, "piece \(number)")))
    }
    desk.press(.alt("3"))
    let text = DeskView(desk.model).grid().text()
    #expect(text.contains("─ new ─"))
    #expect(text.contains("piece 0 ") && !text.contains("piece 39"))
    #expect(try Self.unread(desk, Self.ana) > 0)
    for _ in 0..<10 { desk.press(Key(.pageDown)) }
    #expect(try Self.unread(desk, Self.ana) == 0)
    #expect(desk.model.isAtEnd)
  }

  /// Up and down by any steps, at any size, with anything happening: the place is always a place.
  @Test func turningPagesAtRandomNeverLosesTheWay() {
    var dice = Dice.fresh()
    let seed = dice.seed
    var desk = Self.longTalk()
    for _ in 0..<300 {
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: desk.press(Key(.pageUp))
      case 1: desk.press(Key(.pageDown))
      case 2:
        desk.tell(
          .input(.mouse(Mouse(action: .wheelUp, button: 0, point: Point(column: 40, row: 5)))))
      case 3:
        desk.tell(
          .resized(
            Size(
              columns: Int.random(in: 1...170, using: &dice),
              rows: Int.random(in: 1...60, using: &dice))))
      case 4: desk.happen(Self.ana, .said(Message(.customer, "more")))
      default: desk.press(.alt("1"), .alt("3"), .text(" "))
      }
      let view = DeskView(desk.model)
      _ = view.grid()
      guard let pane = ConversationPane(view), let transcript = desk.model.transcript,
        pane.area.height > 0
      else { continue }
      #expect(!pane.window(transcript).rows.isEmpty, "seed \(seed)")
    }
    desk.tell(.resized(Size(columns: 80, rows: 24)))
    for _ in 0..<200 { desk.press(Key(.pageUp)) }
    let top = Self.chat(desk).joined()
    #expect(top.contains("bot talk") || top.contains("ticket #1042"), "seed \(seed)")
    for _ in 0..<200 { desk.press(Key(.pageDown)) }
    #expect(desk.model.isAtEnd, "seed \(seed)")
  }
}
