package import Desk
import Fetch
import Glibc
package import Logging
import Secrets
import Synchronization
import Threads

/// Carries what lies in the outbox to its destinations, on a thread of its own.
///
/// At least once, in order within a lane, and never in anyone's way: whoever commits something
/// rings (`nudge`) and goes on. What is under way when the program ends is simply still in the
/// outbox.
package final class Carrier: Sendable {
  /// How hard the courier tries, and whom it trusts.
  package struct Settings: Sendable {
    package var policy = DeliveryPolicy()
    package var breaker = Breaker.Settings()
    /// How often the outbox is asked although nobody rang: for retries of an earlier run.
    package var poll = Duration.seconds(1)
    /// How long after a failure outcomes are reported again.
    package var recordAgain = Duration.seconds(1)
    /// A file of certificates to trust instead of the system's.
    package var authorities: String?

    package init() {}
  }

  enum Letter: Sendable {
    /// Something changed in `Shared`.
    case ring
    case answered(destination: String, row: Int64, Result<Response, FetchFailure>)
    case recorded([ParcelOutcome], Bool)
  }

  struct Shared: Sendable {
    var isRung = false
    var resumes: Set<String> = []
    /// Set once `stop` was called: until when outcomes are waited for.
    var end: MonotonicTime?
    var statuses: [DestinationStatus] = []
  }

  let mailbox: Mailbox<Letter>
  let shared: Mutex<Shared>
  let client: HTTPClient
  private let thread = Mutex<NamedThread?>(nil)

  /// Starts the thread. Throws `DestinationMistake` when two destinations share a name, and what
  /// the system throws when it has no thread or memory to give.
  ///
  /// `clock` tells the time of day, `chance` a number in 0..<1; both are asked on the thread.
  package init(
    _ destinations: [DeliveryDestination], outbox: any Outbox, settings: Settings = Settings(),
    log: Logger, clock: @escaping @Sendable () -> Instant = Carrier.timeOfDay,
    chance: @escaping @Sendable () -> Double = Random.fraction
  ) throws {
    var names: Set<String> = []
    for destination in destinations where !names.insert(destination.name).inserted {
      throw DestinationMistake.sameName(destination.name)
    }
    let inFlight = destinations.reduce(0) { $0 + $1.inFlight }
    // An answer or a record for each parcel under way, and two rings: more letters there cannot be.
    mailbox = Mailbox(bound: inFlight + 2)
    var options = HTTPClient.Options()
    options.concurrency = max(inFlight, 1)
    options.queueLimit = max(inFlight, 1)
    options.authorities = settings.authorities
    client = try HTTPClient(options)
    let routes = destinations.map {
      Route($0, policy: settings.policy, breaker: settings.breaker)
    }
    shared = Mutex(Shared(statuses: routes.map(\.status)))
    let surroundings = Rounds.FlowContext(
      outbox: outbox, settings: settings, log: log, clock: clock,
      uptime: { .nanoseconds(MonotonicTime.now.nanoseconds) }, chance: chance)
    do {
      let started = try NamedThread("courier") { [self] in
        Rounds(self, routes, surroundings).run()
      }
      thread.withLock { $0 = started }
    } catch {
      client.stop()
      throw error
    }
  }

  /// Something was committed. From any thread, as often as one likes: it costs next to nothing.
  package func nudge() { ring { _ in } }

  /// Carries on to a disabled destination, or tries one at once that is being left alone.
  ///
  /// The caller keeps the record in step. A name that is unknown changes nothing.
  package func resume(_ destination: String) { ring { $0.resumes.insert(destination) } }

  /// How it goes with each destination, in the order they were given.
  package func status() -> [DestinationStatus] { shared.withLock { $0.statuses } }

  /// Starts nothing more, gives what is under way a while to end, then returns.
  ///
  /// What did not end in time stays in the outbox and is sent again by the next run. The outbox
  /// must be there until this returns; never to be called from the outbox's own callbacks.
  package func stop(within grace: Duration = .seconds(4)) {
    ring { $0.end = $0.end ?? MonotonicTime.now.advanced(by: grace) }
    guard let thread = thread.withLock({ $0 }) else { return }
    thread.join()
    client.stop()
  }

  /// Now, by the system's clock.
  package static func timeOfDay() -> Instant {
    var moment = timespec()
    let code = clock_gettime(CLOCK_REALTIME, &moment)
    precondition(code == 0, "the system must know the time")
    return Instant(milliseconds: Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000)
  }

  private func ring(_ change: (inout sending Shared) -> Void) {
    let isFirst = shared.withLock { shared in
      change(&shared)
      defer { shared.isRung = true }
      return !shared.isRung
    }
    // Refused only when the thread is gone, and then there is nobody to wake.
    if isFirst { _ = mailbox.post(.ring) }
  }
}
