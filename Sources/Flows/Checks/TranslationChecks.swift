import Authoring
import Documents

/// Every text in every language.
extension Check {
  mutating func translations() {
    let others = set.bot.languages.dropFirst()
    guard !others.isEmpty else { return }
    for language in others {
      words(for: language)
      let status = TranslationStatus(language, set)
      missing(status)
      for old in status.stale { stale(old, language) }
      for (item, place) in status.unused {
        report(
          "W604", at: place, "no text of \(item.flow) reads \"\(item.base.prefix(60))\" any more",
          hint: "remove the line")
      }
    }
  }

  private mutating func missing(_ status: TranslationStatus) {
    let flows = Dictionary(grouping: status.missing, by: \.flow)
    for (name, items) in flows.sorted(by: { $0.key < $1.key }) {
      let place = items.compactMap { status.places[$0] }.min() ?? set.bot.place
      let (texts, have) = items.count == 1 ? ("text", "has") : ("texts", "have")
      report(
        "W601", at: place,
        "\(items.count) \(texts) of \(name) \(have) no translation into \(status.language), this the first",
        hint:
          "add it to i18n/\(status.language).yaml under \(name), or run: frontdesk flow i18n extract"
      )
    }
  }

  private mutating func stale(_ old: TranslationStatus.Stale, _ language: String) {
    let now = "\"\(old.item.base.prefix(60))\""
    report(
      "W603", at: old.place,
      old.isMarked
        ? "the text was changed since this was translated, and is shown untranslated"
        : "the text of this translation was changed: it reads \(now) now",
      hint: old.isMarked
        ? "adapt it and write it as plain text: \"…\": \"…\""
        : "adapt the translation and write it under the new text")
  }

  private mutating func words(for language: String) {
    for command in set.bot.commands where command.phrases[language]?.isEmpty ?? true {
      report(
        "W605", at: command.name.place,
        "the command \(command.name.text) has no phrases in \(language)",
        hint: "write phrases: { \(set.bot.baseLanguage): […], \(language): […] }")
    }
    if !set.languages.knows(language) {
      report(
        "W605", at: set.bot.place, "yes and no are not known in \(language)",
        hint: "questions to be answered by yes or no will need a press on a button")
    }
  }
}
