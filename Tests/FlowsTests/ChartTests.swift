import Documents
import Flows
import TestSupport
import Testing

/// A fault chart turned into flows mechanically, word for word, works as it stands.
@Suite struct ChartTests {
  private static func chart() throws -> Chart {
    try Chart(Repository.text("Tests/FlowsTests/Charts/router.txt"))
  }

  @Test func aChartOfThirtyQuestionsLoadsWithoutAFinding() throws {
    let chart = try ChartTests.chart()
    #expect(chart.ways.count == 31, "30 questions have 31 leaves")
    #expect(Set(chart.ways.map(\.leaf)).count == 31)
    let findings = FlowChecker.check(sources: chart.sources, desk: Sources.desk)
    #expect(findings.isEmpty, "\(FindingReport(findings, sources: chart.sources).text)")
  }

  @Test func everyWayLeadsToItsLeafThroughADigressionAtEachQuestion() throws {
    let chart = try ChartTests.chart()
    let revision = try Sources.revision(chart.sources)
    for way in chart.ways {
      var talk = Talk(revision)
      try talk.open()
      for (index, step) in way.steps.enumerated() {
        let asked = ["bot: \(step.question)", "options: Yes | No"]
        #expect(talk.take().suffix(2) == asked)
        let aside = chart.asides[index % chart.asides.count]
        let words = "Wait, \(aside.triggers[index % aside.triggers.count])?"
        try talk.say(words)
        #expect(talk.take() == ["customer: \(words)", "bot: \(aside.answer)"] + asked)
        try index.isMultiple(of: 2) ? talk.tap(step.answer) : talk.say(step.answer)
      }
      #expect(talk.take().suffix(2) == ["bot: \(way.leaf)", "=> resolved"])
      #expect(!talk.metrics.contains(.noMatch))
    }
  }
}
