import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// What one sees, held where pictures would only show one case.
@Suite struct LooksTests {
  private static func rows(_ text: String, _ columns: Int) -> [String] {
    LightMarkup.rows(text, columns: columns).map { $0.spans.map(\.text.text).joined() }
  }

  /// Finding P2: `**agent**` and `## heading` were shown as they are written.
  @Test func lightMarkdownIsDrawn() {
    #expect(Self.rows("## The **lights**", 40) == ["The lights"])
    #expect(Self.rows("- one\n* two\n3. three", 40) == ["• one", "• two", "3. three"])
    #expect(Self.rows("a `b` **c", 40) == ["a b **c"])
    #expect(Self.rows("- a long line of words", 12) == ["• a long", "  line of", "  words"])
    #expect(
      Self.rows("[tracking](https://shop.example/t)", 60)
        == ["tracking (https://shop.example/t)"])
  }

  @Test func tablesKeepTheirColumnsOrBecomeNamesAndValues() {
    let table = "| Service | Takes |\n|---|---|\n| Express | 1 day |\n| Post | 5 days |"
    #expect(Self.rows(table, 40) == ["Service  Takes", "Express  1 day", "Post     5 days"])
    #expect(
      Self.rows(table, 12)
        == [
          "Service:", "Express", "  Takes: 1", "  day", "Service:", "Post", "  Takes: 5", "  days",
        ])
  }

  /// Finding A3: addresses and order numbers were cut in the middle.
  @Test func anAddressIsCutBehindASlashAndLeadsToAllOfItself() {
    let address = "https://shop.example/account/orders/AB-123456"
    let rows = LightMarkup.plain("see \(address).", columns: 36)
    #expect(
      rows.map { $0.spans.map(\.text.text).joined() }
        == ["see", "https://shop.example/account/orders/", "AB-123456."])
    var grid = Grid(size: Size(columns: 40, rows: 3))
    for (row, styled) in rows.enumerated() {
      styled.draw(on: &grid, at: Point(column: 0, row: row), limit: 40)
    }
    #expect(grid.address(at: Point(column: 0, row: 1)) == address)
    #expect(grid.address(at: Point(column: 0, row: 2)) == address)
    #expect(grid.address(at: Point(column: 9, row: 2)) == nil)
  }

  @Test func onlyAddressesOfTheWebAreLedToAndNoneCanSteer() {
    var grid = Grid(size: Size(columns: 10, rows: 1))
    #expect(grid.link("javascript:alert(1)") == 0)
    #expect(grid.link("file:///etc/passwd") == 0)
    let link = grid.link("https://x.example/\u{1B}]0;\u{7}\u{9C} é\"<>")
    grid.write("x", at: Point(column: 0, row: 0), style: Self.leading(link))
    let address = grid.address(at: Point(column: 0, row: 0)) ?? ""
    #expect(address == "https://x.example/%1B]0;%07%C2%9C%20%C3%A9%22%3C%3E")
    let bytes = String(decoding: Painter(.extended).paint(grid), as: UTF8.self)
    #expect(bytes.contains("\u{1B}]8;;\(address)\u{1B}\\"))
    #expect(bytes.contains("\u{1B}]8;;\u{1B}\\"))
  }

  private static func leading(_ link: UInt16) -> Style {
    var style = Style.plain
    style.link = link
    return style
  }

  /// Finding S16: a wait of ten minutes stood without a blank behind the column before it.
  @Test func columnsOfTheListNeverTouch() {
    let waits: [Int64] = [0, 59, 600, 3599, 3600, 36_000, 86_399, 86_400, 864_000, 99_999_999]
    let names: [String?] = [nil, "Bo", "Bartholomew Featherstonehaugh", "荷物荷物荷物荷物荷物", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧"]
    for columns in [60, 61, 80, 109, 110, 120, 150, 160, 200, 40, 24] {
      for wait in waits {
        for name in names {
          for isLate in [false, true] {
            check(columns, wait, name, isLate)
          }
        }
      }
    }
  }

  private func check(_ columns: Int, _ wait: Int64, _ name: String?, _ isLate: Bool) {
    var desk = PaperDesk(Size(columns: columns, rows: 30))
    for (letter, stage) in [
      ("1", StageWord.waiting), ("2", .missed), ("3", .promised), ("4", .agent),
    ] {
      desk.summarise(
        PaperDesk.id(letter), 1030, name, stage, queue: "a-very-long-queue-name",
        priority: .urgent, agent: stage == .agent ? PaperDesk.maya : nil,
        waited: .seconds(wait), text: "words without any end of them at all",
        replyBy: isLate ? desk.now + .seconds(-1) : desk.now + .seconds(wait))
    }
    let rows = ListRows(
      model: desk.model, glyphs: .lines,
      width: max(12, columns < 60 ? columns : columns < 110 ? 26 : 38))
    let floor = desk.model.floor
    for isTall in [false, true] {
      let drawn =
        floor.queue.flatMap { rows.waiting($0, 1, isTall: isTall) }
        + floor.missed.flatMap { rows.waiting($0, 20, isTall: isTall) }
        + floor.promised.flatMap { rows.due($0, 300, isTall: isTall) }
        + floor.mine(PaperDesk.maya.id).flatMap { rows.own($0, 1, isTall: isTall) }
      for row in drawn { #expect(row.styled.width <= rows.width, "\(columns) \(wait)") }
      for row in stride(from: 0, to: drawn.count, by: isTall ? 2 : 1).map({ drawn[$0] }) {
        let clusters = row.styled.spans.flatMap(\.text.clusters)
        // Behind the time stands its mark; the time has five columns, before which is a blank.
        let before = clusters.dropLast(6).last
        #expect(before?.isSpace == true, "\(columns) \(wait) \(name ?? "-")")
      }
    }
  }

  /// Finding A6: one mark stood for late and for urgent.
  @Test func lateAndUrgentHaveMarksOfTheirOwn() {
    var desk = PaperDesk(Size(columns: 80, rows: 24))
    desk.summarise(PaperDesk.id("1"), 1, "Urgent", .waiting, priority: .urgent, text: "a")
    desk.summarise(
      PaperDesk.id("2"), 2, "Late", .waiting, waited: .seconds(60), text: "b",
      replyBy: desk.now + .seconds(-1))
    let rows = DeskView(desk.model).grid().text().split(separator: "\n")
    let urgent = rows.first { $0.contains("Urgent") } ?? ""
    let late = rows.first { $0.contains("Late") } ?? ""
    #expect(urgent.contains("▲") && !urgent.contains("!"))
    #expect(late.contains("1:00!") && !late.contains("▲"))
  }

  @Test(arguments: [60, 80, 120, 160])
  func whereSomebodyWritesStandsInListsAndWhatCanBeSaidThereOnTheCard(columns: Int) throws {
    var desk = PaperDesk(Size(columns: columns, rows: 30))
    let id = PaperDesk.id("1")
    let there = Summary.Channel("irc", limits: "text up to 360 bytes a line, no buttons")
    desk.summarise(id, 1, "Urs", .waiting, text: "my lamp", channel: there)
    desk.summarise(PaperDesk.id("2"), 2, "Web", .waiting, text: "my lamp")
    desk.enter("/open 1")
    desk.happen(
      id,
      .started(
        Opening(
          site: "demo", customer: Identifier("c"), number: 1, language: "en", page: nil,
          channel: "irc")))
    let rows = DeskView(desk.model).grid().text().split(separator: "\n")
    #expect(rows.contains { $0.contains("Urs") && $0.contains("irc") }, "\(rows)")
    #expect(!rows.contains { $0.contains("Web") && $0.contains("irc") })
    let transcript = try #require(desk.model.transcripts[id])
    let card = CaseCard(transcript, desk.model).rows(60)
      .map { $0.spans.map(\.text.text).joined() }.joined(separator: "\n")
    #expect(card.contains("channel    irc"))
    #expect(card.contains("limits     text up to 360 bytes a line, no buttons"))
    #expect(PlainListing.rows(desk.model).first?.contains("(claimed, on irc): my lamp") == true)
  }

  /// Finding A2: the stage fell off the title row at 80 columns.
  @Test(arguments: [60, 80, 110, 160]) func theStageNeverFallsOff(columns: Int) {
    var desk = PaperDesk.morning(Size(columns: columns, rows: 24))
    desk.happen(
      PaperDesk.ana,
      .identified(
        Contact(
          name: "A name that goes on and on and never comes to its end", email: nil,
          isVerified: false)))
    #expect(DeskView(desk.model).grid().text().contains("· yours"))
  }

  /// Whoever reads the note is said whole; a long name gives way.
  @Test func theFrameOfANoteSaysWhoWillNotSeeIt() {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.happen(
      PaperDesk.ana,
      .identified(Contact(name: "a.very.long.name@example.com", email: nil, isVerified: false)))
    desk.press(.control("n"))
    #expect(DeskView(desk.model).grid().text().contains("… will not see this"))
  }

  /// Finding A13: 60 columns showed less in the uppermost row than 59.
  @Test(arguments: [30, 40, 50, 59, 60, 61, 62, 70, 80, 160]) func theHeaderTellsWhoWaits(
    columns: Int
  ) {
    let desk = PaperDesk.morning(Size(columns: columns, rows: 24))
    let header = DeskView(desk.model).grid().text(row: 0)
    #expect(header.contains("queue 7"))
    #expect(columns < 40 || header.contains("mine 3"))
  }

  /// Finding A14: what was cut from the banner was the key that helps.
  @Test func theBannerSaysTheKeyBeforeTheReason() {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.tell(
      .disconnected(
        code: nil, why: "desk.example: the server does not answer, nor did it before, nor will it"))
    #expect(DeskView(desk.model).grid().text(row: 1).contains("Alt-r now"))
  }

  /// Finding A4: the customer's sentence stood six times on a wide screen.
  @Test func theHandoverIsSaidOnce() {
    let text = DeskView(PaperDesk.morning(Size(columns: 160, rows: 50)).model).grid().text()
    #expect(text.ranges(of: "A-1182").count == 1)
    #expect(text.contains("bot talk, 6 messages: Space opens it"))
  }

  @Test func spaceOpensTheTalkWithTheBotUntilTheConversationIsLeft() {
    var desk = PaperDesk.morning(Size(columns: 160, rows: 50))
    #expect(!DeskView(desk.model).grid().text().contains("Which order is it?"))
    desk.type(" ")
    #expect(DeskView(desk.model).grid().text().contains("Which order is it?"))
    #expect(desk.model.draft.editor.isEmpty)
    desk.type(" a b")
    #expect(desk.model.draft.editor.text == " a b")
    desk.press(.alt("1"), .alt("3"))
    #expect(!DeskView(desk.model).grid().text().contains("Which order is it?"))
  }
}
