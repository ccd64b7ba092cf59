import Documents

/// Every text in every language.
extension Check {
  mutating func translations() {
    let others = set.bot.languages.dropFirst()
    guard !others.isEmpty else { return }
    for language in others {
      words(for: language)
      for flow in set.flows { missing(in: flow, language) }
    }
    for table in set.translations { leftovers(table) }
  }

  private mutating func missing(in flow: Flow, _ language: String) {
    let texts = flow.sections.flatMap(\.steps).flatMap(\.customerTexts)
    let missing = texts.filter {
      $0.translations[language] == nil && $0.template.literal?.isEmpty != true
    }
    guard let first = missing.min(by: { $0.place < $1.place }) else { return }
    let count = Set(missing.map(\.source)).count
    report(
      "W601", at: first.place,
      "\(count) text\(count == 1 ? "" : "s") of \(flow.name.text) \(count == 1 ? "has" : "have") no translation into \(language), this the first",
      hint: "add it to i18n/\(language).yaml under \(flow.name.text)")
  }

  private mutating func leftovers(_ table: Translations) {
    for (flow, keys) in table.keys.sorted(by: { $0.key < $1.key }) {
      let known = Set(
        (set.flow(flow)?.sections ?? []).flatMap(\.steps).flatMap(\.customerTexts).map(\.source))
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
