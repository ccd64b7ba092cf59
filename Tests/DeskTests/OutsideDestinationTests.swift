import Testing

@testable import Desk

/// What agents read of a reason that was written down for operators.
@Suite struct OutsideDestinationTests {
  @Test(arguments: [
    ("no connection: refused (mail.example:587)", "no connection", false),
    (
      "needs a hand: RT has no queue \"Support\" that the account may see: write another as queue:",
      "RT has no queue \"Support\" that the account may see", true
    ),
    (
      "cannot be carried: it refuses this ticket (it answered 404) about RT #12",
      "it refuses this ticket", true
    ),
    ("no answer in time; the request may have been received", "no answer in time", false),
    (
      "https://rt.example is not a public address: write allow_private: true",
      "https://rt.example is not a public address", false
    ),
  ]) func agentsReadWhatIsTheMatterAndNotHowToMendIt(why: String, words: String, needsHand: Bool) {
    #expect(CarryingTrouble(why) == CarryingTrouble(words: words, needsHand: needsHand))
  }

  @Test func aReasonIsNoLongerThanALine() {
    let trouble = CarryingTrouble(String(repeating: "x", count: 5_000))
    #expect(trouble.words.count == 160)
  }
}
