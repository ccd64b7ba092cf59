import Authoring

/// What people say for yes and for no.
extension Wording {
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
