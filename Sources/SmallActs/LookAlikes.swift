/// Letters of one script that look like those of another: "аgent" with a Cyrillic а.
enum LookAlikes {
  private static let latin: [Unicode.Scalar: Unicode.Scalar] = [
    "а": "a", "е": "e", "і": "i", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "ѕ": "s",
    "ј": "j", "ո": "n", "ο": "o", "α": "a", "ν": "v", "ι": "i", "ρ": "p",
  ]

  /// A word of Latin letters, those that only look so as what they look like.
  static func plain(_ word: String.UnicodeScalarView) -> String {
    guard word.contains(where: { !$0.isASCII }), word.contains(where: isLatin) else {
      return String(word)
    }
    return String(String.UnicodeScalarView(word.map { latin[$0] ?? $0 }))
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
}
