import Desk
import Events
import Journal
import Rehearsal
import Testing
import Wire

/// What supervisors say to all and where they look is told and recorded.
struct AnnouncingTests {
  /// Maya has Ana's conversation.
  private struct Talk {
    let desk: RehearsedDesk
    let maya: AgentPlayer
    let id: Identifier<Conversation>

    init() throws {
      desk = try RehearsedDesk(plan: RehearsedDesk.plan())
      maya = try desk.agent("maya", "Maya Lind")
      let ana = try desk.customer()
      try ana.start()
      try ana.say("agent")
      id = try #require(ana.conversation)
      try maya.watch()
      try maya.do(.take)
    }

    var audited: [AuditEvent] {
      get throws {
        try desk.log.follow(from: 0, limit: 10_000)
          .filter { $0.conversation == DeskStream.id }
          .compactMap { try AuditText.read($0.body) }
      }
    }
  }

  @Test func supervisorsSpeakToEveryScreenAndItIsRecorded() throws {
    let talk = try Talk()
    let ruth = try talk.desk.agent("ruth", "Ruth", role: .supervisor)
    let kim = try talk.desk.agent("kim", "Kim")
    try talk.desk.turn([.announce(try #require(kim.caller), "k1", "hello all")])
    #expect(kim.refusals.last?.code == .notAllowed)
    #expect(!talk.maya.frames.contains { $0.isAnnouncement })
    try talk.desk.turn([.announce(try #require(ruth.caller), "a1", "the shop is down")])
    for agent in [talk.maya, kim, ruth] {
      #expect(agent.frames.contains { $0.said(by: "ruth", "the shop is down") })
    }
    #expect(ruth.frames.contains(.answer("a1", .announced(3))))
    #expect(try talk.audited.last == .announced("the shop is down"))
  }

  @Test func aSupervisorWhoReadsAnothersConversationIsRecorded() throws {
    let talk = try Talk()
    let ruth = try talk.desk.agent("ruth", "Ruth", role: .supervisor)
    let kim = try talk.desk.agent("kim", "Kim")
    let before = try talk.audited.count
    try talk.desk.turn([.reading(try #require(kim.caller), talk.id)])
    #expect(try talk.audited.count == before)
    try talk.desk.turn([.reading(try #require(ruth.caller), talk.id)])
    #expect(try talk.audited.last == .lookedIn(talk.id, from: Identifier("maya")))
  }

  @Test func colleaguesSayHowMuchTheyTakeOnAndWhenTheyLastActed() throws {
    let talk = try Talk()
    try talk.desk.turn([.ask(try #require(talk.maya.caller), Question(id: "q", .agents))])
    var people: [Reply.Colleague] = []
    for case .answer("q", .agents(let all)) in talk.maya.frames { people = all }
    let maya = try #require(people.first { $0.agent.id == Identifier("maya") })
    #expect(maya.open == 1)
    #expect((maya.capacity ?? 0) > 0)
    #expect(maya.lastAct != nil)
  }
}

extension ServerFrame {
  fileprivate var isAnnouncement: Bool {
    if case .announcement = self { return true }
    return false
  }

  fileprivate func said(by agent: String, _ text: String) -> Bool {
    guard case .announcement(let said) = self else { return false }
    return said.by.id == Identifier(agent) && said.text == text
  }
}
