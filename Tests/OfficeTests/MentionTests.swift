import Desk
import Rehearsal
import Testing
import Wire

@testable import Office

/// A note that names a colleague reaches that colleague, whatever they look at; on the real record.
@Suite struct MentionTests {
  private func notices(_ agent: AgentPlayer) -> [String] {
    agent.frames.compactMap { frame in
      if case .notice(let notice) = frame { "\(notice.rule): \(notice.text)" } else { nil }
    }
  }

  private func followers(_ desk: RehearsedDesk, _ id: Identifier<Conversation>) throws -> [String] {
    try #require(try desk.office.live(id)).conversation.followers.map(\.id.text)
  }

  @Test func whoeverIsNamedIsToldAndFollows() throws {
    let desk = try RehearsedDesk(plan: RehearsedDesk.plan())
    let maya = try desk.agent("maya", "Maya Lind")
    let kim = try desk.agent("kim", "Kim Olsen")
    let jon = try desk.agent("jon", "Jon")
    let ana = try desk.customer()
    try ana.start()
    try ana.say("a person please")
    let id = try #require(ana.conversation)
    try maya.do(.take, in: id)
    try maya.do(.note("@kim what do you say? Not @nobody, nor kim@jon."), in: id)
    #expect(notices(kim) == ["mention: Maya Lind: @kim what do you say? Not @nobody, nor kim@jon."])
    #expect(notices(jon).isEmpty && notices(maya).isEmpty)
    #expect(try followers(desk, id) == ["kim"])
    try maya.do(.note("@kim @maya again"), in: id)
    #expect(notices(kim).count == 2 && notices(maya).isEmpty)
    #expect(try followers(desk, id) == ["kim"])
  }

  /// A name in a note opens no queue that is closed to its bearer.
  @Test func whoMayNotReadItIsNotTold() throws {
    let plan = DeskPlan(
      queues: [
        QueuePlan(
          Identifier("general"), title: "General", replyWithin: .seconds(86_400),
          agents: [Identifier("maya")], isClosed: true)
      ])
    let desk = try RehearsedDesk(plan: plan, bot: SmallBot.plan)
    let maya = try desk.agent("maya", "Maya Lind")
    let kim = try desk.agent("kim", "Kim Olsen")
    let ruth = try desk.agent("ruth", "Ruth", role: .supervisor)
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    let id = try #require(ana.conversation)
    try maya.do(.take, in: id)
    try maya.do(.note("@kim @ruth a secret"), in: id)
    #expect(notices(kim).isEmpty)
    #expect(notices(ruth) == ["mention: Maya Lind: @kim @ruth a secret"])
    #expect(try followers(desk, id) == ["ruth"])
  }
}
