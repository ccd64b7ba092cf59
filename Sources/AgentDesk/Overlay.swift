package import Desk
package import Terminal
package import Wire

/// What lies over the panes and has the keys to itself.
package enum Overlay: Equatable, Sendable {
  /// All keys and commands, or one command.
  case help(SlashTable.Row?, scroll: Int)
  case card(scroll: Int)
  case articles(ArticleSearch)
  case colleagues([Reply.Colleague]?)
  /// The whole desk at a glance.
  case board(Board)
  /// A search in everything that was said.
  case found(Finding)
  /// A list to choose from.
  case picker(Picker)
  /// What a list of replies and macros, or a macro, comes to.
  case shortcuts([String])
  /// What the desk says of one's own account.
  case account([String])
  /// One's own new password, while it is typed.
  case password(PasswordChange)
  /// Plain text over the whole screen.
  case sheet(Sheet)
  /// A question about words that have not left, which only certain keys answer.
  case ask(Ask)
  /// A paste of several lines, waiting for a yes.
  case paste(String, lines: Int)
}

/// A search among the articles.
package struct ArticleSearch: Equatable, Sendable {
  package var words: LineEditor
  package internal(set) var found: [Reply.Found] = []
  package internal(set) var selected = 0
  /// The selected article, once asked for.
  package internal(set) var preview: ArticleReading?
  /// What is put in as soon as the article has come.
  var wanted: Wanted?
  /// The question whose answer is awaited; others come too late.
  package internal(set) var question: Question.ID?
  /// When to ask, so that not every letter is a question.
  package internal(set) var dueAt: Instant?
  package internal(set) var failure: String?

  /// What can be put in of an article beside passages.
  enum Wanted { case whole, link }

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

extension Overlay {
  /// When something is to be asked for it.
  var dueAt: Instant? {
    switch self {
    case .articles(let search): search.dueAt
    case .found(let finding): finding.dueAt
    case .picker(let picker): picker.previewDueAt
    case .board(let board): board.dueAt
    case .help, .card, .colleagues, .shortcuts, .account, .password, .sheet, .paste, .ask: nil
    }
  }

  /// Pastes a line where words are typed; false where there are none.
  mutating func paste(_ text: String, at now: Instant) -> Bool {
    switch self {
    case .articles(var search):
      search.words.perform(.insert(text))
      search.dueAt = now
      self = .articles(search)
    case .found(var finding):
      finding.words.perform(.insert(text))
      finding.dueAt = now
      self = .found(finding)
    case .picker(var picker):
      picker.words.perform(.insert(text))
      picker.narrow()
      self = .picker(picker)
    case .password(var change):
      change.perform(.insert(text))
      self = .password(change)
    case .help, .card, .colleagues, .board, .shortcuts, .account, .sheet, .paste, .ask:
      return false
    }
    return true
  }
}
