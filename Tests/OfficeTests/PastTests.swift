import Desk
import Rehearsal
import TestSupport
import Testing
import Wire

@testable import Office

/// Finding S7: what a customer said before could not be read by who serves them now.
@Suite struct PastTests {
  /// Kim had Ana's first conversation, which is over; Maya has her second one.
  private static func twice(_ desk: RehearsedDesk) throws -> (
    maya: AgentPlayer, kim: AgentPlayer, ana: CustomerPlayer, first: Identifier<Conversation>,
    second: Identifier<Conversation>
  ) {
    let maya = try desk.agent("maya", "Maya Lind")
    let kim = try desk.agent("kim", "Kim Olsen")
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    let first = try #require(ana.conversation)
    try kim.do(.take, in: first)
    try kim.do(.resolve, in: first)
    try kim.do(.close, in: first)
    ana.conversation = nil
    try ana.start()
    try ana.say("agent")
    let second = try #require(ana.conversation)
    #expect(first != second)
    return (maya, kim, ana, first, second)
  }

  private func past(_ agent: AgentPlayer, _ id: Identifier<Conversation>, _ desk: RehearsedDesk)
    throws -> [Int64]?
  {
    let caller = try #require(agent.caller)
    _ = agent.takeAnswers()
    try desk.turn([.ask(caller, Question(id: "p", .past(id)))])
    for case .answer("p", .past(let past)) in agent.takeAnswers() { return past.map(\.number) }
    return nil
  }

  @Test func whoServesACustomerReadsTheirOtherConversations() throws {
    let desk = try RehearsedDesk()
    let (maya, _, _, first, second) = try Self.twice(desk)
    // While nobody serves her, what is over is for whoever had it.
    #expect(try past(maya, second, desk) == [])
    try maya.follow(first, after: 0)
    #expect(maya.told[first] == nil)
    try maya.do(.take, in: second)
    #expect(try past(maya, second, desk) == [1])
    try maya.follow(first, after: 0)
    #expect(maya.told[first]?.isEmpty == false)
    let caller = try #require(maya.caller)
    _ = maya.takeAnswers()
    try desk.turn([.ask(caller, Question(id: "c", .conversation(first)))])
    let told = maya.takeAnswers().compactMap { frame -> Int64? in
      if case .answer("c", .conversation(let summary)) = frame { summary.number } else { nil }
    }
    #expect(told == [1])
    // To read is not to write.
    #expect(try maya.do(.note("looking"), in: first) == .refused(.notFound, isFinal: true))
  }

  @Test func whoServesThemNoLongerReadsNoMore() throws {
    let desk = try RehearsedDesk()
    let (maya, _, _, first, second) = try Self.twice(desk)
    try maya.do(.take, in: second)
    try maya.do(.resolve, in: second)
    let refused = maya.refusals.count
    try maya.follow(first, after: 0)
    #expect(maya.refusals.count == refused + 1)
    #expect(try past(maya, second, desk) == [])
  }

  private func own(_ customer: CustomerPlayer, before: Int64? = nil, _ desk: RehearsedDesk)
    throws -> [Reply.Past]?
  {
    let caller = try #require(customer.caller)
    _ = customer.takeAnswers()
    try desk.turn([.ask(caller, Question(id: "o", .ownPast(before: before)))])
    for case .answer("o", .past(let past)) in customer.takeAnswers() { return past }
    return nil
  }

  @Test func customersAreToldTheirOwnConversationsAndNobodyElses() throws {
    let desk = try RehearsedDesk()
    let (maya, _, ana, first, second) = try Self.twice(desk)
    let bob = try desk.customer()
    try bob.start()
    let past = try #require(try own(ana, desk))
    #expect(past.map(\.conversation) == [second, first])
    #expect(past.map(\.stage) == [.waiting, .closed])
    // Nothing that is said about them among agents.
    #expect(past.allSatisfy { $0.agent == nil && $0.queue == nil && $0.summary.isEmpty })
    let bobs = try #require(bob.conversation)
    #expect(try own(bob, desk)?.map(\.conversation) == [bobs])
    #expect(try own(ana, before: past[0].number, desk)?.map(\.conversation) == [first])
    #expect(try own(ana, before: past[1].number, desk)?.isEmpty == true)
    // What is over is read by its customer, and by no other.
    try ana.follow(first, after: 0)
    #expect(ana.told[first]?.isEmpty == false)
    try bob.follow(first, after: 0)
    #expect(bob.told[first] == nil)
    // Agents ask of a conversation.
    let caller = try #require(maya.caller)
    try desk.turn([.ask(caller, Question(id: "o", .ownPast(before: nil)))])
    #expect(maya.refusals.last?.code == .notAllowed)
  }

  @Test func aLongPastIsToldInPages() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    for _ in 0...Reply.Past.page {
      ana.conversation = nil
      try ana.start()
    }
    let page = try #require(try own(ana, desk))
    #expect(page.count == Reply.Past.page)
    #expect(page.map(\.number) == page.map(\.number).sorted(by: >))
    #expect(try own(ana, before: page.last?.number, desk)?.map(\.number) == [1])
  }

  @Test func aWelcomeSaysWhetherThereAreOthers() throws {
    let desk = try RehearsedDesk()
    let signed = SignedIdentity(
      subject: "u-1", name: "Ana", email: "ana@example.com", attributes: [])
    func hasPast(_ customer: CustomerPlayer) -> Bool? {
      customer.frames.lazy.compactMap { frame -> Bool? in
        if case .welcome(let welcome) = frame { welcome.hasPast } else { nil }
      }.last
    }
    let phone = try desk.customer(identity: signed)
    #expect(hasPast(phone) == false)
    try phone.start()
    #expect(hasPast(try desk.customer(identity: signed)) == false)
    phone.conversation = nil
    try phone.start()
    // Whoever is signed finds it on every device; a stranger at the same desk has none.
    #expect(hasPast(try desk.customer(identity: signed)) == true)
    #expect(hasPast(try desk.customer()) == false)
  }

  @Test func agentsAreToldTheirOwnFigures() throws {
    let desk = try RehearsedDesk()
    let (maya, kim, ana, _, second) = try Self.twice(desk)
    try maya.do(.take, in: second)
    try maya.do(.say("Hello"), in: second)
    func figures(_ agent: AgentPlayer, since: Int64 = 0) throws -> Reply.Figures? {
      let caller = try #require(agent.caller)
      _ = agent.takeAnswers()
      let moment = Instant(milliseconds: since)
      try desk.turn([.ask(caller, Question(id: "f", .figures(since: moment)))])
      for case .answer("f", .figures(let figures)) in agent.takeAnswers() { return figures }
      return nil
    }
    let mayas = try #require(try figures(maya))
    #expect(mayas.taken == 1 && mayas.resolved == 0 && mayas.firstAnswer != nil)
    let kims = try #require(try figures(kim))
    #expect(kims.taken == 1 && kims.resolved == 1 && kims.firstAnswer == nil)
    let later = try #require(try figures(maya, since: .max))
    #expect(later == Reply.Figures(taken: 0, resolved: 0, firstAnswer: nil, rated: 0, score: nil))
    // A customer has none.
    let caller = try #require(ana.caller)
    _ = ana.takeAnswers()
    let moment = Instant(milliseconds: 0)
    try desk.turn([.ask(caller, Question(id: "f", .figures(since: moment)))])
    #expect(ana.refusals.last?.code == .notAllowed)
  }

  @Test func aQueueThatIsClosedToThemStaysClosed() {
    let maya = Principal.agent(AgentName(Identifier("maya"), name: "Maya"), .agent)
    let admin = Principal.agent(AgentName(Identifier("root"), name: "Root"), .admin)
    let kim: Identifier<Agent> = Identifier("kim")
    func audience(_ members: Set<Identifier<Agent>>?) -> Audience {
      Audience(customer: Identifier("c"), stage: .closed, lastAgent: kim, members: members)
    }
    #expect(audience(nil).includes(maya, serving: true))
    #expect(!audience(nil).includes(maya, serving: false))
    #expect(!audience([kim]).includes(maya, serving: true))
    #expect(audience([kim, Identifier("maya")]).includes(maya, serving: true))
    #expect(!audience(nil).includes(admin, serving: true))
    #expect(!audience(nil).includes(.customer(Identifier("other")), serving: true))
  }
}
