import Desk
import Journal
import Testing

@testable import Office

/// How often passwords may be tried.
struct ThrottleTests {
  private let maya = Identifier<Agent>("maya")
  private let start = Instant(milliseconds: 1_795_000_000_000)

  /// How many of so many tries, one after another at these moments, are let through.
  private func passed(
    _ throttle: inout LoginThrottle, _ moments: [Instant],
    _ who: (Int) -> (Identifier<Agent>, String)
  ) -> Int {
    moments.enumerated().count { index, moment in
      let (login, place) = who(index)
      if case .check = throttle.begin(login, from: place, at: moment) { return true }
      return false
    }
  }

  private func seconds(_ span: Range<Int>, step: Int = 1) -> [Instant] {
    stride(from: span.lowerBound, to: span.upperBound, by: step).map { start + .seconds($0) }
  }

  @Test func fortyGuessesAtOnceAreAFew() {
    var throttle = LoginThrottle()
    let all = [Instant](repeating: start, count: 40)
    #expect(passed(&throttle, all) { _ in (maya, "192.0.2.1") } == 3)
  }

  @Test(arguments: [false, true]) func atMostTenAMinute(_ isKnown: Bool) {
    var throttle = LoginThrottle(
      [], known: isKnown ? [maya: ["192.0.2.1"]] : [:], at: start)
    for minute in 0..<5 {
      let moments = (0..<600).map { start + .milliseconds(minute * 60_000 + $0 * 100) }
      let count = passed(&throttle, moments) { _ in (maya, "192.0.2.1") }
      #expect(count <= 10, "in minute \(minute)")
      #expect(count >= (isKnown ? 5 : 1), "in minute \(minute)")
    }
  }

  @Test func theWaitGrowsAndEnds() {
    var throttle = LoginThrottle()
    var (moment, waits) = (start, [Int64]())
    for _ in 0..<12 {
      while case .wait(let wait) = throttle.begin(maya, from: "192.0.2.1", at: moment) {
        waits.append(wait.milliseconds / 1000)
        moment = moment + wait
      }
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60])
  }

  @Test func manyLoginsFromOneAddressAreFewGuesses() {
    var throttle = LoginThrottle()
    let all = [Instant](repeating: start, count: 40)
    #expect(passed(&throttle, all) { (Identifier("user\($0)"), "192.0.2.1") } == 20)
    // Another address is not slowed by it.
    #expect(throttle.begin(maya, from: "192.0.2.2", at: start) == .check(isKnown: false))
  }

  @Test func manyAddressesTogetherAreFewGuesses() {
    var throttle = LoginThrottle([], known: [maya: ["192.0.2.1"]], at: start)
    let minute = (0..<6000).map { start + .milliseconds($0 * 10) }
    let count = passed(&throttle, minute) { (maya, "2001:db8:\($0)::/64") }
    #expect(count <= 180)
    // Its owner, from where they have logged in before, does not notice.
    #expect(
      throttle.begin(maya, from: "192.0.2.1", at: start + .seconds(60)) == .check(isKnown: true))
  }

  @Test func aRightPasswordTakesBackWhatItsTryAdded() {
    var throttle = LoginThrottle()
    for number in 0..<200 {
      let login = Identifier<Agent>("agent\(number)")
      #expect(throttle.begin(login, from: "192.0.2.1", at: start) == .check(isKnown: false))
      throttle.succeed(login, from: "192.0.2.1", known: ["192.0.2.1"], at: start)
    }
  }

  @Test func whereTheSettingsExemptItOnlyTheAccountsCountHolds() {
    var throttle = LoginThrottle()
    for number in 0..<200 {
      let login = Identifier<Agent>("agent\(number)")
      #expect(
        throttle.begin(login, from: "127.0.0.1", isExempt: true, at: start)
          == .check(isKnown: false))
    }
    for _ in 0..<3 { _ = throttle.begin(maya, from: "127.0.0.1", isExempt: true, at: start) }
    #expect(
      throttle.begin(maya, from: "127.0.0.1", isExempt: true, at: start) == .wait(.seconds(1)))
  }

  @Test func aClockSetBackForgivesNothingAndLocksNobodyOut() {
    var throttle = LoginThrottle()
    for _ in 0..<3 { _ = throttle.begin(maya, from: "192.0.2.1", at: start) }
    throttle.clockJumped(by: .seconds(-86_400))
    let before = start + .seconds(-86_400)
    #expect(throttle.begin(maya, from: "192.0.2.1", at: before) == .wait(.seconds(1)))
    #expect(
      throttle.begin(maya, from: "192.0.2.1", at: before + .seconds(1)) == .check(isKnown: false))
  }

  @Test func aRestartForgivesNothingWhateverTheClockSays() {
    var throttle = LoginThrottle()
    for _ in 0..<3 { _ = throttle.begin(maya, from: "192.0.2.1", at: start) }
    let kept = throttle.takeUnwritten(at: start)
    #expect(Set(kept.map(\.login)) == ["", "maya"])
    for now in [start, start + .seconds(-86_400)] {
      var again = LoginThrottle(kept, known: [:], at: now)
      #expect(again.begin(maya, from: "192.0.2.1", at: now) == .wait(.seconds(1)))
    }
  }

  @Test func whatIsRememberedIsBounded() {
    var throttle = LoginThrottle()
    for number in 0..<30_000 {
      // Slow enough that all are let through.
      let moment = start + .seconds(number)
      _ = throttle.begin(Identifier("user\(number)"), from: "a\(number)", at: moment)
    }
    #expect(throttle.remembered <= 10_000)
    throttle.forget(before: start + .seconds(40_000))
    #expect(throttle.remembered == 0)
  }
}
