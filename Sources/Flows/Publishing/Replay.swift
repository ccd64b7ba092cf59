import Expressions

/// A recorded conversation, as its flow met it: what happened when, and what the desk answered.
package struct RecordedTalk: Sendable {
  package let number: Int64
  package var moments: [Moment] = []
  /// The questions the customer was asked, as the record tells, each once in a row.
  package var asked: [String] = []
  /// Whether people were there to take a handoff; nil where the record does not tell.
  package var isStaffed: Bool?
  /// What searches found, by what was searched for.
  package var found: [String: [Card]] = [:]
  /// How far the record reaches: timers that are due later never came due.
  package var end: Int64

  package init(number: Int64, end: Int64) {
    self.number = number
    self.end = end
  }

  package struct Moment: Sendable {
    package let at: Int64
    package let stimulus: Stimulus
    /// What a flow could know at a moment from then on.
    package let surroundings: @Sendable (Int64) -> Surroundings

    package init(
      at: Int64, _ stimulus: Stimulus, _ surroundings: @escaping @Sendable (Int64) -> Surroundings
    ) {
      self.at = at
      self.stimulus = stimulus
      self.surroundings = surroundings
    }
  }
}

extension RecordedTalk {
  /// The talk with what the record leaves open settled so that its own revision asks what was asked
  /// then; nil where that does not come about, and nothing can be compared.
  package func settled(by revision: Revision, search: @escaping (Search) -> [Card])
    -> RecordedTalk?
  {
    let first = isStaffed ?? true
    for isStaffed in [first, !first] {
      var talk = self
      talk.isStaffed = isStaffed
      let performance = Performance(of: talk, by: revision, search: search)
      let played = performance.asked
      if performance.isCut ? asked.starts(with: played) : asked == played { return talk }
    }
    return nil
  }
}

/// How a revision plays a recorded conversation.
///
/// The customer and the staff do at every moment what they did then; the flow's own timers come due
/// in between. Answers of services are not in the record: there the play is cut.
package struct Performance {
  package private(set) var beats: [Beat] = []

  /// What can be told apart of a performance; wording cannot.
  package enum Beat: Sendable, Equatable {
    case heard(String)
    case asked(String)
    case handedOver(queue: String, isTaken: Bool)
    case ticket(queue: String)
    case called(service: String)
    case ended(String)
  }

  private let revision: Revision
  private let talk: RecordedTalk
  private let search: (Search) -> [Card]
  private var session: Session?
  private var timers: [String: Int64] = [:]
  private var turns = 0

  /// More turns than this are no conversation.
  private static let turnLimit = 2000

  package init(
    of talk: RecordedTalk, by revision: Revision, search: @escaping (Search) -> [Card]
  ) {
    self.talk = talk
    self.revision = revision
    self.search = search
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
    for (index, moment) in talk.moments.enumerated() {
      if index > 0 { fireTimers(until: moment.at, talk.moments[index - 1].surroundings) }
      guard !isCut else { return }
      hear(moment.stimulus)
      take(moment.stimulus, moment.surroundings(moment.at))
      guard !isCut else { return }
    }
    guard let last = talk.moments.last else { return }
    fireTimers(until: talk.end, last.surroundings)
  }

  private mutating func fireTimers(
    until end: Int64, _ surroundings: (Int64) -> Surroundings
  ) {
    while !isCut, turns < Self.turnLimit,
      let next = timers.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }), next.value <= end
    {
      timers[next.key] = nil
      take(.timer(next.key), surroundings(next.value))
    }
  }

  private mutating func hear(_ stimulus: Stimulus) {
    switch stimulus {
    case .said(let words): beats.append(.heard(words))
    case .chose(let option, _): beats.append(.heard(option))
    case .filled(let fields):
      beats.append(.heard(fields.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", ")))
    case .opened, .timer, .result, .agentTook, .agentLeft, .external: break
    }
  }

  private mutating func take(_ stimulus: Stimulus, _ surroundings: Surroundings) {
    var waiting = [stimulus]
    while !waiting.isEmpty, !isCut, turns < Self.turnLimit {
      turns += 1
      let turn = revision.step(session, waiting.removeFirst(), surroundings)
      session = turn.session
      for effect in turn.effects {
        if let result = perform(effect, surroundings) { waiting.append(result) }
      }
    }
  }

  private mutating func perform(_ effect: Effect, _ surroundings: Surroundings) -> Stimulus? {
    switch effect {
    case .say(let say):
      if let question = say.question { beats.append(.asked(question)) }
    case .search(let id, let search):
      return .result(effect: id, .articles(self.search(search)))
    case .request(_, let request): beats.append(.called(service: request.service))
    case .openTicket(let id, let draft):
      beats.append(.ticket(queue: draft.queue))
      return .result(effect: id, .ticket(id: "#\(talk.number)", replyBy: ""))
    case .handoff(let id, let draft):
      let isTaken = talk.isStaffed ?? surroundings.isOpen
      beats.append(.handedOver(queue: draft.queue, isTaken: isTaken))
      let accepted = EffectResult.accepted(queue: draft.queue, place: 1, eta: "")
      return .result(effect: id, isTaken ? accepted : .unavailable)
    case .timer(let name, let deadline): timers[name] = deadline
    case .cancelTimer(let name): timers[name] = nil
    case .ended(let outcome): beats.append(.ended(outcome))
    case .withdraw, .record, .metric: break
    }
    return nil
  }
}
