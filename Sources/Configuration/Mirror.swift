/// A receiver that every ticket is mirrored to.
package struct Mirror: Sendable, Equatable {
  package let name: String
  package let url: String
  /// A file that only Frontdesk may read, with the secret that signs what is sent.
  package let secretFile: String
  /// Whether the address may be this machine or in a private network.
  package let allowsPrivate: Bool
  /// For one attempt, name look-up and connection included.
  package let timeout: Duration

  package init(
    name: String, url: String, secretFile: String, allowsPrivate: Bool = false,
    timeout: Duration = Mirror.usualTimeout
  ) {
    self.name = name
    self.url = url
    self.secretFile = secretFile
    self.allowsPrivate = allowsPrivate
    self.timeout = timeout
  }

  package static let usualTimeout = Duration.seconds(20)
  /// A receiver that needs longer than a minute needs a queue of its own.
  static let longestTimeout = Duration.seconds(60)
}
