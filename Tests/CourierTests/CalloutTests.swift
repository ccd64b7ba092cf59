import Courier
import Desk
import Expressions
import Logging
import Peers
import Testing
import Threads

@testable import Flows

/// Services are called as flows ask, with what the operator vouches for, and every call is
/// answered.
@Suite(.timeLimit(.minutes(5))) struct CalloutTests {
  private struct Entry: Decodable {
    let path: String
    let key: String
    let body: String
  }

  private func request(
    _ url: String, headers: [String: String] = [:], body: Value? = .null, auth: String? = nil,
    expected: [Int] = [201]
  ) -> Request {
    Request(
      service: "repairs", method: "POST", url: url, headers: headers, body: body, auth: auth,
      timeoutMilliseconds: 10_000, expected: expected)
  }

  /// What a flow gets to know of one call.
  private func answer(
    to request: Request, privateServices: Set<String> = ["repairs"], effect: String = "7",
    secrets: [String: String] = [:]
  ) throws -> EffectResult {
    let answers = Mailbox<EffectResult>(bound: 2)
    let callouts = try Callouts(
      privateServices: privateServices, secret: { secrets[$0] },
      answer: { _, result in answers.post(result) },
      log: quiet)
    defer { callouts.stop() }
    callouts.carryOut(
      ServiceCall(conversation: Identifier("c-1"), effect: effect, request: request))
    _ = answers.wait(for: .seconds(30))
    let all = answers.drain()
    #expect(all.count == 1, "a call is answered once")
    return try #require(all.first)
  }

  private func reason(_ result: EffectResult) -> String? {
    guard case .failed(let reason) = result else { return nil }
    return reason
  }

  @Test func whatAServiceSaysReachesItsFlowAsAValue() throws {
    let peer = try Peer("repair-service.py")
    let result = try answer(to: request(peer.url("v1/repairs")))
    guard case .response(201, .map(let body)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(body["number"] == .string("R-1"))
  }

  @Test func theSameCallMadeAgainHasTheSameKey() throws {
    let peer = try Peer("repair-service.py")
    let call = request(peer.url("v1/repairs"), body: .list([.int(1), .string("a")]))
    for _ in 0..<2 { _ = try answer(to: call) }
    _ = try answer(to: call, effect: "8")
    let entries = try peer.entries(Entry.self)
    #expect(entries.map(\.key) == ["c-1/7", "c-1/7", "c-1/8"])
    #expect(entries.first?.body == "[1,\"a\"]")
  }

  @Test func aKeyOfTheFlowsOwnIsKept() throws {
    let peer = try Peer("repair-service.py")
    _ = try answer(to: request(peer.url("v1/repairs"), headers: ["idempotency-key": "mine"]))
    #expect(try peer.entries(Entry.self).map(\.key) == ["mine"])
  }

  @Test func aStatusTheFlowDoesNotExpectIsAFailure() throws {
    let peer = try Peer("repair-service.py")
    let result = try answer(to: request(peer.url("v1/repairs"), expected: [200]))
    #expect(reason(result) == "repairs answered 201")
  }

  /// A flow could otherwise be led to ask what only this machine may.
  @Test func aServiceNobodyVouchesForIsNotReachedOnThisMachine() throws {
    let peer = try Peer("repair-service.py")
    let result = try answer(to: request(peer.url("v1/repairs")), privateServices: ["others"])
    #expect(reason(result)?.hasPrefix("repairs: ") == true)
    #expect(try peer.entries(Entry.self).isEmpty)
  }

  @Test func aSecretThatIsNotSetIsNamedAndNothingIsSent() throws {
    let peer = try Peer("repair-service.py")
    let call = request(peer.url("v1/repairs"), auth: "env:REPAIRS_TOKEN")
    #expect(reason(try answer(to: call))?.contains("env:REPAIRS_TOKEN is not set") == true)
    #expect(try peer.entries(Entry.self).isEmpty)
    let sent = try answer(to: call, secrets: ["REPAIRS_TOKEN": "abc"])
    #expect(reason(sent) == nil)
  }

  @Test func whatIsNoAddressIsAnsweredAtOnce() throws {
    #expect(reason(try answer(to: request("nonsense://"))) != nil)
  }
}
