import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Nothing typed goes where it was not meant: the stories of agents to whom it happened.
@Suite struct HandsTests {
  private static let size = Size(columns: 80, rows: 24)

  // MARK: The screen does not change under the hands

  /// "Hi Bo, your refund is on the way" was torn in two: the yes to a take came amid the sentence
  /// and changed the conversation under the hands.
  @Test func whatIsTakenDoesNotComeOnTheScreenWhileSomebodyWrites() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.alt("n"))
    let order = try desk.sentCommand()
    desk.type("Hi Ana, your")
    desk.pass(.milliseconds(300))
    desk.summarise(PaperDesk.id("1"), 1030, "Bo Nilsen", .agent, agent: PaperDesk.maya)
    desk.acknowledge(order, seq: 9, in: PaperDesk.id("1"))
    desk.type(" refund is on the way")
    #expect(desk.model.current == PaperDesk.ana)
    #expect(desk.model.draft.editor.text == "Hi Ana, your refund is on the way")
    #expect(desk.model.toast?.text == "“Bo Nilsen” is yours: Alt-4 goes there")
    desk.press(.alt("4"))
    #expect(desk.model.current == PaperDesk.id("1") && desk.model.draft.editor.isEmpty)
  }

  /// A key that writes nothing is a hand at work all the same: somebody reads, or looks at a box.
  @Test(arguments: [Key(.pageUp), .alt("i"), .alt("1"), Key(.tab, .shift)])
  func noKeyButTheTakesLeavesTheScreenFreeToChange(key: Key) throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.alt("n"))
    let order = try desk.sentCommand()
    desk.press(key)
    let shown = desk.model.current
    desk.acknowledge(order, seq: 9, in: PaperDesk.id("1"))
    #expect(desk.model.current == shown)
  }

  /// Three quick presses took one customer and said twice "you have this conversation".
  @Test func threeQuickTakesAreThreeCustomersAndTheFirstOpens() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.alt("n"), .alt("n"), .alt("n"))
    let orders = desk.sentCommands()
    #expect(orders.map(\.conversation) == [nil, nil, nil])
    for (order, letter) in zip(orders, ["1", "2", "3"]) {
      let id = PaperDesk.id(letter)
      desk.summarise(id, 1030, "Guest \(letter)", .agent, agent: PaperDesk.maya)
      desk.acknowledge(order, seq: 9, in: id)
    }
    #expect(desk.model.current == PaperDesk.id("1"))
    #expect(desk.model.toast?.text == "“Guest 3” is yours: Alt-6 goes there")
    #expect(desk.model.takes.isEmpty)
  }

  @Test func aTakeThatIsRefusedLeavesTheNextToOpen() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.alt("n"), .alt("n"))
    let orders = desk.sentCommands()
    desk.hear(.nack(orders[0].cid, Refusal(.alreadyTaken, "Kim has this conversation")))
    desk.acknowledge(orders[1], seq: 9, in: PaperDesk.id("2"))
    #expect(desk.model.current == PaperDesk.id("2"))
  }

  /// Nobody sees a new screen in less than a quarter of a second: whoever begins to write just
  /// then is told where they are, before they send anything.
  @Test func whoBeginsToWriteAsTheScreenChangesIsToldForWhom() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.alt("n"))
    let order = try desk.sentCommand()
    desk.summarise(PaperDesk.id("1"), 1030, "Bo Nilsen", .agent, agent: PaperDesk.maya)
    desk.acknowledge(order, seq: 9, in: PaperDesk.id("1"))
    desk.pass(.milliseconds(100))
    desk.type("Hello")
    #expect(desk.model.toast?.text == "you are writing to “Bo Nilsen” now")
  }

  /// The words of a reply came over a slow line, and went into whatever was shown by then.
  @Test func aReplyThatWasAskedForGoesWhereItWasAskedFor() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("/reply refund")
    let question = try desk.asked()
    desk.press(.alt("1"))
    desk.hear(.answer(question.id, .shortcut(text: "Dear Ana", acts: [])))
    #expect(desk.model.draft.editor.isEmpty)
    desk.press(.alt("3"))
    #expect(desk.model.draft.editor.text == "Dear Ana")
  }

  // MARK: Letters and words in the list

  /// "thanks" took Ana and wrote "hanks" to Zoë; "great" lost its g, "just" its j.
  @Test(arguments: [
    "thanks, I will look into it", "great", "just a moment", "kind", "Good day", "to",
  ])
  func aWordTypedIntoTheListIsGivenToTheInput(words: String) {
    var desk = PaperDesk.morning(Self.size)
    desk.press(Key(.tab, .shift), Key(.home))
    for scalar in words.unicodeScalars {
      desk.press(.text(scalar))
      desk.pass(.milliseconds(900))
    }
    #expect(desk.model.draft.editor.text == words)
    #expect(desk.model.current == PaperDesk.ana && desk.model.focus == .input)
    #expect(desk.sentCommands().isEmpty)
  }

  @Test func theLetterThatTakesAsksAndEnterTakes() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.press(Key(.tab, .shift), Key(.home), .text("j"), .text("t"))
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.toast?.text.hasPrefix("take “Dani Sharon”? Enter does") == true)
    desk.press(Key(.enter))
    #expect(try desk.sentCommand().conversation == PaperDesk.id("2"))
  }

  @Test func anyOtherKeyIsNoYesToTheLetter() {
    var desk = PaperDesk.morning(Self.size)
    desk.press(Key(.tab, .shift), Key(.home), .text("t"), Key(.down), Key(.enter))
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.current == PaperDesk.id("2"))
  }

  /// Tab completes; it took the focus away amid a command and the rest of it acted on the list.
  @Test(arguments: ["/transfer #bil", "Hello", " "])
  func tabAmidWordsNeverMovesTheFocus(words: String) {
    var desk = PaperDesk.morning(Self.size)
    // The first blank in an empty input opens the talk with the bot; the others are words.
    desk.type(" ")
    desk.type(words)
    desk.press(Key(.tab))
    #expect(desk.model.focus == .input)
    desk.type("x")
    #expect(desk.model.draft.editor.text == words + "x")
  }

  // MARK: Numbers

  /// Kim was 2, and after a take Ana was: a message for Kim went to Ana.
  @Test func aNumberStaysWithItsConversation() throws {
    var desk = PaperDesk.morning(Self.size)
    func numbers() -> [Int?] {
      [PaperDesk.omar, PaperDesk.kimLee, PaperDesk.ana].map { desk.model.floor.place($0) }
    }
    #expect(numbers() == [1, 2, 3])
    desk.summarise(PaperDesk.id("1"), 1030, "Bo Nilsen", .agent, agent: PaperDesk.maya)
    #expect(numbers() == [1, 2, 3] && desk.model.floor.place(PaperDesk.id("1")) == 4)
    desk.summarise(PaperDesk.omar, 1037, "Omar H.", .resolved, agent: PaperDesk.maya)
    #expect(numbers() == [nil, 2, 3])
    desk.summarise(PaperDesk.id("2"), 1033, "Dani", .agent, agent: PaperDesk.maya)
    desk.press(.alt("1"))
    #expect(desk.model.current == PaperDesk.ana)
    #expect(desk.model.toast?.text == "none of yours has the number 1")
    desk.tell(.disconnected(code: 1006))
    desk.press(.alt("r"))
    desk.comeOnline()
    desk.summarise(PaperDesk.ana, 1042, "Ana Perez", .agent, agent: PaperDesk.maya)
    desk.summarise(PaperDesk.kimLee, 1039, "Kim Lee", .agent, agent: PaperDesk.maya)
    desk.hear(.watching)
    #expect(numbers() == [nil, 2, 3])
  }

  @Test func theNumberThatWasFreeLongestIsGivenNext() {
    var places = Places()
    let ids = (0..<12).map { ConversationID("c\($0)") }
    for id in ids.prefix(9) { places.give(id) }
    places.give(ids[9])
    #expect(places.place(ids[9]) == 10)
    places.free(ids[4])
    places.free(ids[1])
    places.give(ids[10])
    #expect(places.place(ids[10]) == 2 && places.at(5) == nil)
    for id in ids { places.free(id) }
    places.give(ids[11])
    #expect(places.place(ids[11]) == 1)
  }

  // MARK: Commands are never words

  /// ` /note this customer is a liar` went to that customer.
  @Test(arguments: [
    " /note is a liar", "\u{00A0}/note is a liar", "\n /note is a liar",
    "\u{200B}/note is a liar", "\u{FEFF}/note is a liar", "／note is a liar", "\t/note is a liar",
  ])
  func aCommandBehindWhatCannotBeSeenIsACommand(text: String) {
    var desk = PaperDesk.morning(Self.size)
    desk.tell(.entered(text))
    #expect(desk.sentCommands().map(\.command) == [.note("is a liar")])
  }

  @Test(arguments: [" /nonsense", "\u{2060}/refnud now", "／x", " / "])
  func whatLooksLikeACommandAndIsNoneStaysHere(text: String) {
    var desk = PaperDesk.morning(Self.size)
    // The first blank in an empty input opens the talk with the bot; the others are words.
    desk.type(" ")
    desk.type(text)
    desk.press(Key(.enter), Key(.enter), Key(.enter))
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.draft.editor.text == text)
  }

  @Test func aCommandInALaterLineIsAskedAboutOnce() {
    var desk = PaperDesk.morning(Self.size)
    desk.type("Hello")
    desk.press(.control("j"))
    desk.type("/resolve")
    desk.press(Key(.enter))
    #expect(desk.sentCommands().isEmpty)
    #expect(desk.model.toast?.text.contains("/resolve") == true)
    desk.press(Key(.enter))
    #expect(desk.sentCommands().map(\.command) == [.say("Hello\n/resolve")])
  }

  @Test func twoSlashesBehindABlankSayOne() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter(" //etc/hosts")
    #expect(try desk.sentCommand().command == .say("/etc/hosts"))
  }

  // MARK: Pastes

  /// One line of 6,000 characters became 4,000, and nothing said so.
  @Test func whatHasNoRoomComesWhenTheRestIsSent() {
    var desk = PaperDesk.morning(Self.size)
    let line = (0..<6000).map { "\($0 % 10)" }.joined()
    desk.tell(.input(.paste(line, isCut: false)))
    #expect(desk.model.toast?.text.hasPrefix("2000 characters have no room here") == true)
    desk.press(Key(.enter))
    #expect(desk.model.draft.editor.text.count == 2000)
    desk.press(Key(.enter))
    let sent = desk.sentCommands().map(\.command)
    #expect(sent == [.say(String(line.prefix(4000))), .say(String(line.suffix(2000)))])
    #expect(desk.model.draft.text.isEmpty)
  }

  @Test func whatHasNoRoomOutlivesACrash() {
    var desk = PaperDesk.morning(Self.size)
    let line = String(repeating: "x", count: 5000)
    desk.tell(.input(.paste(line, isCut: false)))
    desk.pass(.seconds(2))
    let saved = desk.effects.compactMap { effect in
      if case .saveDrafts(let drafts) = effect { return drafts }
      return nil
    }
    #expect(saved.last?.map(\.text) == [line])
    #expect(Draft(line).rest.count == 1000)
  }

  // MARK: The line

  /// Alt-r said "online, and nothing was refused here" while the server had been dead for a minute.
  @Test func reconnectingConnectsAnewWhateverTheLineIsSaidToBe() {
    var desk = PaperDesk.morning(Self.size)
    desk.press(.alt("r"))
    #expect(desk.effects.suffix(2) == [.line(.hangUp), .line(.connect)])
    guard case .connecting = desk.model.line.state else {
      Issue.record("\(desk.model.line.state)")
      return
    }
  }
}
