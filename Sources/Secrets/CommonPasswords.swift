/// Recognises what attackers try first.
///
/// Passwords are 15 characters or more, so a plain list would hardly ever match. What is refused is
/// a listed word made long: repeated, doubled with another one, dressed up with digits, signs and
/// look-alike letters; and text that is only a walk along the alphabet, the digits or one pattern.
/// Three or more words together pass.
enum CommonPasswords {
  /// A word repeated counts once, so "passwordpassword1" is one word, "adminwelcome" two.
  private static let wordsTooFew = 2
  private static let longestWord = 32
  /// What runs are long on average, when a text is nothing but runs.
  private static let shortestRun = 5
  private static let lookalikes: [UInt8: UInt8] = Dictionary(
    uniqueKeysWithValues: zip("@4013$57!".utf8, "aaoiessti".utf8).map { ($0, $1) })

  private static let words = Set(
    commonPasswordWords.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { Array($0) })

  static func contains(_ password: String, besides names: [String]) -> Bool {
    let plain = Array(password.lowercased().utf8)
    if isPattern(plain) { return true }
    let known = words.union(names.map { Array($0.lowercased().utf8) }.filter { $0.count > 2 })
    let unmasked = plain.map { lookalikes[$0] ?? $0 }
    return isMadeOf(known, plain.filter(isWordCharacter))
      || isMadeOf(known, core(plain))
      || isMadeOf(known, core(core(plain).map { lookalikes[$0] ?? $0 }))
      || isMadeOf(known, core(unmasked))
  }

  /// A unit of up to four characters over and over, or nothing but runs like "1234" or "fedc".
  private static func isPattern(_ text: [UInt8]) -> Bool {
    for length in 1...4 where zip(text, text.dropFirst(length)).allSatisfy({ $0 == $1 }) {
      return true
    }
    var runs = 1
    var step: Int?
    for (one, next) in zip(text, text.dropFirst()) {
      // From 9 to 0 a walk along the digits goes on.
      let now = one == 0x39 && next == 0x30 ? 1 : Int(next) - Int(one)
      let goesOn = abs(now) <= 1 && (step == nil || step == now)
      step = goesOn ? now : nil
      runs += goesOn ? 0 : 1
    }
    return runs * shortestRun <= text.count
  }

  /// What remains between the digits and signs at both ends, without the signs inside.
  private static func core(_ text: [UInt8]) -> [UInt8] {
    let letters = text.drop { !isLetter($0) }
    let end = letters.lastIndex(where: isLetter).map { $0 + 1 } ?? letters.startIndex
    return letters[..<end].filter(isWordCharacter)
  }

  private static func isMadeOf(_ known: Set<[UInt8]>, _ text: [UInt8]) -> Bool {
    guard !text.isEmpty else { return false }
    // fewest[i]: how few different neighbours the first i characters can be cut into.
    var fewest: [(count: Int, last: ArraySlice<UInt8>)?] = [(0, [])]
    for end in 1...text.count {
      var best: (count: Int, last: ArraySlice<UInt8>)?
      for start in max(0, end - longestWord)..<end {
        guard let before = fewest[start] else { continue }
        let word = text[start..<end]
        guard word == before.last || known.contains(Array(word)) else { continue }
        let count = before.count + (word == before.last ? 0 : 1)
        if count < best?.count ?? .max { best = (count, word) }
      }
      fewest.append(best)
    }
    return fewest[text.count].map { $0.count <= wordsTooFew } ?? false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte > 127 }

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte)
  }
}
