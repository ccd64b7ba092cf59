import Courier
import Desk
import Fetch
import TestSupport
import Testing

/// Eight hours in which the other side is down, in no time: the route is told what time it is.
@Suite struct RouteTests {
  private let start = Instant(milliseconds: 1_800_000_000_000)

  private func route(standing: DeliveryDestination.Standing = .active) throws -> Route {
    let secret = try WebhookSecret(WebhookSecret.generate())
    let destination = try DeliveryDestination(
      name: "shop", url: "https://example.org/", secrets: [secret], standing: standing)
    return Route(destination, policy: DeliveryPolicy(), breaker: Breaker.Settings())
  }

  private func answer(_ status: Int, retryAfter: String? = nil) -> Reception {
    let headers = retryAfter.map { [Request.Header("retry-after", $0)] } ?? []
    return Reception(Response(status: status, headers: headers, body: []))
  }

  /// Sends what may be sent at `now`, and has all of it answered at once.
  private func round(
    _ route: inout Route, _ shelf: Shelf, _ answer: Reception, at now: Instant, chance: Double
  ) throws -> [String] {
    var chosen: [Parcel] = []
    while route.room(at: now) > 0, let next = route.takeFree() {
      switch next {
      case .read(let latest): route.goOn(latest, with: try shelf.following(latest, limit: 16))
      case .send(let parcel):
        route.started(parcel)
        chosen.append(parcel)
      }
    }
    if route.room(at: now) > 0 {
      let due = try shelf.due(for: "shop", at: now, limit: route.limit)
      for parcel in route.choose(from: due, at: now) {
        route.started(parcel)
        chosen.append(parcel)
      }
    }
    for parcel in chosen {
      let judged = route.answered(row: parcel.row, answer, at: now, chance: { chance })
      let outcome = try #require(judged)
      shelf.report([outcome]) { #expect($0) }
      route.recorded(row: parcel.row)
    }
    return chosen.map(\.key)
  }

  @Test(.chaos, arguments: [1, 2, UInt64.random(in: 0 ... .max)])
  func anOutageOfEightHoursLosesNothingAndKeepsEveryOrder(seed: UInt64) throws {
    var route = try route()
    let shelf = Shelf()
    for lane in 0..<50 { shelf.add(lane: "c\(lane)", seqs: 1...20) }
    var chance = Dice(seed: seed)
    var attempts = 0
    for second in 0..<(8 * 3600) {
      let now = start + .seconds(second)
      attempts += try round(
        &route, shelf, answer(503), at: now, chance: .random(in: 0..<1, using: &chance)
      ).count
    }
    // One parcel a minute or so, instead of each of fifty every quarter of an hour.
    #expect((400...1100).contains(attempts), "\(attempts) attempts")
    #expect(shelf.read { $0.waiting.count } == 1000)
    #expect(route.status.lastError == "answered 503")

    var seen: [String: Int] = [:]
    let back = start + .seconds(8 * 3600)
    for second in 0..<2000 where !(shelf.read { $0.waiting.isEmpty }) {
      let now = back + .seconds(second)
      for key in try round(&route, shelf, answer(200), at: now, chance: 0.5) {
        let parts = key.split(separator: ":")
        let lane = String(parts[1])
        let seq = try #require(Int(parts[2]))
        #expect(seq == (seen[lane] ?? 0) + 1)
        seen[lane] = seq
      }
    }
    #expect(seen.values.allSatisfy { $0 == 20 } && seen.count == 50)
    #expect(route.status.breaker == .closed && route.status.delivered == 1000)
  }

  @Test func aLaneGoesOnBeforeTheRecordKnowsThatItsParcelWasDelivered() throws {
    var route = try route()
    let shelf = Shelf()
    shelf.add(lane: "a", seqs: 1...2)
    let due = try shelf.due(for: "shop", at: start, limit: 8)
    let first = try #require(route.choose(from: due, at: start).first)
    route.started(first)
    #expect(route.choose(from: due, at: start).isEmpty && route.takeFree() == nil)
    _ = route.answered(row: first.row, answer(200), at: start, chance: { 0 })
    // The outbox still tells the first one, which is not to be sent again.
    #expect(route.choose(from: due, at: start).isEmpty && route.isBusy)
    #expect(route.takeFree() == .read(behind: first))
    let rest = try shelf.following(first, limit: 16)
    route.goOn(first, with: rest)
    #expect(route.takeFree() == .send(rest[0]))
    route.started(rest[0])
    route.recorded(row: first.row)
    #expect(route.isBusy)
    _ = route.answered(row: rest[0].row, answer(200), at: start, chance: { 0 })
    #expect(route.takeFree() == .read(behind: rest[0]))
    route.goOn(rest[0], with: [])
    route.recorded(row: rest[0].row)
    #expect(!route.isBusy && route.limit == 8)
  }

  @Test func aLaneWhoseParcelMustComeAgainWaitsForTheRecord() throws {
    var route = try route()
    let shelf = Shelf()
    shelf.add(lane: "a", seqs: 1...2)
    let due = try shelf.due(for: "shop", at: start, limit: 8)
    let first = try #require(route.choose(from: due, at: start).first)
    route.started(first)
    _ = route.answered(row: first.row, answer(503), at: start, chance: { 0 })
    #expect(route.takeFree() == nil && route.choose(from: due, at: start).isEmpty)
    route.recorded(row: first.row)
    #expect(route.choose(from: due, at: start) == [first] && !route.isBusy)
  }

  @Test(arguments: [400, 401, 403], [-86_400, 86_400])
  func aRefusalUnderAClockThatWasSetIsTriedAgain(status: Int, jump: Int) throws {
    var route = try route()
    let shelf = Shelf()
    shelf.add(lane: "a", seqs: 1...4)
    /// Sends the lane's next parcel under a clock that is so far ahead.
    func attempt(_ status: Int, lead: Duration) throws -> Verdict {
      let due = try shelf.due(for: "shop", at: start + .seconds(999_999), limit: 8)
      let parcel = try #require(due.first)
      route.started(parcel, lead: lead)
      let judged = route.answered(row: parcel.row, answer(status), at: start, chance: { 0 })
      let outcome = try #require(judged)
      shelf.report([outcome]) { #expect($0) }
      route.recorded(row: parcel.row)
      _ = route.takeFree().map { _ in route.goOn(parcel, with: []) }
      return outcome.verdict
    }
    let lead = Duration.seconds(1_700_000_000)
    #expect(try attempt(200, lead: lead) == .delivered)
    for _ in 0..<40 {
      guard case .retry = try attempt(status, lead: lead + .seconds(jump)) else {
        Issue.record("given up while the clock was wrong")
        return
      }
    }
    #expect(route.status.standing == .active)
    #expect(try attempt(200, lead: lead) == .delivered)
    // By the right clock it means what it says, also where it is slewed.
    let verdict = try attempt(status, lead: lead + .seconds(jump.signum()))
    if status == 400 {
      #expect(verdict.isDead)
    } else {
      #expect(route.status.breaker != .closed)
    }
  }

  @Test func aLongLaneGivesWayAfterItsTurn() throws {
    var route = try route()
    let shelf = Shelf()
    shelf.add(lane: "a", seqs: 1...100)
    var parcel = try #require(try shelf.due(for: "shop", at: start, limit: 8).first)
    var carried = 0
    while true {
      route.started(parcel)
      _ = route.answered(row: parcel.row, answer(200), at: start, chance: { 0 })
      carried += 1
      if route.takeFree() == .read(behind: parcel) {
        route.goOn(parcel, with: try shelf.following(parcel, limit: 1))
      }
      guard case .send(let next)? = route.takeFree() else { break }
      parcel = next
    }
    #expect(carried == Route.turnLength)
    #expect(route.room(at: start) == 8 && route.isBusy)
  }

  @Test func noMoreAreUnderWayThanAllowedAndTheOutboxIsAskedForEnough() throws {
    var route = try route()
    let shelf = Shelf()
    for lane in 0..<30 { shelf.add(lane: "c\(lane)") }
    for _ in 0..<3 {
      let due = try shelf.due(for: "shop", at: start, limit: route.limit)
      for parcel in route.choose(from: due, at: start) { route.started(parcel) }
    }
    #expect(route.status.inFlight == 8 && route.room(at: start) == 0)
    // Eight are under way and at the head of their lanes: asking for eight would show only those.
    #expect(route.limit == 16)
    _ = route.answered(row: 1, answer(503), at: start, chance: { 0 })
    route.recorded(row: 1)
    let due = try shelf.due(for: "shop", at: start, limit: route.limit)
    #expect(route.choose(from: due, at: start).count == 1)
  }

  @Test func aWishForPatienceHoldsTheWholeDestination() throws {
    var route = try route()
    let shelf = Shelf()
    shelf.add(lane: "a")
    shelf.add(lane: "b")
    let a = try #require(try shelf.due(for: "shop", at: start, limit: 1).first)
    route.started(a)
    _ = route.answered(
      row: a.row, answer(429, retryAfter: "30"), at: start, chance: { 0 })
    route.recorded(row: a.row)
    #expect(route.room(at: start + .milliseconds(29_999)) == 0)
    #expect(route.room(at: start + .seconds(30)) == 8)
    #expect(route.status.breaker == .closed && route.nextMoment == start + .seconds(30))
    // Asked for in the future: by a clock that was ahead.
    #expect(route.room(at: start + .seconds(-1)) == 8)
  }

  @Test func whatWasDisabledBeforeARestartIsDisabledAfterIt() throws {
    let standing = DeliveryDestination.Standing.disabled(why: "y")
    var route = try route(standing: standing)
    #expect(route.room(at: start) == 0 && route.status.standing == standing)
    route.resume()
    #expect(route.room(at: start) == 8 && route.status.standing == .active)
  }

  @Test func anAnswerNobodyWaitsForChangesNothing() throws {
    var route = try route()
    let before = route.status
    #expect(route.answered(row: 7, answer(401), at: start, chance: { 0 }) == nil)
    route.recorded(row: 7)
    route.abandoned(row: 7, at: start)
    #expect(route.status == before)
  }
}

extension Verdict {
  fileprivate var isDead: Bool { if case .dead = self { true } else { false } }
}
