package import Courier
package import Desk
import Expressions
package import Fetch
package import Recipes
package import Secrets
import Synchronization

/// Sends notices by requests: signed web hooks, and whatever a recipe says.
package final class RequestSending: NoticeSending {
  package let place: String
  private let shape: Shape
  private let url: Secret<String>
  private let timeout: Duration
  private let addressGuard: AddressGuard
  private let client = Mutex<HTTPClient?>(nil)

  /// How a notice becomes a request.
  package enum Shape: Sendable {
    /// By Standard Webhooks.
    case hook([WebhookSecret])
    case recipe(RequestRecipe, settings: [String: String], secret: Secret<String>?)
  }

  /// `place` is how the address is shown: one that is a secret in itself is not.
  package init(
    _ shape: Shape, url: Secret<String>, place: String, timeout: Duration,
    addressGuard: AddressGuard
  ) {
    self.shape = shape
    self.url = url
    self.place = place
    self.timeout = timeout
    self.addressGuard = addressGuard
  }

  package func stop() { client.withLock { $0 }?.stop() }

  package func send(_ notice: Notice, at now: Instant) -> NoticeOutcome {
    do {
      var request = try request(notice, at: now)
      request.timeout = timeout
      request.addressGuard = addressGuard
      return outcome(try started().answer(to: request), at: now)
    } catch let mistake as RequestRecipe.Mistake {
      return .failed(ConnectorFailure(mistake.sentence))
    } catch {
      return .failed(ConnectorFailure("\(error)"))
    }
  }

  /// The request that a notice becomes.
  package func request(_ notice: Notice, at now: Instant) throws(RequestRecipe.Mistake) -> Request {
    switch shape {
    case .hook(let secrets):
      let body = notice.json
      let signature = Signature(
        id: notice.id, timestamp: now.milliseconds / 1000, body: body, secrets: secrets)
      return Request(
        method: "POST", url: url.reveal(),
        headers: [
          Request.Header("Content-Type", "application/json"),
          Request.Header("webhook-id", signature.id),
          Request.Header("webhook-timestamp", "\(signature.timestamp)"),
          Request.Header("webhook-signature", signature.codes),
        ], body: body)
    case .recipe(let recipe, let settings, let secret):
      return try recipe.request(
        to: url.reveal(), secret: secret, settings: settings, notice.facts)
    }
  }

  /// Made when it is first needed: whoever only checks the settings starts no thread.
  private func started() throws -> HTTPClient {
    try client.withLock { client in
      if let client { return client }
      var options = HTTPClient.Options()
      options.concurrency = 1
      let new = try HTTPClient(options)
      client = new
      return new
    }
  }

  private func outcome(_ result: Result<Response, FetchFailure>, at now: Instant) -> NoticeOutcome {
    let reception: Reception
    switch result {
    case .success(let response):
      if case .recipe(let recipe, _, _) = shape, recipe.meaning(of: response.status) == .success {
        return .told
      }
      reception = Reception(response)
    case .failure(let failure): reception = Reception(failure)
    }
    switch reception.meaning {
    case .received:
      if case .hook = shape { return .told }
      return .failed(ConnectorFailure("\(reception.sentence), which its recipe does not expect"))
    case .refused: return .refused(why: hiding(reception.sentence))
    case .forbidden, .misdirected, .gone, .busy, .failing:
      return .failed(
        ConnectorFailure(hiding(reception.sentence), retryAfter: reception.wait(from: now)))
    }
  }

  /// What a receiver says may repeat the address it was called by.
  private func hiding(_ sentence: String) -> String {
    sentence.replacing(url.reveal(), with: "***")
  }
}

extension Reception {
  fileprivate func wait(from now: Instant) -> Duration? {
    switch retryAfter {
    case nil: nil
    case .wait(let wait): wait
    case .moment(let moment): max(moment.since(now), .zero)
    }
  }
}

extension Notice {
  /// What recipes may speak of.
  var facts: [String: Value] {
    [
      "notice.id": .string(id), "notice.kind": .string(kind), "notice.title": .string(title),
      "notice.text": .string(text), "notice.link": link.map(Value.string) ?? .null,
      "notice.queue": queue.map(Value.string) ?? .null,
      "notice.priority": priority.map { .string($0.rawValue) } ?? .null,
      "notice.number": number.map(Value.int) ?? .null, "notice.at": .string(at.iso8601),
      "notice.words": words.map(Value.string) ?? .null, "notice.more": .int(Int64(more)),
    ]
  }
}
