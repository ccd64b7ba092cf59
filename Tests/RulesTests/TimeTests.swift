import Desk
import Rules
import Testing

@Suite struct TimeTests {
  private static let followUp = """
    rules:
      - name: solved
        when: { after: 1d, since: resolved }
        do: [{ say: Did that solve it? }]
    """

  @Test func aRuleIsDueOnceForEachMomentItIsCountedFrom() throws {
    let book = try Rulebooks.book(Self.followUp)
    var seat = Rulebooks.seat()
    #expect(book.alarms(in: seat.conversation, seat.plan, at: seat.now).isEmpty)
    seat.happen(.resolved(.bot), book)
    let alarms = book.alarms(in: seat.conversation, seat.plan, at: seat.now)
    #expect(alarms == [RuleBook.Alarm(rule: "solved", due: Rulebooks.start + .seconds(86_400))])
    seat.now = Rulebooks.start + .seconds(86_400)
    _ = book.due("solved", at: &seat)
    #expect(seat.done == [.say("Did that solve it?")])
    #expect(book.alarms(in: seat.conversation, seat.plan, at: seat.now).isEmpty)
    seat.happen(.reopened(.customer), book)
    seat.happen(.resolved(.bot), book)
    #expect(book.alarms(in: seat.conversation, seat.plan, at: seat.now).count == 1)
  }

  @Test func whatWasReopenedIsNotDue() throws {
    let book = try Rulebooks.book(Self.followUp)
    var seat = Rulebooks.seat()
    seat.happen(.resolved(.bot), book)
    seat.happen(.reopened(.customer), book)
    #expect(book.alarms(in: seat.conversation, seat.plan, at: seat.now).isEmpty)
  }

  @Test func timeCanBeCountedInOpeningHours() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: late
          when: { after: 2h, since: waiting, clock: opening }
          do: [{ priority: high }]
      """)
    // Monday 10:00 in a desk that is open from 9 to 11 on weekdays.
    var plan = Rulebooks.plan
    plan.hours = OpeningHours(
      weekly: Array(repeating: [540..<660], count: 5) + [[], []], offset: { _ in 0 })
    var seat = MemorySeat(Conversation(id: Identifier("c")), plan: plan, now: Rulebooks.start)
    seat.apply(.queued(Handoff(queue: Identifier("general"), priority: .normal, reason: .flow)))
    let due = book.alarms(in: seat.conversation, plan, at: seat.now).first?.due
    #expect(due == plan.hours.deadline(.seconds(7200), from: Rulebooks.start))
    #expect(due != Rulebooks.start + .seconds(7200))
  }

  @Test func theCustomersSilenceEndsWithTheirWords() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: reminder
          when: { after: 3d, since: customer_silent }
          do: [{ say: "Are you still there, {{ default(customer.first_name, 'friend') }}?" }]
      """)
    let agent = AgentName(Identifier("maya"), name: "Maya")
    var seat = Rulebooks.seat(
      contact: Contact(name: "Sam Lee", email: nil, isVerified: false))
    seat.happen(.taken(agent), book)
    seat.happen(.said(Message(.agent(agent), "Which order?")), book)
    #expect(book.alarms(in: seat.conversation, seat.plan, at: seat.now).count == 1)
    seat.now = seat.now + .seconds(3 * 86_400)
    _ = book.due("reminder", at: &seat)
    #expect(seat.done == [.say("Are you still there, Sam?")])
    seat.hear("1042", book)
    #expect(book.alarms(in: seat.conversation, seat.plan, at: seat.now).isEmpty)
  }
}
