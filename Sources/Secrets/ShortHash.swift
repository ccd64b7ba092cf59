import CSodium

/// SipHash-2-4: 64 bits of some bytes, which who does not know the key can neither tell nor choose.
///
/// For tables in memory and short marks; nothing that has to be proved rests on it.
package enum ShortHash {
  /// Bytes in a key.
  package static let keySize = 16

  package static func hash(_ bytes: [UInt8], key: [UInt8]) -> UInt64 {
    precondition(key.count == keySize, "a key of another size")
    var out: UInt64 = 0
    withUnsafeMutableBytes(of: &out) { out in
      guard let start = out.bindMemory(to: UInt8.self).baseAddress else { return }
      _ = crypto_shorthash(start, bytes, UInt64(bytes.count), key)
    }
    return UInt64(littleEndian: out)
  }
}
