import Authoring

/// What words that come after the end are about: the matter that was thought settled, or another.
extension Wording {
  enum Return: Sendable {
    case sameMatter, anotherMatter
  }

  /// Nil where the words tell neither; `words` in normal form.
  static func matter(of words: String, language: String) -> Return? {
    let base = String(language.lowercased().prefix { $0 != "-" && $0 != "_" })
    let own = [base, "en"].compactMap { returns[$0] }
    // Who writes to a bot in another language than its own is understood as well as can be.
    return matter(of: words, by: own) ?? matter(of: words, by: Array(returns.values))
  }

  private static func matter(of words: String, by tables: [(same: [String], another: [String])])
    -> Return?
  {
    if tables.contains(where: { $0.another.contains { contains($0, in: words) } }) {
      return .anotherMatter
    }
    if tables.contains(where: { $0.same.contains { contains($0, in: words) } }) {
      return .sameMatter
    }
    return nil
  }

  private static let returns: [String: (same: [String], another: [String])] = [
    "en": (
      [
        "still", "wait", "no", "not", "nothing", "never", "nope", "dont", "doesnt", "didnt", "isnt",
        "wasnt", "wont", "cant", "cannot", "hasnt", "havent", "arent", "wrong", "but", "however",
        "worse", "same problem", "same issue", "too early", "mistake", "unsolved", "reopen",
        "back again", "happened again", "happening again", "broken again",
      ],
      [
        "another", "other question", "other thing", "something else", "different question",
        "different problem", "new question", "new problem", "one more", "next question",
        "separate question", "also want", "also have", "also need",
      ]
    ),
    "fr": (
      [
        "toujours", "encore", "attendez", "non", "pas", "rien", "jamais", "mais", "pourtant",
        "erreur", "pire", "même problème",
      ], ["une autre", "un autre", "autre chose", "autre question", "nouvelle question"]
    ),
    "de": (
      [
        "immer noch", "noch nicht", "noch immer", "moment", "warten", "halt", "nein", "nicht",
        "nichts", "nie", "kein", "keine", "keinen", "aber", "doch nicht", "falsch", "fehler",
        "schlimmer", "wieder", "dasselbe problem", "gleiches problem",
      ],
      [
        "andere frage", "anderes", "ein anderer", "eine andere", "noch eine frage", "neue frage",
        "neues problem", "weitere frage",
      ]
    ),
    "es": (
      [
        "todavía", "todavia", "aún", "aun", "sigue", "espera", "espere", "no", "nada", "nunca",
        "pero", "mal", "error", "peor", "mismo problema",
      ], ["otra", "otro", "otra cosa", "nueva pregunta", "una pregunta más"]
    ),
    "it": (
      [
        "ancora", "aspetti", "aspetta", "no", "non", "niente", "nulla", "mai", "ma", "però",
        "sbagliato", "errore", "peggio", "stesso problema",
      ], ["un altra", "unaltra", "un altro", "altra domanda", "nuova domanda", "qualcosaltro"]
    ),
    "nl": (
      [
        "nog steeds", "nog niet", "wacht", "nee", "niet", "niks", "niets", "nooit", "geen", "maar",
        "fout", "erger", "weer", "hetzelfde probleem",
      ], ["een andere", "iets anders", "andere vraag", "nieuwe vraag", "nog een vraag"]
    ),
    "pt": (
      [
        "ainda", "espere", "espera", "não", "nao", "nada", "nunca", "mas", "errado", "erro", "pior",
        "mesmo problema",
      ], ["outra", "outro", "outra coisa", "nova pergunta", "mais uma pergunta"]
    ),
  ]
}
