import Desk
import TestSupport
import Testing

/// What customers are told of their wait is kept, and is not so long that it says nothing.
@Suite struct PromisedWeekTests {
  private static let all: Set = ["general", "billing"]

  private static let shapes: [PromisedWeek.Shape] = [
    .init(
      name: "two agents with three at once",
      agents: [.init(3, speed: 1, ["general"]), .init(3, speed: 0.8, ["general"])],
      arrivals: ["general": 24], handling: 720),
    .init(
      name: "six agents, two of them beginners",
      agents: [1.2, 1, 1, 1, 0.6, 0.5].map { .init(2, speed: $0, all) },
      arrivals: ["general": 36, "billing": 16], handling: 640),
    .init(
      name: "ten agents on the phone, most of them for one queue only", agents: callers,
      arrivals: ["general": 38, "billing": 35], handling: 480),
    .init(
      name: "one agent alone", agents: [.init(4, speed: 1, all)],
      arrivals: ["general": 10, "billing": 8], handling: 720),
  ]

  private static let callers: [PromisedWeek.Shape.Hand] = (0..<10).map { number in
    let queues: Set<String> = number < 4 ? ["billing"] : number < 8 ? ["general"] : all
    return .init(1, speed: 0.8 + 0.05 * Double(number), queues)
  }

  @Test func fourOfFivePromisesAreKeptInAWeekOfAnyShape() {
    var dice = Dice.fresh("promises")
    var all: [(kept: Double, count: Int)] = []
    for shape in Self.shapes {
      let week = PromisedWeek(shape, Dice(seed: UInt64(dice.roll(1_000_000_000))))
      let ratio = week.meanPromise / week.meanWait
      print(
        "\(shape.name): \(week.told.count) promises, \(percent(week.keptShare)) kept, mean wait"
          + " \(Int(week.meanWait)) s, mean promise \(Int(week.meanPromise)) s, ratio"
          + " \(Double(Int(ratio * 100)) / 100), \(percent(week.withinRange)) within the range")
      #expect(week.told.count > 300, "SEED=\(dice.seed): \(shape.name)")
      #expect(week.keptShare >= 0.72, "SEED=\(dice.seed): \(shape.name)")
      #expect(ratio < 1.9, "SEED=\(dice.seed): \(shape.name)")
      all.append((week.keptShare, week.told.count))
    }
    let kept =
      all.reduce(0) { $0 + $1.kept * Double($1.count) }
      / all.reduce(0) { $0 + Double($1.count) }
    #expect(kept >= 0.75, "SEED=\(dice.seed)")
  }

  private func percent(_ share: Double) -> String { "\(Int(share * 100)) %" }
}
