/// How well what a search found fits: whether its first article is the answer, or its articles may
/// be offered, or neither.
package enum ArticleFit: String, Sendable, CaseIterable, Comparable {
  case none, offer, answer

  /// Those that an author can ask for.
  static let asked = [offer.rawValue, answer.rawValue]

  package static func < (less: ArticleFit, more: ArticleFit) -> Bool {
    (allCases.firstIndex(of: less) ?? 0) < (allCases.firstIndex(of: more) ?? 0)
  }
}

/// What an article has to reach to be shown.
package enum ArticleFloor: Sendable, Equatable {
  case fit(ArticleFit)
  /// A score, for flows of earlier builds.
  case score(Double)

  var words: String {
    switch self {
    case .fit(let fit): fit.rawValue
    case .score(let score): "a score of \(score)"
    }
  }
}
