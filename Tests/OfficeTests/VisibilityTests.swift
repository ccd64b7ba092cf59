import Desk
import Rehearsal
import Testing
import Wire

@testable import Office

/// Who sees what is in a queue that is closed to all but those who serve it.
struct VisibilityTests {
  private static let plan = DeskPlan(
    queues: [
      QueuePlan(Identifier("general"), title: "General", replyWithin: .seconds(86_400)),
      QueuePlan(
        Identifier("vip"), title: "Important", replyWithin: .seconds(86_400),
        agents: [Identifier("maya")], isClosed: true),
    ])

  private struct Cast {
    let ana: CustomerPlayer
    let maya: AgentPlayer
    let kim: AgentPlayer
    let ruth: AgentPlayer
    let id: Identifier<Conversation>
  }

  private func cast(_ desk: RehearsedDesk) throws -> Cast {
    let maya = try desk.agent("maya", "Maya Lind")
    let kim = try desk.agent("kim", "Kim Olsen")
    let ruth = try desk.agent("ruth", "Ruth", role: .supervisor)
    for agent in [maya, kim, ruth] { try agent.watch() }
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    return Cast(
      ana: ana, maya: maya, kim: kim, ruth: ruth, id: try #require(ana.conversation))
  }

  private func isLost(_ agent: AgentPlayer, _ id: Identifier<Conversation>) -> Bool {
    agent.frames.contains(.unfollowed(id))
  }

  @Test func whatGoesIntoAClosedQueueIsGoneForAllOthers() throws {
    let desk = try RehearsedDesk(plan: Self.plan, bot: SmallBot.plan)
    let cast = try cast(desk)
    #expect(cast.kim.summaries.last?.conversation == cast.id)
    try cast.kim.do(.take, in: cast.id)
    try cast.kim.do(
      .transfer(to: .queue(Identifier("vip")), note: "for you", anyway: true), in: cast.id)
    #expect(isLost(cast.kim, cast.id))
    let shown = cast.kim.summaries.count
    let told = cast.kim.told[cast.id]?.count
    try cast.ana.say("this is only for the few")
    #expect(cast.kim.summaries.count == shown && cast.kim.told[cast.id]?.count == told)
    for agent in [cast.maya, cast.ruth] {
      #expect(!isLost(agent, cast.id))
      #expect(agent.summaries.last?.queue == Identifier("vip"), "\(agent.name)")
    }
  }

  @Test func nobodyElseReadsItTakesItOrFindsIt() throws {
    let desk = try RehearsedDesk(plan: Self.plan, bot: SmallBot.plan)
    let cast = try cast(desk)
    try cast.maya.do(.take, in: cast.id)
    try cast.maya.do(.transfer(to: .queue(Identifier("vip")), note: nil), in: cast.id)
    let refused = cast.kim.refusals.count
    try cast.kim.follow(cast.id, after: 0)
    #expect(cast.kim.refusals.count == refused + 1)
    #expect(try cast.kim.do(.take, in: cast.id) == .refused(.notFound, isFinal: true))
    #expect(try cast.kim.do(.note("peeking"), in: cast.id) == .refused(.notFound, isFinal: true))
    // A list that is asked for anew has it for those who serve the queue, and for supervisors.
    for (agent, sees) in [(cast.kim, false), (cast.maya, true), (cast.ruth, true)] {
      let before = agent.summaries.count
      try agent.watch()
      let listed = agent.summaries.dropFirst(before).contains { $0.conversation == cast.id }
      #expect(listed == sees, "\(agent.name)")
    }
    try desk.restart()
    let kim = try desk.agent("kim2", "Kim Two")
    try kim.watch()
    #expect(!kim.summaries.contains { $0.conversation == cast.id })
  }

  @Test func whatComesOutOfItIsSeenByAllAgain() throws {
    let desk = try RehearsedDesk(plan: Self.plan, bot: SmallBot.plan)
    let cast = try cast(desk)
    try cast.maya.do(.take, in: cast.id)
    try cast.maya.do(.transfer(to: .queue(Identifier("vip")), note: nil), in: cast.id)
    try cast.maya.do(.take, in: cast.id)
    try cast.maya.do(.transfer(to: .queue(Identifier("general")), note: nil), in: cast.id)
    #expect(cast.kim.summaries.last?.queue == Identifier("general"))
    try cast.kim.do(.take, in: cast.id)
    try cast.kim.follow(cast.id)
    #expect(cast.kim.told[cast.id] != nil)
  }

  @Test func itIsGivenToNobodyWhoDoesNotServeIt() throws {
    let desk = try RehearsedDesk(plan: Self.plan, bot: SmallBot.plan)
    let cast = try cast(desk)
    try cast.maya.do(.take, in: cast.id)
    try cast.maya.do(.transfer(to: .queue(Identifier("vip")), note: nil), in: cast.id)
    try cast.maya.do(.take, in: cast.id)
    let outcome = try cast.maya.do(
      .transfer(to: .agent(Identifier("kim")), note: nil), in: cast.id)
    #expect(outcome == .refused(.notAllowed, isFinal: true))
    #expect(try cast.kim.do(.note("peeking"), in: cast.id) == .refused(.notFound, isFinal: true))
  }

  @Test func theLastOfItIsToldToNobodyWhoDidNotSeeIt() throws {
    let desk = try RehearsedDesk(plan: Self.plan, bot: SmallBot.plan)
    let cast = try cast(desk)
    try cast.maya.do(.take, in: cast.id)
    try cast.maya.do(.transfer(to: .queue(Identifier("vip")), note: nil), in: cast.id)
    try cast.maya.do(.take, in: cast.id)
    let shown = cast.kim.summaries.count
    try cast.maya.do(.resolve, in: cast.id)
    #expect(cast.kim.summaries.count == shown)
    #expect(cast.maya.summaries.last?.stage == .resolved)
  }
}
