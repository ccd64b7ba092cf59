package import Documents
package import SmallActs

/// A language file: the words that customers use, and what the bot says of itself.
package struct LanguageFile: Sendable {
  /// Its code, from the file's name: `language/de.yaml`.
  package let code: String
  package let place: Place
  /// The words of the small acts, each with its place.
  package var lists: [WordList: [(text: String, place: Place)]] = [:]
  /// The lists that stand instead of the shipped ones and not beside them.
  package var replaced: Set<WordList> = []
  package var prefixes: [String] = []
  /// The words on the buttons of a yes-or-no question.
  package var buttons: (yes: String, no: String)?
  /// The bot's own sentences, by their key.
  var sentences: [String: Node] = [:]
  var time: TimeTable = TimeTable()

  /// The words as the small acts are recognised by.
  package var tongue: Tongue {
    Tongue(code: code, lists: lists.mapValues { $0.map(\.text) }, prefixes: prefixes)
  }
}

/// How a language speaks of moments, as far as its file says.
package struct TimeTable: Sendable, Equatable {
  /// Single words and patterns, by their key.
  package var words: [String: String] = [:]
  /// Monday first.
  package var weekdays: [String] = []
  /// January first.
  package var months: [String] = []

  static let keys = [
    "today", "tomorrow", "at", "later", "day_end", "unknown_wait", "short_wait", "long_wait",
  ]
}
