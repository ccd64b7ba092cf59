import Documents
import SmallActs
import TestSupport
import Testing

@testable import Flows

/// What the widget sends in the customer's name is understood by the bot.
struct WidgetWordsTests {
  private let languages = Languages.shipped

  private static func source(_ name: String) throws -> String {
    try Repository.text("web-static/src/\(name)")
  }

  /// The languages the widget speaks, as `words.js` lists them.
  private static func codes() throws -> [String] {
    let list = try source("words.js").firstMatch(of: #/LOCALES = /\^\(([a-z|]+)\)\$//#)
    return try #require(list).1.split(separator: "|").map(String.init)
  }

  @Test func theWidgetsWishForAPersonIsUnderstoodInEveryLanguageItSpeaks() throws {
    let codes = try Self.codes()
    #expect(codes.count >= 18)
    for code in codes {
      let file = code == "en" ? "menu.js" : "locale-\(code).js"
      let match = try Self.source(file).firstMatch(of: #/personWords: '([^']+)'/#)
      let words = try String(#require(match, "\(file)").1)
      #expect(languages.hearing(words, code).act == .person, "\(code): \(words)")
      // The bot may speak one language only, and the customer another.
      #expect(languages.hearing(words, "en").act == .person, "\(code) to an English bot: \(words)")
      #expect(languages.hearing(words, "de").act == .person, "\(code) to a German bot: \(words)")
    }
  }

  @Test func theBotSpeaksEveryLanguageOfTheWidget() throws {
    for code in try Self.codes() {
      #expect(languages.codes.contains(code), "\(code)")
    }
  }
}
