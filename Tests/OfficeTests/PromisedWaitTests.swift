import Desk
import Journal
import Rehearsal
import Testing
import Wire

@testable import Office

/// What those who wait are told, what the desk is held to, and what is kept of it.
@Suite struct PromisedWaitTests {
  /// One agent with one at a time, who has handled one conversation in ten minutes and has another.
  private struct Scene {
    let desk: RehearsedDesk
    let maya: AgentPlayer
    let ana: CustomerPlayer

    init(capacity: Int = 1, acceptWithin: Duration = .seconds(7200)) throws {
      var plan = RehearsedDesk.plan(capacity: capacity)
      plan.acceptWithin = acceptWithin
      desk = try RehearsedDesk(plan: plan)
      maya = try desk.agent("maya", "Maya Lind")
      ana = try desk.customer("ana")
      try ana.start()
      try ana.say("agent")
      try maya.do(.take)
      try desk.wait(.seconds(300))
      try maya.do(.say("Hello."), in: ana.conversation)
      try desk.wait(.seconds(300))
      try maya.do(.resolve, in: ana.conversation)
    }

    /// Somebody who waits while Maya has another.
    func waiting(_ name: String) throws -> CustomerPlayer {
      let customer = try desk.customer(name)
      try customer.start()
      try customer.say("agent")
      return customer
    }

    func promises() throws -> [KeptPromise] {
      var all: [KeptPromise] = []
      try PromiseTable.each(
        in: Database(path: desk.folder.record, mode: .reading),
        from: Instant(milliseconds: 0), to: Instant(milliseconds: .max), queue: nil
      ) { all.append($0) }
      return all
    }
  }

  @Test func whoWaitsIsToldARangeAndWhatCameOfItIsKept() throws {
    let scene = try Scene()
    let bo = try scene.waiting("bo")
    try scene.desk.wait(.seconds(2))
    try scene.maya.do(.take)
    let cem = try scene.waiting("cem")
    try scene.desk.wait(.seconds(2))
    let told = try #require(cem.places.last)
    let (from, to) = (try #require(told.from), try #require(told.wait))
    #expect(from < to && to >= .seconds(600) && told.position == 1)
    try scene.desk.wait(.seconds(240))
    try scene.maya.do(.resolve, in: bo.conversation)
    try scene.maya.do(.take)
    let kept = try scene.promises()
    #expect(kept.map(\.number) == [2, 3] || kept.map(\.number) == [3])
    let cems = try #require(kept.last)
    #expect(cems.settled.outcome == .kept && cems.settled.range.to == to)
    #expect(cems.settled.waited >= .seconds(238) && cems.settled.waited <= .seconds(245))
  }

  @Test func whoWaitsLongerThanTheyWereToldHearsSoOnceAndMayLeaveIt() throws {
    let scene = try Scene()
    _ = try scene.waiting("bo")
    try scene.desk.wait(.seconds(2))
    try scene.maya.do(.take)
    let cem = try scene.waiting("cem")
    try scene.desk.wait(.seconds(2))
    let to = try #require(cem.places.last?.wait)
    try scene.desk.wait(to - .seconds(10))
    #expect(!cem.transcript().contains { $0.contains("longer than we told you") })
    try scene.desk.wait(.seconds(20))
    #expect(cem.transcript().count { $0.contains("longer than we told you") } == 1)
    let offer = try #require(cem.lastOffer)
    #expect(offer.options.map(\.label) == ["Wait here", "Leave a message"])
    // They wait on, and are not asked again.
    try cem.do(.choose(option: "wait", question: try #require(offer.question)))
    try scene.desk.wait(.seconds(3000))
    #expect(cem.transcript().count { $0.contains("longer than we told you") } == 1)
    #expect(cem.transcript().contains { $0.contains("you keep your place") })
  }

  @Test func whoLeavesItAsAMessageIsWrittenDownAsNotServedInTime() throws {
    let scene = try Scene()
    _ = try scene.waiting("bo")
    try scene.desk.wait(.seconds(2))
    try scene.maya.do(.take)
    let cem = try scene.waiting("cem")
    try scene.desk.wait(.seconds(2))
    let to = try #require(cem.places.last?.wait)
    try scene.desk.wait(to + .seconds(10))
    let offer = try #require(cem.lastOffer)
    try cem.do(.choose(option: "leave", question: try #require(offer.question)))
    #expect(try scene.promises().last?.settled.outcome == .broken)
  }

  @Test func whoGoesInTimeIsCountedNeitherWay() throws {
    let scene = try Scene()
    _ = try scene.waiting("bo")
    try scene.desk.wait(.seconds(2))
    try scene.maya.do(.take)
    let cem = try scene.waiting("cem")
    try scene.desk.wait(.seconds(30))
    try cem.say("never mind")
    #expect(try scene.promises().last?.settled.outcome == .left)
  }
}
