import Desk
import Fetch
import Logging
import Threads

/// What the courier's thread does, round after round: read letters, send what is due, report.
final class Rounds {
  struct FlowContext: Sendable {
    let outbox: any Outbox
    let settings: Carrier.Settings
    let log: Logger
    let clock: @Sendable () -> Instant
    let uptime: @Sendable () -> Duration
    let chance: @Sendable () -> Double
  }

  private let carrier: Carrier
  private let around: FlowContext
  private var routes: [Route]
  private let places: [String: Int]
  /// Decided in this round, to be reported at its end.
  private var outcomes: [ParcelOutcome] = []
  /// Could not be written down; reported again at that time.
  private var unwritten: [ParcelOutcome] = []
  private var reportAgain: MonotonicTime?
  /// Whether a report is on its way: what is decided meanwhile goes with the next.
  private var isReporting = false

  init(_ carrier: Carrier, _ routes: [Route], _ surroundings: FlowContext) {
    self.carrier = carrier
    self.routes = routes
    around = surroundings
    places = Dictionary(
      uniqueKeysWithValues: routes.enumerated().map { ($1.destination.name, $0) })
  }

  func run() {
    while true {
      let now = around.clock()
      for letter in carrier.mailbox.drain() { take(letter, at: now) }
      let (resumes, end) = hear()
      for name in resumes { resume(name) }
      if end == nil {
        for place in routes.indices { dispatch(place, at: now) }
      }
      report()
      carrier.shared.withLock { $0.statuses = routes.map(\.status) }
      if let end, MonotonicTime.now >= end || !routes.contains(where: \.isBusy) { break }
      _ = carrier.mailbox.wait(for: pause(at: now, end: end))
    }
    carrier.mailbox.close()
  }

  /// After the mailbox is emptied: who rings in between is heard now, and once more for nothing.
  /// The other way round the letter would be gone and the change asleep until the next poll.
  private func hear() -> (resumes: Set<String>, end: MonotonicTime?) {
    carrier.shared.withLock { shared in
      shared.isRung = false
      defer { shared.resumes = [] }
      return (shared.resumes, shared.end)
    }
  }

  private func take(_ letter: Carrier.Letter, at now: Instant) {
    switch letter {
    case .ring: break
    case .answered(let destination, let row, let result):
      guard let place = places[destination] else { return }
      answered(place, row, result, at: now)
    case .recorded(let outcomes, true):
      isReporting = false
      for outcome in outcomes {
        guard let place = places[outcome.destination] else { continue }
        routes[place].recorded(row: outcome.row)
      }
    case .recorded(let outcomes, false):
      isReporting = false
      around.log.warning(
        "outcomes of deliveries could not be recorded", metadata: ["count": "\(outcomes.count)"])
      unwritten += outcomes
      reportAgain = reportAgain ?? .now.advanced(by: around.settings.recordAgain)
    }
  }

  private func answered(
    _ place: Int, _ row: Int64, _ result: Result<Response, FetchFailure>, at now: Instant
  ) {
    let answer: Reception
    switch result {
    case .success(let response): answer = Reception(response)
    case .failure(.stopped), .failure(.overloaded):
      routes[place].abandoned(row: row, at: now)
      return
    case .failure(let failure): answer = Reception(failure)
    }
    let before = routes[place].status
    let key = routes[place].key(ofRow: row) ?? ""
    let outcome = routes[place].answered(row: row, answer, at: now, chance: around.chance)
    guard let outcome else { return }
    outcomes.append(outcome)
    tell(outcome.verdict, key: key, before: before, after: routes[place].status)
  }

  private func resume(_ name: String) {
    guard let place = places[name] else { return }
    routes[place].resume()
    around.log.notice("a mirror was resumed", metadata: ["mirror": "\(name)"])
  }

  private func dispatch(_ place: Int, at now: Instant) {
    let name = routes[place].destination.name
    do {
      try goOn(place, at: now)
      guard routes[place].room(at: now) > 0 else { return }
      let due = try around.outbox.due(for: name, at: now, limit: routes[place].limit)
      for parcel in routes[place].choose(from: due, at: now) { send(parcel, place, at: now) }
    } catch {
      routes[place].unreadable("\(error)", at: now)
      around.log.error(
        "the outbox could not be read", metadata: ["mirror": "\(name)", "reason": "\(error)"])
    }
  }

  /// Lanes whose parcel was delivered go on before others begin.
  private func goOn(_ place: Int, at now: Instant) throws {
    while routes[place].room(at: now) > 0, let continuation = routes[place].takeFree() {
      switch continuation {
      case .send(let parcel): send(parcel, place, at: now)
      case .read(let latest):
        routes[place].goOn(
          latest, with: try around.outbox.following(latest, limit: Route.turnLength / 2))
      }
    }
  }

  private func send(_ parcel: Parcel, _ place: Int, at now: Instant) {
    let lead = Duration.milliseconds(now.milliseconds) - around.uptime()
    routes[place].started(parcel, lead: lead)
    let destination = routes[place].destination
    let request = Request(parcel, to: destination, at: now)
    let mailbox = carrier.mailbox
    do throws(FetchFailure) {
      try carrier.client.send(request) { result in
        // Refused only when the thread is gone; then the parcel is still in the outbox.
        _ = mailbox.post(
          .answered(destination: destination.name, row: parcel.row, result))
      }
    } catch {
      answered(place, parcel.row, .failure(error), at: now)
    }
  }

  /// One report at a time, and none before what could not be written: each lane's outcomes keep
  /// their order.
  private func report() {
    guard !isReporting else { return }
    if let moment = reportAgain {
      guard moment <= .now else { return }
      outcomes = unwritten + outcomes
      unwritten = []
      reportAgain = nil
    }
    guard !outcomes.isEmpty else { return }
    isReporting = true
    let reported = outcomes
    outcomes = []
    let mailbox = carrier.mailbox
    around.outbox.report(reported) { isWritten in
      // Refused only when the thread is gone; then the record is all that matters.
      _ = mailbox.post(.recorded(reported, isWritten))
    }
  }

  /// Until the next thing that is known to happen, and never longer than the poll.
  private func pause(at now: Instant, end: MonotonicTime?) -> Duration {
    var pause = around.settings.poll
    for moment in routes.compactMap(\.nextMoment) where moment > now {
      pause = min(pause, moment.since(now))
    }
    if let reportAgain { pause = min(pause, reportAgain.since(.now)) }
    if let end { pause = min(pause, end.since(.now)) }
    return max(pause, .milliseconds(1))
  }
}

extension Rounds {
  /// One line for each change an operator wants to know of; a parcel that arrived is none.
  private func tell(
    _ verdict: Verdict, key: String, before: DestinationStatus, after: DestinationStatus
  ) {
    let name: Logger.Metadata = ["mirror": "\(after.name)"]
    let why: Logger.Metadata = ["reason": "\(verdict.why ?? "")"] + Self.event(key)
    let log = around.log
    switch verdict {
    case .delivered, .retry: break
    case .dead: log.error("a mirror refused an event, and it was given up", metadata: name + why)
    case .disable: log.error("a mirror is disabled", metadata: name + why)
    }
    switch (before.breaker, after.breaker) {
    case (.closed, .open):
      log.warning("a mirror fails and is left alone", metadata: name + why)
    case (.probing, .closed): log.notice("a mirror is back", metadata: name)
    case (.closed, _), (.open, _), (.probing, _): break
    }
  }

  /// Which event it was: a key is `<epoch>:<conversation>:<seq>`.
  private static func event(_ key: String) -> Logger.Metadata {
    let parts = key.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return [:] }
    return ["conversation": "\(parts[1])", "seq": "\(parts[2])"]
  }
}

extension Logger.Metadata {
  fileprivate static func + (one: Self, other: Self) -> Self { one.merging(other) { $1 } }
}

extension Request {
  /// A delivery by Standard Webhooks, signed anew at each attempt; the body never changes.
  init(_ parcel: Parcel, to destination: DeliveryDestination, at now: Instant) {
    let signature = Signature(
      id: parcel.key, timestamp: now.milliseconds / 1000, body: parcel.body,
      secrets: destination.secrets)
    self.init(
      method: "POST", url: destination.url,
      headers: [
        Header("Content-Type", "application/json"), Header("webhook-id", signature.id),
        Header("webhook-timestamp", "\(signature.timestamp)"),
        Header("webhook-signature", signature.codes),
      ],
      body: parcel.body, timeout: destination.timeout,
      addressGuard: destination.allowPrivate ? .anywhere : .publicOnly)
  }
}
