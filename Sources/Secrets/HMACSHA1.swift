import CCrypto

/// A code of a message by an older way (RFC 2104 over SHA-1), for those who know no other:
/// authenticators, and some systems that sign what they tell.
package enum HMACSHA1 {
  /// The code of a message under a key of any length; the block has 64 bytes.
  package static func code(key: [UInt8], message: [UInt8]) -> [UInt8] {
    let short = key.count > 64 ? sha1(key) : key
    let block = short + [UInt8](repeating: 0, count: 64 - short.count)
    return sha1(block.map { $0 ^ 0x5C } + sha1(block.map { $0 ^ 0x36 } + message))
  }

  private static func sha1(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 20)
    // It cannot fail: https://docs.openssl.org/3.0/man3/SHA256_Init/
    _ = SHA1(bytes, bytes.count, &digest)
    return digest
  }
}
