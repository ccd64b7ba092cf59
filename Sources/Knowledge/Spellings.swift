/// The spellings that stand for a letter where the keyboard has none, made one with it.
///
/// `aendern` is how `ändern` is written without its dots. Both texts and questions go through it,
/// so that a word in which the two letters are two (`neue`, `Dauer`) still equals itself.
enum Spellings {
  /// A folded word of a language, in the plain spelling that all of its spellings have.
  static func plain(_ word: String, in language: String) -> String {
    switch language {
    case "de": merged(word, ["ae": "a", "oe": "o", "ue": "u"])
    case "da", "nb", "no", "nn": merged(word, ["aa": "a", "oe": "o"])
    case "sv": merged(word, ["aa": "a", "ae": "a", "oe": "o"])
    default: word
    }
  }

  private static func merged(_ word: String, _ pairs: [String: Unicode.Scalar]) -> String {
    // Most words have none of it, and looking at bytes is ten times faster than at characters.
    guard word.utf8.count > 3, word.utf8.contains(where: { $0 == 0x65 || $0 == 0x61 }) else {
      return word
    }
    var plain = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in word.unicodeScalars {
      let before = plain.dropLast().last
      if let last, let one = pairs["\(last)\(scalar)"], isFree(last, after: before) {
        plain.removeLast()
        plain.append(one)
      } else {
        plain.append(scalar)
      }
      last = scalar
    }
    return String(plain)
  }

  /// Behind a q, or behind another vowel, the letters are two: `Quelle`, `Dauer`, `neue`.
  private static func isFree(_ letter: Unicode.Scalar, after before: Unicode.Scalar?) -> Bool {
    guard letter == "u", let before else { return true }
    return !"qae".unicodeScalars.contains(before)
  }
}
