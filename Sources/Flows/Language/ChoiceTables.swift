import Authoring

/// Which words choose which option, worked out at load.
///
/// In this order: the option's id, its number, its label, its `also` words; then a slip of the
/// finger; then a sentence that holds the words of exactly one option.
struct ChoiceTables: Sendable {
  private var tables: [String: [String: Int]] = [:]

  /// Shorter words are not compared loosely: `no` is one slip away from `on`.
  private static let shortestLoose = 4
  private static let likeness = 0.84
  /// Longer messages are stories; a word in them is no choice.
  private static let longestSentence = 12

  init(flows: [Flow], languages: [String]) {
    for flow in flows {
      for section in flow.sections {
        for step in section.steps {
          guard case .ask(let question) = step.action, !question.options.isEmpty else { continue }
          for language in languages {
            tables[ChoiceTables.key(question.options, language)] =
              ChoiceTables.words(question.options, language)
          }
        }
      }
    }
  }

  /// The place an option was written at is its identity.
  private static func key(_ options: [Option], _ language: String) -> String {
    guard let place = options.first?.id.place else { return language }
    return "\(place.file):\(place.line):\(place.column) \(language)"
  }

  static func words(_ options: [Option], _ language: String) -> [String: Int] {
    var table: [String: Int] = [:]
    func add(_ words: String, _ index: Int) {
      if !words.isEmpty, table[words] == nil { table[words] = index }
    }
    for (index, option) in options.enumerated() { add(Wording.normal(option.id.text), index) }
    for index in options.indices { add(String(index + 1), index) }
    for (index, option) in options.enumerated() {
      let template = option.label.translations[language] ?? option.label.template
      if let label = template.literal { add(Wording.normal(label), index) }
      for phrase in option.also where phrase.language ?? language == language {
        add(phrase.normal, index)
      }
    }
    return table
  }

  func chosen(_ normal: String, _ options: [Option], language: String) -> Int? {
    guard !normal.isEmpty, let table = tables[ChoiceTables.key(options, language)] else {
      return nil
    }
    if let index = table[normal] { return index }
    return loosely(normal, table) ?? within(normal, table)
  }

  /// Whether the words are the whole of an option: its id, number, label or one of its `also`.
  func isWhole(_ normal: String, _ options: [Option], language: String) -> Bool {
    tables[ChoiceTables.key(options, language)]?[normal] != nil
  }

  private func loosely(_ normal: String, _ table: [String: Int]) -> Int? {
    guard normal.utf8.count >= ChoiceTables.shortestLoose else { return nil }
    var winners: Set<Int> = []
    for (words, index) in table where words.utf8.count >= ChoiceTables.shortestLoose {
      if Wording.similarity(normal, words) >= ChoiceTables.likeness { winners.insert(index) }
    }
    return winners.count == 1 ? winners.first : nil
  }

  private func within(_ normal: String, _ table: [String: Int]) -> Int? {
    guard normal.split(separator: " ").count <= ChoiceTables.longestSentence else { return nil }
    var winners: Set<Int> = []
    for (words, index) in table where words.utf8.count >= 3 && Int(words) == nil {
      if Wording.contains(words, in: normal) { winners.insert(index) }
    }
    return winners.count == 1 ? winners.first : nil
  }
}
