import Desk
import Expressions
import Fetch
import Flows
import Foundation
import JSON
import Logging
import Office
import Synchronization

/// Calls services for flows, and brings what they said to the Office.
///
/// At most 64 calls at once; beyond 1,024 waiting a call fails and its flow goes on by `on_error`.
final class Callouts: Sendable {
  private let client: HTTPClient
  /// Services that may be on this machine or in a network around it; the operator vouches for them.
  private let privateServices: Mutex<Set<String>>
  private let office: OfficeThread
  private let log: Logger

  /// A service's answer beyond this is refused.
  private static let answerLimit = 256 << 10

  init(privateServices: Set<String>, office: OfficeThread, log: Logger) throws {
    client = try HTTPClient()
    self.privateServices = Mutex(privateServices)
    self.office = office
    self.log = log
  }

  func stop() { client.stop() }

  /// From the next call on.
  func setPrivate(_ services: Set<String>) { privateServices.withLock { $0 = services } }

  func carryOut(_ delivery: Delivery) {
    guard case .request(let conversation, let effect, let request) = delivery else { return }
    let (office, log) = (office, log)
    let answer: @Sendable (EffectResult) -> Void = { result in
      let facts: Logger.Metadata = [
        "service": "\(request.service)", "conversation": "\(conversation.text)",
      ]
      if case .failed(let reason) = result {
        log.warning("a flow's call failed", metadata: facts.merging(["reason": "\(reason)"]) { $1 })
      }
      if !office.post(.response(conversation, effect: effect, result)) {
        log.error("a service's answer found the desk overloaded", metadata: facts)
      }
    }
    do {
      let key = "\(conversation.text)/\(effect)"
      try client.send(prepared(request, key: key)) { outcome in
        switch outcome {
        case .success(let response): answer(Self.result(of: response, request))
        case .failure(let failure): answer(.failed("\(request.service): \(failure)"))
        }
      }
    } catch {
      answer(.failed("\(request.service): \(error)"))
    }
  }

  /// The secret a flow refers to by name, such as `env:ORDERS_TOKEN`.
  private static func secret(_ name: String?) -> String? {
    guard let name, name.hasPrefix("env:") else { return nil }
    return ProcessInfo.processInfo.environment[String(name.dropFirst(4))]
  }

  /// A call that is made again after a crash has the same key, so that a service that knows such keys
  /// does nothing twice; a flow that names a key of its own has its reasons.
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
      guard let secret = Self.secret(name) else { throw .malformed("\(name) is not set") }
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
