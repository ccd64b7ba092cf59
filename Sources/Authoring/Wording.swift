import Documents

/// The form in which typed words are compared with an author's.
package enum Wording {
  /// Lower case, canonical composition ignored, full-width letters as plain ones, apostrophes and
  /// punctuation gone, spaces single.
  ///
  /// This stands in for NFKC with case folding, which needs tables the standard library does not
  /// offer: the compatibility forms people type (full-width letters, no-break spaces, ß) are
  /// mapped, rarer ones such as ligatures are not.
  package static func normal(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var gap = false
    for byte in text.utf8 {
      switch byte {
      case 0x80...: return normalBeyondASCII(text)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        push(byte | 0x20, after: &gap, onto: &bytes)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        push(byte, after: &gap, onto: &bytes)
      case UInt8(ascii: "'"), UInt8(ascii: "`"): break
      default: gap = true
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func push(_ byte: UInt8, after gap: inout Bool, onto bytes: inout [UInt8]) {
    if gap, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    gap = false
    bytes.append(byte)
  }

  private static func normalBeyondASCII(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var gap = false
    for scalar in folded(text).unicodeScalars {
      if isApostrophe(scalar) { continue }
      guard isWordPart(scalar) else {
        gap = true
        continue
      }
      if gap, !result.isEmpty { result.append(" ") }
      gap = false
      result.append(scalar)
    }
    return String(result)
  }

  private static func folded(_ text: String) -> String {
    var narrow = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: narrow.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0xDF, 0x1E9E: narrow.append(contentsOf: "ss".unicodeScalars)
      default: narrow.append(scalar)
      }
    }
    return String(narrow).lowercased()
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    "'`\u{2018}\u{2019}\u{02BC}\u{00B4}".unicodeScalars.contains(scalar)
  }

  /// Letters, marks and digits make words; so do symbols, since 👍 is an answer.
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber,
      .otherSymbol, .currencySymbol:
      true
    default: false
    }
  }

  /// Whether the words of `phrase` stand next to each other in `text`; both in normal form.
  package static func contains(_ phrase: String, in text: String) -> Bool {
    guard !phrase.isEmpty, phrase.utf8.count <= text.utf8.count else { return false }
    var phrase = phrase
    var text = text
    return text.withUTF8 { text in phrase.withUTF8 { contains($0, in: text) } }
  }

  private static func contains(
    _ phrase: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let space = UInt8(ascii: " ")
    for start in 0...(text.count - phrase.count)
    where text[start] == phrase[0] && (start == 0 || text[start - 1] == space) {
      let end = start + phrase.count
      if end < text.count, text[end] != space { continue }
      if (1..<phrase.count).allSatisfy({ text[start + $0] == phrase[$0] }) { return true }
    }
    return false
  }

  /// How alike two words are, 1 being equal: one minus edits over length.
  package static func similarity(_ left: String, _ right: String) -> Double {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    let longest = max(a.count, b.count)
    guard longest > 0, longest <= 64 else { return left == right ? 1 : 0 }
    guard Double(abs(a.count - b.count)) <= 0.16 * Double(longest) else { return 0 }
    return 1 - Double(NearestName.distance(a, b)) / Double(longest)
  }
}
