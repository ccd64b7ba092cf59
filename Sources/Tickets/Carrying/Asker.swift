import Courier
import Desk
package import Fetch
package import Secrets
import Synchronization
import Threads

/// Asks a ticket system and waits for its answer, as often as it lets itself be asked.
///
/// Certificates are checked, redirects never followed, answers bounded, private addresses refused
/// unless an operator vouches for them. The secret is in no sentence that comes of it.
package final class Asker: Sendable {
  /// Whom to ask, and how patiently.
  package struct Terms: Sendable {
    package var allowsPrivate = false
    package var timeout = Duration.seconds(20)
    package var rate: RecipeRate?
    /// A file of certificates to trust instead of the system's.
    package var authorities: String?

    package init() {}
  }

  /// Made when it is first needed: whoever only checks the settings asks nobody.
  private let client = Mutex<Client>(.none)
  private let terms: Terms
  private let secret: Secret<String>
  private let gate: Mutex<RateGate>
  private let bell = Mailbox<Void>(bound: 1)

  private enum Client {
    case none
    case some(HTTPClient)
    case ended
  }

  /// Of an answer: a page of a hundred entries with their words.
  private static let answerLimit = 4 << 20
  /// Longer than that nobody waits here: the errand comes again.
  private static let longestPause = Duration.seconds(3)

  package init(_ terms: Terms, secret: Secret<String>) {
    self.terms = terms
    self.secret = secret
    gate = Mutex(RateGate(terms.rate))
  }

  /// Ends what is under way; from another thread.
  package func stop() {
    bell.close()
    let ended = client.withLock { client in
      defer { client = .ended }
      return client
    }
    if case .some(let client) = ended { client.stop() }
  }

  private func opened() throws(TicketFailure) -> HTTPClient {
    do {
      return try client.withLock { client in
        switch client {
        case .some(let client): return client
        case .ended: throw FetchFailure.stopped(sent: false)
        case .none:
          var options = HTTPClient.Options()
          options.concurrency = 1
          options.authorities = terms.authorities
          let made = try HTTPClient(options)
          client = .some(made)
          return made
        }
      }
    } catch {
      throw TicketFailure(.failing, "no request can be sent: \(error)")
    }
  }

  package func ask(_ request: Fetch.Request) throws(TicketFailure) -> Response {
    try wait()
    var request = request
    request.timeout = terms.timeout
    request.maximumResponseBytes = Self.answerLimit
    request.addressGuard = terms.allowsPrivate ? .anywhere : .publicOnly
    let client = try opened()
    switch client.answer(to: request) {
    case .success(let response): return response
    case .failure(let error): throw failure(error)
    }
  }

  /// What was said about it, without the secret.
  package func masked(_ text: String) -> String {
    Self.masked(text, secret.reveal())
  }

  package static func masked(_ text: String, _ secret: String) -> String {
    guard secret.utf8.count >= 4 else { return text }
    return text.replacing(secret, with: "***")
  }

  private func wait() throws(TicketFailure) {
    let pause = gate.withLock { $0.pause(at: .now) }
    guard pause > .zero else { return }
    guard pause <= Self.longestPause else {
      throw TicketFailure(
        .failing, "the rate of requests that its recipe allows is used up", retryAfter: pause)
    }
    _ = bell.wait(for: pause)
  }

  private func failure(_ failure: FetchFailure) -> TicketFailure {
    let why = masked("\(failure)")
    switch failure {
    case .refusedAddress:
      return TicketFailure(.unready, "\(why): write allow_private: true")
    case .malformed, .tls: return TicketFailure(.unready, why)
    case .tooLarge: return TicketFailure(.failing, why, mayBeThere: true)
    case .stopped(let sent), .timedOut(let sent), .broken(let sent, _):
      return TicketFailure(.failing, why, mayBeThere: sent)
    case .overloaded, .resolve, .connect: return TicketFailure(.failing, why)
    }
  }
}

/// So many requests in so long: the times of the latest ones.
struct RateGate: Sendable {
  private let rate: RecipeRate?
  private var latest: [MonotonicTime] = []

  init(_ rate: RecipeRate?) { self.rate = rate }

  /// How long to wait before the next request, which counts as made unless it is too long.
  mutating func pause(at now: MonotonicTime) -> Duration {
    guard let rate else { return .zero }
    latest.removeAll { now.since($0) >= rate.per }
    let pause = latest.count < rate.requests ? .zero : rate.per - now.since(latest[0])
    if pause < .seconds(3) {
      latest.append(now.advanced(by: pause))
      if latest.count > rate.requests { latest.removeFirst() }
    }
    return pause
  }
}
