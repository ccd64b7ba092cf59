/// Letters as people search for them: small, without accents, in one width.
package enum Folding {
  /// What a scalar contributes to a word.
  package enum Letter {
    case letter(Unicode.Scalar)
    case letters([Unicode.Scalar])
    /// A character of a script without spaces between words, or with endings on all of them.
    case ideograph(Unicode.Scalar)
    /// Left out without ending the word: combining accents, joiners.
    case nothing
    case apostrophe
    case gap
  }

  package static func fold(_ scalar: Unicode.Scalar) -> Letter {
    let value = scalar.value
    if value < 0x80 { return ascii(scalar) }
    if let folded = latin[value] {
      return folded.count == 1 ? .letter(folded[0]) : .letters(folded)
    }
    if let folded = greekAndCyrillic[value] { return .letter(folded) }
    switch value {
    case 0x2018, 0x2019, 0x02BC, 0xFF07: return .apostrophe
    // Accents, soft hyphens, joiners and what chooses a glyph.
    case 0x0300...0x036F, 0x00AD, 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F, 0xFEFF: return .nothing
    // Hebrew and Arabic vowels, which are seldom written, and the Arabic stretching of words.
    case 0x0591...0x05BD, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7, 0x0610...0x061A, 0x0640,
      0x064B...0x065F, 0x0670:
      return .nothing
    case 0xFF01...0xFF5E:
      guard let half = Unicode.Scalar(value - 0xFEE0) else { return .gap }
      return ascii(half)
    case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x3FFFF:
      return scalar.properties.isAlphabetic ? .ideograph(scalar) : .gap
    case 0x0E00...0x0EFF:
      // Thai and Lao leave no spaces between words either.
      return scalar.properties.isAlphabetic ? .ideograph(scalar) : .nothing
    default: return other(scalar)
    }
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> Letter {
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39: .letter(scalar)
    case 0x41...0x5A: .letter(Unicode.Scalar(UInt8(scalar.value + 32)))
    case 0x27, 0x60: .apostrophe
    default: .gap
    }
  }

  private static func other(_ scalar: Unicode.Scalar) -> Letter {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter:
      let small = Array(scalar.properties.lowercaseMapping.unicodeScalars)
      return small.count == 1 ? .letter(small[0]) : .letters(small)
    case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .nonspacingMark,
      .spacingMark:
      return .letter(scalar)
    default: return .gap
    }
  }

  /// Latin letters with marks, by their Unicode names: `LATIN SMALL LETTER E WITH ACUTE` is an e.
  ///
  /// The names are stable by Unicode's own promise, and cover letters such as ø that have no
  /// decomposition.
  private static let latin: [UInt32: [Unicode.Scalar]] = {
    var table: [UInt32: [Unicode.Scalar]] = [:]
    for value in [0x00C0...0x024F, 0x1E00...0x1EFF].joined() {
      guard let scalar = Unicode.Scalar(UInt32(value)), let name = scalar.properties.name,
        let letters = plainLetters(name)
      else { continue }
      table[UInt32(value)] = letters
    }
    let ligatures = [
      0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0x00DF: "ss",
      0x1E9E: "ss",
      // Turkish writes its i with and without a dot; keyboards often have one of them only.
      0x0131: "i",
    ]
    for (value, letters) in ligatures { table[UInt32(value)] = Array(letters.unicodeScalars) }
    return table
  }()

  private static func plainLetters(_ name: String) -> [Unicode.Scalar]? {
    let words = name.split(separator: " ")
    let isLetter = words.count >= 4 && words[0] == "LATIN" && words[2] == "LETTER"
    let isDigraph = words.count >= 4 && words[0] == "LATIN" && words[2] == "LIGATURE"
    guard isLetter || isDigraph, words.count == 4 || words[4] == "WITH" else { return nil }
    // Æ and Œ are two letters; words of other lengths (THORN, ETH) name letters of their own.
    guard words[3].count <= 2 else { return nil }
    return Array(words[3].lowercased().unicodeScalars)
  }

  /// Greek and Cyrillic letters, small and without accents, and Arabic letters in the one form
  /// that people type for several.
  private static let greekAndCyrillic: [UInt32: Unicode.Scalar] = {
    var byName: [String: Unicode.Scalar] = [:]
    var names: [(UInt32, String)] = []
    for value in [0x0370...0x03FF, 0x1F00...0x1FFF, 0x0400...0x052F].joined() {
      guard let scalar = Unicode.Scalar(UInt32(value)), let name = scalar.properties.name,
        name.contains(" LETTER ")
      else { continue }
      byName[name] = scalar
      names.append((UInt32(value), name))
    }
    var table: [UInt32: Unicode.Scalar] = [:]
    for (value, name) in names {
      let small = name.replacing(" CAPITAL ", with: " SMALL ")
      let plain = small.firstRange(of: " WITH ").map { String(small[..<$0.lowerBound]) } ?? small
      table[value] = byName[plain] ?? byName[small]
    }
    let forms: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("ς", "σ"), ("ё", "е"), ("Ё", "е"), ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"),
      ("ى", "ي"), ("ة", "ه"), ("ک", "ك"), ("ی", "ي"),
    ]
    for (form, plain) in forms { table[form.value] = plain }
    return table
  }()
}
