/// From the scores of a search to how likely what it found answers the question.
///
/// A score alone says how many of a question's words an article has. That nothing else comes near,
/// that the title is covered, that the question is more than a word, tells a right answer from a
/// chance one. Two questions are answered, for they differ: whether the first article is the
/// answer, which two good ones make doubtful, and whether one of the first three is, which they
/// make certain. The weights were found by logistic regression on public help centres, questions
/// nothing answers and questions whose own article was taken away among them: fit them anew when
/// the ranking changes.
struct Calibration {
  /// At least so many articles are ranked for it, however few are wanted.
  static let depth = 10
  /// From here on the first article is given as the answer.
  static let leastConfidence = 0.645
  /// From here on the first three are offered.
  static let leastRelevance = 0.42
  /// A score that only a question in an article's own words has: two of them are an offer.
  static let closeScore = 0.7
  /// An answer that another article all but equals is a guess between the two.
  static let leastLead = 0.1

  /// The scores, best first, as many as there are up to `depth`.
  let scores: [Double]
  /// What the question and the first article have in common.
  let overlap: Overlap

  /// What a question and one article have in common.
  struct Overlap {
    /// The share of what the question tells that the article has.
    let ofQuestion: Double
    /// The share of what the article's title tells that the question has.
    let ofTitle: Double
    /// The share of the question's words that no article has.
    let unknown: Double
    /// The question's different words, without the idle ones.
    let words: Int
  }

  var fit: Fit {
    let leads = score(1) - score(2) >= Self.leastLead
    if leads, confidence >= Self.leastConfidence { return .answer }
    let isNear = relevance >= Self.leastRelevance || score(1) >= Self.closeScore
    return isNear ? .offer : .none
  }

  /// How likely the first article is the answer, from 0 to 1.
  var confidence: Double {
    let first = score(1)
    let evidence =
      -4.537 - 0.213 * first + 3.301 * (first - score(2)) + 3.360 * (first - mean(2...10))
      + 0.976 * (first - score(4)) + 0.668 * overlap.ofQuestion + 0.982 * overlap.ofTitle
      - 0.491 * overlap.unknown + 1.014 * length
    return Self.likelihood(evidence)
  }

  /// How likely one of the first three articles is the answer, from 0 to 1.
  var relevance: Double {
    let evidence =
      -3.880 + 3.771 * score(1) + 2.209 * (mean(1...3) - mean(4...10))
      - 0.986 * overlap.ofQuestion + 1.348 * overlap.ofTitle - 0.199 * overlap.unknown
      + 1.033 * length
    return Self.likelihood(evidence)
  }

  private var length: Double { Elementary.log1p(Double(overlap.words)) }

  private func score(_ place: Int) -> Double { place <= scores.count ? scores[place - 1] : 0 }

  private func mean(_ places: ClosedRange<Int>) -> Double {
    places.reduce(0) { $0 + score($1) } / Double(places.count)
  }

  private static func likelihood(_ evidence: Double) -> Double {
    1 / (1 + Elementary.exp(-evidence))
  }
}
