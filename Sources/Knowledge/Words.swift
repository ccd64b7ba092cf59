/// Cuts text into folded words.
///
/// Text in scripts without spaces is cut into overlapping pairs of characters, the usual way to
/// search it without a dictionary.
enum Words {
  /// Longer runs of letters are no words; the rest of such a run is dropped.
  static let longest = 48

  /// - Parameter isElided: whether an apostrophe ends a word, as in `l'article`; otherwise it is
  ///   dropped, so that `can't` and `cant` are one word.
  static func cut(_ text: some Sequence<Unicode.Scalar>, isElided: Bool) -> [String] {
    var cutter = Cutter()
    for scalar in text {
      switch Folding.fold(scalar) {
      case .letter(let letter): cutter.add(letter)
      case .letters(let letters): for letter in letters { cutter.add(letter) }
      case .ideograph(let ideograph): cutter.add(ideograph: ideograph)
      case .apostrophe: if isElided { cutter.end() }
      case .nothing: continue
      case .gap: cutter.end()
      }
    }
    cutter.end()
    return cutter.words
  }
}

private struct Cutter {
  private(set) var words: [String] = []
  private var word = String.UnicodeScalarView()
  private var length = 0
  private var ideograph: Unicode.Scalar?
  private var isPaired = false

  mutating func add(_ letter: Unicode.Scalar) {
    endIdeographs()
    if length < Words.longest { word.append(letter) }
    length += 1
  }

  mutating func add(ideograph next: Unicode.Scalar) {
    endWord()
    if let previous = ideograph {
      words.append(String(String.UnicodeScalarView([previous, next])))
      isPaired = true
    }
    ideograph = next
  }

  mutating func end() {
    endWord()
    endIdeographs()
  }

  private mutating func endWord() {
    guard length > 0 else { return }
    words.append(String(word))
    word = String.UnicodeScalarView()
    length = 0
  }

  private mutating func endIdeographs() {
    if let single = ideograph, !isPaired { words.append(String(single)) }
    ideograph = nil
    isPaired = false
  }
}
