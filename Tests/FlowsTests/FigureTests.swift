import Flows
import Testing

/// Counts become figures.
@Suite struct FigureTests {
  @Test func countsAddUpToWhatADrawingShows() {
    let figures = StepFigures(counts: [
      "entered": 12, "asked": 10, "answered": 5, "escaped": 2, "failed": 1, "idle": 4,
      "no_match": 3, "digressed": 9,
    ])
    #expect(figures.visits == 12)
    #expect(figures.asked == 10)
    #expect(figures.dropOff == 2)
    #expect(figures.dropOffShare == 0.2)
    #expect(figures.idle == 4)
    #expect(figures.noMatch == 3)
    #expect(figures.medianAnswer == nil)
    #expect(StepFigures(counts: ["entered": 3]).dropOffShare == nil)
  }

  @Test(arguments: [1, 4, 59, 700, 80_000, 900_000])
  func theMedianIsNearTheMiddleAnswer(_ seconds: Int) throws {
    var counts: [String: Int] = [:]
    for span in [0, 0, seconds, seconds, 3_000_000] {
      counts[Measure.answer(after: .seconds(span)), default: 0] += 1
    }
    let median = try #require(StepFigures(counts: counts).medianAnswer)
    let ends = (Double(min(seconds, 80_000)) * 0.6, Double(seconds) * 1.6 + 1)
    #expect(Double(median.components.seconds) >= ends.0)
    #expect(Double(median.components.seconds) <= ends.1)
  }

  @Test func aTurnNamesTheStepsItCameTo() throws {
    let revision = try Sources.revision(
      Sources.bot(
        vars: "  name: { type: text }",
        """
          start:
            - say: Hello.
            - ask: Your name?
              into: name
            - say: "{{ name }}"
            - end: resolved
        """))
    let surroundings = FlowContext(now: 0)
    let first = revision.step(nil, .opened(language: nil), surroundings)
    #expect(first.visited == ["t.start.say", "t.start.name"])
    let second = revision.step(first.session, .said("Sam"), surroundings)
    #expect(second.visited == ["t.start.say2", "t.start.end"])
  }
}
