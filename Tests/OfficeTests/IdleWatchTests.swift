import Testing

@testable import Desk
@testable import Office

/// The alarm for a day when routing fails: somebody waits beside an agent who has room.
@Suite struct IdleWatchTests {
  private static func match(_ name: String) -> Routing.Match {
    Routing.Match(
      conversation: Identifier(name), agent: AgentName(Identifier("maya"), name: "Maya"))
  }

  private static func at(_ seconds: Int) -> Instant {
    Instant(milliseconds: Int64(seconds) * 1000)
  }

  @Test func whoStandsSoForFiveSecondsIsToldOfOnce() {
    var watch = IdleWatch()
    let (ana, bo) = (Self.match("ana"), Self.match("bo"))
    #expect(watch.look([ana], at: Self.at(0)).isEmpty && watch.nextLook == Self.at(5))
    #expect(watch.look([ana, bo], at: Self.at(4)).isEmpty)
    #expect(watch.look([ana, bo], at: Self.at(5)) == [ana])
    #expect(watch.look([ana, bo], at: Self.at(9)) == [bo])
    #expect(watch.look([ana, bo], at: Self.at(60)).isEmpty && watch.nextLook == nil)
  }

  @Test func whoWasServedMeanwhileBeginsAnew() {
    var watch = IdleWatch()
    let ana = Self.match("ana")
    _ = watch.look([ana], at: Self.at(0))
    #expect(watch.look([], at: Self.at(4)).isEmpty && watch.nextLook == nil)
    #expect(watch.look([ana], at: Self.at(6)).isEmpty)
    #expect(watch.look([ana], at: Self.at(11)) == [ana])
  }

  @Test func aClockThatJumpsMakesNobodyLate() {
    var watch = IdleWatch()
    let ana = Self.match("ana")
    _ = watch.look([ana], at: Self.at(0))
    watch.clockJumped(by: .seconds(3600))
    #expect(watch.look([ana], at: Self.at(3602)).isEmpty)
    #expect(watch.look([ana], at: Self.at(3605)) == [ana])
  }
}
