package import Desk

/// Leaves a destination alone that fails time after time, and tries it again with one parcel.
///
/// Without it an outage would cost every waiting parcel an attempt, and with it a longer and longer
/// wait of its own.
package struct Breaker: Sendable, Equatable {
  /// Whether parcels go to the destination.
  package enum State: Sendable, Equatable {
    case closed
    /// Nothing goes there until then.
    case open(until: Instant)
    /// One parcel is under way to find out.
    case probing
  }

  /// When a destination is left alone, and for how long.
  package struct Settings: Sendable, Equatable {
    /// Failures in a row.
    package var threshold = 5
    package var firstRest = Duration.seconds(2)
    /// Also the longest it takes to notice that a destination is back.
    package var longestRest = Duration.seconds(60)
    /// After an answer that a person has to see to: who we are, where it is.
    package var firstRefusedRest = Duration.seconds(60)
    package var longestRefusedRest = Duration.seconds(15 * 60)

    package init() {}
  }

  package private(set) var state = State.closed
  private let settings: Settings
  private var failures = 0
  private var rests = 0

  package init(_ settings: Settings = Settings()) { self.settings = settings }

  /// How many parcels may be started, of those there is room for.
  package func admitted(of room: Int, at now: Instant) -> Int {
    switch state {
    case .closed: room
    case .probing: 0
    case .open(let until): hasPassed(until, at: now) ? min(room, 1) : 0
    }
  }

  /// A parcel goes out.
  package mutating func started() {
    if case .open = state { state = .probing }
  }

  /// It came to nothing that says anything about the destination.
  package mutating func abandoned(at now: Instant) {
    if state == .probing { state = .open(until: now) }
  }

  /// The destination answered as one that is well, whatever it said.
  package mutating func succeeded() { self = Breaker(settings) }

  /// The destination failed; `chance` in 0..<1 shortens the rest by up to a half.
  package mutating func failed(at now: Instant, chance: Double) {
    failures += 1
    switch state {
    // What was under way when it opened adds nothing.
    case .open: return
    case .closed where failures < settings.threshold: return
    case .closed, .probing: break
    }
    let rest = min(settings.firstRest * (1 << min(rests, 30)), settings.longestRest)
    rests += 1
    state = .open(until: now + rest * (1 - chance / 2))
  }

  /// The destination does not let us in, or is elsewhere: one such answer is enough, and rests are
  /// long, for somebody has to mend it.
  package mutating func refused(at now: Instant, chance: Double) {
    failures += 1
    if case .open = state { return }
    let rest = min(settings.firstRefusedRest * (1 << min(rests, 30)), settings.longestRefusedRest)
    rests += 1
    state = .open(until: now + rest * (1 - chance / 2))
  }

  /// When something changes by itself.
  package var nextMoment: Instant? {
    if case .open(let until) = state { until } else { nil }
  }

  /// A rest longer than any we give can only mean that the clock was set back.
  private func hasPassed(_ until: Instant, at now: Instant) -> Bool {
    now >= until || until.since(now) > max(settings.longestRest, settings.longestRefusedRest)
  }
}
