import CSodium

/// Base64 of RFC 4648 section 4, with padding.
package enum Base64 {
  package static func encode(_ bytes: [UInt8]) -> String {
    encodeBase64(bytes, sodium_base64_VARIANT_ORIGINAL)
  }

  /// The bytes, or nil when the text is not base64 exactly: padding missing, spaces, stray bits.
  package static func decode(_ text: String) -> [UInt8]? {
    decodeBase64(text, sodium_base64_VARIANT_ORIGINAL)
  }
}

/// Base64 for addresses, headers and file names (RFC 4648 section 5), without padding.
package enum Base64URL {
  package static func encode(_ bytes: [UInt8]) -> String {
    encodeBase64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
  }

  /// The bytes, or nil when the text is not base64url exactly: padding, spaces, stray bits.
  package static func decode(_ text: String) -> [UInt8]? {
    decodeBase64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
  }
}

/// Hexadecimal digits, two a byte; written small, read in either case.
package enum Hex {
  package static func encode(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      for (place, byte) in bytes.enumerated() {
        buffer[2 * place] = digits[Int(byte >> 4)]
        buffer[2 * place + 1] = digits[Int(byte & 15)]
      }
      return bytes.count * 2
    }
  }

  /// The bytes, or nil when a character is no hexadecimal digit or one is missing.
  package static func decode(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[place], let low = digits[place + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}

/// libsodium's coder runs in constant time, which matters for the secrets that pass through it.
private func encodeBase64(_ bytes: [UInt8], _ variant: some BinaryInteger) -> String {
  let room = sodium_base64_encoded_len(bytes.count, Int32(variant))
  var out = [CChar](repeating: 0, count: room)
  sodium_bin2base64(&out, room, bytes, bytes.count, Int32(variant))
  return String(decoding: out.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

private func decodeBase64(_ text: String, _ variant: some BinaryInteger) -> [UInt8]? {
  let coded = text.utf8.map(CChar.init(bitPattern:))
  var out = [UInt8](repeating: 0, count: coded.count / 4 * 3 + 3)
  var length = 0
  let code = sodium_base642bin(
    &out, out.count, coded, coded.count, nil, &length, nil, Int32(variant))
  guard code == 0 else { return nil }
  return Array(out.prefix(length))
}
