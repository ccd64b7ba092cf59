import Desk
import Journal
import Rehearsal
import Testing

@testable import Office

/// What customers may write at most, counted by the Office.
struct QuotaTests {
  private func desk(_ quotas: Quotas) throws -> RehearsedDesk {
    var plan = RehearsedDesk.plan()
    plan.quotas = quotas
    return try RehearsedDesk(plan: plan)
  }

  private let large = Usage(messages: 1_000_000, bytes: 1 << 40)

  /// Writes until the desk refuses; how many messages it took.
  private func write(_ ana: CustomerPlayer, upTo most: Int = 100) throws -> (
    taken: Int, Player.Outcome
  ) {
    for count in 0..<most {
      let outcome = try ana.do(.say("a message of some length"))
      guard case .done = outcome else { return (count, outcome) }
    }
    return (most, .silence)
  }

  @Test func aConversationTakesSoManyMessagesAndThenANewOneGoesOn() throws {
    let desk = try desk(
      Quotas(conversation: Usage(messages: 8, bytes: 1 << 30), customer: large, site: large))
    let ana = try desk.customer()
    try ana.start()
    let (taken, last) = try write(ana)
    // `started` is the customer's own event too.
    #expect(taken == 7)
    #expect(last == .refused(.quota, isFinal: true))
    ana.conversation = nil
    try ana.start()
    #expect(try write(ana).taken == 7)
  }

  /// A busy desk writes each count down once in a while, not with every message.
  @Test func manyCustomersCountsAreWrittenDownNowAndThen() throws {
    var consumption = Consumption()
    let desk = try desk(.standard)
    var (now, written) = (desk.now, 0)
    for round in 0..<40 {
      for customer in 0..<500 {
        let counts = try consumption.counts(
          of: Identifier("customer-\(customer)"), "shop", at: now, in: desk.record)
        consumption.add(Usage(messages: 1, bytes: 9), to: counts)
        #expect(counts.customer.usage.messages == Int64(round + 1))
      }
      var turn = RecordTurn()
      consumption.write(to: &turn, at: now)
      #expect(turn.usage.count <= 200)
      written += turn.usage.count
      consumption.settle()
      now = now + .milliseconds(100)
    }
    // All that had changed when it was begun, and nothing again within the pause.
    #expect(written == 501)
    while consumption.hurry() {
      var turn = RecordTurn()
      consumption.write(to: &turn, at: now)
      for usage in turn.usage { #expect(usage.usage.messages >= 40) }
      written += turn.usage.count
      consumption.settle()
    }
    #expect(written == 1002)
  }

  @Test func whatTheBotAnswersCountsTowardsTheBytes() throws {
    let desk = try desk(
      Quotas(conversation: Usage(messages: 1000, bytes: 3000), customer: large, site: large))
    let ana = try desk.customer()
    try ana.start()
    let (taken, last) = try write(ana)
    #expect(taken > 0 && taken < 30)
    #expect(last == .refused(.quota, isFinal: true))
  }

  @Test func aCustomersDayIsCountedOverConversationsAndRestartsAndEndsAtMidnight() throws {
    let desk = try desk(
      Quotas(conversation: large, customer: Usage(messages: 12, bytes: 1 << 30), site: large))
    let ana = try desk.customer()
    try ana.start()
    for _ in 0..<5 { try ana.say("one") }
    ana.conversation = nil
    try ana.start()
    try ana.say("two")
    // Written down after ten seconds, whatever happens.
    try desk.wait(.seconds(11))
    try desk.restart()
    let again = try desk.customer(token: ana.token)
    #expect(try write(again).taken == 4)
    #expect(try again.do(.say("more")) == .refused(.quota, isFinal: true))
    try desk.wait(.seconds(86_400))
    #expect(try write(again).taken > 0)
  }

  @Test func aSitesDayIsCountedOverItsCustomers() throws {
    let desk = try desk(
      Quotas(conversation: large, customer: large, site: Usage(messages: 10, bytes: 1 << 30)))
    var taken = 0
    for _ in 0..<4 {
      let customer = try desk.customer()
      try customer.do(.start(language: "en", page: nil))
      guard customer.conversation != nil else { continue }
      taken += 1 + (try write(customer, upTo: 3).taken)
    }
    #expect(taken == 10)
  }

  @Test func agentsAnswerInAFullConversation() throws {
    let desk = try desk(
      Quotas(conversation: Usage(messages: 8, bytes: 1 << 30), customer: large, site: large))
    let maya = try desk.agent("maya", "Maya Lind")
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    let id = try #require(ana.conversation)
    try maya.do(.take, in: id)
    _ = try write(ana)
    let outcome = try maya.do(.say("I read all of it."), in: id)
    guard case .done = outcome else {
      Issue.record("an agent was refused: \(outcome)")
      return
    }
  }

  @Test func whatIsRepeatedIsAcknowledgedAndNotCountedAgain() throws {
    let desk = try desk(
      Quotas(conversation: large, customer: Usage(messages: 3, bytes: 1 << 30), site: large))
    let ana = try desk.customer()
    try ana.start()
    let cid = desk.freshCID()
    try ana.do(.say("once"), cid: cid)
    for _ in 0..<10 {
      #expect(try ana.do(.say("once"), cid: cid) == .done(seq: 4, isDuplicate: true))
    }
    #expect(try write(ana).taken == 1)
  }
}
