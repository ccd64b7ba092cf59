import Glibc

/// What bytes say as text, whatever they claim to be.
enum Charset {
  /// Of one text part; as much as 64 ordinary pages.
  private static let most = 2 << 20

  static func text(_ part: MIMEPart) -> String {
    text(part.bytes, claimed: part.parameter("charset"))
  }

  /// Bytes that are UTF-8 are UTF-8, whatever a letter says of them: other texts with letters
  /// beyond ASCII are so by no accident. What claims to be UTF-8, or ASCII, and is not, is
  /// Windows-1252.
  static func text(_ bytes: [UInt8], claimed: String?) -> String {
    let bytes = Array(bytes.prefix(most))
    let name = (claimed ?? "utf-8").lowercased().filter { !$0.isWhitespace && $0 != "\"" }
    if isShifting(name), let text = converted(bytes, from: name) { return text }
    // Cut anywhere, so the last character may be half.
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if bytes.count == most, let text = String(validating: bytes.dropLast(3), as: UTF8.self) {
      return text
    }
    let isUnlikely = ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1"].contains(name)
    let source = isUnlikely ? "windows-1252" : name
    return converted(bytes, from: source) ?? converted(bytes, from: "windows-1252")
      ?? String(decoding: bytes, as: UTF8.self)
  }

  /// Whether its texts are ASCII bytes, or pairs, that mean something else.
  private static func isShifting(_ name: String) -> Bool {
    ["iso-2022-", "utf-16", "utf-32", "utf-7", "hz-gb", "ucs-"].contains { name.hasPrefix($0) }
  }

  /// Nil for a name that the system does not know; a byte that means nothing there becomes �.
  private static func converted(_ bytes: [UInt8], from name: String) -> String? {
    guard name.utf8.count <= 40,
      name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
    else { return nil }
    let converter = iconv_open("UTF-8", name)
    guard converter != iconv_t(bitPattern: -1), let converter else { return nil }
    defer { iconv_close(converter) }
    var source = bytes.map { CChar(bitPattern: $0) }
    var output: [UInt8] = []
    var room = [CChar](repeating: 0, count: 8192)
    source.withUnsafeMutableBufferPointer { input in
      var from = input.baseAddress
      var left = input.count
      while left > 0 {
        let before = left
        room.withUnsafeMutableBufferPointer { buffer in
          var to = buffer.baseAddress
          var free = buffer.count
          _ = iconv(converter, &from, &left, &to, &free)
          output += buffer[..<(buffer.count - free)].map { UInt8(bitPattern: $0) }
        }
        // Where nothing was taken, the next byte means nothing. A full room is emptied, and what it
        // stopped at is met again.
        guard left == before else { continue }
        output += "\u{FFFD}".utf8
        from = from?.advanced(by: 1)
        left -= 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
