import Bot
import Desk
import Rehearsal
import Testing
import Wire

@testable import Office

/// Customer systems are asked about whoever says who they are, and what they say stands in the
/// record for agents, rules and flows.
@Suite struct LookingUpTests {
  private static func desk() throws -> RehearsedDesk {
    var plan = RehearsedDesk.plan()
    plan.lookUps = LookUpPlan(["crm", "book"], fresh: .seconds(600))
    return try RehearsedDesk(plan: plan)
  }

  private func begun(_ desk: RehearsedDesk) throws -> (CustomerPlayer, Identifier<Conversation>) {
    let ana = try desk.customer()
    try ana.start()
    return (ana, try #require(ana.conversation))
  }

  private func found(_ system: String, _ plan: String, at moment: Instant) -> LookUp {
    LookUp(system, .found([LookUp.Fact("plan", title: "Plan", plan)]), asOf: moment)
  }

  @Test func whoSaysTheirAddressIsLookedUpOnceAndWhatIsKnownIsToldToAgentsOnly() throws {
    let desk = try Self.desk()
    let (ana, id) = try begun(desk)
    #expect(desk.lookUps.isEmpty, "nobody has said who they are")
    try ana.do(.identify(name: "Ana", email: "ana@example.com"))
    #expect(desk.lookUps.map(\.email) == ["ana@example.com"])
    let known = found("crm", "gold", at: desk.now)
    try desk.errand { try $0.note(known, of: "ana@example.com", in: id) }
    try desk.errand { try $0.note(known, of: "ana@example.com", in: id) }
    let events = try desk.events(of: id)
    #expect(events.filter { $0 == .lookedUp(known) }.count == 1, "the same answer stands once")
    let live = try #require(try desk.office.live(id)).conversation
    #expect(live.attributes == [Field("plan", "gold")])
    #expect(events.contains { $0 == .lookedUp(known) && $0.customersView == .hidden })
    // After a restart it is known as before.
    try desk.restart()
    #expect(try desk.office.live(id)?.conversation.attributes == [Field("plan", "gold")])
  }

  @Test func whatIsSaidOfAnAddressThatIsNotTheirsAnyMoreIsNotKept() throws {
    let desk = try Self.desk()
    let (ana, id) = try begun(desk)
    try ana.do(.identify(name: "Ana", email: "ana@example.com"))
    let known = found("crm", "gold", at: desk.now)
    try desk.errand { try $0.note(known, of: "eve@example.com", in: id) }
    #expect(try desk.office.live(id)?.conversation.lookedUp == [])
  }

  @Test func anAgentAsksAgainAndIsRefusedWhereThereIsNothingToAsk() throws {
    let desk = try Self.desk()
    let (ana, id) = try begun(desk)
    let maya = try desk.agent("maya", "Maya", role: .supervisor)
    #expect(
      try maya.do(.lookUp, in: id) == .refused(.invalid, isFinal: true), "no address is known")
    try ana.do(.identify(name: "Ana", email: "ana@example.com"))
    let count = desk.lookUps.count
    try maya.do(.lookUp, in: id)
    #expect(desk.lookUps.count == count + 1 && desk.lookUps.last?.isAgain == true)
    let asked = try desk.events(of: id).contains {
      if case .lookedUp(let lookUp) = $0, case .asked(let agent) = lookUp.outcome {
        agent.id.text == "maya"
      } else {
        false
      }
    }
    #expect(asked, "who asked about a person stands in the record")
  }

  @Test func aHandOverAsksAgainOnlyWhereWhatIsKnownIsOld() throws {
    var conversation = Conversation(id: Identifier("c"))
    let start = Instant(milliseconds: 1_000)
    let plan = LookUpPlan(["crm"], fresh: .seconds(60))
    #expect(!conversation.wantsLookUp(plan, at: start), "nobody is known")
    conversation.apply(
      .identified(Contact(name: nil, email: "a@b.c", isVerified: false)), at: start)
    #expect(conversation.wantsLookUp(plan, at: start))
    conversation.apply(.lookedUp(found("crm", "gold", at: start)), at: start)
    #expect(!conversation.wantsLookUp(plan, at: start + .seconds(59)))
    #expect(conversation.wantsLookUp(plan, at: start + .seconds(60)))
  }
}
