/// What is wrong with an article's file, where, and how to mend it.
package struct ArticleMistake: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String
  /// Counted from 1.
  package let line: Int
  /// Counted from 1, in characters.
  package let column: Int
  package let message: String
  package let hint: String

  package var description: String {
    "\(file):\(line):\(column): error: \(message)\n  hint: \(hint)"
  }
}
