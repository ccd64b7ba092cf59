import Authoring

/// All phrases of all rules, found in one walk over the words of a text.
///
/// A phrase is found where its words stand next to each other; one that ends a word with `*` also
/// where the word goes on. Scripts that write without spaces are searched for as they stand.
struct PhraseIndex: Sendable {
  /// The phrases that begin with a whole word, by that word.
  private var byWord: [Substring: [Int]] = [:]
  /// Those whose first word may go on, by its first byte.
  private var byBeginning: [UInt8: [Int]] = [:]
  private var unspaced: [Int] = []
  private var entries: [Entry] = []

  private struct Entry: Sendable {
    let owner: Int
    let written: String
    let words: [Word]
    /// The phrase without its spaces, where its script has none.
    let whole: String
  }

  private struct Word: Sendable {
    let text: String
    let mayGoOn: Bool

    func fits(_ other: Substring) -> Bool {
      mayGoOn ? other.utf8.starts(with: text.utf8) : other.utf8.elementsEqual(text.utf8)
    }
  }

  /// A phrase that was found, as its author wrote it.
  struct Hit: Equatable {
    let owner: Int
    let phrase: String
  }

  var isEmpty: Bool { entries.isEmpty }

  /// `owner` is whose phrase it is.
  mutating func add(_ phrase: Phrase, owner: Int) {
    let words = Self.words(phrase.written.text)
    guard let first = words.first else { return }
    let place = entries.count
    let isUnspaced = phrase.normal.unicodeScalars.contains(where: Self.isUnspaced)
    entries.append(
      Entry(
        owner: owner, written: phrase.written.text, words: words,
        whole: isUnspaced ? phrase.normal.filter { $0 != " " } : ""))
    if isUnspaced {
      unspaced.append(place)
    } else if first.mayGoOn, let byte = first.text.utf8.first {
      byBeginning[byte, default: []].append(place)
    } else {
      byWord[Substring(first.text), default: []].append(place)
    }
  }

  /// The first phrase of each owner that stands in a text.
  func hits(in text: String) -> [Hit] {
    guard !entries.isEmpty else { return [] }
    let normal = Wording.normal(text)
    let words = normal.split(separator: " ")
    var hits: [Hit] = []
    func take(_ place: Int) {
      let entry = entries[place]
      if hits.contains(where: { $0.owner == entry.owner }) { return }
      hits.append(Hit(owner: entry.owner, phrase: entry.written))
    }
    for position in words.indices {
      for place in byWord[words[position]] ?? [] where fits(place, words, position) { take(place) }
      guard !byBeginning.isEmpty, let byte = words[position].utf8.first else { continue }
      for place in byBeginning[byte] ?? [] where fits(place, words, position) { take(place) }
    }
    if !unspaced.isEmpty, normal.utf8.contains(where: { $0 >= 0x80 }) {
      let whole = normal.filter { $0 != " " }
      for place in unspaced where whole.contains(entries[place].whole) { take(place) }
    }
    return hits
  }

  private func fits(_ place: Int, _ words: [Substring], _ position: Int) -> Bool {
    let phrase = entries[place].words
    guard position + phrase.count <= words.count else { return false }
    return phrase.indices.allSatisfy { phrase[$0].fits(words[position + $0]) }
  }

  /// `refund*` stays open at its end.
  private static func words(_ written: String) -> [Word] {
    written.split(whereSeparator: \.isWhitespace).flatMap { part -> [Word] in
      let words = Wording.normal(String(part)).split(separator: " ").map(String.init)
      let isOpen = part.hasSuffix("*")
      return words.enumerated().map { place, word in
        Word(text: word, mayGoOn: isOpen && place == words.count - 1)
      }
    }
  }

  /// Han, kana, Thai, Lao, Burmese and Khmer are written without spaces.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FA1F:
      true
    default: false
    }
  }
}
