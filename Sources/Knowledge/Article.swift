/// One page of the help centre, as a bot suggests it and an agent inserts it.
package struct Article: Sendable, Equatable, Identifiable {
  /// The file's name without `.md`, unique within one language.
  package let id: String
  package let title: String
  /// Words customers use that the text does not.
  package let keywords: [String]
  package let category: String
  /// An ISO 639 code, perhaps with a region: `en`, `pt-BR`.
  package let language: String
  /// The headings of the body, in order.
  package let headings: [String]
  /// Markdown, without the head and the title.
  package let body: String
  /// Questions, in customers' own words, that this article answers.
  package let examples: [String]
  /// Where customers can read it; nil where it stands on no page.
  package let link: String?

  package init(
    id: String, title: String, keywords: [String] = [], category: String = defaultCategory,
    language: String = defaultLanguage, headings: [String] = [], body: String,
    examples: [String] = [], link: String? = nil
  ) {
    self.link = link
    self.id = id
    self.title = title
    self.keywords = keywords
    self.category = category
    self.language = language
    self.headings = headings
    self.body = body
    self.examples = examples
  }

  package static let defaultCategory = "general"
  package static let defaultLanguage = "en"
}

extension Article {
  /// Reads a Markdown file with its head; throws the first mistake in it.
  ///
  /// `Article.read` gives all mistakes at once.
  package init(markdown: String, file: String) throws(ArticleMistake) {
    try self.init(markdown: Array(markdown.utf8), file: file)
  }

  /// Reads a Markdown file's bytes, which need not be valid UTF-8: that is one of the mistakes.
  package init(markdown: [UInt8], file: String) throws(ArticleMistake) {
    let (article, mistakes) = Article.read(markdown: markdown, file: file)
    if let first = mistakes.first { throw first }
    guard let article else { preconditionFailure("an article without mistakes is an article") }
    self = article
  }

  /// Reads a Markdown file and reports every mistake in it, in the order of the file.
  package static func read(
    markdown: [UInt8], file: String
  ) -> (article: Article?, mistakes: [ArticleMistake]) {
    var reader = ArticleReader(file: file)
    let article = reader.read(markdown)
    let mistakes = reader.mistakes.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    return (mistakes.isEmpty ? article : nil, mistakes)
  }
}
