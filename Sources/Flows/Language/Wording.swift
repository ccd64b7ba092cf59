import Documents

/// The form in which typed words are compared with an author's.
enum Wording {
  /// Lower case, canonical composition ignored, full-width letters as plain ones, apostrophes and
  /// punctuation gone, spaces single.
  ///
  /// This stands in for NFKC with case folding, which needs tables the standard library does not
  /// offer: the compatibility forms people type (full-width letters, no-break spaces, ß) are
  /// mapped, rarer ones such as ligatures are not.
  static func normal(_ text: String) -> String {
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
  static func contains(_ phrase: String, in text: String) -> Bool {
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
  static func similarity(_ left: String, _ right: String) -> Double {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    let longest = max(a.count, b.count)
    guard longest > 0, longest <= 64 else { return left == right ? 1 : 0 }
    guard Double(abs(a.count - b.count)) <= 0.16 * Double(longest) else { return 0 }
    return 1 - Double(NearestName.distance(a, b)) / Double(longest)
  }

  /// Yes and no by language; English is understood everywhere.
  static let affirmations: [String: (yes: Set<String>, no: Set<String>)] = [
    "en": (
      [
        "yes", "y", "yeah", "yep", "yup", "sure", "ok", "okay", "of course", "yes please", "please",
        "correct", "right", "true", "it did", "it does", "yes it did", "yes it does", "👍",
        "absolutely", "definitely", "yes thanks", "yes thank you", "solved", "it helped",
      ],
      [
        "no", "n", "nope", "nah", "no thanks", "no thank you", "not really", "not yet", "wrong",
        "false", "it didnt", "it did not", "no it didnt", "it doesnt", "no it doesnt", "👎",
        "that did not help", "that didnt help", "not solved", "negative",
      ]
    ),
    "fr": (
      ["oui", "ouais", "bien sur", "bien sûr", "daccord", "oui merci", "ok", "👍"],
      ["non", "non merci", "pas du tout", "pas vraiment", "👎"]
    ),
    "de": (
      ["ja", "jawohl", "klar", "gerne", "ja bitte", "ok", "👍"],
      ["nein", "nö", "nee", "nein danke", "nicht wirklich", "👎"]
    ),
    "es": (["sí", "si", "claro", "vale", "por supuesto", "👍"], ["no", "no gracias", "👎"]),
    "it": (["sì", "si", "certo", "va bene", "👍"], ["no", "no grazie", "👎"]),
    "nl": (["ja", "jazeker", "prima", "oké", "👍"], ["nee", "nee bedankt", "👎"]),
    "pt": (["sim", "claro", "com certeza", "👍"], ["não", "nao", "não obrigado", "👎"]),
  ]

  /// The words on the buttons of a yes-or-no question.
  static func labels(for language: String) -> (yes: String, no: String) {
    switch language {
    case "fr": ("Oui", "Non")
    case "de": ("Ja", "Nein")
    case "es": ("Sí", "No")
    case "it": ("Sì", "No")
    case "nl": ("Ja", "Nee")
    case "pt": ("Sim", "Não")
    default: ("Yes", "No")
    }
  }

  /// Yes or no at a question that asks for it: the lexicon, the number of the button, or an answer
  /// that begins with a yes or a no.
  static func confirmation(_ words: String, language: String) -> Bool? {
    if words == "1" { return true }
    if words == "2" { return false }
    if let flag = affirmation(words, language: language) { return flag }
    guard let first = words.split(separator: " ").first, first.utf8.count > 1, words.count <= 80
    else { return nil }
    return affirmation(String(first), language: language)
  }

  private static let thanks: [String: Set<String>] = [
    "en": [
      "thanks", "thank you", "thx", "ty", "thanks a lot", "many thanks", "thank you very much",
      "ok", "okay", "ok thanks", "great", "great thanks", "perfect", "cheers", "bye", "goodbye",
      "thanks bye", "👍", "🙏",
    ],
    "fr": ["merci", "merci beaucoup", "super", "parfait", "au revoir"],
    "de": ["danke", "vielen dank", "danke schön", "super", "perfekt", "tschüss"],
    "es": ["gracias", "muchas gracias", "perfecto", "adiós"],
    "it": ["grazie", "grazie mille", "perfetto", "arrivederci"],
    "nl": ["bedankt", "dank je", "dank u", "prima", "doei"],
    "pt": ["obrigado", "obrigada", "muito obrigado", "perfeito", "tchau"],
  ]

  /// Whether the whole message only closes a talk that is over; `words` in normal form.
  static func isThanks(_ words: String, language: String) -> Bool {
    thanks[language]?.contains(words) ?? false || thanks["en"]?.contains(words) ?? false
  }

  /// True for yes, false for no, nil for anything else; `words` in normal form.
  static func affirmation(_ words: String, language: String) -> Bool? {
    for code in [language, "en"] {
      guard let lexicon = affirmations[code] else { continue }
      if lexicon.yes.contains(words) { return true }
      if lexicon.no.contains(words) { return false }
    }
    return nil
  }
}
