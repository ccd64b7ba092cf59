import Desk
import Rehearsal
import Testing
import Wire

/// What customers are told of the desk before they write: true, and told again when it turns.
@Suite struct WelcomingTests {
  private func welcomed(_ player: Player) throws -> Reception {
    for case .welcome(let welcome) in player.frames.reversed() {
      return try #require(welcome.reception)
    }
    throw Visitor.Gone()
  }

  private func told(_ player: Player) -> [Reception] {
    player.frames.compactMap { if case .reception(let reception) = $0 { reception } else { nil } }
  }

  @Test func howLongAnswersTakeIsToldOnceTenPeopleHadOne() throws {
    let desk = try RehearsedDesk(plan: RehearsedDesk.plan(capacity: 20))
    let maya = try desk.agent("maya", "Maya Lind")
    for number in 1...10 {
      let customer = try desk.customer("customer \(number)")
      #expect(try welcomed(customer).answersIn == nil)
      try customer.start()
      try customer.say("agent")
      try maya.do(.take, in: customer.conversation)
      // Eight of ten are answered in one minute, two in ten.
      try desk.wait(.seconds(number <= 8 ? 60 : 600))
      try maya.do(.say("Hello."), in: customer.conversation)
    }
    try desk.wait(.seconds(660))
    let span = try #require(try welcomed(desk.customer("late")).answersIn)
    #expect(span >= .seconds(60) && span < .seconds(120), "three of four: \(span)")
  }

  @Test func theDeskSaysWhenItOpensAndTellsIt() throws {
    // The rehearsed desk begins at some moment of a day on which it is open for one hour.
    let probe = try RehearsedDesk(plan: RehearsedDesk.plan(capacity: 1))
    let minute = Int(probe.now.milliseconds / 60_000 % 1440)
    let opens = (minute + 30) % 1380
    var plan = RehearsedDesk.plan(capacity: 1)
    plan.hours = OpeningHours(
      weekly: Array(repeating: [opens..<opens + 60], count: 7), offset: { _ in 0 })
    let desk = try RehearsedDesk(plan: plan)
    let ana = try desk.customer("ana")
    let closed = try welcomed(ana)
    #expect(!closed.isOpen && !closed.isStaffed)
    let opening = try #require(closed.changes)
    try desk.wait(.milliseconds(opening.since(desk.now).milliseconds + 10_000))
    #expect(told(ana).last?.isOpen == true)
    try desk.wait(.seconds(3600))
    #expect(told(ana).last?.isOpen == false)
    #expect(told(ana).count == 2, "told when it turns, and no more often")
  }

  @Test func whereFacesAreTurnedOffNobodyIsShown() throws {
    var plan = RehearsedDesk.plan(capacity: 1)
    plan.showsFaces = false
    let desk = try RehearsedDesk(plan: plan)
    _ = try desk.agent("maya", "Maya Lind")
    #expect(try welcomed(desk.customer("ana")).faces.isEmpty)
    #expect(try welcomed(desk.customer("bob")).isStaffed)
  }
}
