import Secrets

/// A key shared with a receiver of web hooks: `whsec_` and base64, as Standard Webhooks writes it.
package struct WebhookSecret: Sendable, Equatable {
  private let key: Secret<[UInt8]>

  /// Reads a secret of 24 to 64 bytes.
  package init(_ text: String) throws(DestinationMistake) {
    guard text.hasPrefix(Self.prefix) else { throw .secretWithoutPrefix }
    guard let bytes = Base64.decode(String(text.dropFirst(Self.prefix.count))) else {
      throw .secretNotBase64
    }
    guard Self.lengths.contains(bytes.count) else { throw .secretLength(bytes.count) }
    key = Secret(bytes)
  }

  /// A new one, as text to be shown once to the operator and given to the receiver.
  package static func generate() -> String { prefix + Base64.encode(Random.bytes(32)) }

  package static func == (one: Self, other: Self) -> Bool {
    isEqualInConstantTime(one.key.reveal(), other.key.reveal())
  }

  func code(_ message: [UInt8]) -> [UInt8] { HMACSHA256.code(key: key.reveal(), message: message) }

  private static let prefix = "whsec_"
  private static let lengths = 24...64
}

/// The three headers by which a receiver knows a delivery: Standard Webhooks, version `v1`.
package struct Signature: Sendable, Equatable {
  package let id: String
  /// Seconds since 1970 at which this attempt was signed.
  package let timestamp: Int64
  /// `v1,<base64>` once per secret, a space between: a receiver that has one of them is content.
  package let codes: String

  /// Signs `id.timestamp.body` with each of the secrets.
  package init(id: String, timestamp: Int64, body: [UInt8], secrets: [WebhookSecret]) {
    self.id = id
    self.timestamp = timestamp
    let message = Array("\(id).\(timestamp).".utf8) + body
    codes = secrets.map { "v1,\(Base64.encode($0.code(message)))" }.joined(separator: " ")
  }
}
