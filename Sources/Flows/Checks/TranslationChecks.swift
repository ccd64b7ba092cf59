import Documents

/// Every text in every language.
extension Check {
  mutating func translations() {
    let others = set.bot.languages.dropFirst()
    guard !others.isEmpty else { return }
    for language in others {
      words(for: language)
      missing(set.bot.customerTexts.filter { isTranslatable($0) }, of: Translations.bot, language)
      for flow in set.flows {
        let texts = flow.sections.flatMap(\.steps).flatMap(\.customerTexts)
        missing(
          texts.filter { $0.place.file == flow.name.place.file }, of: flow.name.text, language)
      }
    }
    for table in set.translations { leftovers(table) }
  }

  /// Default reminders are looked at where they stand; the questions hold their translations.
  private func isTranslatable(_ text: Text) -> Bool {
    !set.bot.defaults.idle.contains { idle in
      if case .say(let reminder) = idle.act { reminder.place == text.place } else { false }
    }
  }

  private mutating func missing(_ texts: [Text], of name: String, _ language: String) {
    let missing = texts.filter {
      $0.translations[language] == nil && $0.template.literal?.isEmpty != true
    }
    guard let first = missing.min(by: { $0.place < $1.place }) else { return }
    let count = Set(missing.map(\.source)).count
    let place = first.place.file.isEmpty ? set.bot.place : first.place
    report(
      "W601", at: place,
      "\(count) text\(count == 1 ? "" : "s") of \(name) \(count == 1 ? "has" : "have") no translation into \(language), this the first",
      hint: "add it to i18n/\(language).yaml under \(name)")
  }

  private mutating func leftovers(_ table: Translations) {
    for (flow, keys) in table.keys.sorted(by: { $0.key < $1.key }) {
      let texts =
        flow == Translations.bot
        ? set.bot.customerTexts
        : (set.flow(flow)?.sections ?? []).flatMap(\.steps).flatMap(\.customerTexts)
      let known = Set(texts.map(\.source))
      for (text, place) in keys.sorted(by: { $0.value < $1.value }) where !known.contains(text) {
        report(
          "W604", at: place, "no text of \(flow) reads \"\(text.prefix(60))\" any more",
          hint: NearestName.suggest(text, among: known).map { "is it \"\($0.prefix(60))\" now?" }
            ?? "remove the line")
      }
    }
  }

  private mutating func words(for language: String) {
    for command in set.bot.commands where command.phrases[language]?.isEmpty ?? true {
      report(
        "W605", at: command.name.place,
        "the command \(command.name.text) has no phrases in \(language)",
        hint: "write phrases: { \(set.bot.baseLanguage): […], \(language): […] }")
    }
    if Wording.affirmations[language] == nil {
      report(
        "W605", at: set.bot.place, "yes and no are not known in \(language)",
        hint: "questions to be answered by yes or no will need a press on a button")
    }
  }
}
