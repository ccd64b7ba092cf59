import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Finding A11: nothing but names of commands was completed.
@Suite struct CompletionTests {
  private static func desk() -> PaperDesk {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    typealias Name = Reply.Names.Name
    desk.hear(
      .answer(
        "q1",
        .names(
          Reply.Names(
            queues: [Name("billing", title: "Billing"), Name("orders")], flows: ["triage"],
            categories: [Name("billing/refund", title: "Refunds"), Name("billing/invoice")],
            fields: [
              Name("order_id", title: "Order"), Name("cause", values: ["delay", "damage"]),
            ]))))
    desk.hear(
      .answer(
        "q2",
        .agents([
          Reply.Colleague(
            agent: PaperDesk.kim, role: .agent, isOnline: true, isAway: false, open: 1)
        ])))
    desk.hear(
      .answer("q3", .shortcuts([Reply.Shortcut(.reply, name: "late", title: "It is late")])))
    return desk
  }

  @Test(arguments: [
    ("/trans", "/transfer "), ("/transfer #bil", "/transfer #billing "),
    ("/transfer @k", "/transfer @kim "), ("/category billing/r", "/category billing/refund "),
    ("/return tr", "/return triage "), ("/field ord", "/field order_id = "),
    ("/reply la", "/reply late "), ("/priority ur", "/priority urgent "),
    ("/set-key take-n", "/set-key take-next "), ("/merge #1042", "/merge #1042 "),
    ("/category ref", "/category billing/refund "), ("/field cau", "/field cause = "),
    ("/field cause = dam", "/field cause = damage "), ("/set cause =del", "/set cause =del"),
    ("/mute new", "/mute new_customer "), ("/mute words of", "/mute words off "),
    ("I am :grinning_cat", "I am :grinning_cat"), ("On its way :parcel:", "On its way 📦"),
    ("/note :rocke", "/note 🚀"), ("10:30", "10:30"),
  ]) func aWordIsCompleted(typed: String, completed: String) {
    var desk = Self.desk()
    desk.type(typed)
    desk.press(Key(.tab))
    if desk.model.tools.completion != nil { desk.press(Key(.tab), Key(.enter)) }
    #expect(desk.model.draft.editor.text == completed)
    #expect(desk.model.focus == .input)
    #expect(desk.sentCommands().isEmpty)
  }

  @Test func everyEmojiHasOneNameAndIsOneCharacterOfTwoColumns() {
    #expect(EmojiNames.all.count > 200)
    #expect(Set(EmojiNames.all.map(\.name)).count == EmojiNames.all.count)
    for one in EmojiNames.all {
      #expect(one.emoji.count == 1 && CleanText(one.emoji).width == 2, "\(one.name)")
      #expect(one.name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") }, "\(one.name)")
    }
  }

  @Test func tabBehindTheArticlesSearchesThem() {
    var desk = Self.desk()
    desk.type("/kb late par")
    desk.press(Key(.tab))
    guard case .articles(let search)? = desk.model.overlay else { return #expect(Bool(false)) }
    #expect(search.words.text == "late par")
  }

  @Test func theChosenOneHasAMarkAsWellAsAColour() {
    var desk = Self.desk()
    desk.type("/category billing/")
    desk.press(Key(.tab), Key(.tab))
    let screen = DeskView(desk.model).grid().text()
    #expect(screen.contains("│> billing/refund") && screen.contains("│  billing/invoice"))
    #expect(screen.contains(" 1/2 "))
  }

  @Test func theArticlesAreSearchedForWhatTheCustomerWantsAndNotForOneWord() {
    var desk = Self.desk()
    desk.happen(PaperDesk.ana, .said(Message(.customer, "agent")))
    desk.press(.alt("k"))
    guard case .articles(let search)? = desk.model.overlay else { return #expect(Bool(false)) }
    #expect(search.words.text == "It was due last Friday :(")
  }

  @Test func severalAreShownAndGoneThrough() {
    var desk = Self.desk()
    desk.type("/category billing/")
    desk.press(Key(.tab))
    let screen = DeskView(desk.model).grid().text()
    #expect(screen.contains("billing/refund") && screen.contains("billing/invoice"))
    #expect(screen.contains("Refunds"))
    desk.press(Key(.tab), Key(.tab))
    #expect(desk.model.draft.editor.text == "/category billing/invoice")
    desk.press(Key(.tab, .shift), Key(.enter))
    #expect(desk.model.draft.editor.text == "/category billing/refund ")
    #expect(desk.sentCommands().isEmpty)
    desk.press(Key(.enter))
    #expect(desk.sentCommands().map(\.command) == [.categorise("billing/refund")])
  }

  /// One key, then the category: half a reply that stood there comes back afterwards.
  @Test func oneKeyCorrectsTheCategory() {
    var desk = Self.desk()
    desk.type("I will look")
    desk.press(.alt("c"))
    #expect(DeskView(desk.model).grid().text().contains("billing/invoice"))
    desk.type("ref")
    desk.press(Key(.tab))
    if desk.model.tools.completion != nil { desk.press(Key(.tab), Key(.enter)) }
    desk.press(Key(.enter))
    #expect(desk.sentCommands().map(\.command) == [.categorise("billing/refund")])
    #expect(desk.model.draft.editor.text == "I will look")
  }

  @Test func whatStandsBehindTheCursorStays() {
    var desk = Self.desk()
    desk.type("/transfer #bil please")
    for _ in 0..<7 { desk.press(Key(.left)) }
    desk.press(Key(.tab))
    #expect(desk.model.draft.editor.text == "/transfer #billing  please")
  }

  @Test func aReplysNameIsCompletedInOrdinaryWords() throws {
    var desk = Self.desk()
    desk.effects = []
    desk.type("Hello. ;la")
    desk.press(Key(.tab))
    let question = try desk.asked()
    #expect(question.subject == .shortcut(.reply, "late", PaperDesk.ana))
    desk.hear(.answer(question.id, .shortcut(text: "It is late, Ana.", acts: [])))
    #expect(desk.model.draft.editor.text == "Hello. It is late, Ana.")
  }

  @Test func nothingThatFitsIsSaidAndChangesNothing() {
    var desk = Self.desk()
    desk.type("/transfer #zzz")
    desk.press(Key(.tab))
    #expect(desk.model.draft.editor.text == "/transfer #zzz")
    #expect(desk.model.toast?.text == "nobody and no queue begins so")
    #expect(desk.model.focus == .input)
  }
}
