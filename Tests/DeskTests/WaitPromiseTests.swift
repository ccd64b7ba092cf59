import TestSupport
import Testing

@testable import Desk

/// How long somebody is told that they may wait, and what the desk learns from what came.
@Suite struct WaitPromiseTests {
  private static let queue = Identifier<Queue>("general")
  private static let start = Instant(milliseconds: 0)

  private static func outlook(_ depth: Double, slots: Int, handling: Double = 600)
    -> WaitPromise.Outlook
  {
    WaitPromise.Outlook(queue, depth: depth, rate: Double(slots) / handling)
  }

  private func make(_ promise: inout WaitPromise, _ name: String, _ outlook: WaitPromise.Outlook)
    throws -> WaitPromise.Range
  {
    let range = try #require(promise.range(outlook))
    promise.note(range, outlook, for: Identifier(name), at: Self.start)
    return range
  }

  private func end(
    _ promise: inout WaitPromise, _ name: String, after wait: Duration, wasServed: Bool = true
  ) -> WaitPromise.Settled? {
    promise.settle(Identifier(name), at: Self.start + wait, wasServed: wasServed)
  }

  @Test func thereIsNothingToTellWithoutAnythingToGoBy() {
    var promise = WaitPromise()
    let maya = Identifier<Agent>("maya")
    #expect(promise.rate(of: [(maya, 4)], in: Self.queue) == nil)
    promise.learn(handled: .seconds(600))
    #expect(promise.rate(of: [(maya, 4)], in: Self.queue) == 4.0 / 600)
    #expect(promise.rate(of: [], in: Self.queue) == 0)
    #expect(promise.range(Self.outlook(1, slots: 0)) == nil)
    #expect(promise.range(Self.outlook(1, slots: 100))?.to == WaitPromise.shortest)
  }

  @Test func eachAgentsOwnPaceCountsOnceEnoughOfItWasSeen() throws {
    var promise = WaitPromise()
    let (maya, jon) = (Identifier<Agent>("maya"), Identifier<Agent>("jon"))
    for _ in 0..<100 { promise.learn(handled: .seconds(1000)) }
    for _ in 0..<5 { promise.learn(handled: .seconds(100), by: maya, in: Self.queue) }
    let both = try #require(promise.rate(of: [(maya, 1), (jon, 1)], in: Self.queue))
    // Jon is as the queue is, where enough is known of it.
    #expect(both == 1 / 100.0 + 1 / 100.0)
    let elsewhere = Identifier<Queue>("elsewhere")
    let mayas = try #require(promise.rate(of: [(maya, 1)], in: elsewhere))
    let jons = try #require(promise.rate(of: [(jon, 1)], in: elsewhere))
    #expect(mayas == 1 / 100.0 && jons < 1 / 900.0)
  }

  @Test func aRangeGrowsWithThePlaceAndShrinksWithThoseWhoServe() throws {
    var promise = WaitPromise()
    promise.learn(handled: .seconds(600))
    for slots in 1...8 {
      let spans = (1...20).compactMap { promise.range(Self.outlook(Double($0), slots: slots)) }
      #expect(spans.count == 20 && spans.map(\.to) == spans.map(\.to).sorted())
      #expect(spans.allSatisfy { $0.from <= $0.to })
      let fewer = try #require(promise.range(Self.outlook(9, slots: slots)))
      let more = try #require(promise.range(Self.outlook(9, slots: slots + 1)))
      #expect(more.to <= fewer.to)
    }
  }

  @Test func onlyTheFirstPromiseOfAWaitIsHeldAgainstTheDesk() throws {
    var promise = WaitPromise()
    let first = try make(&promise, "c", Self.outlook(1, slots: 10))
    _ = try make(&promise, "c", Self.outlook(9, slots: 1))
    let settled = try #require(end(&promise, "c", after: .seconds(300)))
    #expect(settled.outcome == .broken && settled.range == first && promise.keptShare == 0)
    #expect(end(&promise, "c", after: .seconds(1)) == nil, "a wait is settled once")
  }

  @Test func whoLeavesInTimeProvesNothingAndWhoLeavesLateWasNotServed() throws {
    var promise = WaitPromise()
    let range = try make(&promise, "c", Self.outlook(1, slots: 1))
    #expect(end(&promise, "c", after: .seconds(10), wasServed: false)?.outcome == .left)
    #expect(promise.keptShare == nil)
    _ = try make(&promise, "d", Self.outlook(1, slots: 1))
    let late = end(&promise, "d", after: range.to + .seconds(1), wasServed: false)
    #expect(late?.outcome == .broken && promise.keptShare == 0)
  }

  @Test func aPromiseThatIsBrokenAgainAndAgainGrowsAndOnlyForCasesAlike() throws {
    var promise = WaitPromise()
    let near = Self.outlook(1, slots: 1, handling: 100)
    for number in 0..<40 {
      _ = try make(&promise, "c\(number)", near)
      _ = end(&promise, "c\(number)", after: .seconds(300))
    }
    #expect(try #require(promise.range(near)).to >= .seconds(290))
    let far = Self.outlook(20, slots: 1, handling: 100)
    #expect(try #require(promise.range(far)).to == .seconds(3000))
    #expect(try #require(promise.keptShare) < 1)
  }

  /// Whoever came at once is no reason to promise nothing, and never one to stop.
  @Test func waitsOfNothingAndOfADayLeaveTheEstimateStanding() throws {
    for wait in [Duration.zero, .seconds(86_400)] {
      var promise = WaitPromise()
      for number in 0..<40 {
        _ = try make(&promise, "c\(number)", Self.outlook(2, slots: 1, handling: 300))
        _ = end(&promise, "c\(number)", after: wait)
      }
      let told = try #require(promise.range(Self.outlook(2, slots: 1, handling: 300)))
      #expect(told.to >= WaitPromise.shortest && told.to <= .seconds(6000))
    }
  }

  // MARK: Who stands before whom

  private static func outlooks(
    _ servers: [String: Set<String>], _ line: [String]
  ) -> [Double?] {
    var promise = WaitPromise()
    promise.learn(handled: .seconds(600))
    let sets = Dictionary(
      uniqueKeysWithValues: servers.map { queue, names in
        (
          Identifier<Queue>(queue),
          Set(names.map { Outlooks.Server(Identifier($0), slots: 2) })
        )
      })
    return Outlooks(sets, promise).outlooks(of: line.map { Identifier($0) }).map { $0?.depth }
  }

  @Test func whoWaitsForOtherAgentsStandsInNobodysWay() {
    let apart = Self.outlooks(
      ["a": ["maya"], "b": ["jon"], "c": []], ["a", "b", "a", "c", "b"])
    #expect(apart == [1, 1, 2, nil, 2])
    let same = Self.outlooks(["a": ["maya"], "b": ["maya"]], ["a", "b", "a"])
    #expect(same == [1, 2, 3])
  }

  @Test func ofThoseBeforeCountsThePartThatWillGoToTheSameAgents() {
    let half = Self.outlooks(["a": ["maya", "jon"], "b": ["jon"]], ["a", "a", "b", "a"])
    #expect(half == [1, 2, 2, 4])
  }

  @Test func ofTooManySetsOfAgentsAllCountAsOne() {
    var servers: [String: Set<String>] = [:]
    for number in 0..<100 { servers["q\(number)"] = ["a\(number)"] }
    #expect(Self.outlooks(servers, ["q1", "q2", "q3"]) == [1, 2, 3])
  }
}
