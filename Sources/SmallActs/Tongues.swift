/// The words of one language, by list.
package struct Tongue: Sendable, Equatable {
  /// Its code: `de`.
  package var code: String
  package var lists: [WordList: [String]]
  /// Letters that stand before a word without a space, as `ה` in Hebrew.
  package var prefixes: [String]

  package init(code: String, lists: [WordList: [String]] = [:], prefixes: [String] = []) {
    self.code = code
    self.lists = lists
    self.prefixes = prefixes
  }
}

/// The words of all languages that are loaded, ready to be looked up. Pure; made once a revision.
package struct Tongues: Sendable {
  /// A phrase that begins with a word: the words after it, and what it does in a language.
  struct Entry: Sendable {
    let rest: [Int32]
    let roles: Roles
    let language: Int
  }

  private(set) var codes: [String] = []
  private var numbers: [String: Int32] = [:]
  private var stems: [String: Int32] = [:]
  /// How long the stems are that begin with a letter: a bit for each length, up to 63.
  private var stemLengths: [Unicode.Scalar: UInt64] = [:]
  /// By the number of the phrase's first word, longer phrases first.
  private(set) var entries: [[Entry]] = []
  /// The languages that know a word, a bit each.
  private(set) var known: [UInt64] = []
  /// Words that a slip may have been meant for, by their length and first letter.
  private var near: [String: [(word: [Unicode.Scalar], number: Int32)]] = [:]
  private var prefixes: [[Unicode.Scalar]] = []

  /// At most 60 languages: each is a bit.
  package static let limit = 60
  /// A slip of the finger is forgiven from this length on.
  static let shortestSlip = 5

  package init(_ tongues: [Tongue]) {
    for tongue in tongues { take(tongue, instead: []) }
    sort()
  }

  /// More words for a language, or a language that was not there; `instead` of these lists its own.
  package mutating func add(_ tongue: Tongue, instead: Set<WordList> = []) {
    take(tongue, instead: instead)
    sort()
  }

  private mutating func take(_ tongue: Tongue, instead: Set<WordList>) {
    guard let language = place(of: tongue.code) else { return }
    if !instead.isEmpty {
      forget(instead.reduce(into: Roles()) { $0.formUnion($1.roles) }, language)
    }
    for (list, phrases) in tongue.lists {
      for phrase in phrases { add(phrase, list.roles, language) }
    }
    for prefix in tongue.prefixes {
      let letters = Array(Message.phrase(prefix).joined().unicodeScalars)
      if !letters.isEmpty, !prefixes.contains(letters) { prefixes.append(letters) }
    }
  }

  private mutating func place(of code: String) -> Int? {
    if let place = codes.firstIndex(of: code) { return place }
    guard codes.count < Tongues.limit else { return nil }
    codes.append(code)
    return codes.count - 1
  }

  private mutating func forget(_ roles: Roles, _ language: Int) {
    for index in entries.indices {
      for place in entries[index].indices where entries[index][place].language == language {
        let entry = entries[index][place]
        entries[index][place] = Entry(
          rest: entry.rest, roles: entry.roles.subtracting(roles), language: language)
      }
    }
  }

  /// Longer phrases first, prefixes too.
  private mutating func sort() {
    prefixes.sort { $0.count > $1.count }
    for index in entries.indices where entries[index].count > 1 {
      entries[index].sort { $0.rest.count > $1.rest.count }
    }
  }

  package func index(of code: String) -> Int? {
    let code = code.lowercased()
    let short = String(code.prefix { $0 != "-" && $0 != "_" })
    return codes.firstIndex(of: code) ?? codes.firstIndex(of: short)
  }

  private mutating func add(_ phrase: String, _ roles: Roles, _ language: Int) {
    let isStem = phrase.hasSuffix("*")
    for spelling in Tongues.spellings(phrase) {
      let words = Message.phrase(spelling)
      guard !words.isEmpty else { continue }
      var ids: [Int32] = []
      for (place, word) in words.enumerated() {
        ids.append(number(word, isStem: isStem && place == words.count - 1))
      }
      for id in ids { known[Int(id)] |= 1 << UInt64(language) }
      let rest = Array(ids.dropFirst())
      let first = Int(ids[0])
      if let place = entries[first].firstIndex(where: {
        $0.rest == rest && $0.language == language
      }) {
        entries[first][place] = Entry(
          rest: rest, roles: entries[first][place].roles.union(roles), language: language)
      } else {
        entries[first].append(Entry(rest: rest, roles: roles, language: language))
      }
    }
  }

  /// As it is written, and as it is written without the letters a keyboard lacks: möchte, moechte.
  private static func spellings(_ phrase: String) -> [String] {
    let wide: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"]
    guard phrase.contains(where: { wide[$0] != nil }) else { return [phrase] }
    return [phrase, phrase.map { wide[$0] ?? String($0) }.joined()]
  }

  private mutating func number(_ word: String, isStem: Bool) -> Int32 {
    if let number = isStem ? stems[word] : numbers[word] { return number }
    let number = Int32(entries.count)
    entries.append([])
    known.append(0)
    if isStem {
      stems[word] = number
      let letters = word.unicodeScalars
      // A message's words are cut at 40 letters: no longer stem is ever found.
      if let first = letters.first, letters.count < 64 {
        stemLengths[first, default: 0] |= 1 << UInt64(letters.count)
      }
    } else {
      numbers[word] = number
      let letters = Array(word.unicodeScalars)
      if letters.count >= Tongues.shortestSlip, let first = letters.first {
        near["\(letters.count)\(first)", default: []].append((letters, number))
      }
    }
    return number
  }

  // MARK: Looking up

  /// The numbers that a word may stand for: the word itself and the stems it begins with; where
  /// nobody knows it, without its drawn-out letters, without a prefix, or with a slip mended that
  /// makes a word of those languages.
  func candidates(for word: Message.Word, slipsIn languages: UInt64) -> [Int32] {
    let letters = Array(word.text.unicodeScalars)
    var found = exact(letters)
    if !found.isEmpty || word.isEmoji || word.isLetter { return found }
    for shorter in Tongues.calm(letters) {
      found = exact(shorter)
      if !found.isEmpty { return found }
    }
    for prefix in prefixes where letters.count > prefix.count + 1 && letters.starts(with: prefix) {
      found = exact(Array(letters.dropFirst(prefix.count)))
      if !found.isEmpty { return found }
    }
    return slips(letters).filter { known[Int($0)] & languages != 0 }
  }

  private func exact(_ letters: [Unicode.Scalar]) -> [Int32] {
    var found: [Int32] = []
    if let number = numbers[Tongues.text(letters[...])] { found.append(number) }
    guard let first = letters.first, letters.count >= 3 else { return found }
    var lengths = stemLengths[first] ?? 0
    lengths &= letters.count < 63 ? (1 << UInt64(letters.count + 1)) - 1 : .max
    while lengths != 0 {
      let length = 63 - lengths.leadingZeroBitCount
      if length < 3 { break }
      if let number = stems[Tongues.text(letters.prefix(length))] { found.append(number) }
      lengths &= ~(1 << UInt64(length))
    }
    return found
  }

  private static func text(_ letters: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for letter in letters { text.append(letter) }
    return String(text)
  }

  /// `noooo` and `yess` as they are meant, doubled letters first.
  private static func calm(_ letters: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var doubled: [Unicode.Scalar] = []
    var single: [Unicode.Scalar] = []
    var run = 0
    for (place, letter) in letters.enumerated() {
      run = place > 0 && letters[place - 1] == letter ? run + 1 : 1
      if run <= 2 { doubled.append(letter) }
      if run == 1 { single.append(letter) }
    }
    guard single.count < letters.count else { return [] }
    var once = doubled
    while once.count > 1, once[once.count - 1] == once[once.count - 2] { once.removeLast() }
    return [doubled, once, single].filter { $0.count < letters.count }
  }

  private func slips(_ letters: [Unicode.Scalar]) -> [Int32] {
    guard letters.count >= Tongues.shortestSlip, letters.count <= 24 else { return [] }
    var found: [Int32] = []
    let firsts = letters[0] == letters[1] ? [letters[0]] : [letters[0], letters[1]]
    for first in firsts {
      for length in (letters.count - 1)...(letters.count + 1) {
        for (word, number) in near["\(length)\(first)"] ?? [] where found.count < 12 {
          if Tongues.isSlip(letters, word) { found.append(number) }
        }
      }
    }
    return found
  }

  /// One letter too many, too few, another one, or two in the wrong order; the first letter stands.
  static func isSlip(_ typed: [Unicode.Scalar], _ meant: [Unicode.Scalar]) -> Bool {
    var start = 0
    while start < min(typed.count, meant.count), typed[start] == meant[start] { start += 1 }
    var end = 0
    while end < min(typed.count, meant.count) - start,
      typed[typed.count - 1 - end] == meant[meant.count - 1 - end]
    {
      end += 1
    }
    let left = typed.count - start - end
    let right = meant.count - start - end
    switch (left, right) {
    case (1, 1), (0, 1), (1, 0): return start > 0
    case (2, 2): return typed[start] == meant[start + 1] && typed[start + 1] == meant[start]
    default: return false
    }
  }
}
