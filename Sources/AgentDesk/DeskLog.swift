package import Desk

/// What was told in passing, kept for whoever looked away: the latest 50.
package struct DeskLog: Equatable, Sendable {
  static let limit = 50

  /// One sentence and when it was said.
  package struct Line: Equatable, Sendable {
    package let at: Instant
    package let text: String
  }

  /// The latest first.
  package private(set) var lines: [Line] = []

  mutating func add(_ text: String, at moment: Instant) {
    // The same twice within a minute is one thing that was told.
    if let last = lines.first, last.text == text, moment.since(last.at) < .seconds(60) { return }
    lines.insert(Line(at: moment, text: String(text.prefix(300))), at: 0)
    if lines.count > Self.limit { lines.removeLast() }
  }
}
