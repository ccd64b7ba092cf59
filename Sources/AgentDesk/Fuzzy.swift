/// Finds words in a text whose letters stand there in this order, not always side by side.
///
/// Capitals and accents make no difference. Beginnings of words count most, then letters that
/// follow each other.
struct Fuzzy {
  private let words: [[Character]]

  /// More letters than this narrow nothing down.
  private static let longest = 64

  init(_ query: String) {
    words = Self.folded(query).split(separator: " ").prefix(8).map(Array.init)
  }

  var isEmpty: Bool { words.isEmpty }

  /// How well it fits, the higher the better; nil where a word does not.
  func score(_ text: String) -> Int? {
    guard !isEmpty else { return 0 }
    let text = Array(Self.folded(text))
    var sum = 0
    for word in words {
      guard let score = Self.score(word, in: text) else { return nil }
      sum += score
    }
    return sum
  }

  /// Whether each word stands in a text, letter by letter: in long texts scattered letters of
  /// anything would be found.
  func isSpoken(in text: String) -> Bool {
    let text = Self.folded(text, upTo: 2400)
    return words.allSatisfy { text.contains(String($0)) }
  }

  /// Whether a text begins with the words, a slash before it aside.
  func begins(_ text: String) -> Bool {
    let words = words.map { String($0) }.joined(separator: " ")
    return Self.folded(text.hasPrefix("/") ? String(text.dropFirst()) : text).hasPrefix(words)
  }

  private static func folded(_ text: String, upTo length: Int = 400) -> String {
    String(
      String.UnicodeScalarView(
        text.prefix(length).lowercased().decomposed.filter { !$0.properties.isDiacritic }))
  }

  /// The best of what begins at each place where the word's first letter stands.
  private static func score(_ word: [Character], in text: [Character]) -> Int? {
    guard let first = word.first, word.count <= longest else { return nil }
    var best: Int?
    for start in text.indices where text[start] == first {
      guard let score = score(word, in: text, from: start) else { break }
      best = max(best ?? score, score)
    }
    return best
  }

  private static func score(_ word: [Character], in text: [Character], from start: Int) -> Int? {
    var place = start
    var score = 0
    var isFollowing = false
    for letter in word {
      while place < text.count, text[place] != letter {
        place += 1
        isFollowing = false
        score -= 1
      }
      guard place < text.count else { return nil }
      let isBeginning = place == 0 || !(text[place - 1].isLetter || text[place - 1].isNumber)
      score += isBeginning ? 12 : isFollowing ? 8 : 2
      isFollowing = true
      place += 1
    }
    return score
  }
}

extension String {
  /// Its scalars with accents apart from their letters.
  fileprivate var decomposed: [Unicode.Scalar] {
    unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      guard scalar.value >= 0xC0, scalar.value < 0x250 else { return [scalar] }
      return Self.bases[scalar].map { [$0] } ?? [scalar]
    }
  }

  /// The letters of Western and Central Europe without their marks.
  private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
      ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
      ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"),
      ("o", "òóôõöøōŏő"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"), ("u", "ùúûüũūŭůűų"),
      ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
    ]
    return groups.reduce(into: [:]) { bases, group in
      for scalar in group.1.unicodeScalars { bases[scalar] = group.0 }
    }
  }()
}
