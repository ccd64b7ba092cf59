/// What a field of a form holds, as browsers and some messengers send it.
enum FormField {
  /// Up to the next field: `+` is a blank, `%41` a byte. What is neither stays as it is.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var rest = text.prefix { $0 != UInt8(ascii: "&") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rest.count)
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.first != UInt8(ascii: "+"),
          let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else {
          bytes.append(byte)
          continue
        }
        bytes.append(code)
        rest = rest.dropFirst(2)
      default: bytes.append(byte)
      }
    }
    return bytes
  }
}
