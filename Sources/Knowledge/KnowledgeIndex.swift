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
    return found(query, language, depth: limit).filter { $0.score >= floor }.prefix(limit)
      .map { $0.match() }
  }

  /// The articles that answer a question so well or better, best first; none when none does.
  ///
  /// What is found far behind the first is left out: it would be shown for the sake of a number.
  package func search(
    _ query: String, language: String? = nil, limit: Int = 3, atLeast fit: Fit
  ) -> [Match] {
    let limit = min(limit, Self.mostMatches)
    guard limit > 0 else { return [] }
    let found = found(query, language, depth: limit)
    guard let best = found.first, best.fit >= fit else { return [] }
    return found.filter { $0.score >= best.score * Self.leastShare }.prefix(limit)
      .map { $0.match() }
  }

  /// What has less than this share of the first one's score is not offered beside it.
  private static let leastShare = 0.4

  /// The best `depth` articles, or as many as the calibration needs, without any floor.
  private func found(_ query: String, _ language: String?, depth: Int) -> [Found] {
    let depth = max(depth, Calibration.depth)
    var found: [Found] = []
    for shelf in chosen(language) {
      let question = Question(query, on: shelf)
      found += shelf.search(question, limit: depth, floor: 0).map {
        Found(shelf: shelf, question: question, article: $0.article, score: $0.score)
      }
    }
    found.sort(by: Found.precedes)
    guard let best = found.first else { return [] }
    let calibration = Calibration(
      scores: found.prefix(Calibration.depth).map(\.score),
      overlap: best.shelf.overlap(of: best.question, with: best.article))
    let (confidence, fit) = (calibration.confidence, calibration.fit)
    for place in found.indices {
      found[place].confidence = confidence
      found[place].fit = fit
    }
    return found
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

/// One article that a search found, before it is made a match.
private struct Found {
  let shelf: Shelf
  let question: Question
  let article: Int
  let score: Double
  var confidence = 0.0
  var fit = Fit.none

  func match() -> Match {
    let found = shelf.articles[article]
    return Match(
      id: found.id, title: found.title, language: found.language, score: score,
      confidence: confidence, fit: fit,
      excerpt: shelf.passages[article].nearest(to: question, telling: shelf.telling))
  }

  static func precedes(_ first: Found, _ second: Found) -> Bool {
    if first.score != second.score { return first.score > second.score }
    let (one, other) = (first.shelf.articles[first.article], second.shelf.articles[second.article])
    return (one.id, one.language) < (other.id, other.language)
  }
}
