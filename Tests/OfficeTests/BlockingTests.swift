import Desk
import Rehearsal
import Testing
import Wire

@testable import Office

/// Somebody is kept out, and let in again.
struct BlockingTests {
  private func block(_ desk: RehearsedDesk, _ subject: Block.Subject, for span: Duration? = nil)
    throws
  {
    let until = span.map { desk.now + $0 }
    try desk.errand { office in
      try office.block(subject, reason: "abuse", until: until, by: "o:root")
    }
  }

  private func customer(_ player: Player) throws -> Identifier<Customer> {
    guard case .customer(let customer)? = player.principal else { throw Breach("no customer") }
    return customer
  }

  @Test func aBlockedCustomerIsCutOffAndRefusedUntilTheEnd() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    try ana.say("hello")
    let customer = try customer(ana)
    let token = try #require(ana.token)
    try block(desk, .customer(customer), for: .seconds(600))
    #expect(!ana.isOpen)
    let again = try desk.customer(token: token)
    let refusal = try #require(again.refusals.last)
    #expect(refusal.why.hasPrefix("you cannot write to this desk until"))
    #expect(!refusal.why.contains("abuse") && !refusal.why.contains("root"))
    try desk.restart()
    #expect(try desk.customer(token: token).isTurnedAway)
    try desk.wait(.seconds(601))
    let later = try desk.customer(token: token)
    #expect(!later.isTurnedAway)
    #expect(try later.do(.say("sorry")) != .refused(.notAllowed, isFinal: true))
  }

  @Test func aBlockedAddressCutsOffCustomersAndNoAgents() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    let maya = try desk.agent("maya", "Maya Lind")
    let range = try #require(AddressRange("192.0.2.0/24"))
    try block(desk, .addresses(range))
    #expect(!ana.isOpen && maya.isOpen)
    #expect(try desk.customer().isTurnedAway)
    let token = try #require(maya.token)
    #expect(try !desk.comeBack(token: token, "Maya Lind").isTurnedAway)
    try desk.errand { try $0.unblock(.addresses(range), by: "o:root") }
    #expect(try !desk.customer().isTurnedAway)
  }

  @Test func whatIsOverIsSweptAndWhatIsNotBlockedCannotBeTakenBack() throws {
    let desk = try RehearsedDesk()
    let ana = Identifier<Customer>("ana")
    try block(desk, .customer(ana), for: .seconds(60))
    #expect(try desk.accounts.blocks().map(\.subject) == [.customer(ana)])
    try desk.wait(.seconds(7_300))
    #expect(try desk.accounts.blocks().isEmpty)
    #expect(throws: (any Error).self) {
      try desk.errand { try $0.unblock(.customer(ana), by: "o:root") }
    }
  }

  @Test func anAgentKeepsOutTheCustomerOfTheirOwnConversationOnly() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    let id = try #require(ana.conversation)
    let maya = try desk.agent("maya", "Maya Lind")
    let kim = try desk.agent("kim", "Kim Olsen")
    func block(_ agent: AgentPlayer) throws -> ServerFrame? {
      let caller = try #require(agent.caller)
      try desk.turn([.block(caller, "b", id, for: .seconds(600), reason: "threats")])
      return agent.frames.last
    }
    guard case .refused(let early, _)? = try block(maya) else { throw Breach("not refused") }
    #expect(early.code == .notYours && ana.isOpen)
    try maya.do(.take, in: id)
    guard case .refused(let others, _)? = try block(kim) else { throw Breach("not refused") }
    #expect(others.code == .notYours && ana.isOpen)
    let until = desk.now + .seconds(600)
    #expect(try block(maya) == .answer("b", .blocked(until: until)))
    #expect(!ana.isOpen)
    #expect(try desk.customer(token: ana.token).isTurnedAway)
    #expect(try desk.accounts.blocks().map(\.author) == ["a:maya"])
  }
}
