import Courier
import Desk
import Foundation
import Logging
import Peers

/// What the carriers under test share: a secret, a shelf, and waits short enough to watch.
struct Journey: Sendable {
  let secret: String
  let shelf = Shelf()

  init() { secret = WebhookSecret.generate() }

  func hostile() throws -> Peer { try Peer("hostile-receiver.py", ["--secret", secret]) }

  func destination(
    _ url: String, name: String = "shop", timeout: Duration = .seconds(10), inFlight: Int = 8,
    allowPrivate: Bool = true
  ) throws -> DeliveryDestination {
    try DeliveryDestination(
      name: name, url: url, secrets: [WebhookSecret(secret)], allowPrivate: allowPrivate,
      timeout: timeout, inFlight: inFlight)
  }

  /// Hundredths of the real waits.
  static var settings: Carrier.Settings {
    var settings = Carrier.Settings()
    settings.policy.firstWait = .milliseconds(10)
    settings.policy.longestWait = .milliseconds(100)
    settings.breaker.firstRest = .milliseconds(10)
    settings.breaker.longestRest = .milliseconds(50)
    settings.poll = .milliseconds(20)
    settings.recordAgain = .milliseconds(20)
    return settings
  }

  func carrier(_ destinations: DeliveryDestination...) throws -> Carrier {
    try Carrier(
      destinations, outbox: shelf, settings: Self.settings,
      log: quiet)
  }

  /// Carries everything on the shelf to its end.
  func carryAll(to destinations: DeliveryDestination...) async throws {
    let carrier = try Carrier(
      destinations, outbox: shelf, settings: Self.settings,
      log: quiet)
    try await shelf.isEmptied()
    carrier.stop()
  }
}

extension [HostileEntry] {
  /// The sequence numbers of a lane in the order they arrived.
  func seqs(of lane: String) -> [Int] {
    compactMap { entry in
      let parts = (entry.id ?? "").split(separator: ":")
      return parts.count == 3 && parts[1] == lane ? Int(parts[2]) : nil
    }
  }

  /// The bodies that arrived under each id.
  var bodies: [String: Set<String>] {
    reduce(into: [:]) { $0[$1.id ?? "", default: []].insert($1.body) }
  }
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
