import CSodium

/// Chance that nobody can guess, from the kernel's generator. Any thread may ask.
package enum Random {
  package static func bytes(_ count: Int) -> [UInt8] {
    Sodium.mustBeReady()
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { randombytes_buf(start, count) }
      filled = count
    }
  }

  /// A session token: 256 bits as 43 characters of base64url.
  package static func token() -> String { Base64URL.encode(bytes(32)) }

  /// An identifier that never repeats and cannot be guessed: 128 bits as 22 characters of
  /// base64url.
  package static func identifier() -> String { Base64URL.encode(bytes(16)) }

  /// An even choice among `0..<bound`; 0 when the bound is 0 or 1.
  package static func number(below bound: UInt32) -> UInt32 {
    Sodium.mustBeReady()
    return randombytes_uniform(bound)
  }

  /// An even choice in `0..<1`, with 32 bits of chance: for jitter, not for secrets.
  package static func fraction() -> Double {
    Sodium.mustBeReady()
    return Double(randombytes_random()) / 4_294_967_296
  }
}
