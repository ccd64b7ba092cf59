package import Desk
package import Terminal
package import Wire

/// What lies over the panes and has the keys to itself.
package enum Overlay: Equatable, Sendable {
  case help(scroll: Int)
  case card(scroll: Int)
  case articles(ArticleSearch)
  case colleagues([Reply.Colleague]?)
  /// What a search found in what was said; nil while it is asked.
  case found(Reply.Page?, scroll: Int)
  /// What a list of replies and macros, or a macro, comes to.
  case shortcuts([String])
  /// A paste of several lines, waiting for a yes.
  case paste(String, lines: Int)
}

/// A search among the articles.
package struct ArticleSearch: Equatable, Sendable {
  package var words: LineEditor
  package internal(set) var found: [Reply.Found] = []
  package internal(set) var selected = 0
  /// The whole text of the selected article, once asked for.
  package internal(set) var preview: Preview?
  /// The question whose answer is awaited; others come too late.
  package internal(set) var question: Question.ID?
  /// When to ask, so that not every letter is a question.
  package internal(set) var dueAt: Instant?
  package internal(set) var failure: String?

  /// An article that is read in full before it is used.
  package struct Preview: Equatable, Sendable {
    package let article: Identifier<Article>
    package let title: String
    package let text: String
  }

  /// A short rest after the last letter.
  static let rest: Int64 = 200

  package init(_ words: String, at now: Instant) {
    self.words = LineEditor(words, limit: 200)
    dueAt = words.isEmpty ? nil : now
  }

  package var selection: Reply.Found? {
    found.indices.contains(selected) ? found[selected] : nil
  }
}
