import Secrets

/// Lines of a letter's head: nothing that is put in breaks out of its line.
enum HeaderText {
  /// Words, encoded by RFC 2047 where they are not ASCII, folded where they are long.
  static func words(_ name: String, _ text: String) -> String {
    let line = LetterReader.line(text, limit: 500)
    return "\(name): " + encoded(line, first: name.utf8.count + 2)
  }

  static func addresses(_ name: String, _ addresses: [MailAddress]) -> String {
    let texts = addresses.map { one in
      let address = id(one.address)
      guard let given = one.name, !given.isEmpty else { return address }
      return phrase(LetterReader.line(given, limit: 100)) + " <\(address)>"
    }
    return "\(name): " + texts.joined(separator: ",\r\n ")
  }

  /// Only what may stand in an address or an id: no blanks, no control characters, no brackets.
  static func id(_ text: String) -> String {
    let safe = text.unicodeScalars.filter {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control && $0 != "<"
        && $0 != ">"
    }
    return String(String.UnicodeScalarView(safe))
  }

  /// A media type of two plain words, or what no type is.
  static func mediaType(_ type: String) -> String {
    let parts = type.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
            || "-.+".utf8.contains($0)
        }
    }
    guard parts.count == 2, isPlain, type.utf8.count <= 100, parts[0] != "multipart",
      parts[0] != "message"
    else { return "application/octet-stream" }
    return type.lowercased()
  }

  /// By RFC 2231 where it is not ASCII.
  static func parameter(_ name: String, _ value: String) -> String {
    if value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      return "\(name)=\"\(value)\""
    }
    let encoded = value.utf8.map { byte in
      isUnreserved(byte) ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte]).uppercased()
    }
    return "\(name)*=utf-8''" + encoded.joined()
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  /// A name before an address: bare, in quotes or encoded.
  private static func phrase(_ name: String) -> String {
    let isASCII = name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    guard isASCII, !name.contains("=?") else { return encoded(name, first: 20) }
    if name.utf8.allSatisfy({ isUnreserved($0) && $0 != UInt8(ascii: ".") || $0 == 0x20 }) {
      return name
    }
    let escaped = name.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"\(String(escaped))\""
  }

  private static func encoded(_ text: String, first: Int) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !text.contains("=?")
    if isPlain { return folded(text, first: first) }
    // By letters, not base64: some programs decode neighbouring words as one, and padding ends it.
    var words: [String] = []
    var word = ""
    for character in text {
      // 75 for the whole word (RFC 2047), of which 12 name its encoding; the first has less room.
      let room = words.isEmpty ? max(63 - first, 36) : 63
      // One character of very many marks is cut: what is kept says what it is.
      let piece = character.utf8.prefix(12).map(quoted).joined()
      if word.utf8.count + piece.utf8.count > room, !word.isEmpty {
        words.append("=?utf-8?Q?\(word)?=")
        word = ""
      }
      word += piece
    }
    if !word.isEmpty { words.append("=?utf-8?Q?\(word)?=") }
    return words.joined(separator: "\r\n ")
  }

  private static func quoted(_ byte: UInt8) -> String {
    if byte == 0x20 { return "_" }
    let isPlain = isUnreserved(byte) && byte != UInt8(ascii: "_") && byte != UInt8(ascii: ".")
    return isPlain ? String(UnicodeScalar(byte)) : "=" + Hex.encode([byte]).uppercased()
  }

  /// Broken at blanks, so that no line is longer than 76 where there is a blank to break at.
  private static func folded(_ text: String, first: Int) -> String {
    var result = ""
    var width = first
    for (index, word) in text.split(separator: " ").enumerated() {
      if index > 0 {
        let breaks = width + 1 + word.count > 76
        result += breaks ? "\r\n " : " "
        width = breaks ? 1 : width + 1
      }
      // A word that no line holds is cut: nobody reads it anyway.
      let shown = word.prefix(900)
      result += shown
      width += shown.count
    }
    return result
  }
}

/// Text as seven-bit lines that mail servers leave alone (RFC 2045).
enum QuotedPrintable {
  /// The encoding's header, an empty line, and the lines.
  static func part(_ text: String) -> [String] {
    ["Content-Transfer-Encoding: quoted-printable", ""] + lines(text)
  }

  static func lines(_ text: String) -> [String] {
    LetterContent.clean(text).split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { encoded(Array($0.utf8)) }
  }

  private static func encoded(_ bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    var line = ""
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let piece = self.piece(byte, isLast: isLast, isFirst: line.isEmpty)
      if line.utf8.count + piece.utf8.count > 75 {
        lines.append(line + "=")
        line = ""
      }
      line += piece
    }
    return lines + [line]
  }

  /// Blanks at an end, dots and `From` at a beginning are changed by servers.
  private static func piece(_ byte: UInt8, isLast: Bool, isFirst: Bool) -> String {
    let isBlank = byte == 0x20 || byte == 0x09
    let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank
    let isTouched =
      isBlank && isLast || isFirst && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
    return isPlain && !isTouched
      ? String(UnicodeScalar(byte)) : "=" + Hex.encode([byte]).uppercased()
  }
}
