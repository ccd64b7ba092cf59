import Desk
import Events
import Testing
import Wire

@testable import Office
@testable import Rehearsal

/// Players see what a desk that breaks its promises does, whatever it is.
@Suite struct PlayerTests {
  private let desk: RehearsedDesk
  private let ana: CustomerPlayer
  private let id: Identifier<Conversation>
  private let seq: Int64
  private static let maya = AgentName(Identifier("maya"), name: "Maya")

  init() throws {
    desk = try RehearsedDesk(bot: SmallBot.plan)
    ana = try desk.customer("Ana")
    try ana.start()
    id = try #require(ana.conversation)
    seq = try #require(ana.told[id]?.last?.seq)
  }

  private func tell(
    _ event: Event = .said(Message(.bot, "Hello?")), seq: Int64, at moment: Instant? = nil,
    to customer: Identifier<Customer>? = nil
  ) throws {
    guard case .customer(let own) = ana.principal else { throw Breach("Ana is known") }
    let body = EventText.write(event)
    let told = Told(seq: seq, at: moment ?? desk.now, body: body, customersBody: body)
    let audience = Audience(customer: customer ?? own, stage: .bot, lastAgent: nil, members: nil)
    try ana.hear([told], of: id, audience)
  }

  @Test func theNextEventIsTakenIn() throws {
    try tell(seq: seq + 1)
    #expect(ana.transcript(since: seq) == ["bot: Hello?"])
  }

  @Test func anEventThatIsMissingOrRepeatedIsABreach() throws {
    #expect(throws: Breach.self) { try tell(seq: seq + 2) }
    #expect(throws: Breach.self) { try tell(seq: seq) }
  }

  @Test func timeThatRunsBackwardsIsABreach() throws {
    let before = desk.now + .milliseconds(-1)
    #expect(throws: Breach.self) { try tell(seq: seq + 1, at: before) }
  }

  @Test func aCustomerWhoIsShownWhatIsInternalIsABreach() throws {
    for event in [
      Event.noted(.agent(Self.maya), "odd"), .recorded([Field("a", "b")], .bot),
      .categorised("x", .bot),
      .queued(Handoff(queue: Identifier("general"), priority: .low, summary: "s", reason: .flow)),
      .transferred(Self.maya, .queue(Identifier("billing")), note: "money"),
    ] {
      #expect(throws: Breach.self) { try tell(event, seq: seq + 1) }
    }
  }

  @Test func whatIsMeantForOthersIsNotHeardAndEndsTheFollowing() throws {
    try tell(seq: seq + 1, to: Identifier("somebody else"))
    #expect(ana.told[id]?.last?.seq == seq && !ana.follows(id))
  }
}

/// A desk on sockets, and the accidents that can be ordered.
@Suite struct ServedDeskTests {
  private func desk() throws -> ServedDesk { try ServedDesk { Issue.record("\($0)") } }

  @Test func whoWaitsHasSaidTheirWordsAndWaits() throws {
    let desk = try desk()
    let (_, id) = try desk.somebodyWaits("Ana", "It is late")
    let events = try desk.events(of: id)
    #expect(events.last == .said(Message(.customer, "It is late")))
    #expect(events.contains { if case .queued = $0 { true } else { false } })
    #expect(events.contains { if case .identified = $0 { true } else { false } })
  }

  @Test func aSwallowedAnswerIsOnDiskAndComesAsADuplicateWhenAskedForAgain() throws {
    let desk = try desk()
    let (ana, id) = try desk.somebodyWaits("Ana", "hello")
    desk.swallowAnswers(1)
    let cid = ana.freshCID()
    ana.send(.command(Order(cid, id, .say("once"))))
    #expect(try ana.isStillServed())
    guard case .ack(let ack) = try ana.do(.say("once"), id, cid: cid) else {
      Issue.record("it was refused")
      return
    }
    #expect(ack.isDuplicate && desk.duplicates == 1)
    #expect(try desk.events(of: id).count { $0 == .said(Message(.customer, "once")) } == 1)
  }

  @Test func whoIsCutOffComesBackWithTheToken() throws {
    let desk = try desk()
    let (ana, id) = try desk.somebodyWaits("Ana", "hello")
    desk.cutEverybody()
    #expect(try ana.closeCode() != nil)
    let again = try Visitor.customer(desk, token: ana.token)
    #expect(try again.catchUp(id).count == desk.events(of: id).count)
  }
}
