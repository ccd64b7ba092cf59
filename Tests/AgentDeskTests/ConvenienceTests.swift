import Desk
import Terminal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Muting, a new password, the words alone, the panes' widths, a report: what a day brings along.
@Suite struct ConvenienceTests {
  private static let wide = Size(columns: 160, rows: 50)

  private func rings(_ desk: inout PaperDesk) -> Bool {
    defer { desk.effects = [] }
    return desk.effects.contains { if case .ring = $0 { true } else { false } }
  }

  // MARK: Muting

  @Test func whatIsMutedShowsAndDoesNotRingUntilItsTimeIsOver() {
    var desk = PaperDesk.morning(Size(columns: 120, rows: 30))
    desk.press(.alt("2"))
    desk.enter("/mute 30m")
    #expect(desk.model.toast?.text.contains("does not ring until 10:30") == true)
    desk.press(.alt("3"))
    desk.effects = []
    desk.pass(.seconds(60))
    desk.happen(PaperDesk.kimLee, .said(Message(.customer, "hello?")))
    desk.catchUp(PaperDesk.kimLee)
    desk.happen(PaperDesk.kimLee, .said(Message(.customer, "anybody?")))
    #expect(!rings(&desk))
    #expect(desk.model.toast?.text.contains("anybody?") == true)
    #expect(desk.model.alerts.open.contains { $0.conversation == PaperDesk.kimLee })
    desk.pass(.seconds(1800))
    desk.happen(PaperDesk.kimLee, .said(Message(.customer, "now?")))
    #expect(rings(&desk))
  }

  @Test func aMutedKindIsSilentEverywhereAndAnotherIsNot() {
    var desk = PaperDesk.morning(Size(columns: 120, rows: 30))
    desk.enter("/mute new_customer 2h")
    desk.effects = []
    desk.pass(.seconds(10))
    desk.summarise(PaperDesk.id("x"), 1050, "Eva", .waiting)
    #expect(!rings(&desk))
    desk.summarise(PaperDesk.id("y"), 1051, "Ida", .missed)
    #expect(rings(&desk))
    desk.enter("/mute new_customer off")
    desk.effects = []
    desk.pass(.seconds(10))
    desk.summarise(PaperDesk.id("z"), 1052, "Uwe", .waiting)
    #expect(rings(&desk))
  }

  @Test func whatRangAlreadyRingsNoMoreOnceItIsMuted() {
    var desk = PaperDesk.morning(Size(columns: 120, rows: 30))
    desk.happen(PaperDesk.omar, .said(Message(.customer, "hello")))
    desk.catchUp(PaperDesk.omar)
    desk.happen(PaperDesk.omar, .noted(.agent(PaperDesk.kim), "@maya look"))
    #expect(desk.model.alerts.open.contains { $0.againAt != nil })
    desk.enter("/mute mention 1d")
    #expect(!desk.model.alerts.open.contains { $0.againAt != nil })
  }

  @Test(arguments: ["/mute 3", "/mute bells", "/mute words 9000d", "/mute off off"])
  func aMuteThatMakesNoSenseIsExplained(text: String) {
    #expect(throws: SlashCommand.Mistake.self) { _ = try SlashCommand.read(text) }
  }

  // MARK: The password

  @Test func aNewPasswordIsAskedForTwiceAndNeverShown() {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.enter("/password")
    for words in ["old secret", "new secret", "new sekret"] {
      desk.type(words)
      #expect(!DeskView(desk.model).grid().text().contains("secret"))
      desk.press(Key(.enter))
    }
    #expect(DeskView(desk.model).grid().text().contains("not the same"))
    desk.type("new secret")
    desk.effects = []
    desk.press(Key(.enter))
    let sent = desk.effects.compactMap { effect -> AccountDeed? in
      if case .line(.send(.account(_, let deed))) = effect { return deed }
      return nil
    }
    #expect(sent == [.changePassword(from: "old secret", to: "new secret")])
    guard case .password(let change)? = desk.model.overlay else { return #expect(Bool(false)) }
    desk.hear(.answer(change.question ?? "", .account(.passwordChanged)))
    #expect(DeskView(desk.model).grid().text().contains("the password is changed"))
    #expect(!desk.model.log.lines.contains { $0.text.contains("secret") })
  }

  @Test func aRefusedPasswordIsTypedAnewWithTheReasonBeforeOnesEyes() {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.enter("/password")
    for words in ["old", "short", "short"] {
      desk.type(words)
      desk.press(Key(.enter))
    }
    guard case .password(let change)? = desk.model.overlay else { return #expect(Bool(false)) }
    let refusal = Refusal(.invalid, "a password has at least 10 characters")
    desk.hear(.refused(refusal, Refused(id: change.question ?? "")))
    #expect(DeskView(desk.model).grid().text().contains("at least 10 characters"))
    guard case .password(let anew)? = desk.model.overlay else { return #expect(Bool(false)) }
    #expect(!anew.fields.contains { !$0.isEmpty })
  }

  // MARK: The words alone

  @Test func theWordsAloneHaveNothingAroundThemAndAnyKeyEndsThem() {
    var desk = PaperDesk.morning(Self.wide)
    desk.happen(PaperDesk.ana, .said(Message(.customer, "one\n10:00 you: two")))
    desk.press(.alt("l"))
    #expect(desk.model.leavesMouse)
    let text = DeskView(desk.model).grid().text()
    #expect(text.contains("10:00 customer “Ana Perez” (claimed): one\n      10:00 you: two"))
    #expect(text.contains("09:58 you: Hello Ana, this is Maya."))
    #expect(!text.contains { "│─╭╯▌".contains($0) })
    #expect(!text.contains("MINE") && !text.contains("frontdesk"))
    desk.press(.text("x"))
    #expect(desk.model.overlay == nil && desk.model.draft.editor.isEmpty)
  }

  @Test func theWordsAloneAreTurnedByPagesAndStopAtTheirEnds() {
    var desk = PaperDesk.morning(Size(columns: 60, rows: 12))
    for count in 0..<100 {
      desk.happen(PaperDesk.ana, .said(Message(.customer, "line \(count)")))
    }
    desk.press(.alt("l"))
    #expect(DeskView(desk.model).grid().text().contains("line 99"))
    for _ in 0..<40 { desk.press(Key(.pageUp)) }
    #expect(DeskView(desk.model).grid().text().contains("My parcel is late"))
    for _ in 0..<40 { desk.press(Key(.pageDown)) }
    #expect(DeskView(desk.model).grid().text().contains("line 99"))
  }

  // MARK: The panes

  @Test func panesAreMadeWiderAndNarrowerAndThatIsKept() throws {
    var desk = PaperDesk.morning(Self.wide)
    let before = DeskView(desk.model).layout
    desk.press(.alt("]"), .alt("}"))
    let after = DeskView(desk.model).layout
    #expect(after.list?.count == (before.list?.count ?? 0) + 4)
    #expect(after.card?.count == (before.card?.count ?? 0) + 4)
    let kept = desk.effects.compactMap { effect -> PaneWidths? in
      if case .keepWidths(let widths) = effect { return widths }
      return nil
    }
    let folder = try Folder()
    let state = try StateFolder(root: folder.path, host: "desk.example", port: 1)
    try state.keep(try #require(kept.last))
    var preferences = Preferences()
    preferences.widths = try state.widths()
    let next = PaperDesk.morning(Self.wide, preferences: preferences)
    #expect(DeskView(next.model).layout == after)
  }

  @Test(arguments: [60, 80, 110, 149, 150, 250]) func noPaneIsLostHoweverOftenAKeyIsPressed(
    columns: Int
  ) {
    for key in ["[", "]", "{", "}"] as [Unicode.Scalar] {
      var desk = PaperDesk.morning(Size(columns: columns, rows: 24))
      for _ in 0..<60 { desk.press(.alt(key)) }
      let layout = DeskView(desk.model).layout
      #expect((layout.list?.count ?? 0) >= 20 && layout.chatWidth >= 30, "\(columns) \(key)")
      #expect(layout.card.map { $0.count >= 20 } ?? (columns < 150))
    }
  }

  @Test(arguments: ["", "list x", "list 9999999999999999999", "card -9999\nlist 9999", "\u{1B}"])
  func widthsThatMakeNoSenseAreAsUsual(text: String) {
    let widths = PaneWidths(text)
    #expect((-40...40).contains(widths.list) && (-40...40).contains(widths.card))
  }

  // MARK: A report

  @Test func aReportTellsOfTheLineAndOfFaultsAndOfNobodysWords() {
    var preferences = Preferences()
    preferences.version = "9.9.9"
    preferences.terminal = "xterm-256color"
    var desk = PaperDesk.morning(Self.wide, preferences: preferences)
    desk.tell(.unreadable("\"seq\" is missing"))
    desk.tell(.trouble("cannot write /tmp/x: No space left on device"))
    desk.enter("/debug")
    let text = DeskView(desk.model).grid().text()
    for words in [
      "frontdesk 9.9.9", "online for", "not understood: \"seq\" is missing", "No space left",
      "#1042", "screen: 160x50", "xterm-256color", "maya",
    ] { #expect(text.contains(words), "\(words)") }
    for words in ["Ana", "parcel", "due last Friday", "Kim Lee", "secret"] {
      #expect(!text.contains(words), "\(words)")
    }
  }

  // MARK: What stands beside

  @Test func whatIsSetAsideStandsByItselfAndTheCursorGoesThroughItInThatOrder() {
    var desk = PaperDesk.morning(Self.wide)
    let until = desk.now + .seconds(5400)
    desk.summarise(
      PaperDesk.omar, 1037, "Omar H.", .agent, agent: PaperDesk.maya, by: .agent(PaperDesk.maya),
      heldUntil: until)
    let text = DeskView(desk.model).grid().text()
    #expect(text.contains("MINE 2 ") && text.contains("ON HOLD 1 "))
    let rows = text.split(separator: "\n")
    let heading = rows.firstIndex { $0.contains("ON HOLD 1") } ?? 0
    #expect(rows.indices.contains(heading + 1) && rows[heading + 1].contains("Omar H."))
    #expect(rows[heading + 1].contains("11:30"))
    let mine: [ConversationID] = [PaperDesk.kimLee, PaperDesk.ana, PaperDesk.omar]
    #expect(desk.model.listed.filter(mine.contains) == mine)
    desk.tell(.resized(Size(columns: 80, rows: 24)))
    #expect(!DeskView(desk.model).grid().text().contains("ON HOLD"))
  }

  @Test func macrosStandBesideTheConversationOnAWideScreen() {
    var desk = PaperDesk.morning(Self.wide)
    let macros = ["customs-hold", "late-refund", "ask-photo"].map {
      Reply.Shortcut(.macro, name: $0, title: $0)
    }
    desk.hear(
      .answer("q3", .shortcuts(macros + [Reply.Shortcut(.reply, name: "hello", title: "")])))
    let text = DeskView(desk.model).grid().text()
    #expect(text.contains("MACROS  Alt-m"))
    #expect(text.contains("customs-hold      late-refund"))
    #expect(text.contains("ask-photo") && !text.contains("hello "))
  }

  // MARK: Offers

  @Test func anOfferStandsOnTheScreenWithItsTimeRunningUntilItIsOver() {
    var desk = PaperDesk.morning(Size(columns: 120, rows: 30))
    let offer = Conversation.StandingOffer(to: PaperDesk.maya, until: desk.now + .seconds(45))
    desk.summarise(PaperDesk.id("x"), 1060, "Eva Bo", .waiting, offer: offer)
    #expect(DeskView(desk.model).grid().text().contains("is offered to you for 0:45: Alt-y takes"))
    desk.pass(.seconds(20))
    #expect(DeskView(desk.model).grid().text().contains("is offered to you for 0:25: Alt-y takes"))
    desk.model.say("something else")
    #expect(DeskView(desk.model).grid().text().contains("something else"))
    desk.pass(.seconds(9))
    #expect(DeskView(desk.model).grid().text().contains("is offered to you for 0:16: Alt-y takes"))
    desk.summarise(PaperDesk.id("x"), 1060, "Eva Bo", .waiting)
    #expect(!DeskView(desk.model).grid().text().contains("is offered to you"))
  }

  @Test func thereIsOneWordForWhoIsNotThere() {
    var desk = PaperDesk.morning(Self.wide)
    desk.press(Key(.function(6)))
    let gone = Reply.Colleague(
      agent: PaperDesk.kim, role: .agent, isOnline: false, isAway: false, open: 0)
    guard case .board(let board)? = desk.model.overlay, let question = board.question else {
      return #expect(Bool(false))
    }
    desk.hear(.answer(question, .agents([gone])))
    #expect(DeskView(desk.model).grid().text().contains("offline"))
    #expect(!DeskView(desk.model).grid().text().contains("not here"))
  }
}
