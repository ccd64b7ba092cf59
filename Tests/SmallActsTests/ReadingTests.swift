import Testing

@testable import SmallActs

/// How words are read, whatever the language: what looks alike, and where a not turns.
struct ReadingTests {
  private let tongues = Tongues([
    Tongue(
      code: "en",
      lists: [
        .person: ["agent", "human"], .contact: ["talk to"], .want: ["i need"], .aside: ["an", "a"],
        .service: ["support"], .refusal: ["dont want", "do not want", "no", "dont"],
        .neverMind: ["dont bother"], .danger: ["not live any more", "on fire"],
        .not: ["will not"], .notDanger: ["deal on fire"], .about: ["about"],
      ]),
    Tongue(
      code: "tr",
      lists: [
        .person: ["insan", "temsilci"], .want: ["istiyorum"], .refusal: ["istemiyorum", "değil"],
        .machine: ["bot*"], .neverMind: ["boş ver"], .other: ["boş"],
      ]),
    Tongue(code: "id", lists: [.person: ["bos"], .danger: ["fire"]]),
  ])

  private func hearing(_ text: String, _ language: String = "en") -> Hearing {
    Hearing(text, tongues, language: language)
  }

  @Test(arguments: ["H U M A N", "a g e n t", "an a g e n t", "аgent", "agеnt", "ＨＵＭＡＮ"])
  func lettersApartAndLettersThatLookAlikeAreTheWord(_ text: String) {
    #expect(hearing(text).asksForPerson)
  }

  @Test(arguments: ["a b c", "агент", "a. g. e. n. t."])
  func whatIsNoWordSpelledStaysAsItIs(_ text: String) {
    #expect(!hearing(text).asksForPerson)
  }

  @Test(arguments: ["insan istemiyorum", "bir temsilci istemiyorum"])
  func aNotAtTheEndTurnsWhatStandsBeforeIt(_ text: String) {
    #expect(!hearing(text, "tr").asksForPerson)
    #expect(!hearing("an agent i do not want").asksForPerson)
  }

  @Test func whereVerbsStandLastANotSpeaksOfTheMachineBeforeIt() {
    #expect(hearing("bot değil insan istiyorum", "tr").asksForPerson)
    #expect(hearing("bot istemiyorum insan", "tr").asksForPerson)
  }

  @Test func nobodyIsCalledByAWordOfAnotherLanguageInsideOneOfTheTalks() {
    #expect(hearing("boş ver", "tr").act == .neverMind)
    #expect(hearing("don't bother").act == .neverMind)
  }

  @Test func aRefusedServiceIsNoneThatIsAskedFor() {
    #expect(hearing("support").asksForPerson)
    #expect(!hearing("no support").asksForPerson)
  }

  @Test func aDangerThatHoldsANotIsNotTurnedByIt() {
    #expect(hearing("i will not live any more").isDanger)
    #expect(!hearing("it will not be on fire").isDanger)
  }

  @Test func whatIsNoDangerInTheTalksLanguageIsNoneInAnother() {
    #expect(!hearing("a deal on fire").isDanger)
    #expect(!hearing("deal on fire", "en").isDanger)
  }

  @Test func whyAPersonIsWantedMayFollow() {
    #expect(hearing("i need an agent tomorrow").asksForPerson == false)
    #expect(hearing("i need a human or bankruptcy follows").asksForPerson == false)
    #expect(hearing("i need a human a refund").asksForPerson)
    #expect(!hearing("i need zzz a human").asksForPerson)
  }
}
