package import Desk
package import Fetch

/// What becomes of a parcel after an attempt (delivery contract, F6). Pure.
package struct DeliveryPolicy: Sendable {
  /// Before the second attempt, at most; doubled with each further one.
  package var firstWait = Duration.seconds(1)
  package var longestWait = Duration.seconds(15 * 60)
  /// Where a person has to mend something, waits begin as if it had been tried so often before.
  package var refusedAttempts = 6
  /// Since the first attempt; afterwards the parcel is dead.
  package var patience = Duration.seconds(7 * 24 * 3600)
  /// No parcel is given up after fewer: a clock that is ahead for a moment ends nobody's patience.
  package var leastAttempts = 20
  /// However long a receiver asks us to stay away, we knock once a day.
  package var longestRetryAfter = Duration.seconds(24 * 3600)

  package init() {}

  /// Judges the attempt that was made at `now`.
  ///
  /// Where the attempt was signed under a clock that `isDoubted`, a refusal that may be the
  /// timestamp's says nothing of the parcel or of our credentials: it comes again until the clock
  /// is right.
  ///
  /// `chance` lies in 0..<1 and spreads retries evenly over the whole wait, so that parcels which
  /// failed together do not come back together.
  package func judge(
    _ answer: Reception, attempts: Int, firstTried: Instant?, at now: Instant, chance: Double,
    isDoubted: Bool = false
  ) -> Verdict {
    if isDoubted, answer.mayBeTheTimestamp {
      return .retry(
        at: now + longestPause(after: attempts) * chance,
        why: "\(answer.sentence) (the clock was set: signed at \(now.milliseconds / 1000))")
    }
    switch answer.meaning {
    case .received: return .delivered
    case .refused: return .dead(why: answer.sentence)
    case .forbidden, .misdirected:
      // Somebody mends it one day, and it goes on by itself: nothing is given up until then.
      let wait = longestPause(after: attempts &+ min(refusedAttempts, 30))
      return .retry(at: now + wait * (0.5 + chance / 2), why: answer.sentence)
    case .gone: return .disable(why: answer.sentence)
    case .busy, .failing: break
    }
    guard now.since(firstTried ?? now) < patience || attempts + 1 < leastAttempts else {
      return .dead(why: "given up after \(attempts + 1) attempts; the last one: \(answer.sentence)")
    }
    let jittered = now + longestPause(after: attempts) * chance
    return .retry(at: max(jittered, hold(answer, at: now) ?? jittered), why: answer.sentence)
  }

  /// Until when the receiver asked not to be called again, if it did.
  package func hold(_ answer: Reception, at now: Instant) -> Instant? {
    switch answer.retryAfter {
    case nil: nil
    case .wait(let wait): now + min(max(wait, .zero), longestRetryAfter)
    case .moment(let moment): min(max(moment, now), now + longestRetryAfter)
    }
  }

  private func longestPause(after attempts: Int) -> Duration {
    // Thirty doublings are past every cap, and short of overflow.
    min(firstWait * (1 << min(max(attempts, 0), 30)), longestWait)
  }
}

/// What came of asking a receiver, as far as it matters.
package struct Reception: Sendable, Equatable {
  package let meaning: Meaning
  /// One sentence for the operator.
  package let sentence: String
  package let retryAfter: RetryAfter?
  /// Whether a receiver may answer so to a timestamp that is too old or too new.
  package let mayBeTheTimestamp: Bool

  /// What an answer says of the parcel and of its destination.
  package enum Meaning: Sendable, Equatable {
    case received
    /// This parcel is not wanted; another one may be.
    case refused
    /// Not with these credentials.
    case forbidden
    /// The address is wrong: it redirects, or is none we may go to.
    case misdirected
    case gone
    /// It is well and asks for patience.
    case busy
    /// It is not well, or not there.
    case failing
  }

  package init(_ response: Response) {
    meaning = Self.meaning(of: response.status)
    mayBeTheTimestamp = [400, 401, 403].contains(response.status)
    sentence = Self.sentence(response)
    let isWaiting = meaning == .busy || meaning == .failing
    retryAfter = isWaiting ? response.header("retry-after").flatMap(RetryAfter.init) : nil
  }

  package init(_ failure: FetchFailure) {
    switch failure {
    case .refusedAddress, .malformed: meaning = .misdirected
    // The status was there before the answer grew too long, and it is all we want to know.
    case .tooLarge(let status): meaning = Self.meaning(of: status)
    case .overloaded, .stopped, .resolve, .connect, .tls, .timedOut, .broken: meaning = .failing
    }
    sentence = "\(failure)"
    retryAfter = nil
    mayBeTheTimestamp = if case .tooLarge(400) = failure { true } else { meaning == .forbidden }
  }

  private static func meaning(of status: Int) -> Meaning {
    switch status {
    case 200...299: .received
    case 300...399: .misdirected
    case 401, 403: .forbidden
    case 410: .gone
    // 425: too early, by RFC 8470 a request to come again.
    case 425, 429: .busy
    case 408: .failing
    case 400...499: .refused
    default: .failing
    }
  }

  private static func sentence(_ response: Response) -> String {
    let said = excerpt(response.body)
    let redirect = response.header("location").map { " to \(excerpt(Array($0.utf8)))" } ?? ""
    return "answered \(response.status)\(redirect)" + (said.isEmpty ? "" : ": \(said)")
  }

  /// The beginning of what was said, without anything that could steer a screen or forge a line.
  private static func excerpt(_ bytes: [UInt8]) -> String {
    let isPrintable = { (byte: UInt8) in (0x20...0x7E).contains(byte) }
    let text = bytes.prefix(200).map { isPrintable($0) ? $0 : UInt8(ascii: " ") }
    let words = text.split(separator: UInt8(ascii: " ")).joined(separator: [UInt8(ascii: " ")])
    return String(decoding: Array(words), as: UTF8.self)
  }
}
