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
    bytes = payload.withUnsafeBytes { payload in
      // Ten bytes of head and four of mask at most.
      Array(unsafeUninitializedCapacity: payload.count + 14) { room, count in
        var bytes = UnsafeMutableRawBufferPointer(room)
        bytes[0] = 0x80 | kind.rawValue
        count = 1 + Frame.writeLength(payload.count, flag: mask == nil ? 0 : 0x80, to: &bytes)
        guard let mask else {
          UnsafeMutableRawBufferPointer(rebasing: bytes[count...]).copyBytes(from: payload)
          count += payload.count
          return
        }
        let key = (0..<4).map { UInt8(truncatingIfNeeded: mask >> (24 - 8 * UInt32($0))) }
        UnsafeMutableRawBufferPointer(rebasing: bytes[count...]).copyBytes(from: key)
        count += 4
        Frame.mask(payload, mask.bigEndian, into: bytes.baseAddress?.advanced(by: count))
        count += payload.count
      }
    }
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

  // RFC 6455 section 5.2: seven bits, or a mark and two or eight bytes. Answers how many were used.
  private static func writeLength(
    _ length: Int, flag: UInt8, to bytes: inout UnsafeMutableRawBufferPointer
  ) -> Int {
    switch length {
    case ..<126:
      bytes[1] = flag | UInt8(length)
      return 1
    case ..<65536:
      bytes[1] = flag | 126
      bytes.storeBytes(of: UInt16(length).bigEndian, toByteOffset: 2, as: UInt16.self)
      return 3
    default:
      bytes[1] = flag | 127
      bytes.storeBytes(of: UInt64(length).bigEndian, toByteOffset: 2, as: UInt64.self)
      return 9
    }
  }

  // Eight bytes at a time; `mask` as it lies in memory.
  private static func mask(
    _ payload: UnsafeRawBufferPointer, _ mask: UInt32, into room: UnsafeMutableRawPointer?
  ) {
    guard let room else { return }
    let wide = UInt64(mask) << 32 | UInt64(mask)
    var place = 0
    while place + 8 <= payload.count {
      let word = payload.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      room.storeBytes(of: word ^ wide, toByteOffset: place, as: UInt64.self)
      place += 8
    }
    while place < payload.count {
      let key = UInt8(truncatingIfNeeded: mask >> (8 * UInt32(place & 3)))
      room.storeBytes(of: payload[place] ^ key, toByteOffset: place, as: UInt8.self)
      place += 1
    }
  }
}
