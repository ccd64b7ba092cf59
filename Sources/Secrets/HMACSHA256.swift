import CSodium

/// A code that only a holder of the key can make for a message (RFC 2104 over SHA-256).
package enum HMACSHA256 {
  /// Bytes in a code.
  package static let size = 32

  /// The code of a message under a key of any length.
  package static func code(key: [UInt8], message: [UInt8]) -> [UInt8] {
    var state = crypto_auth_hmacsha256_state()
    var out = [UInt8](repeating: 0, count: size)
    // None of the three can fail: https://doc.libsodium.org/advanced/hmac-sha2
    _ = crypto_auth_hmacsha256_init(&state, key, key.count)
    _ = crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
    _ = crypto_auth_hmacsha256_final(&state, &out)
    return out
  }

  /// Whether this is the message's code, found out in a time that tells nothing about it.
  package static func isValid(_ code: [UInt8], key: [UInt8], message: [UInt8]) -> Bool {
    isEqualInConstantTime(code, self.code(key: key, message: message))
  }
}

/// Whether two secrets are the same, in a time that depends on their lengths only.
package func isEqualInConstantTime(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  guard one.count == other.count else { return false }
  return sodium_memcmp(one, other, one.count) == 0
}
