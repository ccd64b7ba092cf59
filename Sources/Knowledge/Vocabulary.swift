/// The words one shelf knows, from spelling to term, and the nearest one to a misspelt word.
struct Vocabulary: Sendable {
  /// A number for every stem, from 0.
  typealias Term = Int32

  enum Meaning: Equatable {
    case term(Term)
    case stopWord
    case unknown
  }

  private struct Word {
    let scalars: [Unicode.Scalar]
    let trigrams: Int32
    /// Nil for a stop word that no article uses.
    var term: Term?
    let isStopWord: Bool
    var uses: Int32
  }

  /// Three letters in a row, in words of one length: others are too far from a misspelt word.
  private struct Trigram: Hashable {
    let letters: UInt64
    let length: Int
  }

  private let language: Language
  private var words: [Word] = []
  private var wordBySpelling: [String: Int32] = [:]
  private var termByStem: [String: Term] = [:]
  private var wordsByTrigram: [Trigram: [Int32]] = [:]

  var termCount: Int { termByStem.count }

  init(language: Language) {
    self.language = language
    for word in language.allStopWords { _ = add(word, term: nil) }
  }

  // MARK: Building

  /// The term of a word in an article; the word is learnt.
  mutating func learn(_ spelling: String, with stemmer: borrowing Stemmer) -> Term {
    if let known = wordBySpelling[spelling], let term = words[Int(known)].term {
      words[Int(known)].uses += 1
      return term
    }
    let stem = stemmer.stem(spelling)
    let term = termByStem[stem] ?? Term(termByStem.count)
    termByStem[stem] = term
    if let known = wordBySpelling[spelling] {
      words[Int(known)].term = term
    } else {
      _ = add(spelling, term: term)
    }
    return term
  }

  private mutating func add(_ spelling: String, term: Term?) -> Int32 {
    let scalars = Array(spelling.unicodeScalars)
    let trigrams = Self.trigrams(of: scalars)
    let number = Int32(words.count)
    words.append(
      Word(
        scalars: scalars, trigrams: Int32(trigrams.count), term: term,
        isStopWord: language.isStopWord(spelling), uses: 1))
    wordBySpelling[spelling] = number
    for letters in trigrams {
      let trigram = Trigram(letters: letters, length: scalars.count)
      wordsByTrigram[trigram, default: []].append(number)
    }
    return number
  }

  // MARK: Asking

  func meaning(of spelling: String, with stemmer: borrowing Stemmer) -> Meaning {
    if let known = wordBySpelling[spelling] { return meaning(of: known) }
    if language.isStopWord(spelling) { return .stopWord }
    return termByStem[stemmer.stem(spelling)].map { .term($0) } ?? .unknown
  }

  /// What a word of the articles means even though it is a stop word.
  func anyTerm(of spelling: String) -> Term? {
    wordBySpelling[spelling].flatMap { words[Int($0)].term }
  }

  private func meaning(of number: Int32) -> Meaning {
    let word = words[Int(number)]
    if word.isStopWord { return .stopWord }
    return word.term.map { .term($0) } ?? .unknown
  }

  /// What a misspelt word most likely means.
  ///
  /// Words are compared by the trigrams they share (Dice), and must be within one step of the
  /// spelling, or two from seven letters on. Words under four letters and words with digits,
  /// which are order numbers more often than mistakes, mean nothing.
  func mended(_ spelling: String) -> Meaning {
    let scalars = Array(spelling.unicodeScalars)
    guard scalars.count >= 4, !scalars.contains(where: { $0.properties.numericType != nil })
    else { return .unknown }
    let limit = scalars.count < 7 ? 1 : 2
    let candidates = candidates(for: scalars, limit: limit)
    let near = candidates.first {
      Spelling.distance(scalars, words[Int($0.word)].scalars, limit: limit) <= limit
    }
    return near.map { meaning(of: $0.word) } ?? .unknown
  }

  /// Bounds the comparisons for one word; the right one is nearly always among the first five.
  private static let mostCandidates = 48
  /// A single swap in a word of four letters leaves a third of its trigrams.
  private static let leastDice: Float = 0.3

  private func candidates(
    for scalars: [Unicode.Scalar], limit: Int
  ) -> [(word: Int32, dice: Float)] {
    let trigrams = Self.trigrams(of: scalars)
    var shared = [UInt8](repeating: 0, count: words.count)
    var touched: [Int32] = []
    for length in (scalars.count - limit)...(scalars.count + limit) {
      for letters in trigrams {
        for word in wordsByTrigram[Trigram(letters: letters, length: length)] ?? [] {
          if shared[Int(word)] == 0 { touched.append(word) }
          shared[Int(word)] += 1
        }
      }
    }
    var found: [(word: Int32, dice: Float)] = []
    // A step changes four trigrams at most, so a word with fewer in common is out of reach.
    let least = max(1, trigrams.count - 4 * limit)
    for number in touched where shared[Int(number)] >= least {
      let word = words[Int(number)]
      let dice = 2 * Float(shared[Int(number)]) / Float(word.trigrams + Int32(trigrams.count))
      if dice >= Self.leastDice { found.append((number, dice)) }
    }
    found.sort { first, second in
      let (one, other) = (words[Int(first.word)], words[Int(second.word)])
      return (first.dice, one.uses, second.word) > (second.dice, other.uses, first.word)
    }
    return Array(found.prefix(Self.mostCandidates))
  }

  /// Each once, with two marks before and after the word, so that its ends weigh as its middle.
  private static func trigrams(of scalars: [Unicode.Scalar]) -> Set<UInt64> {
    var trigrams: Set<UInt64> = []
    var window: UInt64 = 0
    for value in scalars.map({ UInt64($0.value) }) + [0, 0] {
      window = (window << 21 | value) & 0x7FFF_FFFF_FFFF_FFFF
      trigrams.insert(window)
    }
    return trigrams
  }
}
