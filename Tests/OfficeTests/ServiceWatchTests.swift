import Desk
import Events
import Journal
import Rehearsal
import Testing

@testable import Office

/// Service levels on the real record: told in time, at the right instant whenever it is noticed.
@Suite struct ServiceWatchTests {
  private static func plan() -> DeskPlan {
    var plan = RehearsedDesk.plan(capacity: 10)
    plan.acceptWithin = .seconds(86_400)
    let times = ServiceTimes(
      firstAnswer: .seconds(600), nextAnswer: .seconds(1200), solution: .seconds(7200))
    plan.serviceLevels = [ServiceLevel(name: "all", times: [.normal: times, .high: times])]
    return plan
  }

  private static func told(_ desk: RehearsedDesk, _ id: Identifier<Conversation>) throws -> [String]
  {
    try desk.log.follow(from: 0, limit: 10_000).filter { $0.conversation == id }.compactMap {
      kept in
      switch try EventText.recorded(kept.body) {
      case .nearing(let target, let share, _):
        "\(target.rawValue) \(share) at \(kept.at.milliseconds - Self.begin)"
      case .breached(let target, let due):
        "\(target.rawValue) broken \(due.milliseconds - Self.begin)"
      default: nil
      }
    }
  }

  private static let begin: Int64 = 1_795_000_000_000

  @Test func agentsAreWarnedAndABreachIsRecordedAtItsInstant() throws {
    let desk = try RehearsedDesk(plan: Self.plan())
    let maya = try desk.agent("maya", "Maya")
    let ana = try desk.customer()
    try ana.start()
    try ana.say("a person please")
    let id = try #require(ana.conversation)
    try desk.wait(.seconds(700))
    #expect(
      try Self.told(desk, id) == [
        "first_answer 75 at 450001", "first_answer 90 at 540001", "first_answer broken 600000",
      ])
    try maya.do(.take, in: id)
    try maya.do(.say("Hello."), in: id)
    try desk.wait(.seconds(20_000))
    #expect(try Self.told(desk, id).count == 3, "the customer is to write")
    #expect(!ana.transcript().contains { $0.contains("late") })
  }

  @Test func whatBrokeWhileTheProgramWasOffBrokeThen() throws {
    let desk = try RehearsedDesk(plan: Self.plan())
    let maya = try desk.agent("maya", "Maya")
    _ = maya
    let ana = try desk.customer()
    try ana.start()
    try ana.say("a person please")
    let id = try #require(ana.conversation)
    desk.now = desk.now + .seconds(5000)
    try desk.restart()
    try desk.wait(.seconds(10))
    #expect(try Self.told(desk, id).contains("first_answer broken 600000"))
    #expect(try Inspection.verify(desk.record.database).faults == [])
  }

  /// The answer that comes in the same turn as the notice of its lateness is acknowledged with the
  /// seq it has.
  @Test func anAnswerThatComesLateIsToldItsOwnSeq() throws {
    let desk = try RehearsedDesk(plan: Self.plan())
    let maya = try desk.agent("maya", "Maya")
    let ana = try desk.customer()
    try ana.start()
    try ana.say("a person please")
    let id = try #require(ana.conversation)
    try maya.do(.take, in: id)
    try maya.follow(id)
    desk.now = desk.now + .seconds(650)
    let outcome = try maya.do(.say("Hello."), in: id)
    guard case .done(let seq, _) = outcome else {
      Issue.record("it is done")
      return
    }
    let entry = try #require(maya.told[id]?.first { $0.seq == seq })
    guard case .said(let message)? = entry.event else {
      Issue.record("seq \(seq) is \(entry)")
      return
    }
    #expect(message.text == "Hello.")
    #expect(try Self.told(desk, id).contains("first_answer broken 600000"))
  }
}
