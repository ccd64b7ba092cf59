/// Characters in the width and composition they are usually written in.
///
/// The part of Unicode's NFKC that decides whether a word is found: half-width kana and Hangul
/// become what they are half as wide as, a letter and the mark behind it one letter where a
/// language counts them as one. Marks that only accent a letter are no matter: `Folding` drops
/// them.
enum Width {
  /// The character with the mark behind it, or nil where they stay two.
  static func composed(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    switch second.value {
    case 0x3099, 0xFF9E: voiced(first, by: 1, among: voicedKana)
    case 0x309A, 0xFF9F: voiced(first, by: 2, among: halfVoicedKana)
    case 0x0306: first == "и" ? "й" : first == "у" ? "ў" : nil
    case 0x0308: first == "і" ? "ї" : nil
    case 0x1161...0x1175: syllable(first, vowel: second)
    case 0x11A8...0x11C2: syllable(first, final: second)
    default: nil
    }
  }

  /// The full-width character, or the same one.
  static func full(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF66...0xFF9D).contains(scalar.value) else { return scalar }
    return halfWidthKana[Int(scalar.value - 0xFF66)]
  }

  /// In the order of U+FF66 to U+FF9D.
  private static let halfWidthKana = Array(
    """
    ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン
    """.unicodeScalars)

  private static let voicedKana = Set(
    "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ".unicodeScalars)
  private static let halfVoicedKana = Set("はひふへほハヒフヘホ".unicodeScalars)

  /// A kana's voiced form stands one place behind it, the half-voiced one two.
  private static func voiced(
    _ kana: Unicode.Scalar, by steps: UInt32, among known: Set<Unicode.Scalar>
  ) -> Unicode.Scalar? {
    if steps == 1, kana == "ウ" { return "ヴ" }
    return known.contains(kana) ? Unicode.Scalar(kana.value + steps) : nil
  }

  // MARK: Hangul

  private static let firstSyllable: UInt32 = 0xAC00
  private static let finals: UInt32 = 28

  private static func syllable(
    _ lead: Unicode.Scalar, vowel: Unicode.Scalar
  ) -> Unicode.Scalar? {
    guard (0x1100...0x1112).contains(lead.value) else { return nil }
    let place = (lead.value - 0x1100) * 21 + vowel.value - 0x1161
    return Unicode.Scalar(firstSyllable + place * finals)
  }

  private static func syllable(
    _ open: Unicode.Scalar, final: Unicode.Scalar
  ) -> Unicode.Scalar? {
    guard (firstSyllable...0xD7A3).contains(open.value),
      (open.value - firstSyllable) % finals == 0
    else { return nil }
    return Unicode.Scalar(open.value + final.value - 0x11A7)
  }
}
