import Bot
import Desk
import Flows
import Testing

/// What reaches the bot of what happens, event by event.
@Suite struct HearingTests {
  private static let opening = Opening(
    site: "demo", customer: Identifier("ana"), number: 7, language: "de", page: nil,
    channel: "web")
  private static let maya = AgentName(Identifier("maya"), name: "Maya")
  private static let called = Event.queued(
    Handoff(queue: Identifier("orders"), priority: .normal, reason: .returned))

  private func heard(_ events: Event..., from stage: StageWord) -> Stimulus? {
    Hearing.stimulus(of: events, from: stage, Self.opening, nil)
  }

  private func words(_ author: Author, _ answer: Answer? = nil) -> Event {
    .said(Message(author, "hello", answer: answer))
  }

  @Test func whatCustomersSayIsHeardWhereTheDeskLetsIt() {
    for stage in [StageWord.bot, .promised, .resolved] {
      #expect(heard(words(.customer), from: stage) == .said("hello"))
    }
    #expect(heard(words(.customer), from: .agent) == nil)
    #expect(heard(words(.customer), from: .waiting) == nil, "no flow watches over the wait")
    #expect(heard(words(.bot), from: .bot) == nil)
    #expect(heard(words(.agent(Self.maya)), from: .bot) == nil)
  }

  @Test func pressesAndFormsAreHeardAsSuch() {
    #expect(
      heard(words(.customer, .option("yes", question: "q")), from: .bot)
        == .chose(option: "yes", question: "q"))
    #expect(
      heard(words(.customer, .form([Field("a", "1")], question: "q")), from: .bot)
        == .filled(["a": "1"]))
  }

  @Test func whoComesBackIsGreetedOrHeardOrWaitsForPeople() {
    #expect(heard(.reopened(.customer), from: .resolved) == .opened(language: "de"))
    #expect(heard(.reopened(.customer), words(.customer), from: .resolved) == .said("hello"))
    #expect(
      heard(.reopened(.customer), words(.customer), Self.called, from: .resolved) == nil)
    #expect(heard(.reopened(.customer), Self.called, from: .resolved) == nil, "no survey is on")
  }

  @Test func peopleAndTheEndAreHeard() {
    #expect(heard(.started(Self.opening), from: .bot) == .opened(language: "de"))
    #expect(heard(.taken(Self.maya), from: .waiting) == .agentTook)
    #expect(heard(.reopened(.agent(Self.maya)), from: .resolved) == .agentTook)
    #expect(
      heard(.transferred(Self.maya, .agent(Self.maya), note: nil), from: .agent) == .agentTook)
    #expect(
      heard(.transferred(Self.maya, .bot(flow: "t"), note: nil), from: .agent)
        == .agentLeft(flow: "t"))
    #expect(heard(.resolved(.customer), from: .bot) == .external("conversation.closed"))
    #expect(heard(.resolved(.bot), from: .bot) == nil, "it knows")
    #expect(heard(.released(Self.maya, .vanished), from: .agent) == nil)
  }
}
