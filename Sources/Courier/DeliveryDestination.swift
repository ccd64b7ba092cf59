/// Somewhere that events are carried to.
package struct DeliveryDestination: Sendable {
  /// As the configuration calls it, and as parcels name it.
  package let name: String
  package let url: String
  /// The current secret first; an older one stays while the receiver changes over.
  package let secrets: [WebhookSecret]
  /// Whether the address may be this machine or in a private network. Off unless an operator says
  /// so.
  package let allowPrivate: Bool
  /// For one attempt, name look-up and connection included.
  package let timeout: Duration
  /// Parcels under way at once, each in a lane of its own; further ones wait in the outbox.
  package let inFlight: Int
  /// How it stood when the program last ended, from the record.
  package let standing: Standing

  /// Whether anything is carried there.
  package enum Standing: Sendable, Equatable {
    case active
    /// It said that it is gone for good (410).
    case disabled(why: String)
  }

  /// Throws what is wrong with it, for whoever wrote the configuration.
  package init(
    name: String, url: String, secrets: [WebhookSecret], allowPrivate: Bool = false,
    timeout: Duration = .seconds(20), inFlight: Int = 8, standing: Standing = .active
  ) throws(DestinationMistake) {
    guard url.hasPrefix("https://") || url.hasPrefix("http://"),
      url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { throw .address(url) }
    guard (1...Self.mostSecrets).contains(secrets.count) else { throw .secretCount(secrets.count) }
    guard (1...Self.mostInFlight).contains(inFlight) else { throw .inFlight(inFlight) }
    guard timeout > .zero, timeout <= Self.longestTimeout else { throw .timeout(timeout) }
    self.name = name
    self.url = url
    self.secrets = secrets
    self.allowPrivate = allowPrivate
    self.timeout = timeout
    self.inFlight = inFlight
    self.standing = standing
  }

  /// Enough for a change of secrets that overlaps with another one.
  package static let mostSecrets = 4
  static let mostInFlight = 64
  /// A receiver that needs longer than a minute needs a queue of its own.
  static let longestTimeout = Duration.seconds(60)
}

/// What is wrong with a destination in the configuration.
package enum DestinationMistake: Error, Sendable, Equatable, CustomStringConvertible {
  case address(String)
  case secretWithoutPrefix
  case secretNotBase64
  case secretLength(Int)
  case secretCount(Int)
  case inFlight(Int)
  case timeout(Duration)
  case sameName(String)

  package var description: String {
    switch self {
    case .address(let text):
      "\(String(reflecting: text)) is no address to deliver to: it must begin with https:// or "
        + "http:// and hold no spaces"
    case .secretWithoutPrefix: "a web hook's secret must begin with whsec_"
    case .secretNotBase64: "what follows whsec_ in a web hook's secret must be base64"
    case .secretLength(let bytes):
      "a web hook's secret must hold 24 to 64 bytes; this holds \(bytes)"
    case .secretCount(let count):
      "a destination needs 1 to \(DeliveryDestination.mostSecrets) secrets; this has \(count)"
    case .inFlight(let count):
      "in flight at once may be 1 to \(DeliveryDestination.mostInFlight) parcels, not \(count)"
    case .timeout(let timeout):
      "a timeout must lie between 0 and \(DeliveryDestination.longestTimeout), and \(timeout) does not"
    case .sameName(let name): "two destinations are called \(name)"
    }
  }
}
