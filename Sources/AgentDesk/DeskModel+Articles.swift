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
    guard let entries = transcript?.entries else { return "" }
    let said = entries.reversed().lazy.compactMap { entry -> String? in
      guard case .said(let message) = entry.event, message.author == .customer,
        message.answer == nil
      else { return nil }
      return String(message.text.prefix(200).map { $0.isNewline ? " " : $0 })
    }
    // One word, as "agent" or "thanks", says nothing of the matter.
    return said.first { $0.contains(" ") } ?? said.first ?? ""
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

  mutating func articleFetched(_ id: Question.ID, title: String, text: String, link: String?) {
    guard case .articles(var search) = overlay, search.question == id,
      let selection = search.selection
    else { return }
    let reading = ArticleReading(selection.article, title: title, text: text, link: link)
    search.question = nil
    let wanted = search.wanted
    search.wanted = nil
    search.preview = reading
    overlay = .articles(search)
    if let wanted { insert(wanted, of: reading) }
  }

  mutating func key(_ key: Key, in search: ArticleSearch) {
    if let reading = search.preview { return self.key(key, in: search, reading) }
    var search = search
    switch (key.code, key.modifiers) {
    case (.up, []), (.text("p"), .control): search.selected = max(0, search.selected - 1)
    case (.down, []), (.text("n"), .control):
      search.selected = max(0, min(search.found.count - 1, search.selected + 1))
    case (.tab, _): return fetch(search, nil)
    case (.enter, .alt): return fetch(search, .whole)
    case (.text("l"), .alt): return fetch(search, .link)
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
    overlay = .articles(search)
  }

  /// Going through an article, and choosing what of it is put in.
  private mutating func key(_ key: Key, in search: ArticleSearch, _ reading: ArticleReading) {
    var (search, reading) = (search, reading)
    let (width, height) = (OverlayView.innerWidth(size), OverlayView.readingRows(size))
    switch (key.code, key.modifiers) {
    case (.up, []), (.text("k"), []), (.text("p"), .control): reading.step(-1, width, height)
    case (.down, []), (.text("j"), []), (.text("n"), .control): reading.step(1, width, height)
    case (.pageUp, []): reading.turn(-1, width, height)
    case (.pageDown, []): reading.turn(1, width, height)
    case (.home, []): reading.turn(-reading.passages.count, width, height)
    case (.end, []): reading.turn(reading.passages.count, width, height)
    case (.text(" "), []): reading.mark()
    case (.enter, .alt): return insert(.whole, of: reading)
    case (.text("l"), .alt): return insert(.link, of: reading)
    case (.enter, []): return putIn(reading.part)
    case (.tab, _):
      search.preview = nil
      overlay = .articles(search)
      return
    case (.text, _), (.enter, _), (.escape, _), (.backspace, _), (.delete, _), (.insert, _),
      (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _), (.pageUp, _),
      (.pageDown, _), (.function, _):
      return
    }
    search.preview = reading
    overlay = .articles(search)
  }

  /// Asks for the whole article, to be read or to be put in.
  private mutating func fetch(_ search: ArticleSearch, _ wanted: ArticleSearch.Wanted?) {
    guard let selection = search.selection else { return }
    guard line.isOnline else { return say("offline: it cannot be fetched", isTrouble: true) }
    var search = search
    let id = nextQuestion()
    search.question = id
    search.wanted = wanted
    run([.send(.ask(Question(id: id, .article(selection.article))))])
    overlay = .articles(search)
  }

  private mutating func insert(_ wanted: ArticleSearch.Wanted, of reading: ArticleReading) {
    switch wanted {
    case .whole: putIn(reading.whole)
    case .link:
      guard let link = reading.link else {
        return say("“\(reading.title)” stands on no page: it has no link", isTrouble: true)
      }
      putIn("\(reading.title): \(link)")
    }
  }

  /// Puts the article's title and its best lines where the cursor stands.
  private mutating func insert(_ search: ArticleSearch) {
    guard let selection = search.selection else { return }
    putIn("\(selection.title)\n\(selection.excerpt)")
  }

  private mutating func putIn(_ text: String) {
    overlay = nil
    let isMidLine = draft.editor.before.last.map { !$0.isWhitespace } ?? false
    insert("\(isMidLine ? "\n" : "")\(text)")
  }
}
