import Bot
import Desk
import Expressions
import Flows
import Testing

/// A conversation with a revision, with what the bot finds at its seat in the test's hands.
///
/// Before every stimulus the session is written to bytes and read back, so that every test is also
/// a test of a restart.
struct Talk: Seat {
  typealias Fault = any Error

  var revision: Revision
  var session: Session?
  var clock: Int64 = 1_790_000_000_000
  var customer = CustomerFacts()
  var isOpen = true
  var messages: Int64 = 0

  /// What searches find, and whether people and tickets are there.
  var cards: [Card] = []
  var isStaffed = true
  var ticketsWork = true
  /// HTTP answers in order; none means the effect stays open.
  var responses: [EffectResult] = []

  /// `bot: …`, `options: …`, `card: …` and the like, in order.
  var lines: [String] = []
  var effects: [Effect] = []
  var timers: [String: Int64] = [:]

  private var conversation = Conversation(id: Identifier("c1"))
  /// Steps since the stimulus from outside.
  private var rounds = 0

  init(_ revision: Revision) {
    self.revision = revision
    let opening = Opening(
      site: "demo", customer: Identifier("ana"), number: 7, language: "en", page: nil,
      channel: "web")
    conversation.apply(.started(opening), at: now)
  }

  // MARK: What the customer and the desk do

  mutating func open(language: String? = nil) throws {
    try take(.opened(language: language))
  }

  mutating func say(_ words: String) throws {
    lines.append("customer: \(words)")
    messages += 1
    try take(.said(words))
  }

  mutating func tap(_ option: String) throws {
    lines.append("customer taps \(option)")
    try take(.chose(option: option, question: lastQuestion ?? ""))
  }

  /// Lets time pass; timers that come due fire in the order of their deadlines.
  mutating func wait(minutes: Int64) throws { try wait(milliseconds: minutes * 60_000) }

  mutating func wait(milliseconds: Int64) throws {
    let end = clock + milliseconds
    while let next = timers.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      next.value <= end
    {
      clock = next.value
      timers[next.key] = nil
      try take(.timer(next.key))
    }
    clock = end
  }

  var lastQuestion: String? {
    for effect in effects.reversed() {
      if case .say(let say) = effect, let question = say.question { return question }
    }
    return nil
  }

  // MARK: The bot's seat

  var glance: Glance { conversation.glance }
  var now: Instant { Instant(milliseconds: clock) }

  /// Open around the clock, or closed for a week; every answer takes a day.
  var plan: DeskPlan {
    let hours = OpeningHours.always
    return DeskPlan(
      queues: Sources.desk.queues.map {
        QueuePlan(Identifier($0), title: $0, replyWithin: .seconds(86_400))
      }, hours: isOpen ? hours : hours.closed(until: now + .seconds(7 * 86_400)))
  }

  func agents(for queue: QueuePlan) -> Int { isStaffed ? 1 : 0 }

  func place(among agents: Int) -> (position: Int, wait: Duration?) { (1, .seconds(120)) }

  var ticketObstacle: String? { ticketsWork ? nil : "the disk is full" }

  func found(by search: Search) -> [Card] {
    Array(cards.filter(search.floor.lets).prefix(search.limit))
  }

  mutating func take(_ stimulus: Stimulus) throws {
    rounds = 0
    let turn = try step(stimulus)
    try #require(try carryOut(turn, after: 0))
  }

  mutating func step(_ stimulus: Stimulus) throws -> Turn {
    rounds += 1
    try #require(rounds < 50, "the turn does not come to rest")
    let turn = try foreseen(stimulus)
    let bytes = turn.session.encoded()
    let reloaded = try Session(reading: bytes)
    #expect(reloaded == turn.session)
    #expect(reloaded.encoded() == bytes)
    session = reloaded
    return turn
  }

  func foreseen(_ stimulus: Stimulus) throws -> Turn {
    let isOpen = isOpen
    return revision.step(
      session, stimulus,
      FlowContext(
        now: clock, customer: customer, isOpen: isOpen, nextOpen: "on Monday at 09:00",
        conversation: ConversationFacts(id: "c1", number: 7, messages: messages)))
  }

  mutating func act(_ command: Command, by principal: Principal, cid: String?) -> [Event] {
    let events = try? conversation.decide(
      command, by: principal, in: Circumstances(textLimit: 4000))
    for event in events ?? [] { conversation.apply(event, at: now) }
    return events ?? []
  }

  mutating func call(_ request: Request, _ effect: String) throws -> EffectResult? {
    lines.append("=> \(request.method) \(request.url)")
    return responses.isEmpty ? nil : responses.removeFirst()
  }

  mutating func setTimer(_ name: String, due: Instant) { timers[name] = due.milliseconds }

  mutating func cancelTimer(_ name: String) { timers[name] = nil }

  mutating func note(_ effect: Effect, _ result: EffectResult?) {
    effects.append(effect)
    switch effect {
    case .say(let say): note(say)
    case .openTicket(_, let draft):
      lines.append("=> ticket \(draft.queue) \(draft.priority): \(draft.subject)")
    case .handoff(_, let draft):
      lines.append("=> handoff \(draft.queue) \(draft.priority) (\(draft.reason.rawValue))")
    case .withdraw: lines.append("=> withdrawn")
    case .waived: lines.append("=> waived")
    case .prioritise(let priority): lines.append("=> priority \(priority)")
    case .record(let values):
      for (name, value) in values.sorted(by: { $0.key < $1.key }) {
        lines.append("=> \(name) = \(value.text)")
      }
    case .ended(let outcome): lines.append("=> \(outcome)")
    case .search, .request, .identify, .timer, .cancelTimer, .metric: break
    }
  }

  private mutating func note(_ say: Say) {
    lines.append("bot: \(say.text)")
    for card in say.cards { lines.append("card: \(card.title)") }
    for field in say.fields {
      let complaint = field.complaint.map { " (\($0))" } ?? ""
      lines.append("field: \(field.label) [\(field.value)]\(complaint)")
    }
    if !say.options.isEmpty {
      lines.append("options: \(say.options.map(\.label).joined(separator: " | "))")
    }
  }

  // MARK: Looking back

  var metrics: [Metric] {
    effects.compactMap { if case .metric(let metric, _) = $0 { metric } else { nil } }
  }

  /// The lines since the last call.
  mutating func take() -> [String] {
    defer { lines = [] }
    return lines
  }
}
