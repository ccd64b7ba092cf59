import Testing

@testable import Desk

struct WaitingTests {
  private func waiting(
    _ name: String, _ priority: Priority, since: Int64, front: Bool = false
  ) -> Conversation {
    var conversation = Conversation(id: Identifier(name))
    conversation.apply(ConversationTests.opening, at: Instant(milliseconds: 0))
    conversation.apply(
      .queued(Handoff(queue: Identifier("general"), priority: priority, reason: .flow)),
      at: Instant(milliseconds: since))
    if front {
      conversation.apply(.taken(ConversationTests.maya), at: Instant(milliseconds: since + 1))
      conversation.apply(
        .released(ConversationTests.maya, .vanished), at: Instant(milliseconds: since + 2))
    }
    return conversation
  }

  @Test func theVanishedAgentsCustomersComeFirstThenPriorityThenTheLongestWait() {
    var line = WaitingLine()
    for conversation in [
      waiting("late", .normal, since: 30), waiting("early", .normal, since: 10),
      waiting("urgent", .urgent, since: 40), waiting("back", .low, since: 50, front: true),
    ] { line.follow(conversation) }
    #expect(line.places.map(\.conversation.text) == ["back", "urgent", "early", "late"])
    #expect(line.position(of: Identifier("early")) == 3)
    #expect(line.position(of: Identifier("nobody")) == nil)
  }

  @Test func whoIsTakenLeavesTheLine() {
    var line = WaitingLine()
    var conversation = waiting("a", .normal, since: 10)
    line.follow(conversation)
    line.follow(waiting("b", .normal, since: 20))
    conversation.apply(.taken(ConversationTests.maya), at: Instant(milliseconds: 30))
    let (first, second) = (line.follow(conversation), line.follow(conversation))
    #expect(first && !second)
    #expect(line.position(of: Identifier("b")) == 1)
  }
}

struct OpeningHoursTests {
  /// Monday to Friday 9 to 12 and 13 to 17, Christmas off, an hour ahead of UTC.
  private static let hours = OpeningHours(
    weekly: Array(repeating: [540..<720, 780..<1020], count: 5) + [[], []],
    holidays: [OpeningHours.Day(year: 2026, month: 12, day: 25)], offset: { _ in 3600 })

  private static func at(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    let number = OpeningHours.Day(year: 2026, month: month, day: day).number
    return Instant(milliseconds: Int64(number * 86_400 + hour * 3600 + minute * 60 - 3600) * 1000)
  }

  @Test func aDayHasSeveralStretches() {
    // 23 November 2026 is a Monday.
    for (hour, minute, isOpen) in [
      (8, 59, false), (9, 0, true), (11, 59, true), (12, 0, false), (13, 0, true), (17, 0, false),
    ] {
      #expect(Self.hours.isOpen(at: Self.at(11, 23, hour, minute)) == isOpen)
    }
    #expect(!Self.hours.isOpen(at: Self.at(11, 21, 10)))
    #expect(!Self.hours.isOpen(at: Self.at(12, 25, 10)))
  }

  @Test func theNextOpeningSkipsWeekendsAndHolidays() {
    #expect(Self.hours.opening(from: Self.at(11, 20, 18)) == Self.at(11, 23, 9))
    #expect(Self.hours.opening(from: Self.at(12, 24, 17)) == Self.at(12, 28, 9))
    #expect(Self.hours.opening(from: Self.at(11, 23, 12, 30)) == Self.at(11, 23, 13))
  }

  @Test func aDeadlineCountsOpenTimeOnly() {
    #expect(
      Self.hours.deadline(.seconds(3600), from: Self.at(11, 20, 16, 30)) == Self.at(11, 23, 9, 30))
    #expect(
      Self.hours.deadline(.seconds(8 * 3600), from: Self.at(11, 23, 9)) == Self.at(11, 24, 10))
    let moment = Instant(milliseconds: 5000)
    let never = OpeningHours(
      weekly: Array(repeating: [], count: 7), holidays: [], offset: { _ in 0 })
    #expect(never.deadline(.seconds(60), from: moment) == Instant(milliseconds: 65_000))
    #expect(
      OpeningHours.always.deadline(.seconds(90 * 86_400), from: moment)
        == moment + .seconds(90 * 86_400))
  }

  private static let clock = Clock(offset: hours.offset)

  @Test func momentsAreSaidAsOnTheWall() {
    let now = Self.at(11, 20, 18)
    #expect(Self.clock.words(Self.at(11, 20, 19), from: now) == "today at 19:00")
    #expect(Self.clock.words(Self.at(11, 21, 9, 5), from: now) == "tomorrow at 09:05")
    #expect(Self.clock.words(Self.at(11, 23, 9), from: now) == "Mon 23 November at 09:00")
    #expect(Instant(milliseconds: 1_795_238_400_123).iso8601 == "2026-11-21T05:20:00.123Z")
  }
}
