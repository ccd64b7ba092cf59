import CSodium

/// A secret that must be read again, sealed for the record: who has the record alone cannot.
package enum SealedSecret {
  /// Under a key of the store's, with a number by chance before it.
  package static func seal(_ secret: [UInt8], key: [UInt8]) -> [UInt8] {
    Sodium.mustBeReady()
    let nonce = Random.bytes(Int(crypto_secretbox_NONCEBYTES))
    var sealed = [UInt8](repeating: 0, count: secret.count + Int(crypto_secretbox_MACBYTES))
    // It cannot fail: https://doc.libsodium.org/secret-key_cryptography/secretbox
    _ = crypto_secretbox_easy(&sealed, secret, UInt64(secret.count), nonce, own(key))
    return nonce + sealed
  }

  /// Nil where it was sealed under another key, or changed.
  package static func open(_ sealed: [UInt8], key: [UInt8]) -> [UInt8]? {
    let (nonceSize, codeSize) = (Int(crypto_secretbox_NONCEBYTES), Int(crypto_secretbox_MACBYTES))
    guard sealed.count > nonceSize + codeSize else { return nil }
    let nonce = Array(sealed.prefix(nonceSize))
    let box = Array(sealed.dropFirst(nonceSize))
    var secret = [UInt8](repeating: 0, count: box.count - codeSize)
    guard crypto_secretbox_open_easy(&secret, box, UInt64(box.count), nonce, own(key)) == 0 else {
      return nil
    }
    return secret
  }

  /// What the store's key is used for elsewhere tells nothing of this one.
  private static func own(_ key: [UInt8]) -> [UInt8] {
    HMACSHA256.code(key: key, message: Array("sealed secrets".utf8))
  }
}
