/// A message taken apart into what is compared: words without case, marks, width, apostrophes.
///
/// Where a script is written without spaces, or with spaces that people leave out (Chinese,
/// Japanese, Korean, Thai), every letter is a word. An emoji is a word too. At most `limit` words
/// are read.
struct Message {
  struct Word {
    var text: String
    /// A stop, a comma or a new line stands before it.
    var begins: Bool
    /// Written with a capital letter, as names are.
    var isCapital: Bool
    /// A picture.
    var isEmoji: Bool
    /// A letter of a script in which words are not kept apart.
    var isLetter: Bool

    /// One letter with spaces around it.
    var isSpelled: Bool {
      !isLetter && !isEmoji && text.unicodeScalars.count == 1
        && text.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
    }
  }

  private(set) var words: [Word] = []
  /// A question mark stands somewhere.
  private(set) var asks = false
  /// There was more than is read.
  private(set) var isCut = false

  /// More words than this are a story; what is in its first part is looked at all the same.
  static let limit = 500
  /// Longer words are no words: they are cut.
  private static let longest = 40
  private static let shortestSpelled = 4

  private var current = String.UnicodeScalarView()
  private var length = 0
  private var isCapital = false
  private var begins = true

  init(_ text: String) {
    for scalar in text.lowercaseKept { take(scalar) }
    finish()
    joinSpelled()
  }

  /// A phrase of a language file as words.
  static func phrase(_ text: String) -> [String] { Message(text).words.map(\.text) }

  /// "H U M A N" is one word: letters apart, four and more, that no stop parts.
  private mutating func joinSpelled() {
    var joined: [Word] = []
    var place = 0
    while place < words.count {
      var end = place
      while end < words.count, words[end].isSpelled, end == place || !words[end].begins { end += 1 }
      if end - place >= Message.shortestSpelled {
        var word = words[place]
        word.text = words[place..<end].map(\.text).joined()
        joined.append(word)
        place = end
      } else {
        joined.append(words[place])
        place += 1
      }
    }
    words = joined
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    guard words.count < Message.limit else {
      isCut = true
      return
    }
    // Most of what is read in most languages.
    if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
      if length < Message.longest { append(scalar) }
      return
    }
    if Message.isDropped(scalar) { return }
    if Message.isApostrophe(scalar) {
      if Message.elisions.contains(String(current)) { finish() }
      return
    }
    if scalar.value == 0xFF9E { return voice("\u{3099}") }
    if scalar.value == 0xFF9F { return voice("\u{309A}") }
    let plain = FoldTables.plain(scalar)
    let category = plain.properties.generalCategory
    switch category {
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      if category == .nonspacingMark, plain.value < 0x900 || plain.value > 0x3000 {
        return voice(plain)
      }
      if Message.standsAlone(plain) {
        finish()
        add(String(plain), isEmoji: false, isLetter: true)
      } else {
        push(plain)
      }
    case .otherSymbol, .currencySymbol:
      finish()
      add(String(plain), isEmoji: true, isLetter: false)
    default:
      finish()
      separate(plain)
    }
  }

  private mutating func push(_ scalar: Unicode.Scalar) {
    let isUppercase = scalar.properties.isUppercase
    if length == 0 { isCapital = isUppercase }
    guard length < Message.longest else { return }
    guard isUppercase else { return append(scalar) }
    for small in scalar.properties.lowercaseMapping.unicodeScalars
    where !Message.isDropped(small) {
      append(FoldTables.plain(small))
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    current.append(scalar)
    length += 1
  }

  /// The marks that make a voiced sound of a Japanese letter stand after narrow ones.
  private mutating func voice(_ mark: Unicode.Scalar) {
    guard mark.value == 0x3099 || mark.value == 0x309A, let last = words.last, last.isLetter,
      let letter = last.text.unicodeScalars.first
    else { return }
    let step: UInt32 = letter == "ウ" ? 0x4E : mark.value - 0x3098
    if let voiced = Unicode.Scalar(letter.value + step) {
      words[words.count - 1].text = String(voiced)
    }
  }

  private mutating func separate(_ scalar: Unicode.Scalar) {
    if Message.questionMarks.contains(scalar) { asks = true }
    if Message.stops.contains(scalar) { begins = true }
  }

  private mutating func finish() {
    guard !current.isEmpty else { return }
    let text = LookAlikes.plain(current)
    current = String.UnicodeScalarView()
    length = 0
    add(text, isEmoji: false, isLetter: false)
  }

  private mutating func add(_ text: String, isEmoji: Bool, isLetter: Bool) {
    guard words.count < Message.limit else { return }
    words.append(
      Word(
        text: text, begins: begins, isCapital: isCapital, isEmoji: isEmoji, isLetter: isLetter))
    begins = false
    isCapital = false
  }

  // MARK: Kinds of letters

  /// Marks over letters, vowel signs of Arabic and Hebrew, what has no width, the tones of emoji.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x300...0x36F, 0x591...0x5C7, 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670,
      0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF,
      0x1F3FB...0x1F3FF:
      true
    default: false
    }
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "`", "\u{2018}", "\u{2019}", "\u{02BC}", "\u{B4}", "\u{5F3}", "\u{FF07}": true
    default: false
    }
  }

  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3130...0x318F, 0x20000...0x2FFFF:
      true
    default: false
    }
  }

  private static let questionMarks: Set<Unicode.Scalar> = ["?", "\u{FF1F}", "\u{61F}", "\u{37E}"]
  private static let stops: Set<Unicode.Scalar> = [
    ".", ",", ";", ":", "!", "?", "(", ")", "\n", "\r", "\u{2013}", "\u{2014}", "\u{2026}",
    "\u{3001}", "\u{3002}", "\u{FF0C}", "\u{FF01}", "\u{FF1F}", "\u{FF1B}", "\u{60C}", "\u{61B}",
    "\u{61F}", "\u{A1}", "\u{BF}", "\u{37E}",
  ]
  /// What stands before an apostrophe as a word of its own, in French and Italian.
  private static let elisions: Set<String> = [
    "l", "d", "j", "c", "n", "s", "m", "t", "qu", "un", "all", "dell", "nell", "dall", "quell",
    "quelqu", "jusqu", "lorsqu", "puisqu",
  ]
}

extension String {
  /// The scalars with full-width forms as plain ones; small and capital letters as they are.
  fileprivate var lowercaseKept: some Sequence<Unicode.Scalar> {
    unicodeScalars.lazy.map { scalar in
      switch scalar.value {
      case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
      case 0x3000: " "
      default: scalar
      }
    }
  }
}
