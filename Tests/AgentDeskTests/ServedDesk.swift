import Desk
import Rehearsal
import Testing

extension ServedDesk {
  static let maya = AgentName(Identifier("maya"), name: "Maya")

  /// A desk whose threads, if they end before it, fail the test.
  convenience init() throws { try self.init { Issue.record("\($0)") } }

  /// What `maya` is known by once she has logged in.
  func token() throws -> String { try #require(try Visitor.agent(self).token) }
}
