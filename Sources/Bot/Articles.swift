package import Flows
package import Knowledge

extension KnowledgeIndex {
  /// The articles that answer a flow's search, best first.
  package func cards(for search: Search, language: String?) -> [Card] {
    self.search(
      search.query, language: language, limit: search.limit, floor: search.minScore
    ).map { Card(id: $0.id, title: $0.title, excerpt: $0.excerpt, score: $0.score) }
  }
}
