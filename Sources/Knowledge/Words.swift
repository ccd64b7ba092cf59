/// Cuts text into folded words.
///
/// Text in scripts without spaces, and Korean, whose words carry their endings, is cut into
/// overlapping pairs of characters, the usual way to search it without a dictionary. In Japanese
/// the change of script is the border of a word: particles do not stick to names.
enum Words {
  /// Longer runs of letters are no words; the rest of such a run is dropped.
  static let longest = 48

  /// - Parameter isElided: whether an apostrophe ends a word, as in `l'article`; otherwise it is
  ///   dropped, so that `can't` and `cant` are one word.
  static func cut(_ text: some Sequence<Unicode.Scalar>, isElided: Bool) -> [String] {
    var cutter = Cutter(isElided: isElided)
    var last: Unicode.Scalar?
    for scalar in text {
      let scalar = Width.full(scalar)
      guard let previous = last else {
        last = scalar
        continue
      }
      if let composed = Width.composed(previous, scalar) {
        last = composed
      } else {
        cutter.take(previous)
        last = scalar
      }
    }
    if let last { cutter.take(last) }
    cutter.end()
    return cutter.words
  }

  /// Whether a word is a piece of grammar and not of a matter: Japanese endings and particles.
  static func isGrammar(_ word: String) -> Bool {
    !word.isEmpty && word.unicodeScalars.allSatisfy { Script($0) == .hiragana }
  }

  /// Whether a word is one or two characters of a text without spaces.
  static func isPair(_ word: String) -> Bool {
    word.unicodeScalars.first.map {
      if case .ideograph = Folding.fold($0) { true } else { false }
    } ?? false
  }
}

/// The scripts whose change ends a word.
private enum Script {
  case hiragana, katakana, han, other

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    // The long sound belongs to katakana, which has it in nearly every word.
    case 0x3041...0x309F: self = .hiragana
    case 0x30A0...0x30FF: self = .katakana
    case 0x3005, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x3FFFF: self = .han
    default: self = .other
    }
  }

  /// A verb's root is written in Chinese characters and its ending is not: they are one word.
  func goesOn(with next: Script) -> Bool {
    self == next || (self == .han && next == .hiragana)
  }
}

private struct Cutter {
  let isElided: Bool
  private(set) var words: [String] = []
  private var word = String.UnicodeScalarView()
  private var length = 0
  private var ideograph: Unicode.Scalar?
  private var isPaired = false

  init(isElided: Bool) { self.isElided = isElided }

  mutating func take(_ scalar: Unicode.Scalar) {
    switch Folding.fold(scalar) {
    case .letter(let letter): add(letter)
    case .letters(let letters): for letter in letters { add(letter) }
    case .ideograph(let ideograph): add(ideograph: ideograph)
    case .apostrophe: if isElided { end() }
    case .nothing: return
    case .gap: end()
    }
  }

  private mutating func add(_ letter: Unicode.Scalar) {
    endIdeographs()
    if length < Words.longest { word.append(letter) }
    length += 1
  }

  private mutating func add(ideograph next: Unicode.Scalar) {
    endWord()
    if let previous = ideograph {
      if Script(previous).goesOn(with: Script(next)) {
        words.append(String(String.UnicodeScalarView([previous, next])))
        isPaired = true
      } else {
        endIdeographs()
      }
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
