import Desk
import Testing

@testable import Office

/// What of failed logins is written into the audit trail.
struct LoginFailureTests {
  private let now = Instant(milliseconds: 1_800_000_000_000)
  private let kim = Identifier<Agent>("kim")

  @Test func guessingWritesNoMoreThanItsBoundAMinute() {
    var failures = LoginFailures()
    var written: [AuditEntry] = []
    for second in 0..<600 {
      let moment = now + .seconds(second)
      for guess in 0..<50 {
        let why: LoginFailure = guess % 2 == 0 ? .wrong : .throttled
        if let entry = failures.note(kim, why, from: "192.0.2.1", at: moment) {
          written.append(entry)
        }
      }
      written += failures.takeCounted(at: moment)
    }
    written += failures.takeCounted(at: now + .seconds(700))
    #expect(written.count <= 10 * (LoginFailures.mostPerMinute + 2))
    // Nothing is lost: each of them is in a count.
    let counts = written.map { entry in
      if case .loginFailed(_, _, let count) = entry.event { count } else { 0 }
    }
    #expect(counts.reduce(0, +) == 600 * 50)
  }

  @Test func whatWasOnlyCountedIsWrittenWithTheMinutesEndOrTheProgramsEnd() {
    var failures = LoginFailures()
    #expect(failures.note(nil, .throttled, from: "192.0.2.1", at: now) == nil)
    #expect(failures.takeCounted(at: now + .seconds(59)).isEmpty)
    #expect(failures.nextDue == now + .seconds(60))
    failures.hurry(at: now + .seconds(1))
    let sums = failures.takeCounted(at: now + .seconds(1))
    #expect(sums.map(\.event) == [.loginFailed(nil, .throttled, count: 1)])
    #expect(failures.nextDue == nil)
  }
}
