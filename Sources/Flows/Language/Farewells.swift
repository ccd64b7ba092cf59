import Authoring

/// What people say when they are done: thanks, good wishes and goodbyes.
extension Wording {
  /// Whether the whole message only closes a talk that is over; `words` in normal form.
  ///
  /// One phrase or several in a row, with nothing else beside them: "perfect, thank you, bye".
  static func isThanks(_ words: String, language: String) -> Bool {
    let parts = words.split(separator: " ", maxSplits: farewellLength)
    guard !parts.isEmpty, parts.count <= farewellLength else { return false }
    let base = String(language.lowercased().prefix { $0 != "-" && $0 != "_" })
    let phrases = [farewells[base], farewells["en"]].compactMap { $0 }
    // How far the message is made up of phrases, from its beginning.
    var reached: Set<Int> = [0]
    for start in parts.indices where reached.contains(start) {
      if parts[start].isFriendly || (start > 0 && fillers.contains(String(parts[start]))) {
        reached.insert(start + 1)
      }
      for end in (start + 1)...min(parts.count, start + longestFarewell) {
        let phrase = parts[start..<end].joined(separator: " ")
        if phrases.contains(where: { $0.contains(phrase) }) { reached.insert(end) }
      }
    }
    return reached.contains(parts.count)
  }

  /// Whether the whole message only greets; `words` in normal form.
  static func isGreeting(_ words: String, language: String) -> Bool {
    let base = String(language.lowercased().prefix { $0 != "-" && $0 != "_" })
    return [base, "en"].contains { greetings[$0]?.contains(words) ?? false }
  }

  private static let greetings: [String: Set<String>] = [
    "en": [
      "hi", "hello", "hey", "hi there", "hello there", "hey there", "good morning",
      "good afternoon", "good evening", "greetings", "anyone there", "is anyone there",
      "is anybody there", "anybody there", "are you there", "hello anyone there",
    ],
    "fr": ["bonjour", "salut", "bonsoir", "coucou"],
    "de": ["hallo", "guten tag", "guten morgen", "guten abend", "moin", "servus", "grüss gott"],
    "es": ["hola", "buenas", "buenos días", "buenas tardes"],
    "it": ["ciao", "buongiorno", "buonasera", "salve"],
    "nl": ["hallo", "hoi", "goedemorgen", "goedemiddag", "goedenavond", "goedendag"],
    "pt": ["olá", "ola", "oi", "bom dia", "boa tarde", "boa noite"],
  ]

  /// A longer message says more than goodbye.
  private static let farewellLength = 16
  /// The words of the longest phrase below.
  private static let longestFarewell = 7

  /// What stands between two of them, or behind.
  private static let fillers: Set = [
    "and", "again", "so", "much", "et", "und", "y", "e", "en",
  ]

  private static let farewells: [String: Set<String>] = [
    "en": [
      "thanks", "thank you", "thank u", "thx", "ty", "tysm", "thanks a lot", "thanks so much",
      "many thanks", "thank you very much", "thank you so much", "thanks for your help",
      "thanks for the help", "thank you for your help", "thank you for the help",
      "thanks for helping", "for your help", "ok", "okay", "alright", "great", "perfect", "cool",
      "nice", "super", "awesome", "brilliant", "excellent", "wonderful", "lovely", "cheers",
      "much appreciated", "appreciate it", "i appreciate it", "thats great", "thats perfect",
      "that is great", "that is perfect", "all good", "all good now", "got it", "bye", "bye bye",
      "goodbye", "good bye", "see you", "see ya", "take care", "good night", "good day",
      "have a nice day", "have a good day", "have a great day", "have a good one",
      "have a nice evening", "have a good evening", "have a nice weekend", "have a good weekend",
      "have a great weekend", "you too", "and you", "same to you", "you as well", "likewise",
      "youre welcome", "no problem", "very much", "thats all", "thats it", "that is all",
      "that was all", "nothing else", "no thats all", "no thats it", "no thanks", "no thank you",
      "im good", "all set", "im all set", "will do", "noted", "understood", "i see", "sounds good",
      "it works", "it works now", "works now", "works again", "that worked", "that helped",
      "it helped", "fixed", "its fixed", "solved", "resolved", "very helpful",
      "you were very helpful",
      "great help", "great service", "good job", "well done", "best regards", "kind regards",
      "regards", "hooray", "yay", "wow",
    ],
    "fr": [
      "merci", "merci beaucoup", "merci bien", "merci infiniment", "mille mercis",
      "merci pour votre aide", "merci de votre aide", "super", "parfait", "génial", "daccord",
      "très bien", "au revoir", "à bientôt", "bonne journée", "bonne soirée", "bon weekend",
      "bon week end", "vous aussi", "vous de même", "à vous aussi", "cest tout", "non merci",
      "ça marche", "cest bon", "bien reçu",
      "compris", "cordialement",
    ],
    "de": [
      "danke", "vielen dank", "danke schön", "dankeschön", "danke sehr", "besten dank",
      "herzlichen dank", "tausend dank", "danke für die hilfe", "danke für ihre hilfe",
      "vielen dank für ihre hilfe", "vielen dank für die hilfe", "super", "prima", "toll",
      "perfekt", "klasse", "alles klar", "tschüss", "tschüs", "auf wiedersehen", "bis bald",
      "schönen tag", "schönen tag noch", "einen schönen tag", "einen schönen tag noch",
      "schönen abend", "schönen abend noch", "schönes wochenende", "ihnen auch", "gleichfalls",
      "das wars", "das war alles",
      "passt", "alles gut", "alles bestens", "nein danke", "hat geklappt", "es geht wieder",
      "funktioniert wieder", "erledigt", "gelöst", "verstanden", "viele grüsse", "liebe grüsse",
      "ebenso",
    ],
    "es": [
      "gracias", "muchas gracias", "mil gracias", "gracias por su ayuda", "gracias por tu ayuda",
      "gracias por la ayuda", "perfecto", "genial", "vale", "estupendo", "adiós", "adios",
      "hasta luego", "hasta pronto", "buen día", "que tenga un buen día", "buenas noches",
      "eso es todo", "no gracias", "ya funciona", "entendido", "saludos", "listo",
      "igualmente",
    ],
    "it": [
      "grazie", "grazie mille", "molte grazie", "grazie tante", "grazie per laiuto", "perfetto",
      "ottimo", "benissimo", "va bene", "arrivederci", "ciao", "a presto", "buona giornata",
      "buona serata", "anche a lei", "anche a te", "altrettanto", "è tutto", "no grazie",
      "funziona", "capito", "ricevuto", "saluti",
    ],
    "nl": [
      "bedankt", "dank je", "dank je wel", "dankjewel", "dank u", "dank u wel", "hartelijk dank",
      "heel erg bedankt", "bedankt voor de hulp", "bedankt voor uw hulp", "prima", "top", "mooi",
      "super", "perfect", "doei", "dag", "tot ziens", "fijne dag", "fijne dag nog", "fijne avond",
      "fijn weekend", "u ook", "jij ook", "insgelijks", "dat was het", "nee bedankt", "het werkt",
      "het werkt weer", "begrepen",
      "groetjes", "opgelost",
    ],
    "pt": [
      "obrigado", "obrigada", "muito obrigado", "muito obrigada", "obrigado pela ajuda",
      "obrigada pela ajuda", "perfeito", "ótimo", "otimo", "tchau", "adeus", "até logo",
      "até mais", "bom fim de semana", "para você também",
      "você também", "igualmente", "é tudo", "não obrigado", "não obrigada", "funciona", "entendi",
      "entendido", "resolvido",
    ],
  ]
}

extension Substring {
  /// A word of nothing but friendly signs, in whatever colour of skin.
  fileprivate var isFriendly: Bool {
    let modifiers: Set<UInt32> = [0xFE0F, 0x200D]
    let signs = unicodeScalars.filter {
      !modifiers.contains($0.value) && !(0x1F3FB...0x1F3FF).contains($0.value)
    }
    return !signs.isEmpty && signs.allSatisfy { Self.friendly.contains($0) }
  }

  private static let friendly = Set(
    "👍👌🙏👏🙌🤝💪✅✔🎉🥳😀😃😄😁😊🙂😉😍🥰😘🤗😎🤩❤♥💙💚💛🧡💜🖤🤍💕💖🌹🌸👋✨💯⭐🌟😂🤣🎊🫶🥂🍀".unicodeScalars)
}
