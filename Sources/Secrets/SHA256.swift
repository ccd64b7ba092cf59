import CSodium

/// SHA-256, at once or piece by piece.
///
/// A value: a copy goes on independently of its original, so a common beginning is hashed once.
package struct SHA256: Sendable {
  /// Bytes in a digest.
  package static let size = 32

  private var state = crypto_hash_sha256_state()

  package init() {
    // Cannot fail: https://doc.libsodium.org/advanced/sha-2_hash_function
    _ = crypto_hash_sha256_init(&state)
  }

  package mutating func update(_ bytes: [UInt8]) {
    _ = crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    _ = crypto_hash_sha256_update(&state, start, UInt64(bytes.count))
  }

  /// Hashes the text's UTF-8.
  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of everything so far; more may be added afterwards.
  package func digest() -> [UInt8] {
    var last = state
    var out = [UInt8](repeating: 0, count: Self.size)
    _ = crypto_hash_sha256_final(&last, &out)
    return out
  }

  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest()
  }

  /// The digest of the text's UTF-8.
  package static func hash(_ text: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(text)
    return hash.digest()
  }
}
