/// German verbs in the form that all of their forms share.
///
/// Snowball takes endings away, but a participle begins differently, and its `t` stays: `kündigen`
/// and `gekündigt`, `anmelden`, `angemeldet` and `anzumelden` were three words. Nouns that look
/// the same lose the same letters wherever they stand, so they still equal themselves.
enum GermanVerbs {
  private static let particles = [
    "zusammen", "zuruck", "weiter", "nach", "fest", "auf", "aus", "bei", "ein", "her", "hin", "mit",
    "vor", "weg", "los", "ab", "an", "um", "zu",
  ]

  /// A word's root: its infinitive's stem where it may be a verb, else its own.
  static func root(of word: String, stem: (String) -> String) -> String {
    var root = stem(withoutInfix(word))
    // `arbeitet` is `arbeit` after one round, and that is what `arbeiten` is.
    for _ in 0..<2 {
      guard let infinitive = infinitive(of: root) else { break }
      root = stem(infinitive)
    }
    return root
  }

  /// `anzumelden` is `anmelden`.
  private static func withoutInfix(_ word: String) -> String {
    guard word.utf8.count >= 8, word.hasSuffix("n") else { return word }
    for particle in particles where word.hasPrefix(particle + "zu") {
      let core = word.dropFirst(particle.count + 2)
      return core.count >= 4 ? particle + core : word
    }
    return word
  }

  /// `kündigt`, `gekündigt` and `arbeitet` as infinitives; nil for what ends otherwise.
  private static func infinitive(of word: String) -> String? {
    guard word.utf8.count >= 6, word.hasSuffix("t") else { return nil }
    let core = withoutMark(word)
    let base = core.hasSuffix("et") ? core.dropLast(2) : core.dropLast()
    return base + (base.hasSuffix("er") || base.hasSuffix("el") ? "n" : "en")
  }

  /// Without the `ge` of a participle, which may stand behind a particle.
  private static func withoutMark(_ word: String) -> String {
    if word.hasPrefix("ge"), word.count >= 6 { return String(word.dropFirst(2)) }
    for particle in particles where word.hasPrefix(particle + "ge") {
      let core = word.dropFirst(particle.count + 2)
      return core.count >= 4 ? particle + core : word
    }
    return word
  }
}
