import Courier
import Peers
import Testing

/// Destinations that are taken out of service, and couriers that come and go.
@Suite(.timeLimit(.minutes(5))) struct StandingTests {
  private let journey = Journey()

  @Test func aDestinationThatIsGoneIsLeftAloneUntilResumed() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    shelf.add(lane: "a", seqs: 1...3)
    shelf.add(to: "other", lane: "a", seqs: 1...3)
    let carrier = try journey.carrier(
      journey.destination(peer.url("all/410/200")),
      journey.destination(peer.url("200"), name: "other"))
    try await shelf.reaches {
      $0.waiting.count == 3 && !$0.outcomes.allSatisfy { $0.verdict == .delivered }
    }
    // Another parcel for the other one goes through, and still nothing more for this one.
    shelf.add(to: "other", lane: "b")
    carrier.nudge()
    try await shelf.reaches { $0.waiting.count == 3 }
    #expect(try peer.entries(HostileEntry.self).filter { $0.step == "410" }.count == 1)
    guard case .disabled(let why) = carrier.status()[0].standing else {
      Issue.record("\(carrier.status())")
      return
    }
    #expect(why.contains("410"))
    carrier.resume("shop")
    try await shelf.isEmptied()
    carrier.stop()
    #expect(carrier.status()[0].standing == .active)
    #expect(shelf.read { $0.outcomes.filter { $0.verdict == .delivered }.count } == 7)
  }

  @Test(arguments: ["401", "403", "301", "308"])
  func aDestinationThatDoesNotLetUsInIsAskedSeldomAndGoesOnByItself(status: String) async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    for lane in 0..<8 { shelf.add(lane: "c\(lane)", seqs: 1...3) }
    var settings = Journey.settings
    settings.policy.longestWait = .milliseconds(5)
    settings.breaker.firstRefusedRest = .milliseconds(50)
    settings.breaker.longestRefusedRest = .milliseconds(50)
    let destination = try journey.destination(peer.url("all/\(status)/\(status)/200"), inFlight: 1)
    let carrier = try Carrier([destination], outbox: shelf, settings: settings, log: quiet)
    try await shelf.isEmptied()
    carrier.stop()
    let entries = try peer.entries(HostileEntry.self)
    #expect(entries.filter { $0.step == status }.count <= 2)
    #expect(shelf.read { $0.outcomes.filter { $0.verdict == .delivered }.count } == 24)
    #expect(carrier.status()[0].lastError?.contains(status) == true)
  }

  @Test func thisMachineIsNoDestinationUnlessAnOperatorSaysSo() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    shelf.add(lane: "a")
    let carrier = try journey.carrier(
      journey.destination(peer.url("200", host: "localhost"), allowPrivate: false))
    try await shelf.reaches { !$0.outcomes.isEmpty }
    carrier.stop()
    #expect(carrier.status()[0].lastError?.contains("not a public address") == true)
    #expect(carrier.status()[0].standing == .active)
    #expect(try peer.entries(HostileEntry.self).isEmpty)
  }

  @Test func whatARunLeavesTheNextOneCarries() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    for lane in 0..<10 { shelf.add(lane: "c\(lane)", seqs: 1...20) }
    for left in [150, 100, 50] {
      let carrier = try journey.carrier(journey.destination(peer.url("slow=0.003")))
      try await shelf.reaches { $0.waiting.count < left }
      carrier.stop(within: .zero)
    }
    try await journey.carryAll(to: journey.destination(peer.url("200")))
    let entries = try peer.entries(HostileEntry.self)
    for lane in 0..<10 {
      let seqs = entries.seqs(of: "c\(lane)")
      #expect(Set(seqs) == Set(1...20) && seqs == seqs.sorted())
    }
    #expect(entries.bodies.count == 200 && entries.bodies.values.allSatisfy { $0.count == 1 })
  }

  @Test func stoppingGivesWhatIsUnderWayItsTime() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    shelf.add(lane: "a", seqs: 1...1000)
    let carrier = try journey.carrier(journey.destination(peer.url("slow=0.1")))
    try await until { try !peer.entries(HostileEntry.self).isEmpty }
    carrier.stop()
    let arrived = try peer.entries(HostileEntry.self).count
    #expect(
      shelf.read { $0.outcomes.map(\.verdict) } == Array(repeating: .delivered, count: arrived))
    #expect(arrived < 1000)
  }

  @Test func stoppingDoesNotWaitForWhoeverHangs() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    for lane in 0..<8 { shelf.add(lane: "c\(lane)") }
    let carrier = try journey.carrier(
      journey.destination(peer.url("hang"), timeout: .seconds(60)))
    try await until { try peer.entries(HostileEntry.self).count == 8 }
    let took = ContinuousClock().measure { carrier.stop(within: .milliseconds(300)) }
    #expect(took < .seconds(5))
    #expect(shelf.read { $0.outcomes.isEmpty && $0.waiting.count == 8 })
    carrier.stop()
    carrier.nudge()
    carrier.resume("shop")
  }

  @Test func anOutcomeThatCannotBeWrittenIsKeptAndNothingIsSentTwice() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    shelf.add(lane: "a", seqs: 1...3)
    shelf.change { $0.refusals = 3 }
    try await journey.carryAll(to: journey.destination(peer.url("200")))
    #expect(try peer.entries(HostileEntry.self).seqs(of: "a") == [1, 2, 3])
    #expect(shelf.read { $0.refusals } == 0)
  }

  @Test func anOutboxThatCannotBeReadIsShownAndAskedAgain() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    shelf.add(lane: "a", seqs: 1...3)
    shelf.change { $0.failures = 1 }
    let carrier = try journey.carrier(journey.destination(peer.url("200")))
    try await shelf.isEmptied()
    carrier.stop()
    let status = carrier.status()[0]
    #expect(status.lastError?.contains("the outbox could not be read") == true)
    #expect(status.delivered == 3 && status.inFlight == 0)
  }

  @Test func aRingBringsNewParcelsAtOnce() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    var settings = Journey.settings
    settings.poll = .seconds(3600)
    let carrier = try Carrier(
      [journey.destination(peer.url("200"))], outbox: shelf, settings: settings, log: quiet)
    for lane in 0..<100 {
      shelf.add(lane: "c\(lane)")
      carrier.nudge()
    }
    try await shelf.isEmptied()
    carrier.stop()
    #expect(try peer.entries(HostileEntry.self).count == 100)
  }

  @Test func twoDestinationsOfOneNameAreRefused() throws {
    let destination = try journey.destination("http://127.0.0.1:1/")
    #expect(throws: DestinationMistake.sameName("shop")) {
      try Carrier([destination, destination], outbox: journey.shelf, log: quiet)
    }
  }

  @Test func withoutDestinationsThereIsNothingToDo() throws {
    let carrier = try Carrier([], outbox: journey.shelf, log: quiet)
    carrier.nudge()
    carrier.resume("nobody")
    carrier.stop()
    #expect(carrier.status().isEmpty)
  }

  /// Looks again and again: what another process writes into its file rings no bell.
  private func until(_ isSo: () throws -> Bool) async throws {
    while try !isSo() {
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
