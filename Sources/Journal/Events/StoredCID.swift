/// A command's name as its row holds it: 22 characters of base64url as the 16 bytes they stand for,
/// whatever else a client calls its command as it is.
enum StoredCID: Equatable {
  case bytes([UInt8])
  case text(String)

  private static let characters = 22
  private static let size = 16

  init(_ cid: String) {
    if cid.utf8.count == Self.characters, let bytes = Self.decoded(cid) {
      self = .bytes(bytes)
    } else {
      self = .text(cid)
    }
  }

  /// Nil where a character is none of base64url's, or the last one has bits that no byte holds.
  private static func decoded(_ cid: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var (held, bits) = (UInt32(0), 0)
    for character in cid.utf8 {
      guard let value = value(of: character) else { return nil }
      held = held << 6 | value
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
      held &= (1 << UInt32(bits)) - 1
    }
    return held == 0 ? bytes : nil
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The name as its client gave it.
  var name: String {
    switch self {
    case .text(let text): text
    case .bytes(let bytes):
      String(unsafeUninitializedCapacity: (bytes.count * 8 + 5) / 6) { buffer in
        var (held, bits, count) = (UInt32(0), 0, 0)
        func put(_ value: UInt32) {
          buffer[count] = Self.alphabet[Int(value & 63)]
          count += 1
        }
        for byte in bytes {
          held = held << 8 | UInt32(byte)
          bits += 8
          while bits >= 6 {
            bits -= 6
            put(held >> UInt32(bits))
          }
          held &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { put(held << UInt32(6 - bits)) }
        return count
      }
    }
  }

  /// The bytes that stand in the row.
  func withBytes<Outcome>(_ work: (UnsafeRawBufferPointer) -> Outcome) -> Outcome {
    switch self {
    case .bytes(let bytes): bytes.withUnsafeBytes(work)
    case .text(let text): Array(text.utf8).withUnsafeBytes(work)
    }
  }
}
