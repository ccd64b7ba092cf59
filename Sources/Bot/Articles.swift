package import Flows
package import Knowledge

extension KnowledgeIndex {
  /// The articles that answer a flow's search, best first.
  package func cards(for search: Search, language: String?) -> [Card] {
    found(by: search, language).map {
      Card(
        id: $0.id, title: $0.title, excerpt: $0.excerpt, score: $0.score, fit: ArticleFit($0.fit))
    }
  }

  private func found(by search: Search, _ language: String?) -> [Match] {
    switch search.floor {
    case .score(let least):
      self.search(search.query, language: language, limit: search.limit, floor: least)
    case .fit(let fit):
      self.search(search.query, language: language, limit: search.limit, atLeast: Fit(fit))
    }
  }
}

extension ArticleFit {
  fileprivate init(_ fit: Fit) {
    switch fit {
    case .none: self = .none
    case .offer: self = .offer
    case .answer: self = .answer
    }
  }
}

extension Fit {
  fileprivate init(_ fit: ArticleFit) {
    switch fit {
    case .none: self = .none
    case .offer: self = .offer
    case .answer: self = .answer
    }
  }
}
