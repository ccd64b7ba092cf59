/// What the index knows of one language: its idle words, its phrases, its apostrophes.
struct Language: Sendable {
  /// The first part of an ISO 639 code, in small letters: `en` for `en-GB`.
  let code: String
  private let stopWords: Set<String>
  private let phrases: Phrases
  private let isElided: Bool

  init(_ code: String) {
    self.code = Self.primary(code)
    isElided = ["fr", "it", "ca"].contains(self.code)
    stopWords = StopWords.of(self.code)
    phrases = Phrases.of(self.code)
  }

  /// The words of a text: folded, phrases joined, stop words still there.
  func words(_ text: some Sequence<Unicode.Scalar>) -> [String] {
    phrases.fold(Words.cut(text, isElided: isElided).map { Spellings.plain($0, in: code) })
  }

  func words(_ text: String) -> [String] { words(text.unicodeScalars) }

  func isStopWord(_ word: String) -> Bool { stopWords.contains(word) || Words.isGrammar(word) }

  /// Stop words in a stable order, for the spelling: `waht` is a misspelt `what`, not a `hat`.
  var allStopWords: [String] { stopWords.sorted() }

  static func primary(_ code: String) -> String {
    String(code.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }

  /// `en`, `fr`, `pt-BR`: two or three small letters and perhaps a region.
  static func isCode(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, (2...3).contains(first.count),
      first.utf8.allSatisfy({ (97...122).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy {
      (2...4).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }
}
