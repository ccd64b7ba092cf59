/// How inserted values are made harmless for the place they end up in.
///
/// Only inserted values are escaped, never the author's own text.
package enum Escape: Sendable {
  /// As it is: for texts that are not interpreted any further.
  case plain
  /// For messages with small Markdown: what would be markup gets a backslash, control and
  /// bidirectional characters are left out.
  case chat
  /// For one part of a URL path or one value of its query: percent-encoded UTF-8.
  case urlPart
  /// For the value of an HTTP header: a line break or another control character is refused.
  case header
  /// Anything else. What the function gives is inserted as it is.
  case custom(@Sendable (String) -> String)

  func apply(to text: String) throws(EvaluationFailure.Reason) -> String {
    switch self {
    case .plain: return text
    case .chat: return ChatText.escaped(text)
    case .urlPart: return Self.percentEncoded(text)
    case .header:
      guard text.unicodeScalars.allSatisfy({ !Self.isControl($0) }) else {
        throw .refusedByEscape("a header value must not contain line breaks or control characters")
      }
      return text
    case .custom(let escaped): return escaped(text)
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.value == 0x2028
      || scalar.value == 0x2029
  }

  /// All but the unreserved characters of RFC 3986.
  private static func percentEncoded(_ text: String) -> String {
    var encoded: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: encoded.append(byte)
      default: encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    // A part of only dots would walk up the path.
    return text == "." || text == ".."
      ? text.utf8.map { _ in "%2E" }.joined() : String(decoding: encoded, as: UTF8.self)
  }
}
