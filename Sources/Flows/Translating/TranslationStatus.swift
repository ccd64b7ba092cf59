import Authoring
package import Documents

/// What one language has, and what it still needs.
package struct TranslationStatus: Sendable {
  /// A text and whose it is: a flow's, or `bot` for what the bot says of its own accord.
  package struct Item: Sendable, Hashable {
    package let flow: String
    package let base: String
  }

  /// A translation made for an earlier wording of its text.
  package struct Stale: Sendable, Equatable {
    package let item: Item
    package let was: String
    package let words: String
    /// Where the translation stands.
    package let place: Place
    /// Whether the file itself says so; otherwise it still stands under the earlier wording.
    package let isMarked: Bool
  }

  package let language: String
  /// Every text of the bot, in the order of the files, each once.
  package let texts: [Item]
  /// Where each text stands; nil for the bot's built-in sentences.
  package let places: [Item: Place]
  package let translated: [Item: String]
  package let stale: [Stale]
  /// Texts without any translation, also a stale one.
  package let missing: [Item]
  /// Translations of texts that are gone.
  package let unused: [(item: Item, place: Place)]

  /// The status of each language but the base language; nothing where the files cannot be read.
  package static func all(sources: [SourceFile]) -> [TranslationStatus] {
    let set = FlowSet(sources)
    return set.bot.languages.dropFirst().map { TranslationStatus($0, set) }
  }

  init(_ language: String, _ set: FlowSet) {
    let table = set.translations.first { $0.language == language }
    let catalogue = Catalogue(set, language)
    var matching = Matching(catalogue, table)
    matching.match()
    self.language = language
    texts = catalogue.items
    places = catalogue.places
    translated = matching.translated
    stale = matching.stale.sorted { $0.place < $1.place }
    missing = matching.missing
    unused = matching.unused.sorted { $0.place < $1.place }
  }

  /// `de: 31 of 34 texts, 1 stale, 2 missing, 0 unused`
  package var summary: String {
    "\(language): \(translated.count) of \(texts.count) texts, \(stale.count) stale, "
      + "\(missing.count) missing, \(unused.count) unused"
  }
}

/// Every text that customers read and that our own translations do not cover.
private struct Catalogue {
  private(set) var items: [TranslationStatus.Item] = []
  private var known: Set<TranslationStatus.Item> = []
  private(set) var places: [TranslationStatus.Item: Place] = [:]

  init(_ set: FlowSet, _ language: String) {
    for text in set.bot.customerTexts.sorted(by: { $0.place < $1.place }) {
      let isOurs = text.place.file.isEmpty && text.translations[language] != nil
      if !isOurs { add(text, to: Translations.bot) }
    }
    for flow in set.flows {
      for text in flow.sections.flatMap(\.steps).flatMap(\.customerTexts)
      where text.place.file == flow.name.place.file { add(text, to: flow.name.text) }
    }
  }

  private mutating func add(_ text: Text, to flow: String) {
    guard text.template.literal?.isEmpty != true else { return }
    let item = TranslationStatus.Item(flow: flow, base: text.source)
    guard known.insert(item).inserted else { return }
    items.append(item)
    if !text.place.file.isEmpty { places[item] = text.place }
  }
}

/// Finds out which translation belongs to which text.
private struct Matching {
  private typealias Item = TranslationStatus.Item

  private let catalogue: Catalogue
  private let table: Translations?
  private(set) var translated: [TranslationStatus.Item: String] = [:]
  private(set) var stale: [TranslationStatus.Stale] = []
  private(set) var missing: [TranslationStatus.Item] = []
  private(set) var unused: [(item: TranslationStatus.Item, place: Place)] = []

  /// Two wordings that share at least this part of their words are taken for the same text.
  private static let likeness = 0.5
  /// More leftovers are not compared with what is missing: the flows were replaced, not edited.
  private static let mostCompared = 200
  private var compared = 0

  init(_ catalogue: Catalogue, _ table: Translations?) {
    self.catalogue = catalogue
    self.table = table
  }

  mutating func match() {
    for item in catalogue.items {
      // A flow's text may also be translated with the bot's.
      let own = table?.texts[item.flow]?[item.base] ?? table?.texts[Translations.bot]?[item.base]
      if let words = own?.text {
        translated[item] = words
      } else if let outdated = table?.outdated[item.flow]?[item.base] {
        stale.append(
          TranslationStatus.Stale(
            item: item, was: outdated.was, words: outdated.words, place: outdated.place,
            isMarked: true))
      } else {
        missing.append(item)
      }
    }
    leftovers()
  }

  private mutating func leftovers() {
    let known = Set(catalogue.items)
    let everywhere = Set(known.map(\.base))
    for (flow, keys) in (table?.keys ?? [:]).sorted(by: { $0.key < $1.key }) {
      for (base, place) in keys.sorted(by: { $0.value < $1.value }) {
        let item = Item(flow: flow, base: base)
        let isUsed =
          known.contains(item) || (flow == Translations.bot && everywhere.contains(base))
        if !isUsed { leftover(item, place) }
      }
    }
  }

  private mutating func leftover(_ item: TranslationStatus.Item, _ place: Place) {
    compared += 1
    guard compared <= Matching.mostCompared else { return unused.append((item, place)) }
    let near = missing.filter { $0.flow == item.flow }
      .map { (item: $0, likeness: Wordings.likeness($0.base, item.base)) }
      .max { $0.likeness < $1.likeness }
    guard let words = table?.texts[item.flow]?[item.base]?.text, let near,
      near.likeness >= Matching.likeness
    else { return unused.append((item, place)) }
    missing.removeAll { $0 == near.item }
    stale.append(
      TranslationStatus.Stale(
        item: near.item, was: item.base, words: words, place: place, isMarked: false))
  }
}

/// How alike two wordings of a text are.
private enum Wordings {
  /// Twice the words they share, by all words of both: 1 for the same words, 0 for others.
  static func likeness(_ left: String, _ right: String) -> Double {
    let (left, right) = (words(left), words(right))
    let all = left.count + right.count
    guard all > 0 else { return 0 }
    var rest = Dictionary(left.map { ($0, 1) }, uniquingKeysWith: +)
    var shared = 0
    for word in right {
      guard let count = rest[word], count > 0 else { continue }
      rest[word] = count - 1
      shared += 1
    }
    return Double(2 * shared) / Double(all)
  }

  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { $0 }
  }
}
