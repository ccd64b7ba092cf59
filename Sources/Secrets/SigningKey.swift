import CSodium

/// What a site signs its visitors' tokens with.
///
/// The desk itself never signs: this is for keys that are made here and for tokens to try with.
package enum SigningKey: Sendable {
  /// A secret that the desk has too.
  case hmacSHA256(Secret<[UInt8]>)
  /// 32 bytes of which everything of an Ed25519 key follows.
  case ed25519(seed: Secret<[UInt8]>)

  /// Its name in RFC 7518 and RFC 8037.
  package var algorithm: String {
    switch self {
    case .hmacSHA256: "HS256"
    case .ed25519: "EdDSA"
    }
  }

  /// A new Ed25519 key, by chance.
  package static func newEd25519() -> SigningKey {
    .ed25519(seed: Secret(Random.bytes(Int(crypto_sign_SEEDBYTES))))
  }

  /// The private key in a file as `openssl genpkey -algorithm ed25519` writes it.
  package static func ed25519(_ text: String) -> SigningKey? {
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
    guard let bytes = Base64.decode(lines.joined()), bytes.count == 48,
      bytes.starts(with: privateStart)
    else { return nil }
    return .ed25519(seed: Secret(Array(bytes[16...])))
  }

  /// A compact text of RFC 7515.
  package func sign(head: [UInt8], body: [UInt8]) -> String {
    let text = "\(Base64URL.encode(head)).\(Base64URL.encode(body))"
    let message = Array(text.utf8)
    switch self {
    case .hmacSHA256(let key):
      return "\(text).\(Base64URL.encode(HMACSHA256.code(key: key.reveal(), message: message)))"
    case .ed25519(let seed):
      var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
      // It cannot fail: https://doc.libsodium.org/public-key_cryptography/public-key_signatures
      _ = crypto_sign_detached(
        &signature, nil, message, UInt64(message.count), Self.pair(seed).secret)
      return "\(text).\(Base64URL.encode(signature))"
    }
  }

  /// Both halves of an Ed25519 key as files of OpenSSL's kind (RFC 8410); nil for a shared secret.
  package var files: (private: String, public: String)? {
    switch self {
    case .hmacSHA256: return nil
    case .ed25519(let seed):
      let own = Self.file("PRIVATE KEY", Self.privateStart + seed.reveal())
      return (own, Self.file("PUBLIC KEY", Self.publicStart + Self.pair(seed).public))
    }
  }

  /// RFC 8410: all that stands before the bytes of the key in PKCS #8, and in SubjectPublicKeyInfo.
  private static let privateStart: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  private static let publicStart: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  private static func file(_ what: String, _ bytes: [UInt8]) -> String {
    "-----BEGIN \(what)-----\n\(Base64.encode(bytes))\n-----END \(what)-----\n"
  }

  private static func pair(_ seed: Secret<[UInt8]>) -> (public: [UInt8], secret: [UInt8]) {
    Sodium.mustBeReady()
    var open = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
    var secret = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
    // It cannot fail either.
    _ = crypto_sign_seed_keypair(&open, &secret, seed.reveal())
    return (open, secret)
  }
}
