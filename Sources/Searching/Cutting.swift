import Knowledge

/// Cuts text into the words by which it is found, the same way where it is indexed, asked for and
/// marked: small letters without accents, and of scripts without spaces each character.
enum Cutting {
  /// One word and where it stands, in Unicode scalars.
  struct Piece: Equatable {
    let word: String
    let place: Range<Int>
  }

  /// Longer runs of letters are no words; the rest of such a run is dropped.
  static let longest = 48

  static func pieces(of text: some Sequence<Unicode.Scalar>) -> [Piece] {
    var cutter = Cutter()
    for scalar in text { cutter.take(scalar) }
    return cutter.finish()
  }

  static func words(of text: some Sequence<Unicode.Scalar>) -> [String] {
    pieces(of: text).map(\.word)
  }

  /// The words as the index is given them: with a blank between.
  static func indexed(_ text: String) -> String {
    words(of: text.unicodeScalars.prefix(mostScalars)).joined(separator: " ")
  }

  /// How much of one text is found by its words. Far more than a message may hold.
  private static let mostScalars = 32_768
}

private struct Cutter {
  private var pieces: [Cutting.Piece] = []
  private var word = String.UnicodeScalarView()
  private var length = 0
  private var start = 0
  private var end = 0
  private var at = 0

  mutating func take(_ scalar: Unicode.Scalar) {
    switch Folding.fold(scalar) {
    case .letter(let letter): add(letter)
    case .letters(let letters): for letter in letters { add(letter) }
    case .ideograph(let ideograph):
      close()
      pieces.append(Cutting.Piece(word: String(ideograph), place: at..<at + 1))
    case .apostrophe, .nothing: break
    case .gap: close()
    }
    at += 1
  }

  private mutating func add(_ letter: Unicode.Scalar) {
    if length == 0 { start = at }
    if length < Cutting.longest { word.append(letter) }
    length += 1
    end = at + 1
  }

  private mutating func close() {
    guard length > 0 else { return }
    pieces.append(Cutting.Piece(word: String(word), place: start..<end))
    word = String.UnicodeScalarView()
    length = 0
  }

  mutating func finish() -> [Cutting.Piece] {
    close()
    return pieces
  }
}
