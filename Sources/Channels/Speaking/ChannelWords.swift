/// What the desk itself says to customers on channels, in the languages of the widget.
struct ChannelWords: Sendable {
  /// Each of them.
  enum Sentence: CaseIterable {
    case choose, chooseWords, open, fill, orWrite, score, fileElsewhere
    // As the widget says it.
    case taken, releasedVanished, resolved, resolvedBy, ratePrompt, rated, again
  }

  private let sentences: [Sentence: String]

  /// English where a language has no words of its own.
  init(_ language: String) {
    let short = language.lowercased().prefix { $0 != "-" && $0 != "_" }
    sentences = Self.languages[String(short)] ?? Self.en
  }

  /// With a name, or other words, at its place.
  func say(_ sentence: Sentence, _ name: String = "") -> String {
    (sentences[sentence] ?? Self.en[sentence] ?? "").replacing("{name}", with: name)
      .replacing("{words}", with: name)
  }

  static let languages: [String: [Sentence: String]] = [
    "ar": ar, "da": da, "de": de, "en": en, "es": es, "fr": fr, "he": he, "it": it, "ja": ja,
    "ko": ko, "nl": nl, "pl": pl, "pt": pt, "ru": ru, "sv": sv, "tr": tr, "uk": uk, "zh": zh,
  ]
}
