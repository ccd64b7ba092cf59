/// Counts the words of articles in one language and weighs them into a shelf.
struct ShelfBuilder {
  private struct Counts {
    var title: Float = 0
    var headings: Float = 0
    var body: Float = 0
    var examples: Float = 0
  }

  /// Without stop words, which do not make a text longer in what it says.
  private struct Lengths {
    var title: Float = 0
    var headings: Float = 0
    var body: Float = 0
    var examples: Float = 0

    static func += (sum: inout Lengths, more: Lengths) {
      sum.title += more.title
      sum.headings += more.headings
      sum.body += more.body
      sum.examples += more.examples
    }
  }

  private let language: Language
  private let articles: [Article]
  private var vocabulary: Vocabulary
  private var counts: [[Vocabulary.Term: Counts]] = []
  private var lengths: [Lengths] = []
  private var titles: [[Vocabulary.Term]] = []
  private var pairs: [UInt64: [Int32]] = [:]
  private var passages: [Passages] = []

  init(_ articles: [Article], language: Language) {
    self.articles = articles
    self.language = language
    vocabulary = Vocabulary(language: language)
  }

  mutating func shelf() -> Shelf {
    let stemmer = Stemmer(language: language.code)
    for (number, article) in articles.enumerated() {
      count(article, number: Int32(number), with: stemmer)
    }
    let telling = usesByTerm().map { Ranking.telling(uses: $0, articles: articles.count) }
    return Shelf(
      articles: articles, vocabulary: vocabulary, language: language, postings: postings(telling),
      telling: telling,
      titleTelling: titles.map { $0.reduce(0) { $0 + telling[Int($1)] } },
      pairs: pairs, passages: passages)
  }

  // MARK: Counting

  private mutating func count(
    _ article: Article, number: Int32, with stemmer: borrowing Stemmer
  ) {
    var terms: [Vocabulary.Term: Counts] = [:]
    var length = Lengths()
    let title = learn(article.title, with: stemmer)
    for term in title.all { terms[term, default: Counts()].title += 1 }
    length.title = Float(title.telling.count)
    for heading in article.headings {
      let words = learn(heading, with: stemmer)
      for term in words.all { terms[term, default: Counts()].headings += 1 }
      length.headings += Float(words.telling.count)
      addPairs(words.telling, number)
    }
    for example in article.examples + article.keywords {
      let words = learn(example, with: stemmer)
      for term in words.all { terms[term, default: Counts()].examples += 1 }
      length.examples += Float(words.telling.count)
      addPairs(words.telling, number)
    }
    let prose = Prose(markdown: article.body)
    for block in prose.blocks {
      let words = learn(block.text, with: stemmer)
      for term in words.all { terms[term, default: Counts()].body += 1 }
      length.body += Float(words.telling.count)
    }
    addPairs(title.telling, number)
    let content = title.telling.isEmpty ? title.all : title.telling
    titles.append(Set(content).sorted())
    counts.append(terms)
    lengths.append(length)
    let words = { [language, vocabulary] (text: String) in
      language.words(text).compactMap { vocabulary.anyTerm(of: $0) }
    }
    passages.append(Passages(prose.sentences, terms: words))
  }

  private mutating func learn(
    _ text: String, with stemmer: borrowing Stemmer
  ) -> (all: [Vocabulary.Term], telling: [Vocabulary.Term]) {
    var all: [Vocabulary.Term] = []
    var telling: [Vocabulary.Term] = []
    for word in language.words(text) {
      let term = vocabulary.learn(word, with: stemmer)
      all.append(term)
      if !language.isStopWord(word) { telling.append(term) }
    }
    return (all, telling)
  }

  private mutating func addPairs(_ terms: [Vocabulary.Term], _ article: Int32) {
    for (first, second) in zip(terms, terms.dropFirst()) {
      let pair = Shelf.pair(first, second)
      if pairs[pair]?.last != article { pairs[pair, default: []].append(article) }
    }
  }

  // MARK: Weighing

  private func usesByTerm() -> [Int] {
    var uses = [Int](repeating: 0, count: vocabulary.termCount)
    for terms in counts { for term in terms.keys { uses[Int(term)] += 1 } }
    return uses
  }

  private func postings(_ telling: [Float]) -> [[Shelf.Posting]] {
    var total = Lengths()
    for length in lengths { total += length }
    let most = Float(max(1, articles.count))
    var postings = [[Shelf.Posting]](repeating: [], count: vocabulary.termCount)
    for (number, terms) in counts.enumerated() {
      let length = lengths[number]
      let inTitle = Set(titles[number])
      let title = Self.diluted(Ranking.title, length.title, total.title / most)
      let headings = Self.diluted(Ranking.headings, length.headings, total.headings / most)
      let body = Self.diluted(Ranking.body, length.body, total.body / most)
      let examples = Self.diluted(Ranking.examples, length.examples, total.examples / most)
      for (term, count) in terms {
        let frequency =
          title * count.title + headings * count.headings + body * count.body
          + examples * count.examples
        let weight =
          frequency * (Ranking.saturation + 1) / (frequency + Ranking.saturation)
        postings[Int(term)].append(
          Shelf.Posting(
            article: Int32(number), weight: weight, isInTitle: inTitle.contains(term)))
      }
    }
    return postings
  }

  private static func diluted(_ field: Ranking.Field, _ length: Float, _ mean: Float) -> Float {
    guard mean > 0 else { return 0 }
    return field.weight / (1 - field.dilution + field.dilution * length / mean)
  }
}
