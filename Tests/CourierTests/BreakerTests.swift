import Courier
import Desk
import Testing

@Suite struct BreakerTests {
  private let start = Instant(milliseconds: 1_800_000_000_000)

  private func opened() -> Breaker {
    var breaker = Breaker()
    for _ in 0..<5 { breaker.failed(at: start, chance: 0) }
    return breaker
  }

  @Test func itOpensAfterFiveFailuresInARow() {
    var breaker = Breaker()
    for _ in 0..<4 { breaker.failed(at: start, chance: 0) }
    breaker.succeeded()
    for _ in 0..<4 { breaker.failed(at: start, chance: 0) }
    #expect(breaker.state == .closed && breaker.admitted(of: 8, at: start) == 8)
    breaker.failed(at: start, chance: 0)
    #expect(breaker.state == .open(until: start + .seconds(2)))
    #expect(breaker.admitted(of: 8, at: start + .milliseconds(1999)) == 0)
  }

  @Test func afterARestOneParcelFindsOut() {
    var breaker = opened()
    let later = start + .seconds(2)
    #expect(breaker.admitted(of: 8, at: later) == 1)
    #expect(breaker.admitted(of: 0, at: later) == 0)
    breaker.started()
    #expect(breaker.state == .probing && breaker.admitted(of: 8, at: later) == 0)
    breaker.succeeded()
    #expect(breaker.state == .closed && breaker.admitted(of: 8, at: later) == 8)
  }

  @Test func restsGrowToAMinute() {
    var breaker = opened()
    var now = start
    var rests: [Duration] = []
    for _ in 0..<8 {
      guard case .open(let until) = breaker.state else {
        Issue.record("\(breaker.state)")
        return
      }
      rests.append(until.since(now))
      now = until
      breaker.started()
      breaker.failed(at: now, chance: 0)
    }
    #expect(rests == [2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
  }

  @Test func chanceShortensARestByAHalfAtMost() {
    var breaker = Breaker()
    for _ in 0..<5 { breaker.failed(at: start, chance: 1) }
    #expect(breaker.state == .open(until: start + .seconds(1)))
  }

  @Test func whatWasUnderWayWhenItOpenedAddsNothing() {
    var breaker = opened()
    let before = breaker.state
    for _ in 0..<7 { breaker.failed(at: start + .seconds(1), chance: 0) }
    #expect(breaker.state == before)
  }

  @Test func anAttemptThatWasNoneLeavesTheQuestionOpen() {
    var breaker = opened()
    let later = start + .seconds(2)
    breaker.started()
    breaker.abandoned(at: later)
    #expect(breaker.admitted(of: 8, at: later) == 1)
  }

  @Test func aClockSetBackDoesNotKeepItOpenForHours() {
    let breaker = opened()
    #expect(breaker.admitted(of: 8, at: start + .seconds(-3600)) == 1)
  }
}
