import Desk
import Rehearsal
import TestSupport
import Testing
import WebSockets
import Wire

/// Searching over a socket: who may, what is found, and what is said to who is not understood.
struct SearchTests {
  private func ask(_ visitor: Visitor, _ id: String, _ text: String, after: String? = nil) throws
    -> ServerFrame
  {
    visitor.send(.ask(Question(id: id, .search(text, after: after))))
    while true {
      guard case .frame(let frame) = try visitor.next() else { continue }
      switch frame {
      case .answer(id, _): return frame
      case .refused(_, let refused) where refused.id == id: return frame
      default: continue
      }
    }
  }

  private func hits(_ frame: ServerFrame) -> [Reply.Hit] {
    guard case .answer(_, .found(let page)) = frame else { return [] }
    return page.hits
  }

  @Test func anAgentFindsWhatWasSaidSoonAfterItWasSaid() throws {
    let house = try ServedDesk()
    let (_, id) = try house.somebodyWaits("Anna Müller", "my zebrawood table is broken")
    let maya = try Visitor.agent(house, "maya")
    var round = 0
    let isFound = try soon {
      round += 1
      return try hits(ask(maya, "s\(round)", "zebrawood in:words")).map(\.conversation) == [id]
    }
    #expect(isFound)
    let hit = try #require(try hits(ask(maya, "last", "from:muller zebrawood in:words")).first)
    #expect(hit.kind == .words && hit.by == .customer)
    #expect(hit.text == "my zebrawood table is broken" && hit.marks == [3..<12])
  }

  @Test func aCustomerCannotSearchAndAMistakeIsExplained() throws {
    let house = try ServedDesk()
    let (customer, _) = try house.somebodyWaits("Anna", "zebrawood")
    let refused = try ask(customer, "c", "zebrawood")
    guard case .refused(let refusal, _) = refused else { throw Visitor.Gone() }
    #expect(refusal.code == .notAllowed)
    let maya = try Visitor.agent(house, "maya")
    var why = ""
    // While the index is not there yet, that is what is said.
    #expect(
      try soon {
        guard case .refused(let refusal, _) = try ask(maya, "m", "agnt:maya") else { return false }
        why = refusal.why
        return refusal.code == .invalid
      })
    #expect(why.hasPrefix("column 1: there is no filter \"agnt:\""))
  }

  @Test(arguments: [
    #"{"type":"ask","id":"q","about":"search","text":"x","limit":0}"#,
    #"{"type":"ask","id":"q","about":"search","text":"x","limit":51}"#,
    #"{"type":"ask","id":"q","about":"search","text":"x","after":"-1"}"#,
    #"{"type":"ask","id":"q","about":"search","text":"x","after":"x"}"#,
    #"{"type":"ask","id":"q","about":"search"}"#,
  ])
  func whatIsOutOfRangeIsRefused(_ text: String) throws {
    let house = try ServedDesk()
    let maya = try Visitor.agent(house, "maya")
    maya.send(text: text)
    while true {
      guard case .frame(.refused(let refusal, let refused)) = try maya.next() else { continue }
      #expect(refusal.code == .invalid && refused.id == "q")
      return
    }
  }
}
