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
    if terms.isEmpty && weight == 0 { readStopWords(words, on: shelf) }
  }

  private mutating func read(
    _ words: [String], on shelf: Shelf, with stemmer: borrowing Stemmer
  ) {
    var seen: Set<String> = []
    var known: Set<Vocabulary.Term> = []
    var previous: Vocabulary.Term?
    var mended = 0
    for word in words {
      var meaning = shelf.vocabulary.meaning(of: word, with: stemmer)
      var weight: Float = 1
      if meaning == .unknown, !seen.contains(word), mended < Self.mostMended {
        mended += 1
        meaning = shelf.vocabulary.mended(word)
        weight = Ranking.mendedWeight
      }
      let isNew = seen.insert(word).inserted
      switch meaning {
      case .stopWord: continue
      case .unknown:
        previous = nil
        if isNew, seen.count <= Self.mostTerms { addUnknown(word, on: shelf) }
      case .term(let number):
        if let previous { neighbours.append((previous, number)) }
        previous = number
        guard terms.count < Self.mostTerms, known.insert(number).inserted else { continue }
        terms.append(Term(number: number, weight: weight))
        self.weight += shelf.telling[Int(number)]
      }
    }
    neighbours = Array(neighbours.prefix(Self.mostTerms))
  }

  /// A word no article has counts against every article, but a number says nothing of the matter.
  private mutating func addUnknown(_ word: String, on shelf: Shelf) {
    guard !word.unicodeScalars.contains(where: { $0.properties.numericType != nil }) else { return }
    weight += Ranking.telling(uses: 0, articles: shelf.articles.count)
  }

  /// “Who are you?” has stop words only, and still may be somebody's example.
  private mutating func readStopWords(_ words: [String], on shelf: Shelf) {
    var known: Set<Vocabulary.Term> = []
    for word in words.prefix(Self.mostTerms) {
      guard let number = shelf.vocabulary.anyTerm(of: word) else { continue }
      if known.insert(number).inserted {
        terms.append(Term(number: number, weight: 1))
        weight += shelf.telling[Int(number)]
      }
    }
    // Common words match everywhere by accident; only a close match of rare ones may count.
    weight = max(weight, Ranking.telling(uses: 0, articles: shelf.articles.count))
  }
}
