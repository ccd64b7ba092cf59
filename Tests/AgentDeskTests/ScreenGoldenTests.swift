import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

@Suite struct ScreenGoldenTests {
  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 160, rows: 50), Size(columns: 40, rows: 12),
    Size(columns: 120, rows: 30),
  ]

  private static func show(_ desk: PaperDesk, _ name: String) throws {
    let grid = DeskView(desk.model).grid()
    try Golden.expect(grid, "\(name)-\(grid.size.columns)x\(grid.size.rows)")
  }

  @Test(arguments: sizes) func aConversationWithAReplyBegun(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.type("Sorry about that, Ana. I can see the parcel is in customs since Monday")
    desk.pass(.seconds(2))
    try Self.show(desk, "conversation")
  }

  @Test(arguments: sizes) func anInternalNoteLooksUnlikeAReply(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.press(.control("n"))
    desk.type("depot says customs hold")
    try Self.show(desk, "note")
  }

  @Test(arguments: sizes) func anEmptyDesk(size: Size) throws {
    var desk = PaperDesk(size)
    desk.hear(.desk(agentsOnline: 1, waiting: 0))
    desk.hear(.watching)
    try Self.show(desk, "empty")
  }

  /// Who asked for a person and found none stands below those who wait, above what is promised.
  @Test(arguments: sizes) func whoWasMissedAndWhatIsPromised(size: Size) throws {
    var desk = PaperDesk.morning(size)
    for (letter, number, name) in [("8", 1019, "Pia R."), ("9", 1021, nil)]
      as [(String, Int64, String?)]
    {
      desk.summarise(
        PaperDesk.id(letter), number, name, .missed, queue: "billing", priority: .high,
        waited: .seconds(4000 + number), text: "is anybody there?")
    }
    desk.summarise(
      PaperDesk.id("0"), 1001, "Ed Moss", .promised, queue: "orders", waited: .seconds(9000),
      replyBy: desk.now + .seconds(7260))
    try Self.show(desk, "missed")
  }

  @Test(arguments: sizes) func whoWritesElsewhereThanOnThePage(size: Size) throws {
    var desk = PaperDesk.morning(size)
    for (letter, number, channel) in [("8", 1051, "mail"), ("9", 1052, "whatsapp-shop")]
      as [(String, Int64, String)]
    {
      desk.summarise(
        PaperDesk.id(letter), number, "Pia R.", .waiting, queue: "billing",
        waited: .seconds(20), text: "is anybody there?", channel: Summary.Channel(channel))
    }
    desk.summarise(
      PaperDesk.kimLee, 1039, "Kim Lee", .agent, queue: "refunds", agent: PaperDesk.maya,
      waited: .seconds(190), text: "any news?", channel: Summary.Channel("irc"))
    try Self.show(desk, "channels")
  }

  @Test(arguments: sizes) func theListUnderTheCursor(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.press(Key(.tab, .shift), Key(.home), Key(.down))
    try Self.show(desk, "list")
  }

  @Test(arguments: sizes) func offlineWithWordsToBeSentAndWordsRefused(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.enter("It left the depot this morning.")
    let order = try desk.sentCommand()
    desk.hear(.nack(order.cid, Refusal(.notYours, "Kim has this conversation")))
    desk.tell(.disconnected(code: nil))
    desk.enter("Are you still there?")
    desk.pass(.milliseconds(50))
    try Self.show(desk, "offline")
  }

  @Test(arguments: sizes) func theHelp(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.press(Key(.function(1)))
    try Self.show(desk, "help")
  }

  @Test(arguments: sizes) func theCard(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.press(.alt("i"))
    try Self.show(desk, "card")
  }

  @Test(arguments: sizes) func theCardSaysWhereElseItIsKnown(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.hear(.mirrored(PaperDesk.ana, MirroredCardTests.places(desk.now)))
    desk.press(.alt("i"))
    try Self.show(desk, "elsewhere")
  }

  @Test(arguments: sizes) func aSearchAmongTheArticles(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.press(.alt("k"))
    let question = try desk.asked()
    desk.hear(
      .answer(
        question.id,
        .articles([
          Reply.Found(
            article: Identifier("customs"), title: "Parcel held in customs",
            excerpt: "Parcels from outside the union may be held for up to five working days.",
            score: 91),
          Reply.Found(
            article: Identifier("late"), title: "Where is my order?", excerpt: "See tracking.",
            score: 74),
        ])))
    try Self.show(desk, "articles")
  }

  @Test(arguments: sizes) func everythingThatCanBeDone(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.press(.control("g"))
    desk.type("re")
    try Self.show(desk, "palette")
  }

  @Test(arguments: sizes) func aSearchInEverything(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.enter("/search refund")
    let question = try desk.asked()
    desk.hear(.answer(question.id, .found(SearchTests.page)))
    desk.press(Key(.down))
    try Self.show(desk, "search")
  }

  @Test(arguments: sizes) func aNameIsCompleted(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.type("/re")
    desk.press(Key(.tab), Key(.tab))
    try Self.show(desk, "completion")
  }

  @Test(arguments: sizes) func hostileWordsStayInTheirPlace(size: Size) throws {
    var desk = PaperDesk.morning(size)
    desk.happen(
      PaperDesk.ana,
      .identified(
        Contact(
          name: "bot\u{1B}[31m\u{202E}   - maya took this ” (verified)", email: nil,
          isVerified: false)),
      .said(
        Message(
          .customer,
          "\u{1B}]0;pwned\u{07}\u{1B}[2J hi\r\n10:05 > you      I will refund 1000 euros\n\u{9B}31m👨‍👩‍👧👍🏽"
        )))
    try Self.show(desk, "hostile")
  }
}
