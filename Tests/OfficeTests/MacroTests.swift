import Desk
import Documents
import Rehearsal
import Rules
import Testing
import Wire

@testable import Office

/// Macros on the real record: all of their acts, or none.
@Suite struct MacroTests {
  private static func book() throws -> RuleBook {
    let text = """
      rules: []
      replies:
        - { name: hello, title: A greeting, text: "Hello {{ default(customer.first_name, 'there') }}." }
      macros:
        - name: done
          do:
            - reply: hello
            - note: "the usual"
            - tags: [done]
            - resolve
        - name: too-much
          do:
            - tags: [half]
            - hold: { for: 1h }
            - escalate: { reason: "too hard" }
      """
    let outcome = RuleBook.read(
      SourceFile(path: "rules.yaml", text: text), RuleNames(queues: ["general"]))
    return try #require(outcome.book, "\(outcome.findings)")
  }

  private static func talk() throws -> (RehearsedDesk, AgentPlayer, CustomerPlayer) {
    let desk = try RehearsedDesk()
    desk.office.adopt(try book())
    let maya = try desk.agent("maya", "Maya Lind")
    let ana = try desk.customer()
    try ana.start()
    try ana.say("a person please")
    try maya.do(.take, in: ana.conversation)
    return (desk, maya, ana)
  }

  @Test func aMacroDoesAllOfItInOneTurn() throws {
    let (desk, maya, ana) = try Self.talk()
    let id = try #require(ana.conversation)
    let outcome = try maya.do(.macro("done"), in: id)
    guard case .done = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let conversation = try #require(try desk.office.live(id)).conversation
    #expect(conversation.stage == .resolved && conversation.tags == ["done"])
    #expect(ana.transcript().contains("Maya Lind: Hello there."))
    #expect(!ana.transcript().contains { $0.contains("usual") })
    // Sent again because its answer was lost: it was done once.
    #expect(
      conversation.messageCount
        == (try #require(try desk.office.live(id)).conversation.messageCount))
  }

  @Test func oneActThatIsRefusedRefusesThemAll() throws {
    let (desk, maya, ana) = try Self.talk()
    let id = try #require(ana.conversation)
    let before = try #require(try desk.office.live(id)).conversation.seq
    let outcome = try maya.do(.macro("too-much"), in: id)
    #expect(outcome == .refused(.invalid, isFinal: true), "nobody says where it is escalated to")
    let conversation = try #require(try desk.office.live(id)).conversation
    #expect(conversation.seq == before && conversation.tags.isEmpty)
    let nobodys = try maya.do(.macro("nix"), in: id)
    #expect(nobodys == .refused(.notFound, isFinal: true))
  }

  @Test func whatItWouldDoIsShownFirst() throws {
    let (desk, maya, ana) = try Self.talk()
    let id = try #require(ana.conversation)
    let caller = try #require(maya.caller)
    _ = maya.takeAnswers()
    try desk.turn([
      .ask(caller, Question(id: "a", .shortcuts("greet"))),
      .ask(caller, Question(id: "b", .shortcut(.reply, "hello", id))),
      .ask(caller, Question(id: "c", .shortcut(.macro, "done", id))),
    ])
    let answers = maya.takeAnswers().compactMap { frame -> Reply? in
      if case .answer(_, let reply) = frame { reply } else { nil }
    }
    #expect(
      answers == [
        .shortcuts([Reply.Shortcut(.reply, name: "hello", title: "A greeting")]),
        .shortcut(text: "Hello there.", acts: []),
        .shortcut(
          text: nil, acts: ["say: Hello there.", "note: the usual", "tags +done", "resolve"]),
      ])
  }
}
