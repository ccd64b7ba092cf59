package import Desk
package import Flows

extension TimeWords {
  /// The words of a language such as `de` or `de-AT`, as the language files have them; English
  /// where they have none of it.
  package static func of(_ language: String, in languages: Languages) -> TimeWords {
    guard let table = languages.time(language) else { return english }
    func word(_ key: String) -> String { table.words[key] ?? "" }
    return TimeWords(
      today: word("today"), tomorrow: word("tomorrow"), at: word("at"), later: word("later"),
      weekdays: table.weekdays, months: table.months, dayEnd: word("day_end"),
      unknownWait: word("unknown_wait"), shortWait: word("short_wait"),
      longWait: word("long_wait"))
  }
}
