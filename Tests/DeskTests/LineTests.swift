import TestSupport
import Testing

@testable import Desk

/// The line, whatever comes and goes.
@Suite struct LineTests {
  private func waiting(_ name: String, _ dice: inout Dice) -> Conversation {
    var conversation = Conversation(id: Identifier(name))
    conversation.apply(.started(Scene.opening), at: Instant(milliseconds: 0))
    let priority = Priority.allCases[dice.roll(4)]
    let queue = Identifier<Queue>(["orders", "billing"][dice.roll(2)])
    conversation.apply(
      .queued(Handoff(queue: queue, priority: priority, reason: .flow)),
      at: Instant(milliseconds: Int64(dice.roll(20))))
    if dice.roll(4) == 0 {
      conversation.apply(.taken(Scene.maya), at: Instant(milliseconds: 30))
      conversation.apply(
        .released(Scene.maya, Release.allCases[dice.roll(3)]), at: Instant(milliseconds: 40))
    }
    return conversation
  }

  /// The order as one would say it: given back by who is gone, then urgency, then the longest wait.
  private func inOrder(_ people: [Conversation]) -> [Identifier<Conversation>] {
    func key(_ one: Conversation) -> (Int, Int, Int64, String) {
      guard case .waiting(let since, let isAtFront) = one.stage else { return (2, 0, 0, "") }
      let urgency = Priority.allCases.firstIndex(of: one.priority) ?? 0
      return (isAtFront ? 0 : 1, -urgency, since.milliseconds, one.id.text)
    }
    return people.sorted { key($0) < key($1) }.map(\.id)
  }

  @Test func theLineIsInOrderAfterEveryComingAndGoing() {
    var dice = Dice.fresh("line")
    var line = WaitingLine()
    var people: [Conversation] = []
    for number in 0..<400 {
      if people.isEmpty || dice.roll(3) > 0 {
        people.append(waiting("c\(number)", &dice))
        line.follow(people[people.count - 1])
      } else {
        var gone = people.remove(at: dice.roll(people.count))
        let ends: [Event] = [
          .taken(Scene.maya), .resolved(.customer), .withdrawn(.empty),
          .promised(replyBy: Scene.replyBy, .closed),
        ]
        gone.apply(ends[dice.roll(ends.count)], at: Instant(milliseconds: 99))
        line.follow(gone)
        #expect(line.position(of: gone.id) == nil, "SEED=\(dice.seed)")
      }
      let expected = inOrder(people)
      #expect(line.places.map(\.conversation) == expected, "SEED=\(dice.seed)")
      for (index, id) in expected.enumerated() {
        #expect(line.position(of: id) == index + 1, "SEED=\(dice.seed)")
      }
    }
  }

  @Test func whoBecomesUrgentMovesUpAndIsCountedOnce() {
    var line = WaitingLine()
    var first = Scene.given(.queued(Scene.handoff))
    var dice = Dice(seed: 1)
    let others = (0..<5).map { waiting("o\($0)", &dice) }
    for other in others { line.follow(other) }
    line.follow(first)
    first.apply(.prioritised(.urgent, .bot), at: Instant(milliseconds: 60_000))
    line.follow(first)
    #expect(line.count == 6)
    #expect(line.places.map(\.conversation) == inOrder(others + [first]))
    let (again, whoLeft) = (line.follow(first), line.follow(Scene.given()))
    #expect(!again && whoLeft && line.count == 5)
  }
}

/// What must hold for any week of opening hours.
@Suite struct AnyWeekTests {
  private func week(_ dice: inout Dice) -> OpeningHours {
    let weekly = (0..<7).map { _ -> [Range<Int>] in
      guard dice.roll(3) > 0 else { return [] }
      let ends = Set((0..<(2 * (1 + dice.roll(2)))).map { _ in 30 * dice.roll(49) }).sorted()
      return stride(from: 0, to: ends.count - 1, by: 2).map { ends[$0]..<ends[$0 + 1] }
    }
    let holidays = Set(
      (0..<dice.roll(4)).map { _ in OpeningHours.Day(number: 20_700 + dice.roll(30)) })
    let (winter, summer) = (3600 * (dice.roll(25) - 12), 3600)
    // The clock is set on one day in the middle of what is looked at.
    return OpeningHours(weekly: weekly, holidays: holidays) { utc in
      utc < 20_715 * 86_400 ? winter : winter + summer
    }
  }

  @Test func theNextOpeningIsOpenAndNothingBeforeItIs() {
    var dice = Dice.fresh("openings")
    for _ in 0..<200 {
      let hours = week(&dice)
      let from = Instant(milliseconds: (20_700 * 86_400 + Int64(dice.roll(30 * 86_400))) * 1000)
      guard let opening = hours.opening(from: from) else { continue }
      #expect(opening >= from && hours.isOpen(at: opening), "SEED=\(dice.seed)")
      if hours.isOpen(at: from) {
        #expect(opening == from, "SEED=\(dice.seed)")
      }
    }
  }

  @Test func aDeadlineIsNeverBeforeItsTimeAndMoreTimeIsNeverEarlier() {
    var dice = Dice.fresh("deadlines")
    for _ in 0..<200 {
      let hours = week(&dice)
      let from = Instant(milliseconds: (20_700 * 86_400 + Int64(dice.roll(10 * 86_400))) * 1000)
      var latest = from
      for span in [0, 60, 3600, 20_000, 90_000].map({ Duration.seconds($0) }) {
        let deadline = hours.deadline(span, from: from)
        #expect(deadline >= from + span && deadline >= latest, "SEED=\(dice.seed)")
        latest = deadline
      }
    }
  }

  @Test func aDeskThatIsClosedForAYearHasNoNextOpening() {
    let days = (0..<400).map { OpeningHours.Day(number: 20_700 + $0) }
    let hours = OpeningHours(
      weekly: Array(repeating: [540..<1020], count: 7), holidays: Set(days), offset: { _ in 0 })
    let during = Instant(milliseconds: 20_701 * 86_400_000)
    #expect(hours.opening(from: during) == nil)
    #expect(hours.deadline(.seconds(60), from: during) == during + .seconds(60))
    let near = Instant(milliseconds: 21_000 * 86_400_000)
    #expect(hours.opening(from: near) == Instant(milliseconds: 21_100 * 86_400_000 + 540 * 60_000))
  }
}
