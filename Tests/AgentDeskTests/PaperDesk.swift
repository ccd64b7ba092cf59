import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// A desk on paper: a model, and what a desk would tell it, with a clock that only we move.
struct PaperDesk {
  var model: DeskModel
  var now: Instant
  var effects: [DeskEffect] = []
  private var seqs: [ConversationID: Int64] = [:]

  /// Sat 21 Nov 2026, 10:00 UTC.
  static let ten = Instant(milliseconds: 1_795_255_200_000)
  static let maya = AgentName(Identifier("maya"), name: "Maya Lind")
  static let kim = AgentName(Identifier("kim"), name: "Kim Olsen")

  init(
    _ size: Size = Size(columns: 80, rows: 24), isOnline: Bool = true,
    preferences: Preferences = Preferences()
  ) {
    now = Self.ten
    let line = Uplink(.token("secret-token"), chance: .seeded(1), at: now)
    model = DeskModel(
      server: "desk.example", line: line, size: size, at: now, preferences: preferences)
    tell(.tick)
    if isOnline { comeOnline() }
  }

  mutating func tell(_ event: DeskEvent) {
    effects += model.update(event, at: now)
  }

  mutating func pass(_ span: Duration) {
    now = now + span
    tell(.tick)
  }

  mutating func comeOnline(epoch: String = "epoch-1", role: Role = .agent) {
    tell(.connected)
    hear(
      .welcome(
        Welcome(
          epoch: epoch, .agent(Self.maya, role: role), token: nil, time: now, textLimit: 4000)))
  }

  mutating func hear(_ frame: ServerFrame) { tell(.received(frame)) }

  mutating func press(_ keys: Key...) { for key in keys { tell(.input(.key(key))) } }

  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { press(.text(scalar)) }
  }

  mutating func enter(_ text: String) {
    type(text)
    press(Key(.enter))
  }

  /// Commands sent since the last look.
  mutating func sentCommands() -> [Order] {
    defer { effects = [] }
    return effects.compactMap { effect in
      if case .line(.send(.command(let order))) = effect { return order }
      return nil
    }
  }

  /// Questions asked since the last look.
  mutating func questions() -> [Question] {
    defer { effects = [] }
    return effects.compactMap { effect in
      if case .line(.send(.ask(let question))) = effect { return question }
      return nil
    }
  }

  /// The last of them; there must be one.
  mutating func asked() throws -> Question {
    let asked = questions()
    return try #require(asked.last)
  }

  /// The first of them; there must be one.
  mutating func sentCommand() throws -> Order {
    let orders = sentCommands()
    return try #require(orders.first)
  }

  mutating func acknowledge(_ order: Order, seq: Int64, in id: ConversationID? = nil) {
    let id = id ?? order.conversation ?? Identifier("")
    hear(.ack(Ack(order.cid, id, seq: seq, isDuplicate: false)))
  }

  // MARK: What happens at the desk

  static func id(_ letter: String) -> ConversationID {
    Identifier(String(repeating: letter, count: 22))
  }

  mutating func happen(_ id: ConversationID, _ events: Event...) {
    for event in events {
      let seq = (seqs[id] ?? 0) + 1
      seqs[id] = seq
      hear(.event(Entry(id, seq: seq, at: now, event)))
    }
  }

  mutating func catchUp(_ id: ConversationID) {
    hear(.caughtUp(id, seq: seqs[id] ?? 0))
  }

  mutating func summarise(
    _ id: ConversationID, _ number: Int64, _ name: String?, _ stage: StageWord,
    queue: String = "orders", priority: Priority = .normal, agent: AgentName? = nil,
    waited: Duration = .zero, text: String = "", by author: Author? = .customer,
    replyBy: Instant? = nil, warning: Warning? = nil, offer: Conversation.StandingOffer? = nil,
    heldUntil: Instant? = nil, channel: Summary.Channel? = nil, isPresent: Bool = true
  ) {
    let since = now + .milliseconds(-waited.milliseconds)
    hear(
      .summary(
        Summary(
          conversation: id, number: number, stage: stage, queue: Identifier(queue),
          priority: priority, category: nil, customerName: name, email: nil, language: "en",
          subject: text, agent: agent, owed: Self.owed(stage, author, since), by: replyBy,
          warning: warning, isPresent: isPresent, lastText: text, lastBy: author, lastAt: since,
          seq: seqs[id] ?? 0,
          matter: Summary.Matter(state: .open, heldUntil: heldUntil, offer: offer),
          channel: channel)))
  }
}

extension PaperDesk {
  private static func owed(_ stage: StageWord, _ author: Author?, _ since: Instant) -> Owed {
    switch stage {
    case .waiting, .missed, .promised: .person(since: since)
    case .agent: author == .customer ? .person(since: since) : .customer(since: since)
    case .bot: .bot(since: since)
    case .left, .resolved, .closed: .nobody
    }
  }
}

// MARK: - A morning at the desk

extension PaperDesk {
  static let ana = id("a")
  static let kimLee = id("b")
  static let omar = id("c")

  /// Seven wait, three are mine, Ana's conversation is on the screen.
  static func morning(_ size: Size, preferences: Preferences = Preferences()) -> PaperDesk {
    var desk = PaperDesk(size, preferences: preferences)
    desk.hear(.desk(agentsOnline: 2, waiting: 7))
    desk.fillQueue()
    desk.summarise(
      kimLee, 1039, "Kim Lee", .agent, queue: "refunds", agent: maya, waited: .seconds(190),
      text: "any news?")
    desk.summarise(
      omar, 1037, "Omar H.", .agent, agent: maya, waited: .seconds(542),
      text: "I'll check with the depot", by: .agent(maya))
    desk.hear(.watching)
    desk.summarise(
      ana, 1042, "Ana Perez", .agent, priority: .high, agent: maya, waited: .seconds(48),
      text: "It was due last Friday :(")
    desk.talkWithAna()
    return desk
  }

  mutating func fillQueue() {
    let waiting: [(String, Int64, String?, String, Priority, Int64)] = [
      ("1", 1030, "Bo Nilsen", "billing", .urgent, 252),
      ("2", 1033, "Dani Sharon", "login", .normal, 125),
      ("3", 1034, nil, "orders", .normal, 40), ("4", 1035, "Ren 連", "refunds", .normal, 31),
      ("5", 1036, "Liv T.", "orders", .low, 22), ("6", 1038, nil, "orders", .low, 12),
      ("7", 1040, "Sam O.", "login", .low, 5),
    ]
    for (letter, number, name, queue, priority, waited) in waiting {
      summarise(
        Self.id(letter), number, name, .waiting, queue: queue, priority: priority,
        waited: .seconds(waited), text: "help please")
    }
  }

  mutating func talkWithAna() {
    let ana = Self.ana
    let begin = now
    tell(.input(.key(.alt("3"))))
    now = begin + .seconds(-240)
    happen(
      ana,
      .started(
        Opening(
          site: "demo", customer: Identifier("kJ7xQ2mV9bN4cT1zW8yR5A"), number: 1042,
          language: "en", page: "https://shop.example/cart", channel: "web")),
      .said(
        Message(
          .bot, "Hi! What can we help you with?",
          offer: Offer(
            question: "triage.welcome.topic",
            options: [
              Offer.Option(id: "order", label: "An order or delivery"),
              Offer.Option(id: "other", label: "Something else"),
            ]))),
      .said(Message(.customer, "My parcel is late")), .said(Message(.bot, "Which order is it?")),
      .said(Message(.customer, "A-1182")))
    now = begin + .seconds(-180)
    happen(
      ana, .identified(Contact(name: "Ana Perez", email: "ana@example.com", isVerified: false)),
      .recorded([Field("order_id", "A-1182")], .bot),
      .suggested(query: "my parcel is late", [Identifier("where-is-my-order")]),
      .said(
        Message(
          .bot, "This might help:",
          offer: Offer(cards: [
            Offer.Card(
              article: Identifier("where-is-my-order"), title: "Where is my order?", text: "Look")
          ]))), .said(Message(.customer, "that did not help")),
      .judged(helped: false, [Identifier("where-is-my-order")]),
      .queued(
        Handoff(
          queue: Identifier("orders"), priority: .high, summary: "order / high: parcel is late",
          fields: [Field("order_id", "A-1182"), Field("email", "ana@example.com")], reason: .flow,
          path: ["triage.welcome.topic", "triage.order.number", "triage.suggest.late"])))
    now = begin + .seconds(-120)
    happen(ana, .taken(Self.maya), .said(Message(.agent(Self.maya), "Hello Ana, this is Maya.")))
    catchUp(ana)
    now = begin + .seconds(-48)
    happen(ana, .said(Message(.customer, "It was due last Friday :(")))
    now = begin
    hear(.typing(ana, .customer))
    effects = []
  }
}
