/// An article that answers a question, and how well.
package struct Match: Sendable, Equatable, Identifiable {
  /// The article's.
  package let id: String
  package let title: String
  package let language: String
  /// From the floor to 1.2; comparable between questions and languages.
  package let score: Double
  /// Plain text of at most 200 characters, the part of the article nearest to the question.
  package let excerpt: String

  static func precedes(_ first: Match, _ second: Match) -> Bool {
    if first.score != second.score { return first.score > second.score }
    return (first.id, first.language) < (second.id, second.language)
  }
}
