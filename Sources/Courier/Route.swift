package import Desk
import Fetch

/// All that is known about carrying to one destination, and what may be done next. Pure.
///
/// A lane whose parcel was delivered goes on with its next one at once: only here it is known
/// before the record has it. After `turnLength` in a row, or after a parcel that must come again,
/// it waits until everything is written down, and takes its turn among the others.
package struct Route: Sendable {
  package let destination: DeliveryDestination
  package private(set) var status: DestinationStatus

  private let policy: DeliveryPolicy
  private let breakerSettings: Breaker.Settings
  private var breaker: Breaker
  /// Those with a parcel under way, or with outcomes that are not written down.
  private var lanes: [String: Lane] = [:]
  /// The lanes of parcels under way and of outcomes that are not written down, by row.
  private var places: [Int64: String] = [:]
  private var underWay = 0
  /// Lanes that go on, in the order in which they became free.
  private var free: [String] = []
  /// The earliest retry that was decided here and is not due yet.
  private var nextRetry: Instant?
  /// How far the clock was ahead of the machine's uptime when it was last known to be right: at the
  /// latest delivery, and before the first one at the first attempt.
  private var trustedLead: Duration?

  private struct Lane {
    var underWay: Parcel?
    /// How far the clock was ahead when the parcel under way was signed.
    var lead = Duration.zero
    /// The latest that was delivered or given up.
    var latest: Parcel?
    /// Read from the outbox, behind `latest`.
    var next: [Parcel] = []
    var unwritten = 0
    var carried = 0
    var isFree = false
  }

  /// Parcels of one lane in a row, while others may wait for their turn.
  package static let turnLength = 32
  /// More than a clock that is kept right ever differs, and less than what receivers let pass: five
  /// minutes, by Standard Webhooks.
  private static let jumpLimit = Duration.seconds(30)
  /// Outcomes that may wait to be written down; beyond it nothing more is started. After a crash as
  /// many are sent again.
  package static let mostUnwritten = 1024

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
    guard status.standing == .active, !isHeld(at: now), places.count < Self.mostUnwritten else {
      return 0
    }
    return breaker.admitted(of: destination.inFlight - underWay, at: now)
  }

  /// How many heads to ask the outbox for, given that it may answer those of lanes at work too.
  package var limit: Int { destination.inFlight + lanes.count }

  /// Whether anything is under way or waits to be written down.
  package var isBusy: Bool { !places.isEmpty }

  /// The `webhook-id` of a parcel under way.
  func key(ofRow row: Int64) -> String? { places[row].flatMap { lanes[$0]?.underWay?.key } }

  /// Of what the outbox offers, what is to be sent now, in order.
  package mutating func choose(from due: [Parcel], at now: Instant) -> [Parcel] {
    if let retry = nextRetry, retry <= now { nextRetry = nil }
    var chosen: Set<String> = []
    let new = due.filter { lanes[$0.lane] == nil && chosen.insert($0.lane).inserted }
    status.waiting = new.count
    return Array(new.prefix(room(at: now)))
  }

  /// What a lane goes on with: its next parcel, or the one behind which the outbox is to be read
  /// for `goOn`. Nil when no lane is free.
  package enum Continuation: Sendable, Equatable {
    case send(Parcel)
    case read(behind: Parcel)
  }

  /// Takes the lane that has been free the longest.
  package mutating func takeFree() -> Continuation? {
    guard let name = free.first, let latest = lanes[name]?.latest else { return nil }
    guard let next = lanes[name]?.next.first else { return .read(behind: latest) }
    free.removeFirst()
    lanes[name]?.next.removeFirst()
    lanes[name]?.isFree = false
    return .send(next)
  }

  /// What the outbox has behind a lane's latest parcel; nothing ends its turn.
  package mutating func goOn(_ latest: Parcel, with next: [Parcel]) {
    guard lanes[latest.lane]?.isFree == true else { return }
    lanes[latest.lane]?.next = next
    guard next.isEmpty else { return }
    free.removeAll { $0 == latest.lane }
    lanes[latest.lane]?.isFree = false
    leave(latest.lane)
  }

  /// A parcel goes out, signed by a clock that is so far ahead of the machine's uptime.
  package mutating func started(_ parcel: Parcel, lead: Duration = .zero) {
    precondition(
      lanes[parcel.lane]?.underWay == nil, "a lane must carry one parcel at a time")
    lanes[parcel.lane, default: Lane()].underWay = parcel
    lanes[parcel.lane]?.lead = lead
    trustedLead = trustedLead ?? lead
    places[parcel.row] = parcel.lane
    underWay += 1
    status.waiting = max(status.waiting - 1, 0)
    breaker.started()
    publish()
  }

  /// An attempt ended without having been one: the parcel is offered again as it was.
  package mutating func abandoned(row: Int64, at now: Instant) {
    guard let name = places[row], lanes[name]?.underWay?.row == row else { return }
    places[row] = nil
    underWay -= 1
    lanes[name]?.underWay = nil
    lanes[name]?.next = []
    breaker.abandoned(at: now)
    leave(name)
    publish()
  }

  /// An attempt ended: what is to be written down. `chance` draws numbers in 0..<1.
  package mutating func answered(
    row: Int64, _ answer: Reception, at now: Instant, chance: () -> Double
  ) -> ParcelOutcome? {
    guard let name = places[row], let parcel = lanes[name]?.underWay, parcel.row == row else {
      return nil
    }
    let lead = lanes[name]?.lead ?? .zero
    if answer.meaning == .received { trustedLead = lead }
    let verdict = policy.judge(
      answer, attempts: parcel.attempts, firstTried: parcel.firstTried, at: now, chance: chance(),
      isDoubted: isFarOff(lead))
    switch answer.meaning {
    case .failing: breaker.failed(at: now, chance: chance())
    case .forbidden where isFarOff(lead): breaker.succeeded()
    case .forbidden, .misdirected:
      breaker.refused(at: now, chance: chance())
    case .received, .refused, .gone, .busy: breaker.succeeded()
    }
    if let hold = policy.hold(answer, at: now) {
      status.heldUntil = max(hold, status.heldUntil ?? hold)
      status.heldSince = now
    }
    note(verdict, at: now)
    underWay -= 1
    settle(parcel, verdict)
    publish()
    return ParcelOutcome(row: row, destination: destination.name, triedAt: now, verdict: verdict)
  }

  private mutating func settle(_ parcel: Parcel, _ verdict: Verdict) {
    guard var lane = lanes[parcel.lane] else { return }
    lane.underWay = nil
    lane.latest = parcel
    lane.unwritten += 1
    lane.carried += 1
    switch verdict {
    case .delivered, .dead:
      lane.isFree = lane.carried < Self.turnLength
    case .retry, .disable:
      lane.isFree = false
    }
    if lane.isFree { free.append(parcel.lane) } else { lane.next = [] }
    lanes[parcel.lane] = lane
  }

  /// The outcome is in the record. A lane that does not go on by itself waits for its turn.
  package mutating func recorded(row: Int64) {
    guard let name = places[row], lanes[name]?.underWay?.row != row else { return }
    places[row] = nil
    lanes[name]?.unwritten -= 1
    leave(name)
    publish()
  }

  /// Forgets a lane with which nothing is going on: from then on the outbox tells its head.
  private mutating func leave(_ name: String) {
    guard let lane = lanes[name], lane.underWay == nil, lane.unwritten == 0, !lane.isFree else {
      return
    }
    lanes[name] = nil
  }

  /// An operator says that it is mended, or wants it to be tried at once.
  package mutating func resume() {
    status.standing = .active
    status.heldUntil = nil
    status.heldSince = nil
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
    case .disable(let why): status.standing = .disabled(why: why)
    }
    status.lastFailure = now
    status.lastError = verdict.why
  }

  private mutating func publish() {
    status.breaker = breaker.state
    status.inFlight = underWay
  }

  /// Whether the clock was set since it was known to be right.
  private func isFarOff(_ lead: Duration) -> Bool {
    let off = lead - (trustedLead ?? lead)
    return off > Self.jumpLimit || off < .zero - Self.jumpLimit
  }

  /// A wish that was heard in the future was heard by a clock that was ahead.
  private func isHeld(at now: Instant) -> Bool {
    guard let until = status.heldUntil, until > now else { return false }
    return status.heldSince.map { $0 <= now } ?? false
  }
}

extension Verdict {
  /// The sentence that goes with it; nil for a delivery.
  package var why: String? {
    switch self {
    case .delivered: nil
    case .retry(_, let why), .dead(let why), .disable(let why): why
    }
  }
}
