/// Attributes of one HTML tag.
enum HTMLAttributes {
  /// The value of an attribute, without its quotes.
  static func value(_ name: String, in tag: String) -> String? {
    let bytes = Array(tag.utf8)
    let wanted = Array(name.utf8)
    var index = 0
    while index + wanted.count < bytes.count {
      let isFree = index > 0 && isSpace(bytes[index - 1])
      let isHere = wanted.indices.allSatisfy { bytes[index + $0] | 0x20 == wanted[$0] }
      if isFree, isHere, let text = text(bytes, index + wanted.count) { return text }
      index += 1
    }
    return nil
  }

  private static func text(_ bytes: [UInt8], _ start: Int) -> String? {
    var index = start
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return "" }
    let quote = bytes[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = bytes[(index + 1)...].firstIndex(of: quote) ?? bytes.count
      return String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    }
    let end = bytes[index...].firstIndex(where: isSpace) ?? bytes.count
    return String(decoding: bytes[index..<end], as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// What a browser would not show: newsletters put words for previews there.
  static func isHidden(_ tag: String) -> Bool {
    guard let style = value("style", in: tag) else { return false }
    let plain = style.lowercased().filter { !$0.isWhitespace }
    return plain.contains("display:none") || plain.contains("visibility:hidden")
      || plain.contains("mso-hide:all")
  }
}

/// The names of characters in HTML, as far as letters use them.
enum HTMLEntities {
  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "euro": "€",
    "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
    "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë", "agrave": "à", "acirc": "â",
    "aacute": "á", "aring": "å", "Aring": "Å", "aelig": "æ", "AElig": "Æ", "oslash": "ø",
    "Oslash": "Ø", "ccedil": "ç", "Ccedil": "Ç", "iacute": "í", "icirc": "î", "iuml": "ï",
    "oacute": "ó", "ocirc": "ô", "otilde": "õ", "atilde": "ã", "uacute": "ú", "ugrave": "ù",
    "ucirc": "û", "ntilde": "ñ", "Ntilde": "Ñ", "Eacute": "É", "iexcl": "¡", "iquest": "¿",
    "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·",
    "copy": "©", "reg": "®", "trade": "™", "deg": "°", "pound": "£", "yen": "¥", "sect": "§",
    "times": "×", "frac12": "½", "rarr": "→", "larr": "←", "zwnj": "", "zwj": "", "shy": "",
    "ensp": " ", "emsp": " ", "thinsp": " ",
  ]

  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      let body = rest[start...].dropFirst()
      // The longest name here has eight letters.
      let name = body.prefix(10).prefix { $0 != ";" && $0 != "&" && !$0.isWhitespace }
      let end = body.index(body.startIndex, offsetBy: name.count)
      if end < body.endIndex, body[end] == ";", let character = character(String(name)) {
        result += character
        rest = body[body.index(after: end)...]
      } else {
        result += "&"
        rest = body
      }
    }
    return result + rest
  }

  private static func character(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return names[name] }
    let digits = name.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number, number >= 0x20 || number == 0x0A || number == 0x09 else { return "" }
    return Unicode.Scalar(number).map { String(Character($0)) } ?? "\u{FFFD}"
  }
}
