/// An article that answers a question, and how well.
package struct Match: Sendable, Equatable, Identifiable {
  /// The article's.
  package let id: String
  package let title: String
  package let language: String
  /// From the floor to 1.2; comparable between questions and languages.
  package let score: Double
  /// How sure it is, from 0 to 1, that the first of what was found answers the question: the same
  /// for all that one search finds.
  package let confidence: Double
  /// What may be done with what was found: the same for all of it, too.
  package let fit: Fit
  /// Plain text of at most 200 characters, the part of the article nearest to the question.
  package let excerpt: String
}
