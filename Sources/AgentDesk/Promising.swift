/// What a customer is told by `/eta`: in their own language where it is one of these, else in
/// English.
enum Promising {
  static func words(_ span: Duration, language: String) -> String {
    let minutes = Int(span.components.seconds / 60)
    let phrase = phrases[String(language.prefix(2)).lowercased()] ?? english
    let (count, unit) =
      minutes % 1440 == 0
      ? (minutes / 1440, phrase.days)
      : minutes % 60 == 0 ? (minutes / 60, phrase.hours) : (minutes, phrase.minutes)
    return phrase.before + "\(count) \(count == 1 ? unit.one : unit.many)" + phrase.after
  }

  private struct Phrase {
    let before: String
    let minutes: (one: String, many: String)
    let hours: (one: String, many: String)
    let days: (one: String, many: String)
    let after: String
  }

  private static let english = Phrase(
    before: "I'll be back with an answer within ", minutes: ("minute", "minutes"),
    hours: ("hour", "hours"), days: ("day", "days"), after: ".")

  private static let phrases: [String: Phrase] = [
    "de": Phrase(
      before: "Ich melde mich mit einer Antwort innerhalb von ", minutes: ("Minute", "Minuten"),
      hours: ("Stunde", "Stunden"), days: ("Tag", "Tagen"), after: "."),
    "fr": Phrase(
      before: "Je reviens vers vous avec une réponse d'ici ", minutes: ("minute", "minutes"),
      hours: ("heure", "heures"), days: ("jour", "jours"), after: "."),
    "es": Phrase(
      before: "Le daré una respuesta en un plazo de ", minutes: ("minuto", "minutos"),
      hours: ("hora", "horas"), days: ("día", "días"), after: "."),
    "it": Phrase(
      before: "Le darò una risposta entro ", minutes: ("minuto", "minuti"),
      hours: ("ora", "ore"), days: ("giorno", "giorni"), after: "."),
    "pt": Phrase(
      before: "Volto com uma resposta dentro de ", minutes: ("minuto", "minutos"),
      hours: ("hora", "horas"), days: ("dia", "dias"), after: "."),
    "nl": Phrase(
      before: "Ik kom bij u terug met een antwoord binnen ", minutes: ("minuut", "minuten"),
      hours: ("uur", "uur"), days: ("dag", "dagen"), after: "."),
  ]
}
