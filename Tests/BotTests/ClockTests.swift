import Bot
import Desk
import Flows
import Testing

/// One promise, told once, in the clock of whoever reads it: from chatwoot 2479 and 1900, and airy
/// 2008, where a visitor in New York read the desk's hours as their own.
@Suite struct ClockTests {
  /// A desk in London in winter, open from nine to half past five.
  private static let plan: DeskPlan = {
    var plan = DeskPlan(
      queues: [
        QueuePlan(Identifier("general"), title: "General", replyWithin: .seconds(4 * 3600))
      ],
      hours: OpeningHours(
        weekly: Array(repeating: [540..<1050], count: 7), holidays: [], offset: { _ in 0 }))
    plan.zone = "Europe/London"
    plan.zones = { name in
      switch name {
      case "America/New_York": { _ in -5 * 3600 }
      case "Pacific/Auckland": { _ in 13 * 3600 }
      default: nil
      }
    }
    return plan
  }()

  /// Monday, 23 November 2026, 20:00 in London.
  private static let night = Instant(milliseconds: 1_795_464_000_000)

  private func nextOpen(_ zone: String?) -> String {
    var conversation = Conversation(id: Identifier("c"))
    conversation.apply(
      .started(
        Opening(
          site: "demo", customer: Identifier("ana"), number: 7, language: "en", page: nil,
          channel: "web", zone: Self.plan.knownZone(zone))), at: Self.night)
    return FlowContext(conversation, Self.plan, language: "en", at: Self.night).nextOpening
  }

  @Test(arguments: [
    ("America/New_York", "tomorrow at 04:00"), ("Pacific/Auckland", "today at 22:00"),
    ("Europe/London", "tomorrow at 09:00"),
  ])
  func chatwoot2479TheVisitorsClockTells(zone: String, words: String) {
    #expect(nextOpen(zone) == words)
  }

  @Test(arguments: [nil, "Mars/Olympus", "", String(repeating: "a", count: 65)])
  func whereTheZoneIsNotKnownTheDesksIsNamed(zone: String?) {
    #expect(nextOpen(zone) == "tomorrow at 09:00 (Europe/London)")
  }

  @Test func aDayBeginsByTheClockItIsToldBy() {
    let auckland = Self.plan.clock(of: "Pacific/Auckland")
    let evening = Instant(milliseconds: Self.night.milliseconds - 10 * 3_600_000)
    // Ten in the morning in London is eleven at night in Auckland.
    #expect(auckland.words(evening + .seconds(3600), from: evening) == "tomorrow at 00:00")
    #expect(
      Self.plan.clock(of: nil).words(evening, from: evening) == "today at 10:00 (Europe/London)")
  }
}
