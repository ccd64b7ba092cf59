import Gateway
import Rehearsal
import Testing
import WebSockets

extension ServedDesk {
  /// A desk whose threads, if they end before it, fail the test.
  convenience init(
    _ change: (inout GatewaySettings) -> Void = { _ in },
    sockets: (inout ServiceSettings) -> Void = { _ in }, tellingTakes delay: UInt32 = 0
  ) throws {
    try self.init(change, sockets: sockets, tellingTakes: delay) { Issue.record("\($0)") }
  }
}
