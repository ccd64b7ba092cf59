import Bot
import Desk
import FlowTesting
import Flows
import JSON
import Journal
import Office
import Rehearsal
import Testing
import Wire

/// What the record tells of a conversation is enough to play it again, by the same flows to the
/// same questions and the same end.
struct RecollectionTests {
  private typealias Story = @Sendable (RehearsedDesk) throws -> CustomerPlayer

  private static let stories: [(name: String, play: Story)] = [
    (
      "articles help",
      { desk in
        let ana = try desk.customer()
        try JourneyTests.askAboutLateParcel(ana)
        try ana.press("yes")
        return ana
      }
    ),
    (
      "nobody is there",
      { desk in
        let ana = try desk.customer()
        try JourneyTests.askAboutLateParcel(ana)
        try ana.press("no")
        try ana.say("ana@example.com")
        try ana.say("and one thing more")
        return ana
      }
    ),
    (
      "a person, and the survey afterwards",
      { desk in
        let (maya, ana, _) = try JourneyTests.talking(desk)
        try maya.do(.resolve)
        try desk.wait(.seconds(30))
        try ana.press("4")
        return ana
      }
    ),
    (
      "a person who gives it back to the bot",
      { desk in
        let (maya, ana, _) = try JourneyTests.talking(desk)
        try maya.do(.transfer(to: .bot(flow: "triage"), note: nil))
        try ana.press("technical")
        return ana
      }
    ),
    (
      "silence",
      { desk in
        let ana = try desk.customer()
        try ana.start()
        try ana.press("order")
        try desk.wait(.seconds(7200))
        return ana
      }
    ),
    (
      "back again after the silence",
      { desk in
        let ana = try desk.customer()
        try ana.start()
        try desk.wait(.seconds(7200))
        try ana.say("a refund")
        return ana
      }
    ),
    (
      "nothing is understood",
      { desk in
        let ana = try desk.customer()
        try ana.start()
        for _ in 0..<3 { try ana.say("zzz") }
        return ana
      }
    ),
    (
      "stopped",
      { desk in
        let ana = try desk.customer()
        try ana.start()
        try ana.press("order")
        try ana.say("back")
        try ana.say("stop")
        return ana
      }
    ),
  ]

  @Test(arguments: stories.indices)
  func aRecordedTalkIsPlayedAgainAsItWas(_ index: Int) throws {
    let story = Self.stories[index]
    let desk = try RehearsedDesk()
    let ana = try story.play(desk)
    let id = try #require(ana.conversation)
    let talk = try #require(
      try Self.talk(id, desk).settled(by: Shop.bot.revision, at: desk.plan, search: Self.search),
      "\(story.name) is played as it was")
    let performance = Performance(
      of: talk, by: Shop.bot.revision, at: desk.plan, search: Self.search)
    #expect(!talk.asked.isEmpty)
    let ends = try desk.events(of: id).compactMap { event -> String? in
      if case .concluded(let outcome) = event { outcome } else { nil }
    }
    let played = performance.beats.compactMap { beat -> String? in
      if case .ended(let outcome) = beat { outcome } else { nil }
    }
    #expect(played == ends, "\(story.name)")
  }

  static func talk(_ id: Identifier<Conversation>, _ desk: RehearsedDesk) throws -> RecordedTalk {
    var talk = RecordedTalk(id)
    for (entry, event) in zip(try desk.entries(of: id), try desk.events(of: id)) {
      talk.take(
        event, at: entry.at, by: RecordedTalk.Source(author: entry.author),
        isFirst: entry.cid != nil)
    }
    return talk.finished(at: desk.now)
  }

  private static func search(_ search: Search) -> [Flows.Card] {
    Shop.bot.articles.cards(for: search, language: "en")
  }
}
