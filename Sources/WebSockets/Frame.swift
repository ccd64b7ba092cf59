/// One websocket message as it goes over the wire: written down once, shared by every receiver.
///
/// A message to ten thousand agents is one `Frame` in ten thousand outboxes.
package final class Frame: Sendable {
  let bytes: [UInt8]

  /// A text message for clients.
  ///
  /// The bytes must be UTF-8: they come from our own encoder, and nobody checks them again.
  package convenience init(text: [UInt8]) {
    self.init(.text, text[...], mask: nil)
  }

  init(_ kind: Kind, _ payload: ArraySlice<UInt8>, mask: UInt32?) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.count + 14)
    bytes.append(0x80 | kind.rawValue)
    Frame.appendLength(payload.count, flag: mask == nil ? 0 : 0x80, to: &bytes)
    if let mask {
      let key = [
        UInt8(truncatingIfNeeded: mask >> 24), UInt8(truncatingIfNeeded: mask >> 16),
        UInt8(truncatingIfNeeded: mask >> 8), UInt8(truncatingIfNeeded: mask),
      ]
      bytes.append(contentsOf: key)
      for (position, byte) in payload.enumerated() { bytes.append(byte ^ key[position & 3]) }
    } else {
      bytes.append(contentsOf: payload)
    }
    self.bytes = bytes
  }

  enum Kind: UInt8 {
    case text = 1
    case close = 8
    case ping = 9
  }

  /// A close frame; the reason is cut to the 123 bytes a control frame has left for it.
  static func close(_ code: UInt16, _ reason: String, mask: UInt32?) -> Frame {
    var text = reason[...]
    while text.utf8.count > 123 { text.removeLast() }
    let payload = [UInt8(code >> 8), UInt8(code & 255)] + Array(text.utf8)
    return Frame(.close, payload[...], mask: mask)
  }

  /// Our ping. It carries something, because libwebsockets keeps empty pongs to itself.
  static let ping = Frame(.ping, pingPayload[...], mask: nil)
  static let pingPayload = Array("desk".utf8)

  // RFC 6455 section 5.2: seven bits, or a mark and two or eight bytes.
  private static func appendLength(_ length: Int, flag: UInt8, to bytes: inout [UInt8]) {
    switch length {
    case ..<126:
      bytes.append(flag | UInt8(length))
    case ..<65536:
      bytes.append(flag | 126)
      bytes.append(UInt8(length >> 8))
      bytes.append(UInt8(length & 255))
    default:
      bytes.append(flag | 127)
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: length >> shift))
      }
    }
  }
}
