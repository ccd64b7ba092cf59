import Desk

// MARK: - A clock that jumps

/// Whoever waits, waits for a span: it is measured by the time the machine is up, whatever the
/// clock is set to meanwhile. What is said keeps its order anyway: no event is before the one
/// before it.
extension Office {
  /// More than a clock is ever slewed between two turns, and less than anybody waits for.
  private static let jumpLimit = Duration.seconds(2)

  /// Takes the time, and moves everything that waits along with a clock that was set.
  func reckon(_ moment: Instant, _ uptime: Duration?) {
    let jump = jump(to: moment, uptime)
    if jump > Self.jumpLimit || jump < .zero - Self.jumpLimit {
      clockJumped(by: jump)
    } else if moment < now {
      // Too little to move anything for; what was begun a moment ago is not in the future.
      waiting.clockSetBack(to: moment)
      sweep.next = min(sweep.next, moment + Sweep.pause)
      writesAgain = min(writesAgain, moment + Self.pauseAfterFailure)
    }
    now = moment
    self.uptime = uptime
  }

  private func jump(to moment: Instant, _ uptime: Duration?) -> Duration {
    let passed = moment.since(now)
    guard let uptime, let before = self.uptime else { return min(passed, .zero) }
    return passed - (uptime - before)
  }

  private func clockJumped(by jump: Duration) {
    timers.shift(by: jump)
    unkeptJump += jump
    staff.clockJumped(by: jump)
    throttle.clockJumped(by: jump)
    sessions.clockJumped(by: jump)
    tokensOnTheirWay.clockJumped(by: jump)
    sweep.next = sweep.next + jump
    waiting.clockJumped(by: jump)
    customersThere.clockJumped(by: jump)
    answering.clockJumped(by: jump)
    desertion.clockJumped(by: jump)
    offers.clockJumped(by: jump)
    returning.clockJumped(by: jump)
    writesAgain = writesAgain + jump
  }
}
