import Testing

@testable import SmallActs

/// Numbers of an evaluation.
struct EvaluationTests {
  private let tongues = Tongues([
    Tongue(
      code: "en",
      lists: [
        .person: ["agent", "human"], .contact: ["talk to"], .aside: ["a", "please"], .yes: ["yes"],
        .no: ["no"], .not: ["not"], .solved: ["solved"], .topic: ["it", "is"],
        .refusal: ["dont want"], .danger: ["on fire"], .polite: ["hello"], .about: ["about"],
      ])
  ])

  @Test func aWrongYesIsNeverGood() {
    var evaluation = Evaluation()
    evaluation.take(Spoken(language: "en", act: .yes, text: "yes"), tongues)
    #expect(evaluation.isGood)
    evaluation.take(Spoken(language: "en", act: nil, text: "yes"), tongues)
    #expect(evaluation.wrongYes.count == 1)
    #expect(!evaluation.isGood)
  }

  @Test func sharesAreOfWhatThereIs() {
    var evaluation = Evaluation()
    for text in ["agent", "talk to a human", "zzz"] {
      evaluation.take(Spoken(language: "en", act: .person, text: text), tongues)
    }
    evaluation.take(Spoken(language: "en", act: nil, text: "human please"), tongues)
    let figures = evaluation.total(.person)
    #expect((figures.found, figures.missed, figures.wrong) == (2, 1, 1))
    #expect(!evaluation.isGood)
    #expect(evaluation.text.contains("zzz"))
  }

  @Test(arguments: [
    ("agent", true), ("talk to a human about my lamp", true), ("AGENT!!!", true),
    ("my agent told me", false), ("dont want a human", false), ("aegntx", false),
    ("agant", true), ("ageeent", true), ("\u{200B}", false), ("", false),
  ])
  func aPersonIsAskedForClauseByClause(_ text: String, _ asks: Bool) {
    #expect(Hearing(text, tongues, language: "en").asksForPerson == asks)
  }

  @Test func thousandsOfLettersCostLittle() {
    let text = String(repeating: "the lamp is broken and no agent came, ", count: 110)
    #expect(Hearing(text, tongues, language: "en").act == nil)
    #expect(Hearing(String(repeating: "👍", count: 4000), tongues, language: "en").act == nil)
    #expect(Hearing(String(repeating: "人", count: 4000), tongues, language: "xx").act == nil)
  }
}
