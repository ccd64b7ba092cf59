import Documents
import Flows
import Testing

/// What a search shows: an answer, titles, or nothing.
@Suite struct SuggestTests {
  private static func flow(_ settings: String = "", answer: Bool = true) -> [SourceFile] {
    Sources.bot(
      vars: "  details: { type: text }",
      """
        start:
          - ask: What happened?
            into: details
          - suggest: { query: "{{ details }}"\(settings) }
            \(answer ? "answer: \"That is it:\"" : "id: search")
            found: "One of these:"
            none: last
          - confirm: Did that solve it?
            yes: last
            no: last
        last:
          - end: resolved
      """)
  }

  private static func cards(_ fit: ArticleFit) -> [Card] {
    [
      Card(id: "a", title: "A", excerpt: "", score: 0.7, fit: fit),
      Card(id: "b", title: "B", excerpt: "", score: 0.6, fit: fit),
    ]
  }

  private func shown(_ flow: [SourceFile], _ fit: ArticleFit) throws -> [String] {
    var talk = Talk(try Sources.revision(flow))
    talk.cards = Self.cards(fit)
    try talk.open()
    try talk.say("it does not work")
    return talk.lines.filter { $0.hasPrefix("bot: ") || $0.hasPrefix("card: ") }.dropFirst()
      .filter { $0 != "bot: Did that solve it?" }
  }

  @Test func aSureAnswerStandsAlone() throws {
    #expect(try shown(Self.flow(), .answer) == ["bot: That is it:", "card: A"])
  }

  @Test func otherwiseTitlesAreOffered() throws {
    #expect(try shown(Self.flow(), .offer) == ["bot: One of these:", "card: A", "card: B"])
    #expect(
      try shown(Self.flow(answer: false), .answer) == ["bot: One of these:", "card: A", "card: B"])
  }

  @Test func whatDoesNotFitIsNotShown() throws {
    #expect(try shown(Self.flow(), .none).isEmpty)
    #expect(try shown(Self.flow(", at_least: answer"), .offer).isEmpty)
  }

  @Test func aScoreOfAnEarlierFlowStillHolds() throws {
    #expect(try shown(Self.flow(", min_score: 0.65"), .offer) == ["bot: One of these:", "card: A"])
  }
}
