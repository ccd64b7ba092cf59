import Desk

/// Makes guessing passwords slow without locking anybody out.
///
/// After three wrong passwords for a login from an address, each further try waits twice as long as
/// the one before, up to a minute. Nobody else's login is slowed by that.
struct LoginThrottle {
  private struct Pair: Hashable {
    let login: Identifier<Agent>
    let address: String
  }

  private struct Failures {
    var count = 0
    var latest = Instant(milliseconds: 0)
  }

  private var failures: [Pair: Failures] = [:]

  private static let free = 3
  private static let longest = Duration.seconds(60)
  /// Pairs remembered; at the limit those are forgotten that have served their time.
  private static let limit = 10_000

  /// How long this login must still wait; nil if it may try now.
  func wait(_ login: Identifier<Agent>, _ address: String, at moment: Instant) -> Duration? {
    guard let past = failures[Pair(login: login, address: address)], past.count >= Self.free else {
      return nil
    }
    let left = Self.pause(past.count) - moment.since(past.latest)
    return left > .zero ? left : nil
  }

  private static func pause(_ count: Int) -> Duration {
    min(longest, .seconds(1 << min(count - free, 6)))
  }

  mutating func fail(_ login: Identifier<Agent>, _ address: String, at moment: Instant) {
    if failures.count >= Self.limit {
      failures = failures.filter { moment.since($0.value.latest) < Self.longest }
      if failures.count >= Self.limit { failures = [:] }
    }
    var past = failures[Pair(login: login, address: address)] ?? Failures()
    past.count += 1
    past.latest = moment
    failures[Pair(login: login, address: address)] = past
  }

  mutating func succeed(_ login: Identifier<Agent>, _ address: String) {
    failures[Pair(login: login, address: address)] = nil
  }
}
