/// What a customer wrote, as terms of one shelf.
struct Question {
  struct Term {
    let number: Vocabulary.Term
    /// 1, or less for a mended word.
    let weight: Float
  }

  /// Each once, in the order written.
  private(set) var terms: [Term] = []
  private(set) var neighbours: [(Vocabulary.Term, Vocabulary.Term)] = []
  /// How many of its different words no article has; numbers are not counted.
  private(set) var unknown = 0
  private var mended = 0
  /// Whether any word is not a stop word.
  private var hasContent = false
  /// How telling the whole question is, with the words no article knows.
  private(set) var weight: Float = 0

  /// The rest of a longer text is not read: no chat message is longer.
  static let mostScalars = 4_000
  /// More different words than this make no question clearer.
  static let mostTerms = 64
  /// Mending is the dear part of a search.
  static let mostMended = 16

  init(_ text: String, on shelf: Shelf) {
    let stemmer = Stemmer(language: shelf.language.code)
    let words = shelf.language.words(text.unicodeScalars.prefix(Self.mostScalars))
    read(words, on: shelf, with: stemmer)
    if !hasContent { insistOnRareWords(on: shelf) }
  }

  private mutating func read(
    _ words: [String], on shelf: Shelf, with stemmer: borrowing Stemmer
  ) {
    var seen: Set<String> = []
    var previous: Vocabulary.Term?
    for word in words {
      let isNew = seen.insert(word).inserted
      guard seen.count <= Self.mostTerms else { break }
      let (meaning, weight) = meaning(of: word, on: shelf, with: stemmer)
      switch meaning {
      case .stopWord:
        guard isNew, let number = shelf.vocabulary.anyTerm(of: word) else { continue }
        add(number, weight: Ranking.stopWordWeight, on: shelf)
      case .unknown:
        previous = nil
        if isNew { addUnknown(word, on: shelf) }
      case .term(let number):
        if let previous { neighbours.append((previous, number)) }
        previous = number
        hasContent = true
        if isNew { add(number, weight: weight, on: shelf) }
      }
    }
  }

  private mutating func meaning(
    of word: String, on shelf: Shelf, with stemmer: borrowing Stemmer
  ) -> (Vocabulary.Meaning, weight: Float) {
    let meaning = shelf.vocabulary.meaning(of: word, with: stemmer)
    guard meaning == .unknown, mended < Self.mostMended else { return (meaning, 1) }
    mended += 1
    return (shelf.vocabulary.mended(word), Ranking.mendedWeight)
  }

  private mutating func add(_ number: Vocabulary.Term, weight: Float, on shelf: Shelf) {
    guard !terms.contains(where: { $0.number == number }) else { return }
    terms.append(Term(number: number, weight: weight))
    let isStopWord = weight == Ranking.stopWordWeight
    self.weight += shelf.telling[Int(number)] * (isStopWord ? weight : 1)
  }

  /// A word no article has counts against every article, but a number says nothing of the matter.
  private mutating func addUnknown(_ word: String, on shelf: Shelf) {
    guard !word.unicodeScalars.contains(where: { $0.properties.numericType != nil }) else { return }
    hasContent = true
    unknown += 1
    // Pairs over the border of two words are in no article, however well the words fit.
    weight +=
      Ranking.telling(uses: 0, articles: shelf.articles.count)
      * (Words.isPair(word) ? Ranking.strangePairWeight : 1)
  }

  /// “Who are you?” has stop words only, and still may be somebody's title; but common words are
  /// everywhere by accident, so together they must be as telling as one rare word.
  private mutating func insistOnRareWords(on shelf: Shelf) {
    terms = terms.map { Term(number: $0.number, weight: 1) }
    let telling = terms.reduce(0) { $0 + shelf.telling[Int($1.number)] }
    weight = max(telling, Ranking.telling(uses: 0, articles: shelf.articles.count))
  }
}
