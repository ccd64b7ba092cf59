package import Bot
package import Desk
package import Flows

/// How a revision plays a recorded conversation.
///
/// The customer and the staff do at every moment what they did then; the flow's own timers come due
/// in between, and the bot sits at a desk in memory. Answers of services are not in the record:
/// there the play is cut.
package struct Performance {
  package private(set) var beats: [Beat] = []
  package private(set) var conversation: Conversation

  /// What can be told apart of a performance; wording cannot.
  package enum Beat: Sendable, Equatable {
    case heard(String)
    case asked(String)
    case handedOver(queue: String, isTaken: Bool)
    case ticket(queue: String)
    case called(service: String)
    case ended(String)
  }

  package let revision: Revision
  private let talk: RecordedTalk
  private let desk: DeskPlan
  private let search: (Search) -> [Card]
  package private(set) var session: Session?
  package private(set) var now = Instant(milliseconds: 0)
  private var timers: [String: Instant] = [:]
  private var turns = 0

  /// More turns than this are no conversation.
  private static let turnLimit = 2000

  package init(
    of talk: RecordedTalk, by revision: Revision, at plan: DeskPlan,
    search: @escaping (Search) -> [Card]
  ) {
    self.talk = talk
    self.revision = revision
    desk = plan
    self.search = search
    conversation = Conversation(id: talk.id)
    play()
  }

  /// The questions asked, each once in a row.
  package var asked: [String] {
    var asked: [String] = []
    for case .asked(let question) in beats where asked.last != question { asked.append(question) }
    return asked
  }

  /// True where a service was called: what came after it cannot be told.
  package var isCut: Bool {
    if case .called? = beats.last { true } else { false }
  }

  /// How it came out, in words.
  package var outcome: String {
    switch session?.state {
    case .ended(let outcome): outcome
    case .asking: "open at \(asked.last ?? "no question")"
    case .inQueue, .withAgent: "handed over to \(lastQueue ?? "people")"
    case .working: "waits for a service"
    case nil: "nothing said"
    }
  }

  private var lastQueue: String? {
    beats.lazy.reversed().compactMap { beat -> String? in
      if case .handedOver(let queue, true) = beat { queue } else { nil }
    }.first
  }

  // MARK: Playing

  private mutating func play() {
    for moment in talk.moments {
      fireTimers(until: moment.at)
      guard !isCut else { return }
      now = moment.at
      let before = conversation.stage.word
      for event in moment.events { conversation.apply(event, at: now) }
      hear(moment.events, from: before)
      guard !isCut else { return }
    }
    fireTimers(until: talk.end)
  }

  private mutating func fireTimers(until end: Instant) {
    while !isCut, turns < Self.turnLimit,
      let next = timers.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }), next.value <= end
    {
      timers[next.key] = nil
      now = max(now, next.value)
      take(.timer(next.key))
    }
  }
}

// MARK: - The bot's seat

extension Performance: Seat {
  /// Nothing can fail here: what was recorded is played, and nothing is asked.
  package typealias Fault = Never

  package var glance: Glance { conversation.glance }

  /// The desk was open where somebody came; where the record does not tell, it kept its hours.
  package var plan: DeskPlan {
    guard talk.isStaffed == true else { return desk }
    var plan = desk
    plan.changeHours(\.alwaysOpen)
    return plan
  }

  package func agents(for queue: QueuePlan) -> Int { talk.isStaffed == false ? 0 : 1 }

  package func place(among agents: Int) -> (position: Int, wait: Duration?) { (1, nil) }

  package func found(by search: Search) -> [Card] { self.search(search) }

  package mutating func step(_ stimulus: Stimulus) -> Turn {
    turns += 1
    note(stimulus)
    let turn = foreseen(stimulus)
    session = turn.session
    return turn
  }

  package func foreseen(_ stimulus: Stimulus) -> Turn {
    revision.step(
      session, stimulus,
      FlowContext(
        conversation, desk, speaking: revision.languagesKnown, language: session?.language,
        at: now))
  }

  package mutating func act(_ command: Command, by principal: Principal, cid: String?) -> [Event] {
    // What the rules refuse has not happened; there is nobody to tell.
    guard
      let events = try? conversation.decide(
        command, by: principal,
        in: plan.circumstances(for: conversation, agents: agents(for:), free: { $0 }, at: now))
    else { return [] }
    for event in events { conversation.apply(event, at: now) }
    return events
  }

  package mutating func call(_ request: Request, _ effect: String) -> EffectResult? {
    beats.append(.called(service: request.service))
    return nil
  }

  package mutating func setTimer(_ name: String, due: Instant) { timers[name] = due }

  package mutating func cancelTimer(_ name: String) { timers[name] = nil }

  private mutating func note(_ stimulus: Stimulus) {
    switch stimulus {
    case .said(let words), .cameBack(let words): beats.append(.heard(words))
    case .chose(let option, _): beats.append(.heard(option))
    case .filled(let fields):
      beats.append(.heard(fields.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", ")))
    case .sent(_, let words): beats.append(.heard(words))
    case .opened, .timer, .result, .deserted, .outgrown, .promised, .agentTook, .agentLeft,
      .external:
      break
    }
  }

  package mutating func note(_ effect: Effect, _ result: EffectResult?) {
    switch effect {
    case .say(let say): if let question = say.question { beats.append(.asked(question)) }
    case .openTicket(_, let draft): beats.append(.ticket(queue: draft.queue))
    case .handoff(_, let draft):
      beats.append(.handedOver(queue: draft.queue, isTaken: result.map(Self.isTaken) ?? false))
    case .ended(let outcome): beats.append(.ended(outcome))
    case .search, .request, .withdraw, .waived, .prioritise, .identify, .record, .timer,
      .cancelTimer, .metric:
      break
    }
  }

  private static func isTaken(_ result: EffectResult) -> Bool {
    if case .accepted = result { true } else { false }
  }
}
