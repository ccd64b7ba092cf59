import Desk
import Documents
import Rules
import TestSupport
import Testing

/// Replies and macros: read with their places, written out for the conversation at hand.
@Suite struct ShortcutTests {
  private static func book(_ text: String) throws -> RuleBook {
    let outcome = RuleBook.read(
      SourceFile(path: "rules.yaml", text: "rules: []\n" + text), RuleCode.exampleDesk)
    return try #require(outcome.book, "\(outcome.findings)")
  }

  private static let plan = DeskPlan(queues: [
    QueuePlan(Identifier("general"), title: "General", replyWithin: .seconds(3600))
  ])

  private static func conversation(_ language: String = "en") -> Conversation {
    var conversation = Conversation(id: Identifier("c"))
    let opening = Opening(
      site: "demo", customer: Identifier("ana"), number: 7, language: language, page: nil,
      channel: "web")
    for event in [
      Event.started(opening),
      .identified(Contact(name: "Ana Silva", email: nil, isVerified: false)),
    ] { conversation.apply(event, at: Instant(milliseconds: 1_795_000_000_000)) }
    return conversation
  }

  private static let now = Instant(milliseconds: 1_795_000_060_000)

  @Test func aReplySpeaksTheCustomersLanguageWithTheirName() throws {
    let book = try Self.book(
      """
      replies:
        - name: late
          text: { en: "Hello {{ customer.first_name }}, #{{ conversation.number }}.", de: "Hallo {{ customer.first_name }}!" }
      """)
    func text(_ language: String) -> String? {
      book.text(ofReply: "late", in: Self.conversation(language), Self.plan, at: Self.now)
    }
    #expect(text("en") == "Hello Ana, #7.")
    #expect(text("de-AT") == "Hallo Ana!")
    #expect(text("fr") == "Hello Ana, #7.", "the first is for all others")
    #expect(book.text(ofReply: "nix", in: Self.conversation(), Self.plan, at: Self.now) == nil)
  }

  @Test func aMacroIsItsActsInOrder() throws {
    let book = try Self.book(
      """
      replies:
        - { name: thanks, text: "Thank you." }
      macros:
        - name: done
          title: All done
          do:
            - reply: thanks
            - tags: { add: [done], remove: [open] }
            - hold: { for: 2h, reason: the depot }
            - resolve
      """)
    let deeds = book.deeds(ofMacro: "done", in: Self.conversation(), Self.plan, at: Self.now)
    #expect(
      deeds == [
        .say("Thank you."), .tag(add: ["done"], remove: ["open"]),
        .hold(until: Self.now + .seconds(7200), reason: "the depot"), .resolve,
      ])
    #expect(book.shortcuts.macros.map(\.title) == ["All done"])
  }

  @Test(arguments: [
    (
      "macros: [{ name: a, do: [{ reply: thank }] }]\nreplies: [{ name: thanks, text: x }]",
      "thanks"
    ),
    ("macros: [{ name: a, do: [{ flow: csat }] }]", "only a rule does that"),
    ("macros: [{ name: a, do: [] }]", "does nothing"),
    ("macros: [{ name: a, do: [resolve] }, { name: a, do: [close] }]", "is there twice"),
    ("macros: [{ name: a, do: [{ queue: nowhere }] }]", "nowhere"),
    ("replies: [{ name: a }]", "text"),
    ("replies: [{ name: a, text: \"{{ customer.nme }}\" }]", "customer.nme"),
    ("replies: [{ name: a, txt: x }]", "txt"),
  ])
  func aMistakeIsSaid(_ text: String, _ part: String) {
    let outcome = RuleBook.read(
      SourceFile(path: "rules.yaml", text: "rules: []\n" + text), RuleCode.exampleDesk)
    #expect(outcome.book == nil)
    let words = outcome.findings.map { "\($0.message) \($0.hint ?? "")" }.joined(separator: "\n")
    #expect(words.contains(part), "\(words)")
  }
}
