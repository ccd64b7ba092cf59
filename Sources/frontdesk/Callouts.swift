import Desk
import Expressions
import Fetch
import Flows
import Foundation
import JSON
import Logging
import Office

/// Calls services for flows, and brings what they said to the Office.
///
/// At most 64 calls at once; beyond 1,024 waiting a call fails and its flow goes on by `on_error`.
final class Callouts: Sendable {
  private let client: HTTPClient
  private let allowPrivate: Bool
  private let office: OfficeThread
  private let log: Logger

  /// A service's answer beyond this is refused.
  private static let answerLimit = 256 << 10

  init(allowPrivate: Bool, office: OfficeThread, log: Logger) throws {
    client = try HTTPClient()
    self.allowPrivate = allowPrivate
    self.office = office
    self.log = log
  }

  func stop() { client.stop() }

  func carryOut(_ delivery: Delivery) {
    guard case .request(let conversation, let effect, let request) = delivery else { return }
    let (office, log) = (office, log)
    let answer: @Sendable (EffectResult) -> Void = { result in
      if !office.post(.response(conversation, effect: effect, result)) {
        log.error("an answer of \(request.service) found the desk overloaded")
      }
    }
    do {
      try client.send(prepared(request)) { outcome in
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

  private func prepared(_ request: Flows.Request) throws(FetchFailure) -> Fetch.Request {
    var headers = request.headers.sorted { $0.key < $1.key }.map {
      Fetch.Request.Header($0.key, $0.value)
    }
    if request.body != nil {
      headers.append(Fetch.Request.Header("Content-Type", "application/json"))
    }
    if let name = request.auth {
      guard let secret = Self.secret(name) else { throw .malformed("\(name) is not set") }
      headers.append(Fetch.Request.Header("Authorization", "Bearer \(secret)"))
    }
    return Fetch.Request(
      method: request.method, url: request.url, headers: headers,
      body: request.body.map { JSONText.bytes(of: $0) },
      timeout: .milliseconds(request.timeoutMilliseconds),
      maximumResponseBytes: Self.answerLimit,
      addressGuard: allowPrivate ? .anywhere : .publicOnly)
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
