import Bot
import Desk
import Flows
import Testing

/// Moments and waits are told in every language whose words are there.
@Suite struct MomentsTests {
  /// Friday, 20 November 2026, 18:00 UTC, and the Monday after it at nine.
  private static let now = Instant(milliseconds: 1_795_197_600_000)
  private static let monday = Instant(milliseconds: 1_795_424_400_000)

  @Test(arguments: [
    ("de-AT", "Mo. 23. November um 09:00", "höchstens 7 Minuten"),
    ("pt_BR", "seg. 23 de novembro às 09:00", "no máximo 7 minutos"),
    ("tr", "Pzt 23 Kasım saat 09:00", "en fazla 7 dakika"),
    ("tlh", "Mon 23 November at 09:00", "at most 7 minutes"),
  ])
  func momentsAreSaidInTheCustomersLanguage(language: String, date: String, wait: String) {
    let words = TimeWords.of(language, in: .shipped)
    #expect(Clock(offset: { _ in 0 }).words(Self.monday, from: Self.now, in: words) == date)
    #expect(words.wait(.seconds(361)) == wait)
    #expect(words.wait(.seconds(60)) != wait && words.wait(nil) != wait)
  }

  @Test func everyShippedLanguageSpeaksOfMomentsInItsOwnWords() {
    let english = TimeWords.english.wait(.seconds(361))
    for code in Languages.shipped.codes where code != "en" {
      let words = TimeWords.of(code, in: .shipped)
      #expect(words.wait(.seconds(361)) != english, "\(code)")
      #expect(words.wait(.seconds(361)).contains("7"), "\(code)")
      #expect(!words.later.isEmpty, "\(code)")
    }
  }
}
