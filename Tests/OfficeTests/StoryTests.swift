import Desk
import Documents
import FlowTesting
import Flows
import Office
import Rehearsal
import Testing
import Wire

/// The bot has one desk: every story about a rule of it comes out the same wherever the bot sits.
@Suite struct StoryTests {
  @Test(arguments: BotStory.all)
  func atTheOffice(_ story: BotStory) throws {
    let told = try StoryAtOffice(story)
    check(story, try told.conversation(), last: told.lastOfBot)
  }

  @Test(arguments: BotStory.all)
  func inAFlowTest(_ story: BotStory) throws {
    var tryout = Tryout(BotStory.bot.revision, world: story.world)
    try tryout.open()
    for deed in story.deeds { try tryout.perform(deed) }
    check(story, tryout.conversation, last: tryout.lastOfBot)
  }

  @Test(arguments: BotStory.all)
  func inAChatAndOnAWalk(_ story: BotStory) throws {
    var walk = Walk(world: story.world, flow: nil)
    walk.deeds = story.deeds
    let walking = try #require(Walking.again(walk, BotStory.bot.revision), "every deed is allowed")
    #expect(walking.trouble == nil)
    check(story, walking.tryout.conversation, last: walking.tryout.lastOfBot)
  }

  @Test(arguments: BotStory.all)
  func inTheReplayOfWhatTheOfficeRecorded(_ story: BotStory) throws {
    let told = try StoryAtOffice(story)
    let search: (Search) -> [Card] = { BotStory.bot.articles.cards(for: $0, language: "en") }
    let talk = try #require(
      try told.recorded().settled(by: BotStory.bot.revision, at: story.plan, search: search))
    let performance = Performance(
      of: talk, by: BotStory.bot.revision, at: story.plan, search: search)
    let (played, live) = (performance.conversation, try told.conversation())
    #expect(played.stage.word == story.stage)
    #expect(played.messageCount == story.messages)
    #expect(played.latest == live.latest)
    #expect(story.more(played))
  }

  /// Words that the survey would have taken for an answer were taken for one while people were
  /// awaited.
  @Test func whoOpensItAgainDuringTheSurveyWaitsForPeopleAndTheSurveyIsOver() throws {
    let name = "a conversation that people close is followed by the survey"
    let told = try StoryAtOffice(try #require(BotStory.all.first { $0.name == name }))
    try told.reopen()
    try told.play(.user("good"))
    let conversation = try told.conversation()
    #expect(conversation.stage.word == .agent)
    #expect(conversation.rating == nil)
    #expect(told.lastOfBot == "How was it?")
  }

  private func check(_ story: BotStory, _ conversation: Conversation, last: String?) {
    #expect(conversation.stage.word == story.stage)
    #expect(last?.hasPrefix(story.last) == true, "\(last ?? "nothing")")
    #expect(conversation.messageCount == story.messages)
    #expect(story.more(conversation))
  }
}

extension BotStory {
  fileprivate var world: World {
    var world = World(plan)
    world.now = Self.opening.milliseconds
    world.language = "en"
    for queue in plan.queues { world.agents[queue.id.text] = isStaffed ? 1 : 0 }
    world.shelf.index = Self.bot.articles
    return world
  }
}

extension Tryout {
  fileprivate var lastOfBot: String? {
    lines.lazy.reversed().compactMap { if case .bot(let say) = $0 { say.text } else { nil } }.first
  }
}

/// A story played by people at a real Office.
private struct StoryAtOffice {
  private let desk: RehearsedDesk
  private let ana: CustomerPlayer
  private let maya: AgentPlayer?

  init(_ story: BotStory) throws {
    desk = try RehearsedDesk(plan: story.plan, bot: BotStory.bot)
    maya = story.isStaffed ? try desk.agent("maya", "Maya") : nil
    ana = try desk.customer()
    try ana.start()
    for deed in story.deeds { try play(deed) }
  }

  func reopen() throws { try ana.do(.reopen) }

  func play(_ deed: ChatStep.Deed) throws {
    switch deed {
    case .user(let words): try ana.say(words)
    case .tap(let option): try ana.press(option)
    case .wait(let span): try desk.wait(.milliseconds(span))
    case .agent(.takes): try agent(.take)
    case .agent(.says(let words)): try agent(.say(words))
    case .agent(.returns(let flow)): try agent(.transfer(to: .bot(flow: flow), note: nil))
    case .event:
      if try conversation().stage.word == .agent {
        try agent(.resolve)
      } else {
        try ana.do(.resolve)
      }
    case .bot, .fill, .send, .restart, .publish, .agent, .hours: Issue.record("no story does that")
    }
  }

  private func agent(_ deed: Command) throws {
    let maya = try #require(maya)
    let outcome = try maya.do(deed, in: ana.conversation)
    if case .refused(let code, _) = outcome { Issue.record("Maya is refused: \(code)") }
  }

  func recorded() throws -> RecordedTalk {
    try RecollectionTests.talk(try #require(ana.conversation), desk)
  }

  func conversation() throws -> Conversation {
    let id = try #require(ana.conversation)
    var conversation = Conversation(id: id)
    for (entry, event) in zip(try desk.entries(of: id), try desk.events(of: id)) {
      conversation.apply(event, at: entry.at)
    }
    return conversation
  }

  var lastOfBot: String? {
    ana.transcript().last { $0.hasPrefix("bot: ") }.map { String($0.dropFirst(5)) }
  }
}
