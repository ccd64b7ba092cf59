import Configuration
import Documents
import Testing

@Suite struct ServiceLevels {
  private func load(_ text: String) -> Loaded<DeskSettings> {
    DeskSettings.load(file: SourceFile(path: "d.yaml", text: text))
  }

  @Test func aDeskBeginsWithTheUsualOnes() {
    let times = DeskSettings.standard.serviceLevels[0].times
    #expect(times.map(\.priority) == ["urgent", "high", "normal", "low"])
    #expect(times.map(\.firstAnswer) == [1800, 3600, 28_800, 86_400].map { .seconds($0) })
    #expect(times.map(\.solution) == [7200, 14_400, 86_400, 259_200].map { .seconds($0) })
  }

  @Test func whatIsShownReadsBackToTheSame() throws {
    let text = """
      service_levels:
        gold:
          tiers: [gold]
          queues: [billing]
          clock: always
          urgent: { first_answer: 15m, next_answer: 30m, solution: 1h }
        others:
          normal: { solution: 3d }
      """
    let desk = try #require(load(text).settings)
    #expect(desk.serviceLevels[0].isAroundTheClock && !desk.serviceLevels[1].isAroundTheClock)
    #expect(desk.serviceLevels[1].times[0].firstAnswer == nil)
    let again = try #require(load(desk.show()).settings)
    #expect(again.serviceLevels == desk.serviceLevels)
  }

  @Test(arguments: [
    ("service_levels: {a: {}}", "promises nothing"),
    ("service_levels: {a: {urgent: {first_answer: 2h, solution: 1h}}}", "before it is answered"),
    ("service_levels: {a: {urgent: {first_answer: 0m}}}", "first_answer"),
    ("service_levels: {a: {urgent: {answer: 1h}}}", "answer"),
    ("service_levels: {a: {asap: {solution: 1h}}}", "asap"),
    ("service_levels: {a: {clock: sometimes, low: {solution: 1h}}}", "clock"),
    (
      "service_levels: {a: {low: {solution: 1h}}, b: {tiers: [x], low: {solution: 1h}}}",
      "never counts"
    ),
    ("timezone: Europe/Lodnon", "Europe/London"),
    ("queues: {a: {title: A, escalates_to: a}}", "is the queue itself"),
    ("queues: {a: {title: A, escalates_to: b}}", "names the queue \"b\""),
  ])
  func aMistakeIsSaidWithItsPlace(_ text: String, _ part: String) {
    let loaded = load(text)
    #expect(loaded.settings == nil)
    #expect(loaded.report.contains(part) && loaded.report.contains("d.yaml:1:"), "\(loaded.report)")
  }
}
