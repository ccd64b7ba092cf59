import Documents
import SmallActs

/// The author's language files: that no word means two things that exclude each other.
extension Check {
  /// Lists of which a phrase can stand in one only.
  private static let exclusive: [[WordList]] =
    [
      [.yes, .no], [.consent, .no], [.yes, .not], [.solved, .unsolved], [.person, .machine],
      [.back, .startOver, .help, .neverMind, .goodbye, .danger], [.thanks, .danger],
      [.person, .danger], [.yes, .doubt], [.no, .doubt], [.danger, .notDanger],
      [.person, .notPerson],
    ] + pairs([.person, .service, .calling], against: answers + moves)
    + pairs([.danger], against: answers) + pairs([.neverMind], against: [.yes, .no, .thanks])
    + pairs([.back, .startOver, .help], against: answers)

  /// What ends or answers a question.
  private static let answers: [WordList] = [.yes, .no, .consent]
  private static let moves: [WordList] = [
    .thanks, .goodbye, .back, .startOver, .help, .neverMind,
  ]

  private static func pairs(_ some: [WordList], against others: [WordList]) -> [[WordList]] {
    some.flatMap { one in others.map { [one, $0] } }
  }

  mutating func languageFiles() {
    for file in set.languageFiles {
      let shipped = Languages.shipped.words(of: file.code)
      for group in Check.exclusive { overlaps(group, file, shipped) }
      buttons(file, shipped)
      missingSentences(file)
    }
  }

  private mutating func overlaps(
    _ group: [WordList], _ file: LanguageFile, _ shipped: [WordList: Set<String>]
  ) {
    var seen: [String: WordList] = [:]
    for list in group where !file.replaced.contains(list) {
      for word in shipped[list] ?? [] { seen[word] = list }
    }
    for list in group {
      for (text, place) in file.lists[list] ?? [] {
        let normal = SmallWords.normal(text)
        if let other = seen[normal], other != list {
          report(
            "E163", at: place, "\"\(text)\" stands in \(list.rawValue) and in \(other.rawValue)",
            hint: "one phrase can mean one of them; take it out of the other, or write instead:")
        }
        seen[normal] = list
      }
    }
  }

  /// Who types the word on a button means that button.
  private mutating func buttons(_ file: LanguageFile, _ shipped: [WordList: Set<String>]) {
    guard let buttons = file.buttons else { return }
    for (text, list) in [(buttons.yes, WordList.no), (buttons.no, WordList.yes)] {
      let own = (file.lists[list] ?? []).map { SmallWords.normal($0.text) }
      let others = file.replaced.contains(list) ? [] : shipped[list] ?? []
      guard others.union(own).contains(SmallWords.normal(text)) else { continue }
      report(
        "E163", at: file.place, "the button \"\(text)\" stands in \(list.rawValue)",
        hint: "write on each button a word that means it")
    }
  }

  /// A language that is not shipped is spoken from its file alone.
  private mutating func missingSentences(_ file: LanguageFile) {
    guard !Languages.shipped.knows(file.code), set.bot.languages.contains(file.code) else {
      return
    }
    let missing = Sentence.names.filter { file.sentences[$0] == nil }
    if !missing.isEmpty {
      report(
        "W606", at: file.place,
        "the bot has no words of its own in \(file.code) for \(missing.joined(separator: ", "))",
        hint: "write them under sentences: until then it says them in English")
    }
    if file.buttons == nil {
      report(
        "W606", at: file.place, "\(file.code) has no words for the buttons of yes and no",
        hint: "write buttons: { yes: …, no: … }")
    }
  }
}
