import Desk
import Journal
import TestSupport
import Testing

@testable import Office

/// Timers against the plainest table there is: one that looks at all of them.
struct TimerTableTests {
  private static func moment(_ second: Int) -> Instant {
    Instant(milliseconds: Int64(second) * 1000)
  }

  private static func timer(_ name: Int, due: Int) -> Timer {
    Timer(Identifier("c\(name / 2)"), .flow("t\(name % 2)"), due: moment(due))
  }

  @Test func theEarliestThatIsDueIsTakenWhateverWasPutOffOrCleared() {
    var dice = Dice.fresh("timers")
    var table = TimerTable()
    var plain: [Int: Int] = [:]
    var now = 0
    for _ in 0..<20_000 {
      let name = dice.roll(12)
      switch dice.roll(8) {
      case 0: now += dice.roll(5)
      case 1:
        let timer = Self.timer(name, due: 0)
        table.clear(timer.conversation, timer.kind)
        plain[name] = nil
      case 2:
        let jump = dice.roll(21) - 10
        table.shift(by: .seconds(Int64(jump)))
        plain = plain.mapValues { $0 + jump }
      default:
        let due = now + dice.roll(30)
        table.set(Self.timer(name, due: due))
        plain[name] = due
      }
      var taken: [Int] = []
      while let timer = table.takeDue(at: Self.moment(now)) {
        taken.append(Int(timer.due.milliseconds / 1000))
      }
      #expect(taken == plain.values.filter { $0 <= now }.sorted())
      plain = plain.filter { $0.value > now }
      #expect(table.all.map(\.due) == plain.values.sorted().map(Self.moment))
      // It wakes in time, if sometimes for nothing.
      if let first = plain.values.min() {
        #expect(table.next.map { $0 <= Self.moment(first) } == true)
      }
    }
  }

  @Test func whatIsPutOffAgainAndAgainIsWrittenAsItStandsLast() {
    var table = TimerTable()
    for second in 1...1000 { table.set(Self.timer(0, due: 60 + second)) }
    var turn = RecordTurn()
    table.write(to: &turn)
    #expect(turn.timersSet == [Self.timer(0, due: 1060)])
    #expect(table.next == Self.moment(61))
    #expect(table.takeDue(at: Self.moment(61)) == nil)
    #expect(table.next == Self.moment(1060))
    #expect(table.takeDue(at: Self.moment(1060)) == Self.timer(0, due: 1060))
    #expect(table.next == nil)
  }
}
