/// The constants of the ranking, found on public help-centre questions.
///
/// Changing one changes what every customer is shown: run the evaluation before and after.
enum Ranking {
  /// What a word in one part of an article is worth, and how far a long part dilutes it.
  struct Field {
    let weight: Float
    /// 0: length does not matter; 1: only the share of words counts.
    let dilution: Float
  }

  static let title = Field(weight: 3.0, dilution: 0.3)
  static let headings = Field(weight: 1.5, dilution: 0.6)
  static let body = Field(weight: 1.0, dilution: 0.6)
  /// Keywords and example questions.
  static let examples = Field(weight: 2.5, dilution: 0.6)

  /// How soon more of the same word stops counting.
  static let saturation: Float = 1.0
  /// For how much of the title's meaning the question covers.
  static let titleCoverage: Float = 0.8
  /// For two words side by side in the question and in a title, heading or example.
  static let adjacency: Float = 0.25
  /// A mended word is a guess.
  static let mendedWeight: Float = 0.8
  /// No score is higher, so that a floor means the same for short and long questions.
  static let highestScore = 1.2

  /// A stop word only decides between articles that are equal otherwise.
  static let stopWordWeight: Float = 0.1

  /// What an unknown pair of characters counts against the articles.
  static let strangePairWeight: Float = 0.4

  /// How telling a word is that occurs in `uses` of `articles` articles.
  ///
  /// Words no article has are the most telling: they make a question about something else
  /// score low.
  static func telling(uses: Int, articles: Int) -> Float {
    Float(Elementary.log1p(Double((Float(articles) - Float(uses) + 0.5) / (Float(uses) + 0.5))))
  }
}
