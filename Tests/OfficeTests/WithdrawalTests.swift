import Desk
import Journal
import Rehearsal
import Testing
import Wire

@testable import Office

/// Commands that their client gives up: each is answered for good, and holds nothing up.
@Suite struct WithdrawalTests {
  private func back(_ order: Order) -> Order {
    Order(order.cid, order.conversation, order.command, isWithdrawn: true)
  }

  @Test func whatIsTakenBackIsNotDoneAndWhatCameBehindItGoesOn() throws {
    let desk = try RehearsedDesk()
    let (_, ana, id) = try JourneyTests.talking(desk)
    let caller = try #require(ana.caller)
    let cids = (0..<3).map { _ in desk.freshCID() }
    let orders = cids.enumerated().map { Order($1, id, .say("words \($0)")) }
    try desk.turn([
      .order(caller, orders[0], .beyond(retryAfter: 9)), .order(caller, orders[1], .within),
    ])
    #expect(ana.outcome(of: cids[1]) == .refused(.earlierFailed, isFinal: false))
    // One in the middle may be taken back too: it waits for nothing.
    try desk.turn([.order(caller, back(orders[1]), .within)])
    #expect(ana.outcome(of: cids[1]) == .refused(.withdrawn, isFinal: true))
    try desk.turn([.order(caller, orders[2], .within)])
    #expect(ana.outcome(of: cids[2]) == .refused(.earlierFailed, isFinal: false))
    try desk.turn([.order(caller, back(orders[0]), .within)])
    #expect(ana.outcome(of: cids[0]) == .refused(.withdrawn, isFinal: true))
    try desk.turn([.order(caller, orders[2], .within)])
    #expect(ana.transcript().suffix(2) == ["customer: My lamp flickers.", "customer: words 2"])
  }

  @Test func whatWasDoneAlreadyIsAcknowledgedHoweverLateItIsTakenBack() throws {
    let desk = try RehearsedDesk()
    let (_, ana, id) = try JourneyTests.talking(desk)
    let caller = try #require(ana.caller)
    let order = Order(desk.freshCID(), id, .say("done"))
    try desk.turn([.order(caller, order, .within)])
    guard case .done(let seq, false) = ana.outcome(of: order.cid) else {
      Issue.record("it is done")
      return
    }
    // The answer was lost, and the same again came at a bad moment.
    try desk.turn([.order(caller, order, .beyond(retryAfter: 9))])
    try desk.turn([.order(caller, back(order), .within)])
    #expect(ana.outcome(of: order.cid) == .done(seq: seq, isDuplicate: true))
    let other = Order(order.cid, id, .say("something else"), isWithdrawn: true)
    try desk.turn([.order(caller, other, .within)])
    #expect(ana.outcome(of: order.cid) == .refused(.conflict, isFinal: true))
    let elsewhere = Order(
      desk.freshCID(), Identifier("aaaaaaaaaaaaaaaaaaaaaa"), .say("x"), isWithdrawn: true)
    try desk.turn([.order(caller, elsewhere, .within)])
    #expect(ana.outcome(of: elsewhere.cid) == .refused(.notFound, isFinal: true))
  }

  @Test func aStartThatIsTakenBackBeginsNothing() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    let caller = try #require(ana.caller)
    let start = Order(desk.freshCID(), nil, .start(language: "en", page: nil))
    try desk.turn([.order(caller, start, .beyond(retryAfter: 9))])
    try desk.turn([.order(caller, back(start), .within)])
    #expect(ana.outcome(of: start.cid) == .refused(.withdrawn, isFinal: true))
    #expect(ana.conversation == nil)
    try ana.start()
    #expect(ana.conversation != nil)
  }

  @Test func whatIsTakenBackOnAFullDiskIsAnsweredAllTheSame() throws {
    let memory = MemoryLog()
    let desk = try RehearsedDesk(log: { try memory.kept(in: $0.tables) })
    let (maya, ana, id) = try JourneyTests.talking(desk)
    let caller = try #require(ana.caller)
    let order = Order(desk.freshCID(), id, .say("never mind"))
    memory.failure = RecordFailure(.full, "no room")
    try desk.turn([.order(caller, order, .within)])
    #expect(ana.outcome(of: order.cid) == .refused(.storage, isFinal: false))
    // In one turn with another's words, which cannot be written.
    try desk.turn([
      .order(caller, back(order), .within), try maya.order(.say("hm"), cid: desk.freshCID()),
    ])
    try desk.wait(.seconds(5))
    #expect(ana.outcome(of: order.cid) == .refused(.withdrawn, isFinal: true))
    memory.failure = nil
    try desk.wait(.seconds(5))
    try ana.say("good again")
    #expect(ana.transcript().suffix(2) == ["customer: My lamp flickers.", "customer: good again"])
  }
}
