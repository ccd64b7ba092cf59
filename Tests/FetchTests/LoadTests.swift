import Fetch
import Peers
import Synchronization
import TestSupport
import Testing

@Suite(.chaos, .timeLimit(.minutes(5))) struct LoadTests {
  private let peer: Peer

  init() throws { peer = try Peer("hostile-receiver.py") }

  private func request(_ path: String, timeout: Duration = .seconds(20)) -> Request {
    Request(url: peer.url(path), timeout: timeout, addressGuard: .anywhere)
  }

  @Test func manyRequestsAtOnceAllComeBackAndNoMoreRunThanAllowed() async throws {
    let statuses = try await withClient(options { $0.concurrency = 7 }) { client in
      await withTaskGroup(of: Int.self) { group in
        for number in 0..<200 {
          group.addTask { [request = request("slow=0.005/\(number)")] in
            (try? await client.answer(to: request).get().status) ?? 0
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(statuses == Array(repeating: 200, count: 200))
    let open = try peer.entries(HostileEntry.self).map(\.open)
    #expect(open.count == 200)
    #expect((open.max() ?? 0) <= 7)
  }

  @Test func aFullQueueIsSaidToBeFull() async throws {
    try await withClient(
      options {
        $0.concurrency = 1
        $0.queueLimit = 3
      }
    ) { client in
      let done = Mutex(0)
      var refused: [FetchFailure] = []
      for _ in 0..<10 {
        do throws(FetchFailure) {
          try client.send(request("hang", timeout: .seconds(1))) { _ in done.withLock { $0 += 1 } }
        } catch {
          refused.append(error)
        }
      }
      // The client takes one out of the queue whenever it likes: four or three were accepted.
      #expect((6...7).contains(refused.count))
      #expect(refused.allSatisfy { $0 == .overloaded })
      client.stop()
      #expect(done.withLock { $0 } == 10 - refused.count)
    }
  }

  @Test func timeSpentWaitingForAPlaceCounts() async throws {
    try await withClient(options { $0.concurrency = 1 }) { client in
      async let first = client.answer(to: request("hang", timeout: .seconds(3)))
      // Whichever of the two gets the place, the other one waits longer than its time.
      async let second = client.answer(to: request("hang/1", timeout: .milliseconds(300)))
      let later = await second.failure
      #expect(later == .timedOut(sent: false) || later == .timedOut(sent: true))
      client.stop()
      _ = await first
    }
  }

  @Test func stoppingLetsWhatIsUnderWayFinish() async throws {
    let client = try HTTPClient()
    let answer = Mutex<Result<Response, FetchFailure>?>(nil)
    try client.send(request("slow=0.2")) { result in answer.withLock { $0 = result } }
    client.stop(grace: .seconds(10))
    #expect(answer.withLock { $0.flatMap { try? $0.get().status } } == 200)
  }

  @Test func stoppingEndsWhatDoesNotAndRefusesWhatComesAfter() async throws {
    let client = try HTTPClient()
    let ends = Mutex<[FetchFailure?]>([])
    for _ in 0..<5 {
      try client.send(request("hang")) { result in ends.withLock { $0.append(result.failure) } }
    }
    let took = ContinuousClock().measure { client.stop(grace: .milliseconds(200)) }
    #expect(took < .seconds(3))
    #expect(ends.withLock { $0.count } == 5)
    for end in ends.withLock({ $0 }) {
      guard case .stopped? = end else {
        Issue.record("\(String(describing: end))")
        continue
      }
    }
    #expect(throws: FetchFailure.stopped(sent: false)) {
      try client.send(request("200")) { _ in Issue.record("must not be called") }
    }
    client.stop()
  }
}
