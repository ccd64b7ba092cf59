package import Desk
package import Terminal
package import Wire

/// A search in everything that was said: what is looked for, and what was found.
package struct Finding: Equatable, Sendable {
  package var words: LineEditor
  /// What was found, the latest first; at most ``most``.
  package private(set) var hits: [Reply.Hit] = []
  package private(set) var selected = 0
  /// Where the next page begins; nil where there is none.
  package private(set) var next: String?
  package private(set) var behind: Int64 = 0
  /// Whether anything was answered yet.
  package private(set) var isAnswered = false
  package internal(set) var question: Question.ID?
  package internal(set) var dueAt: Instant?
  package internal(set) var failure: String?
  /// The words that were last asked for.
  var asked = ""
  /// Whether the answer goes behind what is there.
  var isGoingOn = false

  static let most = 500
  /// A rest after the last letter.
  static let rest: Int64 = 300

  init(_ words: String, at now: Instant) {
    self.words = LineEditor(words, limit: 400)
    dueAt = words.isEmpty ? nil : now
  }

  package var selection: Reply.Hit? {
    hits.indices.contains(selected) ? hits[selected] : nil
  }

  mutating func step(_ places: Int) {
    selected = max(0, min(hits.count - 1, selected + places))
  }

  mutating func take(_ page: Reply.Page) {
    question = nil
    isAnswered = true
    if isGoingOn {
      hits += page.hits.prefix(Self.most - hits.count)
    } else {
      hits = Array(page.hits.prefix(Self.most))
      selected = 0
    }
    isGoingOn = false
    next = page.next
    behind = page.behind
  }
}
