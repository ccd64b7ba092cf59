import Desk
import Gateway
import Rehearsal
import Testing
import Wire

/// The end of a long conversation, what a newcomer has to know of the rest, and the rest by pages.
struct TailTests {
  private func talk(_ house: ServedDesk) throws -> (Visitor, Visitor, Identifier<Conversation>) {
    let maya = try Visitor.agent(house)
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    try ana.do(.say("agent"), id)
    try maya.do(.take, id)
    for number in 1...40 { try maya.do(.say("word \(number)"), id) }
    return (maya, ana, id)
  }

  @Test func theLastEventsComeWithWhatANewcomerHasToKnow() throws {
    let house = try ServedDesk { $0.customerRate = .init(perMinute: 10_000, burst: 1_000) }
    let (_, ana, id) = try talk(house)
    ana.send(.follow(id, epoch: house.epoch, after: 0, last: 10))
    let (first, before) = try ana.until { frame -> (Int64, [PastEvent])? in
      guard case .tail(id, let first, let before) = frame else { return nil }
      return (first, before)
    }
    #expect(before.map(\.seq) == before.map(\.seq).sorted() && before.allSatisfy { $0.seq < first })
    let events = before.compactMap(\.content.event)
    guard case .started? = events.first else {
      Issue.record("it does not say how it began")
      return
    }
    #expect(events.contains { if case .taken = $0 { true } else { false } })
    var seqs: [Int64] = []
    while true {
      guard case .frame(let frame) = try ana.next() else { throw Visitor.Gone() }
      if case .event(let entry) = frame { seqs.append(entry.seq) }
      if case .caughtUp(_, let seq) = frame {
        #expect(seqs == Array(first...seq) && seqs.count == 10)
        break
      }
    }
  }

  @Test func olderOnesComeByPagesWithoutAGap() throws {
    let house = try ServedDesk { $0.customerRate = .init(perMinute: 10_000, burst: 1_000) }
    let (_, ana, id) = try talk(house)
    let last = try #require(try ana.catchUp(id).last)
    ana.send(.ask(Question(id: "older", .earlier(id, before: last))))
    let (events, first) = try ana.until { frame -> ([PastEvent], Int64)? in
      guard case .answer("older", .earlier(let events, let first)) = frame else { return nil }
      return (events, first)
    }
    #expect(events.map(\.seq) == Array(first..<last))
    #expect(events.contains { $0.content == .hidden }, "what is not theirs stays hidden")
  }

  @Test func nobodyReadsTheTailOfWhatIsNotTheirs() throws {
    let house = try ServedDesk()
    let (_, _, id) = try talk(house)
    let stranger = try Visitor.customer(house)
    _ = try stranger.start()
    stranger.send(.follow(id, epoch: house.epoch, after: 0, last: 10))
    #expect(try stranger.refusal() == .notFound)
    stranger.send(.ask(Question(id: "older", .earlier(id, before: 20))))
    #expect(try stranger.refusal() == .notFound)
    stranger.send(.ask(Question(id: "who", .faces(id))))
    #expect(try stranger.refusal() == .notFound)
  }

  @Test func aShortConversationHasNoTail() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    ana.send(.follow(id, epoch: house.epoch, after: 0, last: 200))
    var seen: [Int64] = []
    while true {
      guard case .frame(let frame) = try ana.next() else { throw Visitor.Gone() }
      if case .tail = frame { Issue.record("a tail of all there is") }
      if case .event(let entry) = frame { seen.append(entry.seq) }
      if case .caughtUp = frame { break }
    }
    #expect(seen.first == 1)
  }

  @Test func customersAreToldHowTheDeskStands() throws {
    let house = try ServedDesk()
    let early = try Visitor.customer(house)
    #expect(early.welcome?.reception?.isStaffed == false)
    let maya = try Visitor.agent(house)
    defer { withExtendedLifetime(maya) {} }
    let told = try early.until { frame -> Reception? in
      guard case .reception(let reception) = frame else { return nil }
      return reception
    }
    #expect(told.isStaffed && told.isOpen)
    #expect(told.hours.count == 7 && told.changes == nil, "it never closes")
    let late = try Visitor.customer(house)
    #expect(late.welcome?.reception?.faces.isEmpty == false)
    let agent = try Visitor.agent(house, "kim")
    #expect(agent.welcome?.reception == nil)
  }

  @Test func theFacesOfAConversationAreThoseItsCustomerWasToldOf() throws {
    let house = try ServedDesk()
    let (_, ana, id) = try talk(house)
    ana.send(.ask(Question(id: "who", .faces(id))))
    let faces = try ana.until { frame -> [Face]? in
      guard case .answer("who", .faces(let faces)) = frame else { return nil }
      return faces
    }
    #expect(faces.map(\.agent) == [Identifier("maya")])
  }
}
