import CCrypto

/// SHA-256, at once or piece by piece, by OpenSSL: it has the processor's own instructions do it.
///
/// A value: a copy goes on independently of its original, so a common beginning is hashed once.
package struct SHA256: Sendable {
  /// Bytes in a digest.
  package static let size = 32

  private var state = SHA256_CTX()

  package init() {
    // None of the three can fail: https://docs.openssl.org/3.0/man3/SHA256_Init/
    _ = SHA256_Init(&state)
  }

  package mutating func update(_ bytes: [UInt8]) {
    _ = SHA256_Update(&state, bytes, bytes.count)
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    _ = SHA256_Update(&state, start, bytes.count)
  }

  /// Hashes the text's UTF-8.
  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  package mutating func update(_ digest: Digest) {
    withUnsafeBytes(of: digest) { update($0) }
  }

  /// The digest of everything so far; more may be added afterwards.
  package func digest() -> [UInt8] { value().bytes }

  /// The same without memory of its own.
  package func value() -> Digest {
    var last = state
    var digest = Digest()
    withUnsafeMutableBytes(of: &digest) { room in
      _ = SHA256_Final(room.assumingMemoryBound(to: UInt8.self).baseAddress, &last)
    }
    return digest
  }

  package static func hash(_ bytes: [UInt8]) -> [UInt8] { value(bytes).bytes }

  /// The same without memory of its own.
  package static func value(_ bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.value()
  }

  /// The digest of two pieces, one after the other.
  package static func hash(_ first: [UInt8], _ second: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(first)
    hash.update(second)
    return hash.value()
  }

  /// The digest of the text's UTF-8.
  package static func hash(_ text: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(text)
    return hash.digest()
  }
}

/// A SHA-256 digest held in place: no memory is asked for to keep or to pass it on.
package struct Digest: Hashable, Sendable {
  /// The digest's bytes in their order, eight a word, as they lie in memory.
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// All zeros.
  package init() {}

  /// Nil where it is not the right number of bytes.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == SHA256.size else { return nil }
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
  }

  package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  /// The first eight bytes as a number, the first of them highest.
  package var leading: UInt64 { UInt64(bigEndian: words.0) }

  package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
