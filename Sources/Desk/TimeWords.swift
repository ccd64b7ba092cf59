/// How a language speaks of moments and waits. Names of days and months are those of the Unicode
/// Common Locale Data Repository, abbreviated and wide.
package struct TimeWords: Sendable {
  let today: String
  let tomorrow: String
  /// Between a day and a time.
  let at: String
  /// What stands for a moment nobody knows.
  package let later: String
  /// Monday first.
  private let weekdays: [String]
  private let months: [String]
  /// Between the weekday, the day of the month, and the month.
  private let dayEnd: String
  private let unknownWait: String
  private let shortWait: String
  /// With `#` for the minutes.
  private let longWait: String

  /// `Mon 23 November`.
  func date(_ day: OpeningHours.Day) -> String {
    let date = day.civil
    return "\(weekdays[day.weekday]) \(date.day)\(dayEnd) \(months[date.month - 1])"
  }

  /// A wait as the bot says it: `under a minute`, `at most 7 minutes`.
  package func wait(_ wait: Duration?) -> String {
    guard let wait else { return unknownWait }
    let minutes = (wait.milliseconds + 59_999) / 60_000
    guard minutes > 1 else { return shortWait }
    return longWait.split(separator: "#", omittingEmptySubsequences: false)
      .joined(separator: "\(minutes)")
  }

  /// The words of a language such as `de` or `de-AT`; English where there are none of it.
  package static func of(_ language: String) -> TimeWords {
    let code = language.lowercased().prefix { $0 != "-" && $0 != "_" }
    return tables[String(code)] ?? english
  }

  package static let english = TimeWords(
    today: "today", tomorrow: "tomorrow", at: "at", later: "later",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ], dayEnd: "", unknownWait: "not known yet", shortWait: "under a minute",
    longWait: "at most # minutes")

  private static let tables: [String: TimeWords] = [
    "de": TimeWords(
      today: "heute", tomorrow: "morgen", at: "um", later: "später",
      weekdays: ["Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."],
      months: [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
      ], dayEnd: ".", unknownWait: "noch nicht bekannt", shortWait: "unter einer Minute",
      longWait: "höchstens # Minuten"),
    "fr": TimeWords(
      today: "aujourd’hui", tomorrow: "demain", at: "à", later: "plus tard",
      weekdays: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
      months: [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
      ], dayEnd: "", unknownWait: "pas encore connue", shortWait: "moins d’une minute",
      longWait: "# minutes au plus"),
    "es": TimeWords(
      today: "hoy", tomorrow: "mañana", at: "a las", later: "más tarde",
      weekdays: ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
      months: [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
      ], dayEnd: " de", unknownWait: "aún no se sabe", shortWait: "menos de un minuto",
      longWait: "como máximo # minutos"),
    "it": TimeWords(
      today: "oggi", tomorrow: "domani", at: "alle", later: "più tardi",
      weekdays: ["lun", "mar", "mer", "gio", "ven", "sab", "dom"],
      months: [
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
        "settembre", "ottobre", "novembre", "dicembre",
      ], dayEnd: "", unknownWait: "non ancora nota", shortWait: "meno di un minuto",
      longWait: "al massimo # minuti"),
    "nl": TimeWords(
      today: "vandaag", tomorrow: "morgen", at: "om", later: "later",
      weekdays: ["ma", "di", "wo", "do", "vr", "za", "zo"],
      months: [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
      ], dayEnd: "", unknownWait: "nog niet bekend", shortWait: "minder dan een minuut",
      longWait: "hoogstens # minuten"),
    "pt": TimeWords(
      today: "hoje", tomorrow: "amanhã", at: "às", later: "mais tarde",
      weekdays: ["seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."],
      months: [
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
        "outubro", "novembro", "dezembro",
      ], dayEnd: " de", unknownWait: "ainda não se sabe", shortWait: "menos de um minuto",
      longWait: "no máximo # minutos"),
  ]
}
