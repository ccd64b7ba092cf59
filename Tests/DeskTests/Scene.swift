@testable import Desk

/// Who and what the tests of the rules are about: Ana's conversation, and everybody who might ask.
enum Scene {
  static let ana = Identifier<Customer>("ana")
  static let maya = AgentName(Identifier("maya"), name: "Maya Lind")
  static let kim = AgentName(Identifier("kim"), name: "Kim Olsen")
  static let joe = AgentName(Identifier("joe"), name: "Joe Berg")
  static let orders = Identifier<Queue>("orders")
  static let circumstances = desk()
  static let opening = Opening(
    site: "demo", customer: ana, number: 7, language: "en", page: nil, channel: "web")
  static let handoff = Handoff(queue: orders, priority: .high, summary: "late", reason: .flow)
  static let replyBy = Instant(milliseconds: 90_000)

  /// A desk of two queues and one flow, where whoever would get it has so much.
  static func desk(openWork: Int = 0) -> Circumstances {
    Circumstances(
      textLimit: 100, opening: opening, openWork: openWork, capacity: 2,
      queues: [
        QueuePlan(orders, title: "Orders", replyWithin: .seconds(60)),
        QueuePlan(Identifier("billing"), title: "Billing", replyWithin: .seconds(60)),
      ], flows: ["triage"])
  }

  /// Everybody who may ask something, each role at least once.
  static let principals: [(name: String, principal: Principal)] = [
    ("owner", .customer(ana)), ("stranger", .customer(Identifier("bo"))),
    ("maya", .agent(maya, .agent)), ("kim", .agent(kim, .agent)),
    ("ruth", .agent(AgentName(Identifier("ruth"), name: "Ruth"), .supervisor)),
    ("adam", .agent(AgentName(Identifier("adam"), name: "Adam"), .admin)), ("bot", .bot),
    ("desk", .desk), ("rule", .rule("vip")),
  ]

  /// Ana's conversation in each place it can stand in, and one that was never begun.
  static let conversations: [(name: String, conversation: Conversation)] = [
    ("none", Conversation(id: Identifier("c"))), ("bot", given()),
    ("asked", given(question)), ("waits", given(.queued(handoff))),
    ("maya's", given(.queued(handoff), .taken(maya))),
    ("kim's", given(.queued(handoff), .taken(kim))),
    ("promised", given(.promised(replyBy: replyBy, .closed))),
    (
      "bot again",
      given(.queued(handoff), .taken(maya), .transferred(maya, .bot(flow: nil), note: nil))
    ),
    ("was maya's", given(.queued(handoff), .taken(maya), .resolved(.agent(maya)))),
    ("missed", given(.queued(handoff), .withdrawn(.unanswered))),
    ("left", given(.concluded(outcome: "abandoned"))),
    ("over", given(.concluded(outcome: "resolved"), .resolved(.bot))),
    ("offered", given(.queued(handoff), .offered(maya, until: replyBy))),
    (
      "held",
      given(.queued(handoff), .taken(maya), .held(until: replyBy, .agent(maya), reason: nil))
    ),
    ("closed", given(.resolved(.bot), .closed(.rule("vip")))),
  ]

  /// A question with a button and one with a form: the second is open.
  static let question = Event.said(
    Message(
      .bot, "Which?",
      offer: Offer(question: "q", options: [Offer.Option(id: "a", label: "Order")])))
  static let form = Event.said(
    Message(
      .bot, "Who?",
      offer: Offer(
        question: "f",
        form: [
          Offer.FormField(id: "email", label: "E-mail", kind: "email", isRequired: true),
          Offer.FormField(id: "phone", label: "Phone", kind: "text", isRequired: false),
        ])))

  /// Another conversation of hers, tied to the one in question and an incident's ticket of it.
  static let otherOfAna: Conversation = {
    var other = Conversation(id: Identifier("d"))
    let opening = Opening(
      site: "demo", customer: ana, number: 8, language: "en", page: nil, channel: "web")
    other.apply(.started(opening), at: Instant(milliseconds: 1000))
    other.apply(.queued(handoff), at: Instant(milliseconds: 2000))
    return other
  }()

  /// Begun, and then this; a second passes between two events.
  static func given(_ events: Event...) -> Conversation { given(events) }

  static func given(_ events: [Event]) -> Conversation {
    var conversation = Conversation(id: Identifier("c"))
    for event in [.started(opening)] + events {
      conversation.apply(event, at: Instant(milliseconds: (conversation.seq + 1) * 1000))
    }
    return conversation
  }

  /// What comes of a command: its events, or the refusal.
  static func outcome(
    _ command: Command, by principal: Principal, _ conversation: Conversation,
    _ circumstances: Circumstances = circumstances
  ) -> Result<[Event], Refusal> {
    var circumstances = circumstances
    if case .transfer(.agent(let id), _, _) = command {
      let colleague = [maya, kim, joe].first { $0.id == id }
      circumstances.colleague = colleague.map { Circumstances.Colleague($0, isThere: true) }
    }
    if circumstances.other == nil { circumstances.other = otherOfAna }
    if circumstances.words.isEmpty { circumstances.words = ["and another thing"] }
    do throws(Refusal) {
      return .success(try conversation.decide(command, by: principal, in: circumstances))
    } catch { return .failure(error) }
  }

  static func refusal(
    _ command: Command, by principal: Principal, _ conversation: Conversation,
    _ circumstances: Circumstances = circumstances
  ) -> Refusal.Code? {
    if case .failure(let refusal) = outcome(command, by: principal, conversation, circumstances) {
      refusal.code
    } else {
      nil
    }
  }

  static func events(
    _ command: Command, by principal: Principal, _ conversation: Conversation,
    _ circumstances: Circumstances = circumstances
  ) throws -> [Event] {
    try outcome(command, by: principal, conversation, circumstances).get()
  }
}
