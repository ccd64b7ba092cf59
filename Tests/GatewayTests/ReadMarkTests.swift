import Desk
import Gateway
import Rehearsal
import Testing
import Wire

/// Each side sees how far the other has read, and nobody else does.
struct ReadMarkTests {
  private func scene(_ change: (inout GatewaySettings) -> Void = { _ in }) throws -> (
    house: ServedDesk, maya: Visitor, ana: Visitor, id: Identifier<Conversation>
  ) {
    let house = try ServedDesk(change)
    let maya = try Visitor.agent(house)
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    try ana.do(.say("agent"), id)
    try maya.do(.take, id)
    _ = try maya.catchUp(id)
    _ = try ana.catchUp(id)
    return (house, maya, ana, id)
  }

  private func mark(_ frame: ServerFrame) -> String? {
    guard case .read(_, let side, let seq) = frame else { return nil }
    return "\(side.rawValue) \(seq)"
  }

  @Test func readingIsToldToTheOtherSideAndToNewcomers() throws {
    let (house, maya, ana, id) = try scene()
    ana.send(.read(id, seq: 1))
    #expect(try maya.until(mark) == "customer 1")
    maya.send(.read(id, seq: 2))
    #expect(try ana.until(mark) == "agent 2")
    let again = try Visitor.customer(house, token: ana.token)
    _ = try again.catchUp(id)
    #expect(try again.until(mark) == "agent 2")
  }

  @Test func itGoesForwardOnlyAndNeverBeyondTheEnd() throws {
    let (house, maya, ana, id) = try scene()
    defer { withExtendedLifetime(house) {} }
    ana.send(.read(id, seq: 2))
    #expect(try maya.until(mark) == "customer 2")
    ana.send(.read(id, seq: 1))
    ana.send(.read(id, seq: 9_999))
    #expect(try ana.isStillServed())
    ana.send(.read(id, seq: 3))
    #expect(try maya.until(mark) == "customer 3", "sooner than in a second: told a while later")
  }

  @Test func nobodyElsesLookingIsToldToTheCustomer() throws {
    let (house, maya, ana, id) = try scene()
    let kim = try Visitor.agent(house, "kim")
    _ = try kim.catchUp(id)
    kim.send(.read(id, seq: 3))
    #expect(try kim.isStillServed())
    maya.send(.read(id, seq: 1))
    #expect(try ana.until(mark) == "agent 1")
  }

  @Test func aDeskThatHasItTurnedOffTellsNothing() throws {
    let (house, maya, ana, id) = try scene { $0.tellsReading = false }
    defer { withExtendedLifetime(house) {} }
    ana.send(.read(id, seq: 1))
    #expect(try ana.isStillServed())
    try ana.do(.say("are you there?"), id)
    let frames = try maya.framesSoFar()
    #expect(!frames.contains { mark($0) != nil })
  }
}
