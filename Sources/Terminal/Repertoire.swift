/// Which characters a terminal can show, by what its environment says of it.
package enum Repertoire: Sendable {
  case unicode, ascii

  /// What holds for whatever is drawn or told within `withValue`.
  ///
  /// It changes what is shown, and nothing else: what is sent to the desk never becomes
  /// ``CleanText``.
  @TaskLocal package static var current = Repertoire.unicode

  /// The same in ASCII alone, as well as it can be said: letters without their marks, what looks
  /// alike, an emoji by its name, and what there is nothing for by its number: `<U+8377>`.
  static func spelled(_ character: Character) -> String {
    if let first = character.unicodeScalars.first, let likeness = likenesses[first] {
      return likeness
    }
    if character.unicodeScalars.allSatisfy(\.isASCII) { return String(character) }
    if let letters = latin(character) { return letters }
    return picture(character) ?? character.unicodeScalars.prefix(most).map(number).joined()
  }

  /// As many parts of one character as are told.
  private static let most = 4

  /// `é`, in one scalar or in two; nil where it is no Latin letter.
  private static func latin(_ character: Character) -> String? {
    var letters = ""
    for scalar in character.unicodeScalars {
      if isMark(scalar) { continue }
      guard let letter = scalar.isASCII ? String(Character(scalar)) : latin(scalar) else {
        return nil
      }
      letters += letter
    }
    return letters.isEmpty ? nil : letters
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  /// By the name that Unicode has for it: `LATIN SMALL LETTER E WITH ACUTE`.
  private static func latin(_ scalar: Unicode.Scalar) -> String? {
    guard var words = scalar.properties.name?.split(separator: " ") else { return nil }
    if words.first == "FULLWIDTH" { words.removeFirst() }
    guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER" else { return nil }
    let name = words[3...].prefix { $0 != "WITH" }.joined(separator: " ")
    guard let letters = name.count <= 2 ? name : named[name] else { return nil }
    return words[1] == "CAPITAL" ? letters : letters.lowercased()
  }

  private static let named = [
    "SHARP S": "SS", "DOTLESS I": "I", "THORN": "TH", "ETH": "D", "ENG": "NG", "LONG S": "S",
    "OPEN E": "E", "OPEN O": "O", "SCHWA": "E",
  ]

  private static func picture(_ character: Character) -> String? {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, first.properties.isEmoji, !first.isASCII else { return nil }
    let regions = scalars.compactMap { scalar -> Character? in
      guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
      return Unicode.Scalar(scalar.value - 0x1F1E6 + 65).map { Character($0) }
    }
    if regions.count == 2 { return "<flag \(String(regions))>" }
    let names = scalars.filter { $0.properties.isEmoji && !$0.properties.isEmojiModifier }
      .prefix(most).map { $0.properties.name?.lowercased() ?? number($0) }
    return "<\(names.joined(separator: " + "))>"
  }

  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>"
  }

  private static let likenesses: [Unicode.Scalar: String] = [
    "…": "...", "–": "-", "—": "--", "‐": "-", "‑": "-", "−": "-", "‘": "'", "’": "'", "‚": "'",
    "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"", "‹": "'", "›": "'", "·": ".",
    "•": "*", "→": "->", "←": "<-", "↑": "^", "↓": "v", "×": "x", "÷": "/", "€": "EUR",
    "£": "GBP", "¥": "JPY", "¢": "ct", "©": "(c)", "®": "(R)", "™": "(TM)", "°": " deg",
    "§": "par.",
    "½": "1/2", "¼": "1/4", "¾": "3/4", "²": "2", "³": "3", "¹": "1", "µ": "u", "¿": "?",
    "¡": "!", "\u{A0}": " ", "\u{202F}": " ", "\u{2009}": " ", "│": "|", "─": "-", "▲": "^",
    "▌": "|", "┃": "#", "✓": "+", "✗": "x", "☐": "[ ]", "☑": "[x]",
  ]
}
