import Desk
import Fetch

/// All that is known about carrying to one destination, and what may be done next. Pure.
///
/// A lane is occupied from the moment its parcel is sent until the outcome is written down, so that
/// nothing overtakes and nothing is sent again because the record was slow.
package struct Route: Sendable {
  package let destination: DeliveryDestination
  package private(set) var status: DestinationStatus

  private let policy: DeliveryPolicy
  private let breakerSettings: Breaker.Settings
  private var breaker: Breaker
  /// By row; one per lane.
  private var underWay: [Int64: Parcel] = [:]
  private var occupied: Set<String> = []
  /// The earliest retry that was decided here and is not due yet.
  private var nextRetry: Instant?

  package init(
    _ destination: DeliveryDestination, policy: DeliveryPolicy, breaker: Breaker.Settings
  ) {
    self.destination = destination
    self.policy = policy
    breakerSettings = breaker
    self.breaker = Breaker(breaker)
    status = DestinationStatus(name: destination.name, standing: destination.standing)
  }

  /// How many parcels may be started now.
  package func room(at now: Instant) -> Int {
    guard status.standing == .active, !isHeld(at: now) else { return 0 }
    return breaker.admitted(of: destination.inFlight - underWay.count, at: now)
  }

  /// How many heads to ask the outbox for, given that it may answer those under way too.
  package var limit: Int { destination.inFlight + underWay.count }

  /// Whether anything is under way or waits to be written down.
  package var isBusy: Bool { !underWay.isEmpty }

  /// The `webhook-id` of a parcel under way.
  func key(ofRow row: Int64) -> String? { underWay[row]?.key }

  /// Of what the outbox offers, what is to be sent now, in order.
  package mutating func choose(from due: [Parcel], at now: Instant) -> [Parcel] {
    if let retry = nextRetry, retry <= now { nextRetry = nil }
    var lanes = occupied
    let free = due.filter { lanes.insert($0.lane).inserted }
    status.waiting = free.count
    return Array(free.prefix(room(at: now)))
  }

  /// A parcel goes out; its lane is occupied until `recorded`, or `abandoned`.
  package mutating func started(_ parcel: Parcel) {
    precondition(occupied.insert(parcel.lane).inserted, "a lane must carry one parcel at a time")
    underWay[parcel.row] = parcel
    status.waiting = max(status.waiting - 1, 0)
    breaker.started()
    publish()
  }

  /// An attempt ended without having been one: the parcel is offered again as it was.
  package mutating func abandoned(row: Int64, at now: Instant) {
    guard let parcel = underWay.removeValue(forKey: row) else { return }
    occupied.remove(parcel.lane)
    breaker.abandoned(at: now)
    publish()
  }

  /// An attempt ended: what is to be written down. `chance` draws numbers in 0..<1.
  package mutating func answered(
    row: Int64, _ answer: Reception, at now: Instant, chance: () -> Double
  ) -> ParcelOutcome? {
    guard let parcel = underWay[row] else { return nil }
    let verdict = policy.judge(
      answer, attempts: parcel.attempts, firstTried: parcel.firstTried, at: now, chance: chance())
    switch answer.meaning {
    case .failing: breaker.failed(at: now, chance: chance())
    case .received, .refused, .forbidden, .misdirected, .gone, .busy: breaker.succeeded()
    }
    if let hold = policy.hold(answer, at: now) {
      status.heldUntil = max(hold, status.heldUntil ?? hold)
    }
    note(verdict, at: now)
    publish()
    return ParcelOutcome(row: row, destination: destination.name, triedAt: now, verdict: verdict)
  }

  /// The outcome is in the record: the lane is free for its next parcel.
  package mutating func recorded(row: Int64) {
    guard let parcel = underWay.removeValue(forKey: row) else { return }
    occupied.remove(parcel.lane)
    publish()
  }

  /// An operator says that it is mended, or wants it to be tried at once.
  package mutating func resume() {
    status.standing = .active
    status.heldUntil = nil
    breaker = Breaker(breakerSettings)
    publish()
  }

  /// The outbox could not be read.
  package mutating func unreadable(_ why: String, at now: Instant) {
    status.lastError = "the outbox could not be read: \(why)"
    status.lastFailure = now
  }

  /// When something changes by itself, if it is known.
  package var nextMoment: Instant? {
    guard status.standing == .active else { return nil }
    let obstacle = [breaker.nextMoment, status.heldUntil].compactMap { $0 }.max()
    guard let nextRetry else { return obstacle }
    return max(nextRetry, obstacle ?? nextRetry)
  }
}

extension Route {
  private mutating func note(_ verdict: Verdict, at now: Instant) {
    switch verdict {
    case .delivered:
      status.delivered += 1
      status.lastSuccess = now
      return
    case .retry(let moment, _):
      status.retried += 1
      nextRetry = min(moment, nextRetry ?? moment)
    case .dead: status.dead += 1
    case .pause(let why): status.standing = .paused(why: why)
    case .disable(let why): status.standing = .disabled(why: why)
    }
    status.lastFailure = now
    status.lastError = verdict.why
  }

  private mutating func publish() {
    status.breaker = breaker.state
    status.inFlight = underWay.count
  }

  /// Longer than anyone is allowed to hold us off can only mean that the clock was set back.
  private func isHeld(at now: Instant) -> Bool {
    guard let until = status.heldUntil, until > now else { return false }
    return until.since(now) <= policy.longestRetryAfter
  }
}

extension Verdict {
  /// The sentence that goes with it; nil for a delivery.
  package var why: String? {
    switch self {
    case .delivered: nil
    case .retry(_, let why), .dead(let why), .pause(let why), .disable(let why): why
    }
  }
}
