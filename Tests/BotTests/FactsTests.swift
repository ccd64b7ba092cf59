import Bot
import Desk
import Expressions
import Flows
import Testing

/// What the desk gives flows to read is what the checker lets them read: one list.
@Suite struct FactsTests {
  private static let plan = DeskPlan(
    queues: [.init(Identifier("orders"), title: "Orders", replyWithin: .seconds(86_400))],
    hours: .always)
  private static let now = Instant(milliseconds: 1_795_000_000_000)

  private func conversation(_ events: Event...) -> Conversation {
    var conversation = Conversation(id: Identifier("c"))
    let opening = Opening(
      site: "demo", customer: Identifier("ana"), number: 7, language: "en",
      page: "https://shop.example/lamps", channel: "web")
    for event in [.started(opening)] + events { conversation.apply(event, at: Self.now) }
    return conversation
  }

  private func around(_ conversation: Conversation) -> FlowContext {
    FlowContext(conversation, Self.plan, language: "en", at: Self.now)
  }

  @Test func everyKnownFactHasTheTypeThatTheCheckerCountsOn() {
    let around = around(
      conversation(
        .identified(Contact(name: "Ana Lee", email: "ana@example.com", isVerified: true)),
        .queued(Handoff(queue: Identifier("orders"), priority: .normal, reason: .flow))))
    for fact in CustomerFact.allCases {
      #expect(ValueType(of: around.customer[fact]) == fact.type, "customer.\(fact.rawValue)")
    }
    for fact in ConversationFact.allCases {
      #expect(ValueType(of: around.conversation[fact]) == fact.type, "\(fact.rawValue)")
    }
    #expect(around.customer[.firstName] == "Ana" && around.customer[.lastName] == "Lee")
    #expect(around.conversation[.queue] == "orders")
  }

  @Test func whatIsAbsentIsNullAndTheRestIsCertain() {
    var started = conversation()
    let around = around(started)
    for fact in CustomerFact.allCases {
      #expect(around.customer[fact].isNull == !fact.isCertain, "customer.\(fact.rawValue)")
    }
    #expect(
      around.conversation[.queue].isNull
        && around.conversation[.page] == .string("https://shop.example/lamps"))
    for fact in ConversationFact.allCases where fact.isCertain {
      #expect(!around.conversation[fact].isNull, "conversation.\(fact.rawValue)")
    }
    started.apply(
      .identified(Contact(name: "Ana", email: nil, isVerified: false)), at: Self.now)
    #expect(self.around(started).customer[.lastName].isNull, "one word is a first name")
  }
}
