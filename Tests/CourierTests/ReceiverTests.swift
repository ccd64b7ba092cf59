import Courier
import Foundation
import Peers
import TestSupport
import Testing

/// The receiver that the README shows, misbehaving by the dice.
@Suite(.timeLimit(.minutes(5))) struct ReceiverTests {
  private struct Delivery: Decodable {
    struct Payload: Decodable { let seq: Int }
    let id: String
    let new: Bool
    let payload: Payload
  }

  @Test(.chaos, arguments: [1, 2, 3])
  func aReceiverThatFailsHangsAndLosesAnswersHasEverythingOnceInTheEnd(seed: Int) async throws {
    let journey = Journey()
    let peer = try Peer(
      "webhook-receiver.py",
      [
        "--secret", journey.secret, "--seed", "\(seed)", "--fail-rate", "0.2", "--hang-rate",
        "0.02",
        "--lose-rate", "0.1",
      ])
    for lane in 0..<20 { journey.shelf.add(lane: "c\(lane)", seqs: 1...10) }
    try await journey.carryAll(
      to: journey.destination(peer.url(""), timeout: .milliseconds(500)))
    let deliveries = try peer.entries(Delivery.self)
    let new = deliveries.filter(\.new)
    #expect(new.count == 200, "seed \(seed)")
    #expect(deliveries.count > 200, "some answers must have been lost, seed \(seed)")
    for lane in 0..<20 {
      let seqs = new.filter { $0.id.hasPrefix("epoch1:c\(lane):") }.map(\.payload.seq)
      #expect(seqs == Array(1...10), "seed \(seed)")
    }
  }

  @Test func aReceiverWithAnotherSecretIsLeftAloneAndSaid() async throws {
    let journey = Journey()
    let peer = try Peer("webhook-receiver.py", ["--secret", WebhookSecret.generate()])
    journey.shelf.add(lane: "a")
    let carrier = try journey.carrier(journey.destination(peer.url("")))
    try await journey.shelf.reaches { !$0.outcomes.isEmpty }
    carrier.stop()
    #expect(
      carrier.status()[0].lastError == "answered 401: no signature matches")
    #expect(carrier.status()[0].breaker != .closed)
    #expect(try peer.entries(Delivery.self).isEmpty)
  }
}
