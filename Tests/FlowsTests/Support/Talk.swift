import Documents
import Expressions
import Flows
import Testing

/// A conversation with a revision, with the desk's answers in the test's hands.
///
/// Before every stimulus the session is written to bytes and read back, so that every test is also
/// a test of a restart.
struct Talk {
  var revision: Revision
  var session: Session?
  var now: Int64 = 1_790_000_000_000
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

  init(_ revision: Revision) { self.revision = revision }

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
    let end = now + milliseconds
    while let next = timers.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      next.value <= end
    {
      now = next.value
      timers[next.key] = nil
      try take(.timer(next.key))
    }
    now = end
  }

  var lastQuestion: String? {
    for effect in effects.reversed() {
      if case .say(let say) = effect, let question = say.question { return question }
    }
    return nil
  }

  // MARK: Turns

  mutating func take(_ stimulus: Stimulus) throws {
    var pending: [Stimulus] = [stimulus]
    var rounds = 0
    while !pending.isEmpty {
      rounds += 1
      try #require(rounds < 50, "the turn does not come to rest")
      let turn = revision.step(session, pending.removeFirst(), surroundings)
      let bytes = turn.session.encoded()
      let reloaded = try Session(reading: bytes)
      #expect(reloaded == turn.session)
      #expect(reloaded.encoded() == bytes)
      session = reloaded
      for effect in turn.effects {
        effects.append(effect)
        if let answer = carryOut(effect) { pending.append(answer) }
      }
    }
  }

  private var surroundings: Surroundings {
    Surroundings(
      now: now, customer: customer, isOpen: isOpen, nextOpen: "on Monday at 09:00",
      conversation: ConversationFacts(id: "c1", number: 7, messages: messages))
  }

  private mutating func carryOut(_ effect: Effect) -> Stimulus? {
    switch effect {
    case .say(let say): note(say)
    case .search(let id, let search):
      let found = cards.filter { $0.score >= search.minScore }.prefix(search.limit)
      return .result(effect: id, .articles(Array(found)))
    case .request(let id, let request):
      lines.append("=> \(request.method) \(request.url)")
      return responses.isEmpty ? nil : .result(effect: id, responses.removeFirst())
    case .openTicket(let id, let draft):
      lines.append("=> ticket \(draft.queue) \(draft.priority): \(draft.subject)")
      return .result(
        effect: id,
        ticketsWork ? .ticket(id: "T-42", replyBy: "Monday 12:00") : .failed("the disk is full"))
    case .handoff(let id, let draft):
      lines.append("=> handoff \(draft.queue) \(draft.priority) (\(draft.reason.rawValue))")
      return .result(
        effect: id,
        isStaffed ? .accepted(queue: draft.queue, place: 1, eta: "2 minutes") : .unavailable)
    case .withdraw: lines.append("=> withdrawn")
    case .record(let values):
      for (name, value) in values.sorted(by: { $0.key < $1.key }) {
        lines.append("=> \(name) = \(value.text)")
      }
    case .timer(let name, let deadline): timers[name] = deadline
    case .cancelTimer(let name): timers[name] = nil
    case .metric: break
    case .ended(let outcome): lines.append("=> \(outcome)")
    }
    return nil
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
