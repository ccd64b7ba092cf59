package import Desk
import Office
import Threads
import WebSockets

/// Where other systems tell connectors what happened there: `/v1/hooks/NAME/…`.
package struct HookDoor: Sendable {
  /// Hands a request to the connector of that name; `false` where too much waits for it already.
  package typealias Take =
    @Sendable (String, HookRequest, @escaping @Sendable (HookAnswer) -> Void) -> Bool

  let names: Set<String>
  let take: Take

  package init(_ names: [String], _ take: @escaping Take) {
    self.names = Set(names)
    self.take = take
  }

  package static let none = HookDoor([]) { _, _, _ in false }

  /// Below which all of them stand.
  package static let path = "/v1/hooks/"

  /// Whose hook a path is; nil for any other path.
  static func name(in path: String) -> String? {
    guard path.hasPrefix(Self.path) else { return nil }
    return String(path.dropFirst(Self.path.count).prefix { $0 != "/" })
  }
}

// MARK: - Requests of other systems

extension Gateway {
  /// A connector has as long to answer.
  private static let hookTime = Duration.seconds(10)
  /// Of requests that wait at once.
  private static let mostHeard = 256

  /// Hands a request to its connector, which sees to it who asks.
  func hear(_ request: PostRequest, of name: String, _ id: RequestID) {
    guard hooks.names.contains(name) else {
      return answer(id, 404, "there is no hook of that name")
    }
    let now = MonotonicTime.now
    let cost = 1 + Double(request.body.count) / 4096
    let purse = hookPurse(request)
    guard purse.spend(cost, settings, at: now.nanoseconds) else {
      notices.reached(
        "requests to hooks", by: request.client.household.text, setting: "limits.agent_rate")
      return answer(id, 429, "too many requests from this address; come back later")
    }
    let told = HookRequest(
      method: request.method,
      path: String(request.path.dropFirst(HookDoor.path.count + name.count)),
      query: request.query, headers: request.headers, body: request.body)
    let inbox = inbox
    guard heard.count < Self.mostHeard,
      hooks.take(name, told, { inbox.post(HTTPResponse($0), to: id) })
    else { return answer(id, 503, "too much waits for \(name); come back later") }
    heard.append((now.advanced(by: Self.hookTime), id))
  }

  /// Whether somebody's address has anything left to pay with.
  func hasMeans(_ request: PostRequest) -> Bool {
    hookPurse(request).hasRecovered(settings, at: MonotonicTime.now.nanoseconds)
  }

  private func hookPurse(_ request: PostRequest) -> Purse {
    let now = MonotonicTime.now.nanoseconds
    guard !(request.client.isLocal && settings.loopbackIsExempt) else {
      return Purse(.agent, settings, at: now)
    }
    return purses.purse(of: .systems(request.client.household.text), settings, at: now)
  }

  /// Those who have waited too long are told to come again.
  func giveUpHooks(_ now: MonotonicTime) {
    let late = heard.prefix { $0.deadline <= now }
    for (_, id) in late { answer(id, 503, "the connector took too long; come back later") }
    heard.removeFirst(late.count)
  }
}

extension HTTPResponse {
  /// With its length, whatever there is to say: some servers take an answer without one for a
  /// broken one, and ask again for ever.
  fileprivate init(_ answer: HookAnswer) {
    self.init(
      status: max(200, min(answer.status, 599)), contentType: answer.type,
      headers: [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")],
      body: answer.body)
  }
}
