import Desk
import Journal
import Office
import Rehearsal
import Testing
import Wire

/// Whoever asked for a person stays in agents' lists until one has seen them, and is told at once
/// what they can expect. Named by whose reports they come from.
@Suite struct SeenTests {
  /// Mon 23 November 2026, 16:00 UTC.
  private static let monday16 = Instant(milliseconds: 1_795_449_600_000)

  private static func nineToFive() -> OpeningHours {
    OpeningHours(
      weekly: Array(repeating: [540..<1020], count: 7), holidays: [], offset: { _ in 0 })
  }

  private static func asked(_ desk: RehearsedDesk) throws -> CustomerPlayer {
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    return ana
  }

  private static func lists(_ desk: RehearsedDesk) throws -> [Summary] {
    let zoe = try desk.agent("zoe", "Zoe")
    try zoe.watch()
    return zoe.summaries
  }

  /// Rocket.Chat 2772 and 19062, zammad 4970, papercups 857.
  @Test func whoAskedWhileNobodyWasThereAndLeftAtTheFormStaysOpen() throws {
    let desk = try RehearsedDesk()
    let ana = try Self.asked(desk)
    _ = desk.leave(ana)
    try desk.wait(.seconds(3600))
    let shown = try #require(try Self.lists(desk).first)
    #expect(shown.conversation == ana.conversation && shown.stage == .missed)
    #expect(shown.owed.isPerson && shown.rank != nil && shown.by != nil)
    // Whoever comes first takes them without a name, and answers.
    let maya = try desk.agent("maya", "Maya Lind")
    #expect(try maya.do(.take) != .silence)
    try maya.do(.say("I am here now."), in: shown.conversation)
    let events = try desk.events(of: shown.conversation)
    #expect(events.contains { if case .taken = $0 { true } else { false } })
    #expect(!events.contains { if case .resolved = $0 { true } else { false } })
  }

  /// Rocket.Chat feature 40, chatwoot 2182.
  @Test func whoComesBackAfterClosingTimeIsToldAtOnceWhatANewcomerIs() throws {
    let desk = try RehearsedDesk(plan: RehearsedDesk.plan(hours: Self.nineToFive()))
    desk.now = Self.monday16
    let maya = try desk.agent("maya", "Maya Lind")
    try maya.watch()
    let ana = try Self.asked(desk)
    try maya.do(.take)
    let id = try #require(ana.conversation)
    try maya.do(.say("All done."), in: id)
    try desk.wait(.seconds(59 * 60))
    try maya.do(.resolve, in: id)
    try desk.wait(.seconds(80))
    let before = Int64(ana.told[id, default: []].count)
    _ = ana.takeAnswers()
    try ana.say("it is broken again")
    let told = ana.transcript(since: before)
    #expect(told.contains { $0.hasPrefix("=> a reply is promised (closed)") })
    #expect(told.contains { $0.hasPrefix("bot: ") && $0.contains("09:00") == $0.contains("by ") })
    try desk.wait(.seconds(10))
    #expect(!ana.takeAnswers().contains { if case .place = $0 { true } else { false } })
    #expect(maya.summaries.last?.stage == .promised)
  }

  /// zammad 1075 and 4970.
  @Test func theLastAgentWhoLeavesIsToldOfToThoseWhoWait() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    let (ana, bo) = (try Self.asked(desk), try Self.asked(desk))
    try desk.turn([desk.leave(maya)])
    try desk.wait(.seconds(3))
    for customer in [ana, bo] {
      #expect(customer.lastOffer?.question == "alone")
      #expect(customer.lastOffer?.options.map(\.id) == ["wait", "leave"])
    }
    // One leaves it as a message, the other waits; both are seen.
    try ana.press("leave")
    try bo.press("wait")
    #expect(ana.lastOffer?.form.isEmpty == false)
    #expect(bo.transcript().last?.hasPrefix("bot: All right, you keep your place") == true)
    let shown = try Self.lists(desk)
    #expect(Set(shown.map(\.conversation)) == Set([ana, bo].compactMap(\.conversation)))
    #expect(Set(shown.map(\.stage)) == [.waiting, .missed])
    // It is said once, not with every change of staff.
    let count = bo.transcript().count
    let kim = try desk.agent("kim", "Kim")
    try desk.turn([desk.leave(kim)])
    try desk.wait(.seconds(3))
    #expect(bo.transcript().count == count)
  }

  @Test func anAgentWhoGoesAwayLeavesThoseWhoWaitAloneAtOnce() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    let ana = try Self.asked(desk)
    try desk.turn([.status(try #require(maya.caller), .away)])
    try desk.turn()
    #expect(ana.lastOffer?.question == "alone")
  }

  /// A wait that no flow watches over: the desk promises a reply itself, and the bot says so.
  @Test func whoWaitsForTheDeskIsPromisedAReplyWhenTheLastOneLeaves() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    let ana = try Self.asked(desk)
    try maya.do(.take)
    let id = try #require(ana.conversation)
    try maya.do(.release, in: id)
    try desk.turn([desk.leave(maya)])
    try desk.wait(.seconds(3))
    #expect(ana.transcript().contains { $0.hasPrefix("=> a reply is promised (empty)") })
    #expect(ana.transcript().last?.contains("ticket") == true)
  }

  /// The customer's own word ends a promise too: design, section 7.
  @Test func whoIsPromisedAReplyMaySayThatNoneIsNeeded() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    try maya.watch()
    let ana = try Self.asked(desk)
    try maya.do(.take)
    let id = try #require(ana.conversation)
    try maya.do(.release, in: id)
    try desk.turn([desk.leave(maya)])
    try desk.wait(.seconds(3))
    try ana.say("my lamp is still dark")
    #expect(try Self.lists(desk).last?.stage == .promised)
    try ana.say("never mind, I found it myself")
    let events = try desk.events(of: id)
    #expect(events.contains { if case .resolved(.customer) = $0 { true } else { false } })
  }

  /// One promise: it is reckoned by the hours of the queue the conversation stands in, whatever
  /// queue the flow's ticket names. LiveHelperChat 2085, Rocket.Chat 15411.
  @Test func aTicketIsPromisedByTheHoursOfItsOwnQueue() throws {
    // Orders are answered on Sundays only; everything else around the clock.
    let sundays = OpeningHours(
      weekly: Array(repeating: [], count: 6) + [[540..<1020]], offset: { _ in 0 })
    let queues = RehearsedDesk.plan().queues.map { queue in
      var queue = queue
      if queue.id == Identifier("orders") { queue.hours = sundays }
      return queue
    }
    let desk = try RehearsedDesk(plan: DeskPlan(queues: queues))
    desk.now = Self.monday16
    _ = try desk.agent("maya", "Maya Lind")
    let ana = try desk.customer()
    try ana.start()
    try ana.press("order")
    for words in ["AB-123456", "qqq zzz xxx yyy", "ana@example.com"] { try ana.say(words) }
    let promised = try desk.events(of: try #require(ana.conversation)).compactMap { event in
      if case .promised(let replyBy, let absence) = event { (replyBy, absence) } else { nil }
    }
    #expect(promised.count == 1)
    let replyBy = try #require(promised.first?.0)
    #expect(replyBy == sundays.deadline(.seconds(86_400), from: Self.monday16))
    #expect(promised.first?.1 == .closed)
  }

  /// Rocket.Chat 2772: who said that it is dangerous while nobody was there, and asks again when
  /// somebody is, is no less urgent for it, and goes where they stood.
  @Test func whoAsksAgainLosesNeitherPriorityNorQueue() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    try ana.press("order")
    for words in ["AB-123456", "qqq zzz xxx yyy", "ana@example.com"] { try ana.say(words) }
    let id = try #require(ana.conversation)
    try ana.say("the charger is on fire")
    _ = try desk.agent("maya", "Maya Lind")
    try ana.say("agent")
    let shown = try #require(try Self.lists(desk).first)
    #expect(shown.conversation == id && shown.stage == .waiting)
    #expect(shown.priority == .urgent && shown.queue == Identifier("orders"))
  }

  /// Thirty wait, an agent is there and takes nobody.
  @Test func whomNobodyTookStandInTheListOfThoseMissedTheOldestFirst() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    try maya.watch()
    var waiting: [Identifier<Conversation>] = []
    for _ in 0..<30 {
      waiting.append(try #require(try Self.asked(desk).conversation))
      try desk.wait(.seconds(1))
    }
    try desk.wait(.seconds(3600))
    let shown = try Self.lists(desk).filter { $0.stage == .missed }
      .sorted { ($0.rank ?? .max) < ($1.rank ?? .max) }
    #expect(shown.map(\.conversation) == waiting)
    #expect(shown.allSatisfy { $0.owed.isPerson })
    // The same after a start: it is in the record.
    try desk.restart()
    let again = try Self.lists(desk).filter { $0.stage == .missed }
      .sorted { ($0.rank ?? .max) < ($1.rank ?? .max) }
    #expect(again.map(\.conversation) == waiting)
    #expect(again.map(\.owed) == shown.map(\.owed) && again.map(\.by) == shown.map(\.by))
  }

  /// The bot's talk that nobody asked a person in is left, and nobody is asked how happy they are.
  @Test func aTalkWithTheBotThatWasLeftIsLeftAndNotResolved() throws {
    let desk = try RehearsedDesk()
    _ = try desk.agent("maya", "Maya Lind")
    let ana = try desk.customer()
    try ana.start()
    try desk.wait(.seconds(3600))
    let events = try desk.events(of: try #require(ana.conversation))
    #expect(events.last == .concluded(outcome: "abandoned"))
    #expect(!ana.transcript().contains { $0.contains("How happy") })
    #expect(try ana.do(.rate(score: 5, comment: nil)) == .refused(.notResolved, isFinal: true))
  }
}
