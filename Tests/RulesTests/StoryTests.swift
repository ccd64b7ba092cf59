import Desk
import Rules
import Testing

/// Why a customer waited, and who set what: from what the record holds.
@Suite struct StoryTests {
  private static let start = Rulebooks.start
  private static let maya = AgentName(Identifier("maya"), name: "Maya Lind")
  private static let jon = AgentName(Identifier("jon"), name: "Jon")

  private static func at(_ seconds: Int64) -> Instant { start + .seconds(seconds) }

  private static let wait: [(event: Event, at: Instant)] = [
    (
      .queued(Handoff(queue: Identifier("billing"), priority: .normal, reason: .asked)), at(0)
    ),
    (
      .considered(
        Consideration(
          [
            .init(Identifier("maya"), .full), .init(Identifier("jon"), .away),
          ], others: 2)), at(1)
    ),
    (.prioritised(.high, .rule("waits-too-long")), at(600)),
    (.offered(jon, until: at(690)), at(660)),
    (.declined(jon, .missed), at(690)),
    (.considered(Consideration([.init(Identifier("jon"), .declined)])), at(691)),
    (.offered(maya, until: at(820)), at(790)),
    (.taken(maya), at(840)),
  ]

  @Test func theStoryOfAWaitTellsWhoCouldAndWhoDidNot() {
    let story = WaitStory(Self.wait)
    #expect(story.waits.count == 1)
    #expect(story.waits[0].length(until: Self.at(9999)) == .seconds(840))
    let text = story.text(at: Self.at(9999))
    for part in [
      "waits in billing: a person is wanted (asked), normal", "away: jon; full: maya; and 2 more",
      "offered to Jon for 30 s", "Jon did not answer the offer", "Maya Lind took it",
      "priority high, by the rule waits-too-long", "waited 14 min",
      "10 min 59 s all who could were full",
    ] { #expect(text.contains(part), "\(part) in \(text)") }
  }

  @Test func theSharesOfAWaitAddUpToIt() {
    let wait = WaitStory(Self.wait).waits[0]
    let shares = wait.shares(until: Self.at(9999))
    #expect(shares.map(\.span).reduce(.zero, +) == .seconds(840))
    #expect(shares.first?.reason == "all who could were full")
  }

  @Test func aWaitThatLastsIsToldUpToNow() {
    let story = WaitStory(Array(Self.wait.prefix(2)))
    #expect(story.text(at: Self.at(120)).contains("waited 2 min so far"))
    #expect(WaitStory([]).text(at: Self.at(0)) == "It never waited for a person.\n")
  }

  @Test func whoSetWhatIsToldWithTheirNames() {
    let text = Why(
      Self.wait + [
        (.categorised("billing", .agent(Self.maya)), Self.at(900)),
        (.tagged(Tagging(added: ["vip"], removed: [], .rule("gold"))), Self.at(901)),
        (
          .escalated(
            Escalation(.rule("gold"), to: Identifier("leads"), reason: "a gold one", level: 1)),
          Self.at(902)
        ),
      ]
    ).text()
    for part in [
      "priority high by the rule waits-too-long", "category billing by Maya Lind",
      "tags +vip by the rule gold", "queue leads by the rule gold (a gold one)",
      "queue billing by the bot (asked)",
    ] { #expect(text.contains(part), "\(part) in \(text)") }
  }
}
