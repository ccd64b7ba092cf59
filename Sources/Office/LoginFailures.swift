import Desk

/// Failed logins on their way into the audit trail, so that guessing fills no disk.
///
/// At most `mostPerMinute` a minute are written one by one. The others, and all that were turned
/// away unread because too many were tried, are counted, and written as one event of each kind a
/// minute: 22 events a minute at most, whatever is tried.
struct LoginFailures {
  static let mostPerMinute = 20
  private static let span = Duration.seconds(60)

  /// When the minute that is counted began; nil while nothing is.
  private var began: Instant?
  private var written = 0
  private var counted: [LoginFailure: Int] = [:]

  /// What is to be written of a failure at once; nil where it is only counted. `login` is that of
  /// an account: what else was typed there may have been a password.
  mutating func note(
    _ login: Identifier<Agent>?, _ why: LoginFailure, from address: String, at moment: Instant
  ) -> AuditEntry? {
    began = began ?? moment
    guard why == .wrong, written < Self.mostPerMinute else {
      counted[why, default: 0] += 1
      return nil
    }
    written += 1
    return AuditEntry(
      .loginFailed(login, why, count: 1), by: AuditEntry.itself, from: address, at: moment)
  }

  /// What was only counted in a minute that is over.
  mutating func takeCounted(at moment: Instant) -> [AuditEntry] {
    guard let due = nextDue, moment >= due || moment.since(due) < .zero - Self.span else {
      return []
    }
    let sums = counted.sorted { $0.key.rawValue < $1.key.rawValue }.map { why, count in
      AuditEntry(.loginFailed(nil, why, count: count), by: AuditEntry.itself, at: moment)
    }
    self = LoginFailures()
    return sums
  }

  /// The program ends: the minute does too.
  mutating func hurry(at moment: Instant) {
    began = began.map { _ in moment + (.zero - Self.span) }
  }

  /// The minute's end.
  var nextDue: Instant? { began.map { $0 + Self.span } }
}
