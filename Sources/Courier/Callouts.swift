package import Desk
import Expressions
import Fetch
package import Flows
import JSON
package import Logging
import Synchronization

/// What a flow asks of a service, and for whom.
package struct ServiceCall: Sendable {
  package let conversation: Identifier<Conversation>
  /// Which of the conversation's calls it is; the same after a crash.
  package let effect: String
  package let request: Flows.Request

  package init(conversation: Identifier<Conversation>, effect: String, request: Flows.Request) {
    self.conversation = conversation
    self.effect = effect
    self.request = request
  }

  /// A call that is made again after a crash has the same key.
  fileprivate var key: String { "\(conversation.text)/\(effect)" }
}

/// Calls services for flows, and brings back what they said.
///
/// At most 64 calls at once; beyond 1,024 waiting a call fails and its flow goes on by `on_error`.
package final class Callouts: Sendable {
  private let client: HTTPClient
  /// Services that may be on this machine or in a network around it; the operator vouches for them.
  private let privateServices: Mutex<Set<String>>
  private let secret: @Sendable (String) -> String?
  private let log: Logger
  private let answer: @Sendable (ServiceCall, EffectResult) -> Bool

  /// A service's answer beyond this is refused.
  private static let answerLimit = 256 << 10

  /// `secret` gives what a variable of the environment holds. `answer` is called once a call, from
  /// any thread, and says no where there is no room for the answer.
  package init(
    privateServices: Set<String>, secret: @escaping @Sendable (String) -> String?,
    answer: @escaping @Sendable (ServiceCall, EffectResult) -> Bool, log: Logger
  ) throws {
    client = try HTTPClient()
    self.privateServices = Mutex(privateServices)
    self.secret = secret
    self.log = log
    self.answer = answer
  }

  package func stop() { client.stop() }

  /// From the next call on.
  package func setPrivate(_ services: Set<String>) {
    privateServices.withLock { $0 = services }
  }

  package func carryOut(_ call: ServiceCall) {
    let request = call.request
    do {
      try client.send(prepared(request, key: call.key)) { [self] outcome in
        switch outcome {
        case .success(let response): bring(Self.result(of: response, request), of: call)
        case .failure(let failure): bring(.failed("\(request.service): \(failure)"), of: call)
        }
      }
    } catch {
      bring(.failed("\(request.service): \(error)"), of: call)
    }
  }

  private func bring(_ result: EffectResult, of call: ServiceCall) {
    let facts: Logger.Metadata = [
      "service": "\(call.request.service)", "conversation": "\(call.conversation.text)",
    ]
    if case .failed(let reason) = result {
      log.warning("a flow's call failed", metadata: facts.merging(["reason": "\(reason)"]) { $1 })
    }
    if !answer(call, result) {
      log.error("a service's answer found the desk overloaded", metadata: facts)
    }
  }

  /// The secret a flow refers to by name, such as `env:ORDERS_TOKEN`.
  private func secret(named name: String) -> String? {
    guard name.hasPrefix("env:") else { return nil }
    return secret(String(name.dropFirst(4)))
  }

  /// So that a service that knows such keys does nothing twice; a flow that names a key of its own
  /// has its reasons.
  private static let keyName = "Idempotency-Key"

  private func prepared(_ request: Flows.Request, key: String) throws(FetchFailure) -> Fetch.Request
  {
    var headers = request.headers.sorted { $0.key < $1.key }.map {
      Fetch.Request.Header($0.key, $0.value)
    }
    if !headers.contains(where: { $0.name.lowercased() == Self.keyName.lowercased() }) {
      headers.append(Fetch.Request.Header(Self.keyName, key))
    }
    if request.body != nil {
      headers.append(Fetch.Request.Header("Content-Type", "application/json"))
    }
    if let name = request.auth {
      guard let secret = secret(named: name) else { throw .malformed("\(name) is not set") }
      headers.append(Fetch.Request.Header("Authorization", "Bearer \(secret)"))
    }
    let isPrivate = privateServices.withLock { $0.contains(request.service) }
    return Fetch.Request(
      method: request.method, url: request.url, headers: headers,
      body: request.body.map { JSONText.bytes(of: $0) },
      timeout: .milliseconds(request.timeoutMilliseconds),
      maximumResponseBytes: Self.answerLimit,
      addressGuard: isPrivate ? .anywhere : .publicOnly)
  }

  private static func result(of response: Fetch.Response, _ request: Flows.Request)
    -> EffectResult
  {
    guard request.expected.contains(response.status) else {
      return .failed("\(request.service) answered \(response.status)")
    }
    if response.body.isEmpty { return .response(status: response.status, body: .null) }
    do {
      return .response(
        status: response.status, body: JSONText.value(of: try JSONReader.read(response.body)))
    } catch {
      return .failed("\(request.service) did not answer in JSON: \(error.reason)")
    }
  }
}
