/// The help centre, ready to be asked.
///
/// Built once when the articles are loaded and never changed: a value, searched from any thread
/// at the same time. Nothing leaves the process.
package struct KnowledgeIndex: Sendable {
  /// By primary language code.
  private let shelves: [String: Shelf]

  /// The floor to use unless a flow says otherwise: below it, what is found is mostly chance.
  ///
  /// On public question sets it silences 73 to 97 % of the questions that no article answers, and
  /// 11 to 42 % of those that one does.
  package static let defaultFloor = 0.4
  /// More matches than this are never returned.
  package static let mostMatches = 50

  package init(_ articles: [Article]) {
    let byLanguage = Dictionary(grouping: articles) { Language.primary($0.language) }
    var shelves: [String: Shelf] = [:]
    for (code, articles) in byLanguage {
      var builder = ShelfBuilder(articles, language: Language(code))
      shelves[code] = builder.shelf()
    }
    self.shelves = shelves
  }

  package var count: Int { shelves.values.reduce(0) { $0 + $1.articles.count } }

  /// The articles that answer a question, best first; none when none reaches the floor.
  ///
  /// - Parameters:
  ///   - query: what the customer wrote. Its first 4,000 characters are read, and of these at
  ///     most 64 different words.
  ///   - language: search articles of this language. Nil, or one no article is in: search all.
  ///   - limit: how many matches at most; never more than `mostMatches`.
  ///   - floor: the least score, from 0 to 1.2; see `defaultFloor`.
  package func search(
    _ query: String, language: String? = nil, limit: Int = 3, floor: Double = defaultFloor
  ) -> [Match] {
    let limit = min(limit, Self.mostMatches)
    guard limit > 0 else { return [] }
    var matches: [Match] = []
    for shelf in chosen(language) {
      let question = Question(query, on: shelf)
      matches += shelf.search(question, limit: limit, floor: floor).map { hit in
        let article = shelf.articles[hit.article]
        let passages = shelf.passages[hit.article]
        return Match(
          id: article.id, title: article.title, language: article.language, score: hit.score,
          excerpt: passages.nearest(to: question, telling: shelf.telling))
      }
    }
    return Array(matches.sorted(by: Match.precedes).prefix(limit))
  }

  /// The article with this id: in this language if there is one, else in the first that has it.
  package func article(_ id: String, language: String? = nil) -> Article? {
    let ordered = chosen(language) + shelves.sorted { $0.key < $1.key }.map(\.value)
    return ordered.lazy.compactMap { $0.articles.first { $0.id == id } }.first
  }

  private func chosen(_ language: String?) -> [Shelf] {
    if let language, let shelf = shelves[Language.primary(language)] { return [shelf] }
    return shelves.sorted { $0.key < $1.key }.map(\.value)
  }
}
