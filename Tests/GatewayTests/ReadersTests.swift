import Desk
import Gateway
import Rehearsal
import Testing
import Wire

/// Watched agents see that they are.
struct ReadersTests {
  @Test func agentsWhoReadTheSameConversationAreToldOfEachOther() throws {
    let house = try ServedDesk()
    let maya = try Visitor.agent(house)
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    try ana.do(.say("agent"), id)
    try maya.do(.take, id)
    _ = try maya.catchUp(id)
    let kim = try Visitor.agent(house, "kim")
    _ = try kim.catchUp(id)
    #expect(try maya.readers(of: id) == ["kim"])
    #expect(try kim.readers(of: id) == ["maya"])
    kim.send(.unfollow(id))
    #expect(try maya.readers(of: id) == [])
  }
}

extension Visitor {
  fileprivate func readers(of id: Identifier<Conversation>) throws -> [String] {
    try until { frame in
      guard case .readers(id, let agents) = frame else { return nil }
      return agents.map(\.id.text)
    }
  }
}
