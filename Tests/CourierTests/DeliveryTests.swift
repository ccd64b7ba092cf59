import Courier
import Foundation
import Peers
import Testing

/// Parcels carried over real sockets to a receiver that behaves as its address asks.
@Suite(.timeLimit(.minutes(5))) struct DeliveryTests {
  private let journey = Journey()

  @Test func everyConversationArrivesInOrderSignedAndOneAtATime() async throws {
    let peer = try journey.hostile()
    for lane in 0..<20 { journey.shelf.add(lane: "c\(lane)", seqs: 1...10) }
    try await journey.carryAll(to: journey.destination(peer.url("slow=0.005")))
    let entries = try peer.entries(HostileEntry.self)
    #expect(entries.count == 200)
    #expect(entries.allSatisfy { $0.verdict == "valid" && $0.type == "application/json" })
    #expect(!entries.contains { $0.overlap })
    for lane in 0..<20 { #expect(entries.seqs(of: "c\(lane)") == Array(1...10)) }
    let open = entries.map(\.open).max() ?? 0
    #expect((2...8).contains(open), "\(open) at once")
  }

  @Test func everyFaultOnTheWayIsOvercomeWithTheSameIdAndBody() async throws {
    let peer = try journey.hostile()
    for lane in ["a", "b", "c", "d", "e"] { journey.shelf.add(lane: lane, seqs: 1...3) }
    let faults = "500/lose/cut/garbage/reset/408/425/429/503,retry-after=0/200"
    try await journey.carryAll(to: journey.destination(peer.url(faults)))
    let entries = try peer.entries(HostileEntry.self)
    #expect(entries.count == 150)
    #expect(entries.allSatisfy { $0.verdict == "valid" } && !entries.contains { $0.overlap })
    for lane in ["a", "b", "c", "d", "e"] {
      let wanted = [1, 2, 3].flatMap { Array(repeating: $0, count: 10) }
      #expect(entries.seqs(of: lane) == wanted)
    }
    #expect(entries.bodies.count == 15 && entries.bodies.values.allSatisfy { $0.count == 1 })
  }

  @Test func aLostAnswerIsAskedForAgainUnderTheSameId() async throws {
    let peer = try journey.hostile()
    journey.shelf.add(lane: "a")
    try await journey.carryAll(to: journey.destination(peer.url("lose/200")))
    let entries = try peer.entries(HostileEntry.self)
    #expect(entries.map(\.id) == ["epoch1:a:1", "epoch1:a:1"])
    #expect(entries[0].body == entries[1].body)
  }

  @Test func whoeverHangsOrDripsIsLeftAndTriedAgain() async throws {
    let peer = try journey.hostile()
    journey.shelf.add(lane: "a", seqs: 1...2)
    try await journey.carryAll(
      to: journey.destination(peer.url("hang/drip/200"), timeout: .milliseconds(200)))
    let steps = try peer.entries(HostileEntry.self).map(\.step)
    #expect(steps == ["hang", "drip", "200", "hang", "drip", "200"])
  }

  @Test func anAnswerThatIsAllNoiseOrFarTooLongStillCounts() async throws {
    let peer = try journey.hostile()
    journey.shelf.add(to: "noise", lane: "a")
    journey.shelf.add(to: "huge", lane: "a")
    try await journey.carryAll(
      to: journey.destination(peer.url("noise"), name: "noise"),
      journey.destination(peer.url("huge"), name: "huge"))
    #expect(try peer.entries(HostileEntry.self).count == 2)
  }

  @Test func theReceiversWaitIsKept() async throws {
    let peer = try journey.hostile()
    journey.shelf.add(lane: "a")
    try await journey.carryAll(to: journey.destination(peer.url("503,retry-after=1/200")))
    let outcomes = journey.shelf.read { $0.outcomes }
    #expect(outcomes.count == 2)
    #expect(outcomes[1].triedAt.since(outcomes[0].triedAt) >= .seconds(1))
  }

  @Test func aPoisonedParcelIsLaidAsideAndTheNextOneGoes() async throws {
    let peer = try journey.hostile()
    journey.shelf.add(lane: "a", seqs: 1...3) { $0 == 2 ? "poison" : "{}" }
    journey.shelf.add(lane: "b", seqs: 1...3)
    try await journey.carryAll(to: journey.destination(peer.url("picky")))
    let entries = try peer.entries(HostileEntry.self)
    #expect(entries.count == 6 && entries.seqs(of: "a") == [1, 2, 3])
    let dead = journey.shelf.read { $0.entries }
    #expect(dead.map(\.parcel.key) == ["epoch1:a:2"])
    #expect(dead.first?.dead == "answered 422: so it is [31m judged")
  }

  @Test func aLaneThatIsStuckHoldsUpNoOther() async throws {
    let peer = try journey.hostile()
    let shelf = journey.shelf
    for lane in 0..<30 { shelf.add(to: "shop", lane: "c\(lane)", seqs: 1...5) }
    shelf.add(to: "down", lane: "c1", seqs: 1...5)
    let carrier = try journey.carrier(
      journey.destination(peer.url("hang"), name: "down"), journey.destination(peer.url("200")))
    try await shelf.reaches { !$0.waiting.contains { $0.parcel.destination == "shop" } }
    let status = carrier.status()
    #expect(status[0].delivered == 0 && status[0].inFlight == 1)
    #expect(status[1].name == "shop" && shelf.read { $0.waiting.count } == 5)
    carrier.stop(within: .zero)
  }

  @Test func anyOfTheSecretsWillDoWhileTheyAreChanged() async throws {
    let peer = try journey.hostile()
    journey.shelf.add(lane: "a")
    let secrets = try [WebhookSecret(WebhookSecret.generate()), WebhookSecret(journey.secret)]
    let destination = try DeliveryDestination(
      name: "shop", url: peer.url("200"), secrets: secrets, allowPrivate: true)
    try await journey.carryAll(to: destination)
    let entry = try #require(try peer.entries(HostileEntry.self).first)
    #expect(entry.verdict == "valid" && entry.signatures == 2)
  }

  @Test func aReceiverThatDiesAndComesBackMissesNothing() async throws {
    let first = try journey.hostile()
    let shelf = journey.shelf
    for lane in 0..<10 { shelf.add(lane: "c\(lane)", seqs: 1...20) }
    let carrier = try journey.carrier(journey.destination(first.url("slow=0.005")))
    try await shelf.reaches { $0.waiting.count < 150 }
    first.kill()
    for lane in 0..<10 { shelf.add(lane: "c\(lane)", seqs: 21...30) }
    carrier.nudge()
    try await shelf.reaches {
      $0.outcomes.contains { $0.verdict.why?.contains("connect") ?? false }
    }
    let second = try first.comeBack("hostile-receiver.py", ["--secret", journey.secret])
    try await shelf.isEmptied()
    carrier.stop()
    let entries = try second.entries(HostileEntry.self)
    for lane in 0..<10 {
      let seqs = entries.seqs(of: "c\(lane)")
      #expect(Set(seqs) == Set(1...30) && seqs == seqs.sorted())
    }
    #expect(entries.bodies.values.allSatisfy { $0.count == 1 })
  }
}
