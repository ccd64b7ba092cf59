import Expressions
import Flows

/// Plays a customer, and everybody else, by chance.
struct Walker {
  private var chance: Chance
  private let ground: TestGround
  private let phrases: [String]

  init(_ ground: TestGround, seed: UInt64) {
    self.ground = ground
    chance = Chance(seed: seed)
    phrases = ground.revision.phrases
  }

  /// A walk of some length, as far as it goes without trouble, and then to its end.
  mutating func go() -> Walking {
    let flow = chance.happens(60) ? nil : chance.pick(ground.revision.beginningFlowNames)
    var walking = Walking(Walk(world: world(), flow: flow), ground.revision)
    for _ in 0..<Int.random(in: 1...25, using: &chance) where walking.trouble == nil {
      walking.perform(deed(walking.tryout))
    }
    walking.close()
    return walking
  }

  // MARK: The world

  private mutating func world() -> World {
    var world = World(ground.plan)
    world.hours = chance.happens(70) ? .open : .closed
    world.language = chance.pick(ground.revision.languages)
    for queue in ground.desk.queues { world.agents[queue] = chance.happens(60) ? 1 : 0 }
    if chance.happens(20) { world.ticketError = "the disk is full" }
    if chance.happens(50) { world.customer[.email] = "sam@example.com" }
    if chance.happens(50) { world.customer[.firstName] = "Sam" }
    if chance.happens(30) { world.conversation[.messages] = 6 }
    if chance.happens(70) { world.shelf.index = ground.index }
    world.answers = (0..<Walker.answers).map { _ in answer() }
    return world
  }

  /// More than a walk calls services.
  private static let answers = 100

  private mutating func answer() -> ServiceAnswer {
    let after: Int64 = chance.happens(20) ? chance.pick([500, 4000, 60_000]) : 0
    if chance.happens(25) { return ServiceAnswer(.failure("no connection"), after: after) }
    let body: Value = [
      "id": "A-1", "status": "on its way", "name": "lamp", "count": 2, "reply_by": "tomorrow",
    ]
    let status = chance.pick([200, 200, 201, 404, 500])
    return ServiceAnswer(.response(status: status, body: body), after: after)
  }

  // MARK: What happens

  private mutating func deed(_ tryout: Tryout) -> ChatStep.Deed {
    let deed = wish(tryout)
    return tryout.allows(deed) ? deed : .user(words(tryout))
  }

  private mutating func wish(_ tryout: Tryout) -> ChatStep.Deed {
    switch Int.random(in: 0..<100, using: &chance) {
    case 0..<6: return .restart
    case 6..<14: return .wait(milliseconds: chance.pick(Walker.spans))
    case 14..<18: return .agent(chance.happens(50) ? .offline : .online)
    case 18: return .hours(isOpen: chance.happens(50))
    case 19: return .event("conversation.closed")
    case 20..<30: if let deed = agentDeed(tryout) { return deed }
    case 30..<65: if let deed = press(tryout) { return deed }
    default: break
    }
    return .user(words(tryout))
  }

  private static let spans: [Int64] = [
    1000, 30_000, 90_000, 240_000, 900_000, 3_600_000, 8 * 86_400_000,
  ]

  private mutating func agentDeed(_ tryout: Tryout) -> ChatStep.Deed? {
    switch tryout.standing {
    case .waiting, .missed, .promised: return .agent(.takes)
    case .agent:
      let flows: [String?] = [nil] + ground.revision.beginningFlowNames
      return chance.happens(40)
        ? .agent(.says("Hello, this is Maya.")) : .agent(.returns(flow: chance.pick(flows)))
    case .bot, .left, .resolved, .closed: return nil
    }
  }

  private mutating func press(_ tryout: Tryout) -> ChatStep.Deed? {
    guard let offer = tryout.offer else { return nil }
    if offer.takes != nil, chance.happens(60) {
      return .send(.named(chance.pick(["photo.jpg", "bill.pdf"])))
    }
    if !offer.options.isEmpty {
      let option = chance.pick(offer.options).id
      return .tap(option == "_escape" ? "escape" : option)
    }
    guard !offer.fields.isEmpty, let key = offer.question else { return nil }
    var fields: [String: String] = [:]
    for field in offer.fields {
      let fitting = ground.revision.fittingWords(forField: field.name, of: key)
      fields[field.name] =
        chance.happens(70) && !fitting.isEmpty ? chance.pick(fitting) : chance.pick(Walker.nonsense)
    }
    return .fill(fields)
  }

  private mutating func words(_ tryout: Tryout) -> String {
    let fitting = tryout.offer?.question ?? tryout.lastQuestion
    let answers = fitting.map { ground.revision.fittingWords(for: $0) } ?? []
    switch Int.random(in: 0..<100, using: &chance) {
    case 0..<50 where !answers.isEmpty: return chance.pick(answers)
    case 50..<65 where !phrases.isEmpty: return chance.pick(phrases)
    case 65..<68:  // As much as the desk takes.
      let length = chance.pick([1000, 4000, 20_000])
      return String(repeating: "very ", count: min(length, ground.plan.textLimit) / 5)
    default: return chance.pick(Walker.nonsense)
    }
  }

  /// What people write that nobody thought of.
  private static let nonsense = [
    "yes", "no", "asdf", "?", "1", "0", "-3", "99999999999999999999", "thanks", "ok thanks bye",
    "I want to talk to a person now", "my parcel is late and I was charged twice", "....",
    "where is my order AB-123456", "sam@", "sam@example.com", "2026-02-31", "{{ 6 * 7 }}",
    "</script><b>&amp;", "*bold* _and_ [link](javascript:1)", "\u{1F469}\u{200D}\u{1F680}",
    "e\u{301}\u{301}\u{301}",
    "\u{202E}right to left", "a\u{200B}b", "null", "漢字かな", "a\nb\nc", "help", "agent", "back",
  ]
}

extension Tryout {
  /// The question that was put last.
  fileprivate var lastQuestion: String? {
    for case .bot(let say) in lines.reversed() { if let key = say.question { return key } }
    return nil
  }
}
