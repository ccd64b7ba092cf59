/// Why a pattern was refused.
package struct PatternMistake: Error, Hashable, Sendable {
  /// One sentence, without a full stop.
  package let message: String
  /// What to do about it, when that can be said.
  package let hint: String?
  /// Where the mistake stands in the pattern, in Unicode scalars from its start.
  package let offset: Int
}
