package import Desk
package import Logging
import Secrets
import Synchronization
import Threads

/// One connector at work: its thread, its breaker, and how it goes with it.
///
/// In order within a conversation; a conversation that cannot be carried holds up no other; where
/// the destination is not well everything waits in its lanes, however long, and goes on by itself.
package final class ConnectorThread: Sendable {
  package let connector: any Connector
  private let book: any ErrandBook
  private let log: Logger
  private let clock: @Sendable () -> Instant
  private let ring = Mailbox<Void>(bound: 1)
  private let shared: Mutex<Shared>
  private let thread = Mutex<NamedThread?>(nil)
  private let hooks: Mailbox<Heard>

  private struct Heard: Sendable {
    let request: HookRequest
    let until: MonotonicTime
    let answer: @Sendable (HookAnswer) -> Void
  }

  /// Requests of the other side that may wait: each has at most 256 kB.
  private static let mostHeard = 64
  /// Whoever asks waits no longer.
  private static let patience = Duration.seconds(10)

  private struct Shared: Sendable {
    var status: DestinationStatus
    var isResumed = false
    /// When it was last said that somebody asked without the secret.
    var unsignedTold: Instant?
  }

  /// Conversations looked at in one round.
  private static let roundLimit = 64
  /// The longest a lane waits after a failure of its destination, and one that is parked.
  private static let longestWait = Duration.seconds(5 * 60)
  private static let parkedWait = Duration.seconds(3600)

  /// Starts the thread.
  package init(
    _ connector: any Connector, _ book: any ErrandBook, log: Logger,
    clock: @escaping @Sendable () -> Instant = Carrier.timeOfDay
  ) throws {
    self.connector = connector
    self.book = book
    self.log = log
    self.clock = clock
    let ring = ring
    hooks = Mailbox(bound: Self.mostHeard) { _ = ring.post(()) }
    shared = Mutex(Shared(status: DestinationStatus(name: connector.name, standing: .active)))
    let started = try NamedThread("connector \(connector.name)".beginning(15)) { [self] in run() }
    thread.withLock { $0 = started }
  }

  /// Something was committed. From any thread; costs next to nothing.
  package func nudge() { _ = ring.post(()) }

  /// Has the connector answer a request; `false` where it takes none, or too many wait.
  package func hear(
    _ request: HookRequest, _ answer: @escaping @Sendable (HookAnswer) -> Void
  ) -> Bool {
    guard connector is any HookTaker else { return false }
    return hooks.post(
      Heard(request: request, until: .now.advanced(by: Self.patience), answer: answer))
  }

  /// Tries at once what is being left alone.
  package func resume() {
    shared.withLock { $0.isResumed = true }
    nudge()
  }

  package var status: DestinationStatus { shared.withLock { $0.status } }

  /// Gives up what is under way, which is still in its lane, and ends.
  package func stop() {
    connector.stop()
    ring.close()
    hooks.close()
    thread.withLock { $0 }?.join()
  }

  // MARK: On the thread

  private func run() {
    var breaker = Breaker()
    var looked: Instant?
    connector.begin(book)
    while !ring.isClosed {
      let now = clock()
      if shared.withLock({ shared in
        defer { shared.isResumed = false }
        return shared.isResumed
      }) {
        breaker = Breaker()
        looked = nil
      }
      answerHooks()
      var next = now + .seconds(1)
      if breaker.admitted(of: 1, at: now) > 0 { next = round(&breaker, at: now) }
      if let every = connector.looksEvery, !ring.isClosed {
        if looked.map({ now.since($0) >= every || now < $0 }) ?? true {
          looked = now
          look()
        }
        next = min(next, (looked ?? now) + every)
      }
      publish(breaker)
      if next > now, ring.wait(for: min(next.since(now), .seconds(1))) { _ = ring.drain() }
    }
  }

  /// Carries what is due, a conversation after the other; returns when there may be more.
  private func round(_ breaker: inout Breaker, at now: Instant) -> Instant {
    var next = now + .seconds(1)
    do {
      let due = try book.due(for: connector.name, at: now, limit: Self.roundLimit)
      for waiting in due {
        guard !ring.isClosed else { break }
        let moment = connector.pace.moment(waiting.latest, waiting: waiting.count, at: now)
        guard moment <= now else {
          next = min(next, moment)
          continue
        }
        guard breaker.admitted(of: 1, at: clock()) > 0 else { break }
        // Who asks is answered between two errands.
        answerHooks()
        guard let errand = try book.errand(waiting, at: now) else { continue }
        breaker.started()
        try settle(errand, connector.carry(errand), &breaker)
        next = now
      }
    } catch {
      note(failure: "\(error)")
      log.error(
        "a connector could not read or write the record",
        metadata: ["connector": "\(connector.name)", "reason": "\(error)"])
      return now + .seconds(1)
    }
    return next
  }

  private func answerHooks() {
    guard let taker = connector as? any HookTaker else { return }
    // Whoever waited too long has gone, and tells it again.
    for heard in hooks.drain() where heard.until > .now && !ring.isClosed {
      let answer = taker.take(heard.request, book)
      if answer.status == 401 { noteUnsigned() }
      heard.answer(answer)
    }
  }

  /// Once a minute at most: whoever knows the address may ask again and again.
  private func noteUnsigned() {
    let now = clock()
    let isNews = shared.withLock { shared in
      if let told = shared.unsignedTold, told <= now, now.since(told) < .seconds(60) {
        return false
      }
      shared.unsignedTold = now
      return true
    }
    guard isNews else { return }
    log.warning(
      "a request to a connector was not signed with its secret and was refused",
      metadata: ["connector": "\(connector.name)"])
  }

  private func settle(_ errand: Errand, _ carried: Carried, _ breaker: inout Breaker) throws {
    // What was given up because the program ends is simply still in its lane.
    guard !ring.isClosed else { return }
    let now = clock()
    switch carried {
    case .done, .partly(_, _, _), .waits, .parked:
      if breaker.state == .probing { tell(.notice, "a connector is back", errand, nil) }
      breaker.succeeded()
    case .later(let failure, _):
      let before = breaker.state
      breaker.failed(at: now, chance: Random.fraction())
      if case .open = breaker.state, before == .closed {
        tell(.warning, "a connector fails and is left alone", errand, failure.why)
      }
    }
    let settled = settlement(errand, carried, at: now)
    note(carried, at: now)
    try book.settle(settled)
  }

  private func settlement(_ errand: Errand, _ carried: Carried, at now: Instant) -> SettledErrand {
    var done: [CarriedEvent] = []
    var rest: SettledErrand.Rest?
    var link: OutsideLink?
    func retry(_ event: CarriedEvent?, _ failure: ConnectorFailure) {
      guard let event else { return }
      let wait = failure.retryAfter.map { min(max($0, .seconds(1)), .seconds(86_400)) }
      let backoff = min(.seconds(1) * (1 << min(errand.attempts, 20)), Self.longestWait)
      rest = .retry(
        position: event.position, at: now + (wait ?? backoff * (1 - Random.fraction() / 2)),
        why: failure.why)
    }
    switch carried {
    case .done(let new): (done, link) = (errand.events, new)
    case .partly(let seq, let new, let failure):
      (done, link) = (errand.events.filter { $0.seq <= seq }, new)
      retry(errand.events.first { $0.seq > seq }, failure)
    case .waits(let until, let new):
      link = new
      rest = errand.events.first.map { .waits(position: $0.position, until: until) }
    case .later(let failure, let new):
      link = new
      retry(errand.events.first, failure)
    case .parked(let why, let new):
      link = new
      retry(
        errand.events.first,
        ConnectorFailure(CarryingTrouble.parked + why, retryAfter: Self.parkedWait))
      tell(.error, "a conversation cannot be carried", errand, why)
    }
    link?.at = now
    return SettledErrand(
      destination: connector.name, conversation: errand.conversation.id, at: now,
      carried: done.map(\.position), rest: rest, link: link)
  }

  private func look() {
    let failure = connector.look(book)
    guard !ring.isClosed else { return }
    let isNews = shared.withLock { shared in
      defer { shared.status.lookError = failure?.why }
      return shared.status.lookError != failure?.why
    }
    guard let failure else { return }
    note(failure: failure.why)
    guard isNews else { return }
    log.warning(
      "a connector could not look into its system",
      metadata: ["connector": "\(connector.name)", "reason": "\(failure.why)"])
  }

  // MARK: How it goes

  private func note(_ carried: Carried, at now: Instant) {
    shared.withLock { shared in
      switch carried {
      case .done, .waits:
        shared.status.delivered += 1
        shared.status.lastSuccess = now
      case .partly(_, _, let failure), .later(let failure, _):
        shared.status.retried += 1
        (shared.status.lastFailure, shared.status.lastError) = (now, failure.why)
      case .parked(let why, _):
        shared.status.dead += 1
        (shared.status.lastFailure, shared.status.lastError) = (now, why)
      }
    }
  }

  private func note(failure: String) {
    let now = clock()
    shared.withLock { ($0.status.lastFailure, $0.status.lastError) = (now, failure) }
  }

  private func publish(_ breaker: Breaker) {
    shared.withLock { $0.status.breaker = breaker.state }
  }

  private func tell(_ level: Logger.Level, _ what: Logger.Message, _ errand: Errand, _ why: String?)
  {
    log.log(
      level: level, what,
      metadata: [
        "connector": "\(connector.name)", "conversation": "\(errand.conversation.id.text)",
        "reason": "\(why ?? "")",
      ])
  }
}
