/// The articles of one language, indexed; immutable, so any thread may search it.
struct Shelf: Sendable {
  struct Posting: Sendable {
    let article: Int32
    /// The saturated weight of the term in the article, from 0 to 2.
    let weight: Float
    let isInTitle: Bool
  }

  struct Hit {
    let article: Int
    let score: Double
  }

  let articles: [Article]
  let vocabulary: Vocabulary
  let language: Language
  /// By term.
  let postings: [[Posting]]
  let telling: [Float]
  /// By article: the sum of its title's words' telling.
  let titleTelling: [Float]
  /// Articles in which two terms stand side by side in a title, heading or example.
  let pairs: [UInt64: [Int32]]
  /// By article.
  let passages: [Passages]

  static func pair(_ first: Vocabulary.Term, _ second: Vocabulary.Term) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }

  /// The best `limit` articles that reach the floor, best first; equals in the order of their ids.
  func search(_ question: Question, limit: Int, floor: Double) -> [Hit] {
    guard question.weight > 0 else { return [] }
    var scores = [Float](repeating: 0, count: articles.count)
    var titles = [Float](repeating: 0, count: articles.count)
    var touched: [Int32] = []
    for term in question.terms {
      let worth = telling[Int(term.number)] * term.weight
      for posting in postings[Int(term.number)] {
        let article = Int(posting.article)
        if scores[article] == 0 { touched.append(posting.article) }
        scores[article] += worth * posting.weight
        if posting.isInTitle { titles[article] += worth }
      }
    }
    for (first, second) in question.neighbours {
      let worth = Ranking.adjacency * (telling[Int(first)] + telling[Int(second)])
      for article in pairs[Self.pair(first, second)] ?? [] { scores[Int(article)] += worth }
    }
    return best(of: touched, limit: limit, floor: floor) { article in
      let covered = titles[article] * titles[article] / max(titleTelling[article], .ulpOfOne)
      let score = (scores[article] + Ranking.titleCoverage * covered) / (2 * question.weight)
      return min(Double(score), Ranking.highestScore)
    }
  }

  /// What a question has in common with one article.
  func overlap(of question: Question, with article: Int) -> Calibration.Overlap {
    var shared: Float = 0
    var title: Float = 0
    for term in question.terms {
      guard let posting = posting(of: term.number, in: Int32(article)) else { continue }
      let worth = telling[Int(term.number)] * term.weight
      shared += worth
      if posting.isInTitle { title += worth }
    }
    let words = question.terms.count { $0.weight != Ranking.stopWordWeight } + question.unknown
    return Calibration.Overlap(
      ofQuestion: Double(shared / max(question.weight, .ulpOfOne)),
      ofTitle: Double(title / max(titleTelling[article], .ulpOfOne)),
      unknown: Double(question.unknown) / Double(max(1, words)), words: words)
  }

  /// Postings stand in the order of their articles.
  private func posting(of term: Vocabulary.Term, in article: Int32) -> Posting? {
    let list = postings[Int(term)]
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].article < article { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low].article == article ? list[low] : nil
  }

  private func best(
    of touched: [Int32], limit: Int, floor: Double, score: (Int) -> Double
  ) -> [Hit] {
    var best: [Hit] = []
    for article in touched {
      let hit = Hit(article: Int(article), score: score(Int(article)))
      guard hit.score >= floor else { continue }
      if best.count == limit, let last = best.last, !precedes(hit, last) { continue }
      let place = best.firstIndex { precedes(hit, $0) } ?? best.count
      best.insert(hit, at: place)
      if best.count > limit { best.removeLast() }
    }
    return best
  }

  private func precedes(_ first: Hit, _ second: Hit) -> Bool {
    first.score != second.score
      ? first.score > second.score : articles[first.article].id < articles[second.article].id
  }
}
