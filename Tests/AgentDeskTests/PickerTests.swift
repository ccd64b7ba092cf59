import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Lists to choose from: the palette, jumping, texts sent, replies and macros, receivers.
@Suite struct PickerTests {
  private static let size = Size(columns: 80, rows: 24)

  private static func picker(_ desk: PaperDesk) -> Picker? {
    if case .picker(let picker)? = desk.model.overlay { return picker }
    return nil
  }

  // MARK: The palette

  @Test func thePaletteHoldsEveryActionAndCommand() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.control("g"))
    let picker = try #require(Self.picker(desk))
    for row in SlashTable.rows {
      #expect(picker.choices.contains { $0.title == "/\(row.name)" }, "\(row.name)")
    }
    // Of the nine numbers one stands for all.
    for row in KeyTable.rows
    where ![.send, .complete, .palette].contains(row.action)
      && KeyTable.place(row.action).map({ $0 == 0 }) ?? true
    {
      #expect(picker.choices.contains { $0.title == row.meaning && $0.key == row.keys[0].name })
    }
  }

  @Test func whatFitsTheWordsIsDoneByEnter() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.control("g"))
    desk.type("int note")
    #expect(Self.picker(desk)?.selection?.title == "internal note or reply to the customer")
    desk.press(Key(.enter))
    #expect(desk.model.overlay == nil)
    #expect(desk.model.draft.isNote)
  }

  @Test func whatCannotBeDoneSaysWhyAndIsNotDone() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.control("g"))
    desk.type("/accept")
    let choice = try #require(Self.picker(desk)?.selection)
    #expect(choice.obstacle == "nothing is offered to you")
    #expect(DeskView(desk.model).grid().text().contains("not now: nothing is offered to you"))
    desk.press(Key(.enter))
    #expect(desk.model.overlay != nil)
    #expect(desk.sentCommands().isEmpty)
  }

  @Test func aCommandThatNeedsWordsGoesToTheInputAndTheReplyComesBack() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.type("Half a reply")
    desk.press(.control("g"))
    desk.type("/priority")
    desk.press(Key(.enter))
    #expect(desk.model.draft.editor.text == "/priority ")
    desk.enter("high")
    #expect(try desk.sentCommand().command == .prioritise(.high))
    #expect(desk.model.draft.editor.text == "Half a reply")
  }

  @Test func everythingInThePaletteCanBeChosenWithoutHarmToWhatIsWritten() throws {
    let count = try #require(
      {
        var desk = PaperDesk.morning(Self.size)
        desk.press(.control("g"))
        return Self.picker(desk)?.choices.count
      }())
    for place in 0..<count {
      var desk = PaperDesk.morning(Self.size)
      desk.type("my words")
      desk.press(.control("g"))
      for _ in 0..<place { desk.press(Key(.down)) }
      desk.press(Key(.enter))
      let said = desk.sentCommands().contains { $0.command == .say("my words") }
      #expect(!said)
    }
  }

  // MARK: Jumping

  @Test func jumpingFindsNamesNumbersAndWords() throws {
    for (words, id) in [
      ("omar", PaperDesk.omar), ("1039", PaperDesk.kimLee), ("friday", PaperDesk.ana),
    ] {
      var desk = PaperDesk.morning(Self.size)
      desk.press(.control("k"))
      desk.type(words)
      desk.press(Key(.enter))
      #expect(desk.model.current == id, "\(words)")
    }
  }

  /// `^K` cuts as long as there is something to cut, and only then goes elsewhere.
  @Test func cuttingAndJumpingNeverSurprise() {
    var desk = PaperDesk.morning(Self.size)
    desk.type("keep cut")
    for _ in 0..<4 { desk.press(Key(.left)) }
    desk.press(.control("k"))
    #expect(desk.model.draft.editor.text == "keep")
    #expect(desk.model.overlay == nil)
    desk.press(.control("k"))
    #expect(Self.picker(desk)?.kind == .jump)
    desk.press(Key(.escape))
    #expect(desk.model.draft.editor.text == "keep")
  }

  @Test func backAndForwardGoWhereOneWas() {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/go omar")
    desk.enter("/go kim lee")
    #expect(desk.model.current == PaperDesk.kimLee)
    desk.press(.alt("<"))
    #expect(desk.model.current == PaperDesk.omar)
    desk.press(.alt("<"))
    #expect(desk.model.current == PaperDesk.ana)
    desk.press(.alt(">"))
    #expect(desk.model.current == PaperDesk.omar)
    desk.enter("/back")
    #expect(desk.model.current == PaperDesk.ana)
  }

  // MARK: Texts sent

  @Test func sentTextsAreFoundAndPutIn() {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("Your parcel is on its way.")
    desk.enter("Good bye!")
    desk.press(.control("r"))
    desk.type("parcl")
    desk.press(Key(.enter))
    #expect(desk.model.draft.editor.text == "Your parcel is on its way.")
  }

  // MARK: Replies and macros

  private static let shortcuts = [
    Reply.Shortcut(.reply, name: "late", title: "The parcel is late"),
    Reply.Shortcut(.macro, name: "refund", title: "Refund, and done"),
  ]

  @Test func aReplyIsShownWithItsWordsFilledInBeforeItIsPutIn() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.control("t"))
    let question = try desk.asked()
    desk.hear(.answer(question.id, .shortcuts(Self.shortcuts)))
    desk.pass(.seconds(1))
    let preview = try desk.asked()
    #expect(preview.subject == .shortcut(.reply, "late", PaperDesk.ana))
    desk.hear(.answer(preview.id, .shortcut(text: "Hello Ana, sorry.", acts: [])))
    #expect(DeskView(desk.model).grid().text().contains("Hello Ana, sorry."))
    desk.press(Key(.enter))
    #expect(desk.model.draft.editor.text == "Hello Ana, sorry.")
    #expect(desk.model.overlay == nil)
  }

  @Test func aMacroIsOnlyDoneOnceItWasShown() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.alt("m"))
    let question = try desk.asked()
    desk.hear(.answer(question.id, .shortcuts(Self.shortcuts)))
    #expect(Self.picker(desk)?.choices.count == 1)
    desk.press(Key(.enter))
    #expect(desk.sentCommands().isEmpty)
    desk.hear(
      .answer("q\(desk.model.questions)", .shortcut(text: nil, acts: ["say: It is on its way."])))
    #expect(DeskView(desk.model).grid().text().contains("- say: It is on its way."))
    desk.press(Key(.enter))
    #expect(try desk.sentCommand().command == .macro("refund"))
  }

  // MARK: Handing over

  private static let team = [
    Reply.Colleague(agent: PaperDesk.kim, role: .agent, isOnline: true, isAway: true, open: 1),
    Reply.Colleague(
      agent: AgentName(Identifier("jon"), name: "Jon Bo"), role: .agent, isOnline: true,
      isAway: false, open: 2),
    Reply.Colleague(
      agent: AgentName(Identifier("liv"), name: "Liv T."), role: .agent, isOnline: false,
      isAway: false, open: 0),
  ]

  /// Finding A15: who is away is not "not online".
  @Test func whoIsThereAndHowMuchTheyHaveIsSeenBeforeHandingOver() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/transfer")
    let question = try desk.asked()
    desk.hear(.answer(question.id, .agents(Self.team)))
    let picker = try #require(Self.picker(desk))
    #expect(picker.choices.map(\.title).prefix(3) == ["@jon", "@kim", "@liv"])
    #expect(picker.choices[1].detail == "Kim Olsen, away, 1 open")
    #expect(picker.choices[2].obstacle == "Liv T. is not there")
    desk.press(Key(.enter))
    #expect(desk.model.draft.editor.text == "/transfer @jon ")
  }

  // MARK: Offers

  @Test func anOfferIsTakenAndDeclinedByKey() throws {
    var desk = PaperDesk(Self.size)
    let offer = Conversation.StandingOffer(to: PaperDesk.maya, until: desk.now + .seconds(30))
    desk.summarise(PaperDesk.id("1"), 1030, "Bo", .waiting, offer: offer)
    desk.hear(.watching)
    desk.press(.alt("x"))
    #expect(try desk.sentCommand().command == .decline(reason: nil))
    desk.press(.alt("y"))
    let order = try desk.sentCommand()
    #expect(order.command == .take && order.conversation == PaperDesk.id("1"))
  }

  // MARK: Figures, colours, card

  @Test func ownFiguresAreAskedSinceMidnightOrForAWeek() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/stats")
    let question = try desk.asked()
    let midnight = PaperDesk.ten + .seconds(-10 * 3600)
    #expect(question.subject == .figures(since: midnight))
    desk.hear(
      .answer(
        question.id,
        .figures(
          Reply.Figures(taken: 12, resolved: 9, firstAnswer: .seconds(38), rated: 4, score: 475))))
    #expect(
      desk.model.toast?.text
        == "today: 12 taken, 9 resolved, first answer after 0:38, rated 4.7 of 5 by 4")
    desk.enter("/stats week")
    #expect(try desk.asked().subject == .figures(since: midnight + .seconds(-6 * 86_400)))
  }

  @Test func aThemeIsChosenAtTheDesk() {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/theme light")
    #expect(desk.model.theme == .light)
    desk.enter("/theme pink")
    #expect(desk.model.theme == .light)
    #expect(desk.model.draft.editor.text == "/theme pink")
  }

  @Test func theCardHasNotesTiesAndWhatTheCustomerSaidBefore() throws {
    var desk = PaperDesk.morning(Size(columns: 120, rows: 90))
    desk.happen(
      PaperDesk.ana, .noted(.agent(PaperDesk.kim), "depot says customs"),
      .linked(
        TicketLink(.parent, Identifier("q"), number: 1040, .agent(PaperDesk.maya))))
    desk.press(.alt("i"))
    let question = try desk.asked()
    #expect(question.subject == .past(PaperDesk.ana))
    desk.hear(
      .answer(
        question.id,
        .past([
          Reply.Past(
            PaperDesk.id("p"), number: 977, started: PaperDesk.ten, stage: .closed,
            subject: "Where is it")
        ])))
    let screen = DeskView(desk.model).grid().text()
    for words in [
      "depot says customs", "TIED TO", "#1040", "OTHER CONVERSATIONS", "#977  2026-11-21  closed",
      "triage.welcome.topic", "triage.suggest.late", "https://shop.example/cart",
    ] {
      #expect(screen.contains(words), "\(words)")
    }
  }

  // MARK: Words and numbers

  @Test func theCustomerIsToldInTheirLanguageByWhenThereIsAnAnswer() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/eta 20m")
    #expect(
      try desk.sentCommand().command == .say("I'll be back with an answer within 20 minutes."))
    #expect(
      Promising.words(.seconds(3600), language: "de-AT")
        == "Ich melde mich mit einer Antwort innerhalb von 1 Stunde.")
  }

  @Test func aHoldUntilATimeIsUntilTheNextSuchTime() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/snooze until 14:30 the depot")
    let later = PaperDesk.ten + .seconds(4 * 3600 + 1800)
    #expect(try desk.sentCommand().command == .hold(until: later, reason: "the depot"))
    desk.enter("/snooze until 9:00")
    let tomorrow = PaperDesk.ten + .seconds(23 * 3600)
    #expect(try desk.sentCommand().command == .hold(until: tomorrow, reason: nil))
  }

  @Test func theHelpOnACommandHasItsExampleAndItsOtherNames() {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/help transfer")
    let screen = DeskView(desk.model).grid().text()
    #expect(screen.contains("for example: /transfer #billing wants the money back"))
    #expect(screen.contains("also: /assign"))
    #expect(!screen.contains("/escalate"))
  }

  @Test func lettersFitInTheirOrderAndBeginningsOfWordsCountMost() throws {
    let fuzzy = Fuzzy("tk nx")
    #expect(fuzzy.score("take next") != nil)
    #expect(Fuzzy("xyz").score("take next") == nil)
    #expect(Fuzzy("perez").score("Ana Pérez") != nil)
    let whole = try #require(Fuzzy("res").score("resolve"))
    let scattered = try #require(Fuzzy("res").score("cut the rest away"))
    #expect(whole >= scattered)
  }
}
