/// Words and JSON that cannot steer the terminal they are shown on.
package enum Legible {
  /// The text on one line: controls are replaced, line breaks become blanks, and what reorders or
  /// hides is left out.
  package static func line(_ text: String) -> String { cleaned(text, keepsLines: false) }

  /// The same for text of several lines, which stay.
  package static func lines(_ text: String) -> String { cleaned(text, keepsLines: true) }

  /// One for one, for where columns are counted: what is not shown as it is leaves a mark.
  package static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch ScalarRule(scalar) {
    case .keep: scalar
    case .blank: " "
    case .replace, .drop: "\u{FFFD}"
    }
  }

  /// Whether a name is fit to be shown everywhere as it is: nothing of it would be changed.
  package static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(ScalarRule.isHarmless)
  }

  private static func cleaned(_ text: String, keepsLines: Bool) -> String {
    // Nearly everything is printable ASCII.
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || (keepsLines && $0 == 0x0A) }) {
      return text
    }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if keepsLines, scalar == "\n" {
        kept.append(scalar)
        continue
      }
      switch ScalarRule(scalar) {
      case .keep: kept.append(scalar)
      case .blank: kept.append(" ")
      case .replace: kept.append("\u{FFFD}")
      case .drop: break
      }
    }
    return String(kept)
  }

  /// JSON in which what could steer a terminal is written as `\uXXXX`: nothing is lost, any reader
  /// gets the same strings.
  ///
  /// For JSON only: there such scalars stand nowhere but inside strings. Line ends and tabs between
  /// values stay; in strings JSON has escaped them already.
  package static func json(_ bytes: [UInt8]) -> [UInt8] {
    // DEL and everything beyond ASCII is looked at more closely.
    guard let first = bytes.firstIndex(where: { $0 >= 0x7F }) else { return bytes }
    var safe = Array(bytes[..<first])
    safe.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes[first...], as: UTF8.self).unicodeScalars {
      if scalar.value < 0x7F || ScalarRule.isHarmless(scalar) {
        safe.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else {
        for unit in String(scalar).utf16 { safe.append(contentsOf: escape(unit)) }
      }
    }
    return safe
  }

  package static func json(_ text: String) -> String {
    String(decoding: json(Array(text.utf8)), as: UTF8.self)
  }

  private static func escape(_ unit: UInt16) -> [UInt8] {
    let hex = Array("0123456789abcdef".utf8)
    return Array("\\u".utf8)
      + [12, 8, 4, 0].map { hex[Int((unit >> UInt16($0)) & 15)] }
  }
}
