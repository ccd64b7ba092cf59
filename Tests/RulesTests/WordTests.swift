import Authoring
import Desk
import Documents
import Rules
import TestSupport
import Testing

@Suite struct WordTests {
  /// The index finds what looking for each phrase by itself finds.
  @Test func allPhrasesAtOnceFindWhatOneByOneFinds() throws {
    var dice = Dice.fresh("rules")
    let letters = ["a", "b", "ab", "ba", "aab", "refund", "refunds"]
    for _ in 0..<200 {
      let phrases = (0..<8).map { _ in
        (0..<1 + dice.roll(3)).map { _ in letters[dice.roll(7)] }.joined(separator: " ")
      }
      let rules = phrases.enumerated().map { number, phrase in
        "  - { name: r\(number), when: customer_writes, words: [\"\(phrase)\"], "
          + "do: [{ tags: [t\(number)] }] }\n"
      }
      let outcome = RuleBook.read(
        Rulebooks.source("rules:\n" + rules.joined()), RuleNames(queues: ["general"]))
      let book = try #require(outcome.book)
      let text = (0..<dice.roll(13)).map { _ in letters[dice.roll(7)] }
        .joined(separator: " ")
      var seat = Rulebooks.seat()
      let steps = seat.hear(text, book)
      let wanted = phrases.indices.filter {
        Wording.contains(Wording.normal(phrases[$0]), in: Wording.normal(text))
      }
      #expect(
        steps.map(\.rule) == wanted.map { "r\($0)" }, "\(phrases) in \(text), SEED=\(dice.seed)")
    }
  }
}
