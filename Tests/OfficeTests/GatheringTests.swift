import Testing
import Threads

@testable import Office

/// When the Office waits for more before a turn.
@Suite struct GatheringTests {
  private let start = MonotonicTime(nanoseconds: 1_000_000_000)

  private func patience(afterTurnOf took: Duration, pause: Duration) -> Duration? {
    var gathering = Gathering()
    let end = start.advanced(by: took)
    gathering.note(from: start, to: end)
    return gathering.patience(at: end.advanced(by: pause))
  }

  @Test func itGathersForAQuarterOfWhatTheTurnBeforeTook() {
    #expect(patience(afterTurnOf: .microseconds(400), pause: .zero) == .microseconds(100))
    #expect(patience(afterTurnOf: .microseconds(400), pause: .microseconds(1500)) != nil)
  }

  @Test func nobodyWaitsAlone() {
    #expect(patience(afterTurnOf: .microseconds(400), pause: .microseconds(1600)) == nil)
    #expect(patience(afterTurnOf: .microseconds(400), pause: .seconds(60)) == nil)
    #expect(Gathering().patience(at: start) == nil, "before the first turn")
  }

  @Test func aTurnThatDidNotWriteIsNoReasonToWait() {
    #expect(patience(afterTurnOf: .microseconds(40), pause: .zero) == nil)
  }

  @Test func aSlowDiskMakesNobodyWaitForLong() {
    #expect(patience(afterTurnOf: .milliseconds(30), pause: .zero) == .microseconds(250))
  }
}
