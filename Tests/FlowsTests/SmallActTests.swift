import Documents
import SmallActs
import Testing

@testable import Flows

/// What the shipped words make of what customers write: the reports that they come from.
struct SmallActTests {
  private let languages = Languages.shipped

  private func hearing(_ words: String, _ language: String = "en") -> Hearing {
    languages.hearing(words, language)
  }

  @Test(arguments: [
    "definitely not", "absolutely not", "right, it does not work", "ok but no",
    "sure it doesnt work", "not at all", "did not solve it", "thanks but no",
  ])
  func rasaDemo217DefinitelyNotIsNoYes(_ words: String) {
    #expect(languages.confirmation(words, "en") == false)
  }

  @Test(arguments: [
    "correct address was given, still no parcel", "true, but it is lost",
    "yes but it is still lost",
    "yes and no", "maybe", "right?", "help", "well", "hm", "work",
  ])
  func rasaDemo30MoreThanAYesIsNone(_ words: String) {
    #expect(languages.confirmation(words, "en") == nil)
  }

  /// "It is" alone is a yes, and the beginning of a no.
  @Test(arguments: [
    ("it is", true), ("it did", true), ("it is solved", true), ("it is still broken", false),
    ("it is worse", false), ("it has failed", false), ("it did nothing", false),
  ])
  func rasaDemo217AYesThatGoesOnIsWhatItGoesOnTo(_ words: String, _ flag: Bool) {
    #expect(languages.confirmation(words, "en") == flag)
  }

  @Test(arguments: ["it is still broken", "does not work", "that did not help", "geht nicht"])
  func ticketz230WhatIsUnsolvedIsSaidToBe(_ words: String) {
    #expect(hearing(words).saysUnsolved || hearing(words, "de").saysUnsolved)
  }

  @Test(arguments: ["no", "no thanks", "nothing", "answer faster", "it works now", "not broken"])
  func aPlainNoIsNoComplaint(_ words: String) {
    #expect(!hearing(words).saysUnsolved)
  }

  @Test(arguments: [
    "I want to speak to a real person please", "get me a human now", "Agent please",
    "this is useless, give me a person", "representative", "speak to a manager",
    "I need to talk to someone", "customer service", "live chat", "advisor", "employee",
  ])
  func aletheiaFact1347APersonIsAPerson(_ words: String) {
    #expect(hearing(words).act == .person)
  }

  @Test(arguments: ["Mensch", "humano", "人間", "agente", "오퍼레이터", "человек"])
  func liveHelperChat1959APersonInAnyLanguage(_ words: String) {
    #expect(hearing(words).act == .person)
  }

  @Test(arguments: [
    "my real estate agent", "in person pickup", "the agent told me to wait",
    "I spoke with an agent yesterday", "agent 47 broke", "customer service number?",
    "I don't want to talk to a person", "is this a real person?",
  ])
  func whoSpeaksOfAPersonAsksForNone(_ words: String) {
    #expect(!hearing(words).asksForPerson)
  }

  @Test(arguments: ["there is a fire in my house", "I smell gas", "I want to kill myself"])
  func twake1635DangerGoesFirst(_ words: String) {
    #expect(hearing(words).act == .danger)
  }

  @Test(arguments: ["fire TV stick", "that is a smoking deal", "I am fired up", "gas grill order"])
  func whatOnlySoundsLikeDangerIsNone(_ words: String) {
    #expect(!hearing(words).isDanger)
  }

  @Test func thePersonIsFoundAndNobodyIsTakenForSolvedWhoIsNot() {
    var evaluation = Evaluation()
    for spoken in Shipped.utterances { evaluation.take(spoken, languages.tongues) }
    #expect(evaluation.count >= 600)
    #expect(Set(Shipped.utterances.map(\.language)).count >= 12)
    #expect(evaluation.isGood, "\(evaluation.text)")
    #expect(evaluation.mistakes.count * 50 <= evaluation.count, "\(evaluation.text)")
  }

  @Test(arguments: Shipped.files.map(\.code))
  func everyShippedLanguageIsWhole(_ code: String) {
    #expect(Set(Sentence.names).subtracting(languages.sentences[code, default: [:]].keys).isEmpty)
    #expect(languages.time(code) != nil)
    let words = languages.words(of: code)
    for list: WordList in [
      .person, .somebody, .service, .contact, .want, .calling, .aside, .machine, .refusal, .about,
      .notPerson, .yes, .consent, .no, .not, .topic, .solved, .outcome, .unsolved, .doubt, .but,
      .thanks, .goodbye, .back, .startOver, .help, .neverMind, .danger, .dangerHint, .dangerNear,
      .notDanger, .polite, .join,
    ] {
      #expect(words[list]?.isEmpty == false, "\(code) has no \(list.rawValue)")
    }
  }

  /// A word of one act in another that is heard before it, or a button for the other answer.
  @Test(arguments: [
    ("person: { words: [yes] }", "E163"), ("yes: { words: [human] }", "E163"),
    ("thanks: { words: [agent] }", "E163"), ("person: { whole: [help] }", "E163"),
    ("danger: { words: [ok] }", "E163"), ("never_mind: [yes]", "E163"),
    ("back: [yeah]", "E163"), ("buttons: { yes: \"No\", no: \"Yes\" }", "E163"),
    ("no: { words: [\"n*\"] }", "E161"),
  ])
  func wordsThatOverlapAreRefused(_ file: String, _ rule: String) {
    let sources = [
      SourceFile(
        path: "bot.yaml",
        text: """
          bot: b
          entry: [{ flow: t }]
          commands:
            agent: { phrases: [agent please], do: handoff, queue: general }
          """),
      SourceFile(path: "t.flow.yaml", text: "flow: t\nsections:\n  a:\n    - end: resolved\n"),
      SourceFile(path: "language/en.yaml", text: file),
    ]
    let findings = FlowChecker.check(
      sources: sources, desk: DeskNames(queues: ["general"], articleCount: 0))
    #expect(findings.contains { $0.id == rule }, "\(findings.map(\.id))")
  }

  @Test func aLargeFileIsRefusedAtOnce() {
    let text = "yes: { words: [" + String(repeating: "roger, ", count: 1_500_000) + "] }"
    let (file, findings) = LanguageReader.read(SourceFile(path: "language/en.yaml", text: text))
    #expect(file == nil)
    #expect(findings.map(\.id) == ["E160"])
  }
}
