import CSodium

/// Codes of an authenticator app: RFC 6238 with SHA-1, steps of 30 s and 6 digits, which is what
/// all of them know.
package enum OneTimeCode {
  /// Bytes of a secret: as many as SHA-1 has, as RFC 4226 asks for.
  package static let secretSize = 20
  package static let step: Int64 = 30
  /// Steps before and after the present one whose codes count as well: clocks differ.
  package static let tolerance: Int64 = 1

  /// The code of a secret in that step of time.
  package static func code(_ secret: [UInt8], step: Int64) -> String {
    var counter = UInt64(bitPattern: step).bigEndian
    let message = withUnsafeBytes(of: &counter) { Array($0) }
    let digest = HMACSHA1.code(key: secret, message: message)
    let offset = Int(digest[19] & 15)
    let number =
      UInt32(digest[offset] & 127) << 24 | UInt32(digest[offset + 1]) << 16
      | UInt32(digest[offset + 2]) << 8 | UInt32(digest[offset + 3])
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step whose code it is, around that moment and after `last`: none counts twice.
  package static func step(
    of code: String, _ secret: [UInt8], at seconds: Int64, after last: Int64
  ) -> Int64? {
    let present = seconds / step
    let typed = Array(code.utf8.filter { $0 != 0x20 })
    var found: Int64?
    for candidate in (present - tolerance)...(present + tolerance) {
      let isRight = isEqualInConstantTime(Array(self.code(secret, step: candidate).utf8), typed)
      if isRight, candidate > last { found = candidate }
    }
    return found
  }

  /// What an authenticator reads, as an address; most show it as a square to be photographed.
  package static func address(_ secret: [UInt8], login: String, desk: String) -> String {
    let (login, desk) = (percentEncoded(login), percentEncoded(desk))
    return "otpauth://totp/\(desk):\(login)?secret=\(Base32.encode(secret))&issuer=\(desk)"
  }

  private static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte]).uppercased()
    }.joined()
  }
}

/// Base32 of RFC 4648 without padding: how authenticators take secrets that are typed.
package enum Base32 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  package static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var rest: UInt32 = 0
    var bits = 0
    for byte in bytes {
      rest = (rest << 8 | UInt32(byte)) & 0xFFFF
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(digits[Int(rest >> UInt32(bits) & 31)])
      }
    }
    if bits > 0 { text.append(digits[Int(rest << UInt32(5 - bits) & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes, or nil where a character is no digit of it; blanks and small letters are taken.
  package static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest: UInt32 = 0
    var bits = 0
    for character in text.uppercased().utf8 where character != 0x20 && character != 0x3D {
      guard let digit = digits.firstIndex(of: character) else { return nil }
      rest = (rest << 5 | UInt32(digit)) & 0xFFFF
      bits += 5
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: rest >> UInt32(bits)))
    }
    return bytes
  }
}
