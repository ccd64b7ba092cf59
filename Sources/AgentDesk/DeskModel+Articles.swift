import Desk
import Terminal
import Wire

// Searching the articles and putting one into the reply.
extension DeskModel {
  /// Opens the search, with the customer's latest words where none are given.
  mutating func searchArticles(_ words: String?) {
    overlay = .articles(ArticleSearch(words ?? latestWords, at: now))
    askForArticlesIfDue()
  }

  private var latestWords: String {
    let entries = transcript?.entries.reversed() ?? []
    for entry in entries {
      if case .said(let message) = entry.event, message.author == .customer,
        message.answer == nil
      {
        return String(message.text.prefix(200).map { $0.isNewline ? " " : $0 })
      }
    }
    return ""
  }

  mutating func askForArticlesIfDue() {
    guard case .articles(var search) = overlay, let due = search.dueAt, due <= now else { return }
    search.dueAt = nil
    let words = search.words.text
    guard words.contains(where: { !$0.isWhitespace }) else {
      search.found = []
      overlay = .articles(search)
      return
    }
    guard line.isOnline else {
      search.failure = "offline: articles cannot be searched"
      overlay = .articles(search)
      return
    }
    let id = nextQuestion()
    search.question = id
    search.failure = nil
    overlay = .articles(search)
    run([.send(.ask(Question(id: id, .articles(words))))])
  }

  mutating func articlesFound(_ id: Question.ID, _ found: [Reply.Found]) {
    guard case .articles(var search) = overlay, search.question == id else { return }
    search.found = Array(found.prefix(20))
    search.selected = 0
    search.question = nil
    search.preview = nil
    overlay = .articles(search)
  }

  mutating func articleFetched(_ id: Question.ID, title: String, text: String) {
    guard case .articles(var search) = overlay, search.question == id,
      let selection = search.selection
    else { return }
    search.preview = ArticleSearch.Preview(
      article: selection.article, title: title, text: text)
    search.question = nil
    overlay = .articles(search)
  }

  mutating func key(_ key: Key, in search: ArticleSearch) {
    var search = search
    switch (key.code, key.modifiers) {
    case (.up, []), (.text("p"), .control): search.selected = max(0, search.selected - 1)
    case (.down, []), (.text("n"), .control):
      search.selected = max(0, min(search.found.count - 1, search.selected + 1))
    case (.tab, _): return preview(search)
    case (.enter, _): return insert(search)
    case (.text, _), (.escape, _), (.backspace, _), (.delete, _), (.insert, _), (.up, _),
      (.down, _), (.left, _), (.right, _), (.home, _), (.end, _), (.pageUp, _), (.pageDown, _),
      (.function, _):
      guard let edit = Edit(key) else { return }
      let before = search.words.text
      search.words.perform(edit)
      if search.words.text != before {
        search.dueAt = now + .milliseconds(ArticleSearch.rest)
      }
    }
    if search.preview?.article != search.selection?.article { search.preview = nil }
    overlay = .articles(search)
  }

  private mutating func preview(_ search: ArticleSearch) {
    var search = search
    if search.preview != nil {
      search.preview = nil
    } else if let selection = search.selection, line.isOnline {
      let id = nextQuestion()
      search.question = id
      run([.send(.ask(Question(id: id, .article(selection.article))))])
    }
    overlay = .articles(search)
  }

  /// Puts the article's title and its best lines where the cursor stands.
  ///
  /// Never the whole article: nobody reads that in a chat.
  private mutating func insert(_ search: ArticleSearch) {
    guard let selection = search.selection else { return }
    overlay = nil
    let isMidLine = draft.editor.before.last.map { !$0.isWhitespace } ?? false
    insert("\(isMidLine ? "\n" : "")\(selection.title)\n\(selection.excerpt)")
  }
}
