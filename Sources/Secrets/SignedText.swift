import CSodium

/// What signatures of others are checked with.
package enum VerificationKey: Sendable {
  /// HMAC with SHA-256, RFC 7518's HS256: whoever checks it could also sign.
  case hmacSHA256(Secret<[UInt8]>)
  /// Ed25519, RFC 8037's EdDSA: 32 bytes of public key.
  case ed25519([UInt8])

  /// Its name in RFC 7518 and RFC 8037.
  package var algorithm: String {
    switch self {
    case .hmacSHA256: "HS256"
    case .ed25519: "EdDSA"
    }
  }

  /// Bytes that a shared secret has at least (RFC 7518 section 3.2).
  package static let shortestSecret = 32

  /// The key in a file as `openssl pkey -pubout` writes it, or in 32 bytes of base64 or base64url.
  package static func ed25519(_ text: String) -> VerificationKey? {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.filter { $0 != " " } }
    let body = lines.filter { !$0.hasPrefix("-----") }.joined()
    guard let bytes = Base64.decode(body) ?? Base64URL.decode(body) else { return nil }
    // RFC 8410: this is all that stands before the key in SubjectPublicKeyInfo.
    let start: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
    if bytes.count == 44, bytes.starts(with: start) { return .ed25519(Array(bytes[12...])) }
    return bytes.count == 32 ? .ed25519(bytes) : nil
  }

  /// Whether the signature is the message's. Takes some 60 µs for Ed25519.
  package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    switch self {
    case .hmacSHA256(let key): HMACSHA256.isValid(signature, key: key.reveal(), message: message)
    case .ed25519(let key):
      signature.count == 64 && key.count == 32
        && crypto_sign_verify_detached(signature, message, UInt64(message.count), key) == 0
    }
  }
}

/// A text in the compact form of RFC 7515: head, body and signature.
package struct SignedText: Sendable {
  /// JSON, as far as anybody has looked.
  package let head: [UInt8]
  package let body: [UInt8]
  private let signed: [UInt8]
  private let signature: [UInt8]

  /// Nil for anything but three parts of base64url.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let head = Base64URL.decode(String(parts[0])),
      let body = Base64URL.decode(String(parts[1])),
      let signature = Base64URL.decode(String(parts[2]))
    else { return nil }
    self.head = head
    self.body = body
    self.signature = signature
    signed = Array("\(parts[0]).\(parts[1])".utf8)
  }

  package func isSigned(by key: VerificationKey) -> Bool {
    key.verifies(signature, of: signed)
  }
}
