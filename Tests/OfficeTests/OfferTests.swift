import Desk
import Events
import Journal
import Rehearsal
import Testing
import Wire

@testable import Office

/// The desk offers who waits to one agent after the other, and what they make of it.
@Suite struct OfferTests {
  /// A desk whose queues all offer.
  private struct Scene {
    let desk: RehearsedDesk
    let maya: AgentPlayer
    let jon: AgentPlayer

    init(
      _ mode: QueueRouting.Mode = .offer, capacity: Int = 2,
      _ change: (inout QueueRouting) -> Void = { _ in }
    ) throws {
      var plan = RehearsedDesk.plan(capacity: capacity)
      for index in plan.queues.indices {
        plan.queues[index].routing.mode = mode
        change(&plan.queues[index].routing)
      }
      plan.acceptWithin = .seconds(7200)
      desk = try RehearsedDesk(plan: plan)
      maya = try desk.agent("maya", "Maya")
      jon = try desk.agent("jon", "Jon")
      for agent in [maya, jon] { try agent.watch() }
    }

    func customer(_ name: String) throws -> CustomerPlayer {
      let customer = try desk.customer(name)
      try customer.start()
      try customer.say("agent")
      return customer
    }

    /// What happened of offers, in words.
    func story(_ customer: CustomerPlayer) throws -> [String] {
      let id = try #require(customer.conversation)
      return try desk.events(of: id).compactMap { event in
        switch event {
        case .offered(let agent, _): "offered \(agent.name)"
        case .declined(let agent, .missed): "missed \(agent.name)"
        case .declined(let agent, .refused): "refused \(agent.name)"
        case .declined(let agent, .withdrawn): "withdrawn \(agent.name)"
        case .taken(let agent): "taken \(agent.name)"
        case .considered: "considered"
        default: nil
        }
      }
    }

    /// The same without what the desk thought meanwhile.
    func offers(_ customer: CustomerPlayer) throws -> [String] {
      try story(customer).filter { $0 != "considered" }
    }

    func isAway(_ login: String) -> Bool? {
      desk.office.staff.colleagues.first { $0.agent.id.text == login }?.isAway
    }

    func load(_ login: String) -> Int? { desk.office.staff.members[Identifier(login)]?.work.total }
  }

  @Test func theFreestIsOfferedItWithACountdownAndTakesIt() throws {
    let scene = try Scene()
    let ana = try scene.customer("ana")
    let summary = try #require(scene.jon.summaries.last { $0.conversation == ana.conversation })
    #expect(summary.matter.offer?.agent.name == "Jon")
    #expect(summary.matter.offer?.until == scene.desk.now + .seconds(30))
    #expect(scene.load("jon") == 1 && scene.load("maya") == 0)
    try scene.jon.do(.take, in: ana.conversation)
    #expect(scene.load("jon") == 1)
    _ = try scene.customer("bo")
    #expect(scene.load("maya") == 1, "whoever has least is next")
    #expect(try scene.story(ana) == ["offered Jon", "taken Jon"])
  }

  @Test func whoDeclinesIsNotAskedAgainAndAnotherIs() throws {
    let scene = try Scene()
    let ana = try scene.customer("ana")
    #expect(try !isRefused(scene.jon.do(.decline(reason: "in a meeting"), in: ana.conversation)))
    #expect(try scene.story(ana) == ["offered Jon", "refused Jon", "offered Maya"])
    #expect(scene.load("jon") == 0 && scene.load("maya") == 1)
    #expect(try isRefused(scene.jon.do(.decline(reason: nil), in: ana.conversation)))
    try scene.maya.do(.decline(reason: nil), in: ana.conversation)
    try scene.desk.wait(.seconds(300))
    let story = try scene.offers(ana)
    #expect(story.suffix(1) == ["refused Maya"] && story.count == 4)
    #expect(scene.isAway("jon") == false, "a word is a sign of life")
  }

  @Test func anOfferThatIsMissedGoesToSomebodyElseAndTwoInARowSendAway() throws {
    let scene = try Scene()
    let ana = try scene.customer("ana")
    try scene.desk.wait(.seconds(29))
    #expect(try scene.story(ana).last != "offered Maya")
    try scene.desk.wait(.seconds(2))
    #expect(
      try scene.offers(ana) == [
        "offered Jon", "missed Jon", "offered Maya",
      ])
    #expect(scene.isAway("jon") == false)
    try scene.maya.do(.take, in: ana.conversation)
    let bo = try scene.customer("bo")
    #expect(try scene.story(bo) == ["offered Jon"])
    try scene.desk.wait(.seconds(31))
    #expect(scene.isAway("jon") == true && scene.isAway("maya") == false)
    #expect(scene.jon.frames.contains(.presence(.away)))
    let audited = try scene.desk.log.follow(from: 0, limit: 10_000)
      .filter { $0.conversation == DeskStream.id }.compactMap { try AuditText.read($0.body) }
    #expect(audited.last == .sentAway(Identifier("jon"), reason: "missed 2 offers in a row"))
    #expect(try scene.story(bo).last == "offered Maya")
  }

  @Test func onlyWhoIsOfferedItTakesItAndSupervisors() throws {
    let scene = try Scene()
    let ruth = try scene.desk.agent("ruth", "Ruth", role: .supervisor)
    let (ana, bo) = (try scene.customer("ana"), try scene.customer("bo"))
    #expect(try scene.story(ana) == ["offered Jon"])
    #expect(try scene.maya.do(.take, in: ana.conversation) == .refused(.notAllowed, isFinal: true))
    // Without saying whom: what is offered to them.
    try scene.maya.do(.take)
    #expect(try scene.story(bo) == ["offered Maya", "taken Maya"])
    try ruth.do(.take, in: ana.conversation)
    #expect(try scene.story(ana) == ["offered Jon", "withdrawn Jon", "taken Ruth"])
    #expect(scene.load("jon") == 0)
  }

  @Test func whereBothHoldsAnotherMayTakeItAndTheOfferIsWithdrawn() throws {
    let scene = try Scene(.both)
    let ana = try scene.customer("ana")
    try scene.maya.do(.take, in: ana.conversation)
    #expect(try scene.story(ana) == ["offered Jon", "withdrawn Jon", "taken Maya"])
    #expect(scene.load("jon") == 0 && scene.load("maya") == 1)
    let summary = scene.jon.summaries.last { $0.conversation == ana.conversation }
    #expect(summary?.matter.offer == nil)
  }

  @Test func theOfferIsWithdrawnWhenTheCustomerLeaves() throws {
    let scene = try Scene()
    let ana = try scene.customer("ana")
    try ana.do(.resolve)
    #expect(try scene.story(ana) == ["offered Jon", "withdrawn Jon"])
    #expect(scene.load("jon") == 0)
    try scene.desk.wait(.seconds(60))
    #expect(try scene.story(ana).count == 2 && scene.isAway("jon") == false)
  }

  @Test func whoIsAwayOrCutOffIsNotWaitedFor() throws {
    let scene = try Scene()
    let ana = try scene.customer("ana")
    try scene.desk.turn([.status(try #require(scene.jon.caller), .away)])
    #expect(try scene.story(ana) == ["offered Jon", "withdrawn Jon", "offered Maya"])
    try scene.desk.turn([.status(try #require(scene.jon.caller), .online)])
    try scene.desk.turn([scene.desk.leave(scene.maya)])
    // A connection that was lost is often back at once.
    try scene.desk.wait(.seconds(1))
    #expect(try scene.offers(ana).last == "offered Maya")
    try scene.desk.wait(.seconds(3))
    #expect(try scene.offers(ana).last == "offered Jon", "nobody declined, and Jon is back")
  }

  @Test func aSlotThatIsOfferedIsNotFree() throws {
    let scene = try Scene(.both, capacity: 1)
    let (ana, bo, cem) = (
      try scene.customer("ana"), try scene.customer("bo"), try scene.customer("cem")
    )
    #expect(try scene.story(cem) == [])
    #expect(try scene.jon.do(.take, in: cem.conversation) == .refused(.atCapacity, isFinal: true))
    try scene.jon.do(.take, in: ana.conversation)
    try scene.maya.do(.take, in: bo.conversation)
    try scene.jon.do(.say("Hello."), in: ana.conversation)
    try scene.jon.do(.resolve, in: ana.conversation)
    #expect(try scene.story(cem) == ["offered Jon"])
  }

  @Test func anOfferOutlastsAStartAndEndsAtItsMoment() throws {
    let scene = try Scene()
    let ana = try scene.customer("ana")
    try scene.desk.wait(.seconds(10))
    try scene.desk.restart()
    let jon = try scene.desk.comeBack(token: try #require(scene.jon.token), "Jon")
    let maya = try scene.desk.comeBack(token: try #require(scene.maya.token), "Maya")
    try scene.desk.wait(.seconds(1))
    #expect(scene.load("jon") == 1)
    #expect(try scene.offers(ana) == ["offered Jon"])
    try scene.desk.wait(.seconds(20))
    #expect(
      try scene.offers(ana) == [
        "offered Jon", "missed Jon", "offered Maya",
      ])
    #expect(jon.isOpen && maya.isOpen)
  }

  @Test func whyNobodyHasItIsRememberedWhereThatChangesAndNotTooOften() throws {
    let scene = try Scene(.offer, capacity: 1)
    let others = [try scene.customer("ana"), try scene.customer("bo")]
    try scene.jon.do(.take, in: others[0].conversation)
    try scene.maya.do(.take, in: others[1].conversation)
    for (agent, other) in zip([scene.jon, scene.maya], others) {
      try agent.do(.say("Hello."), in: other.conversation)
    }
    let cem = try scene.customer("cem")
    try scene.desk.wait(.seconds(3))
    let id = try #require(cem.conversation)
    func thoughts() throws -> [Consideration] {
      try scene.desk.events(of: id).compactMap { event in
        if case .considered(let thought) = event { thought } else { nil }
      }
    }
    #expect(try thoughts().count == 1)
    let first = try #require(try thoughts().first)
    #expect(first.candidates.map(\.verdict) == [.full, .full])
    try scene.desk.wait(.seconds(600))
    #expect(try thoughts().count == 1, "nothing has changed")
    for minute in 0..<40 {
      try scene.desk.turn([
        .status(try #require(scene.jon.caller), minute % 2 == 0 ? .away : .online)
      ])
      try scene.desk.wait(.seconds(61))
    }
    #expect(try thoughts().count == 20, "twenty in a wait")
  }

  @Test func anAgentWhoGaveSomebodyBackIsNotOfferedThemAgain() throws {
    let scene = try Scene()
    let ana = try scene.customer("ana")
    try scene.jon.do(.take, in: ana.conversation)
    try scene.jon.do(.release, in: ana.conversation)
    #expect(try scene.story(ana) == ["offered Jon", "taken Jon", "offered Maya"])
  }

  @Test func whatWasMissedIsTakenByHandInEveryQueue() throws {
    let scene = try Scene(.offer, capacity: 1)
    let others = [try scene.customer("ana"), try scene.customer("bo")]
    try scene.jon.do(.take, in: others[0].conversation)
    try scene.maya.do(.take, in: others[1].conversation)
    for (agent, other) in zip([scene.jon, scene.maya], others) {
      try agent.do(.say("Hello."), in: other.conversation)
    }
    let cem = try scene.customer("cem")
    try scene.desk.wait(.seconds(7300))
    let id = try #require(cem.conversation)
    #expect(scene.desk.office.lives[id]?.conversation.stage.word == .missed)
    try scene.jon.do(.resolve, in: others[0].conversation)
    #expect(try !isRefused(scene.jon.do(.take, in: id)))
  }

  private func isRefused(_ outcome: Player.Outcome) -> Bool {
    if case .refused = outcome { true } else { false }
  }
}
