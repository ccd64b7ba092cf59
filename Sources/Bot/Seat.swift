package import Desk
package import Flows

/// The bot's seat at a desk, in one conversation: what it can look at there, and what it can have
/// done.
///
/// The Office has one that writes the record; flow tests, the simulator and the replay of recorded
/// conversations have seats in memory. What the bot does on any of them is written once, beside
/// this.
package protocol Seat {
  /// What can go wrong besides a refusal.
  associatedtype Fault: Error

  var glance: Glance { get }
  /// Where the bot stands in its flows; nil before it has spoken.
  var session: Session? { get }
  var plan: DeskPlan { get }
  /// What serves now, for how it speaks.
  var revision: Revision { get }
  var now: Instant { get }
  /// How many people are there now for what waits in a queue.
  func agents(for queue: QueuePlan) -> Int
  /// The place in the line, and how long that may take; `agents` could take it.
  func place(among agents: Int) -> (position: Int, wait: Duration?)
  /// Why no ticket can be opened; nil at a desk, which always can.
  var ticketObstacle: String? { get }
  func found(by search: Search) -> [Card]

  /// Lets the flow take the stimulus, and keeps where it stands then.
  mutating func step(_ stimulus: Stimulus) throws(Fault) -> Turn
  /// What the flow would make of the stimulus; nothing is kept.
  func foreseen(_ stimulus: Stimulus) throws(Fault) -> Turn
  /// Has the command decided by the desk's rules. The events are what happened, and have been
  /// applied; none where it was refused.
  mutating func act(_ command: Command, by principal: Principal, cid: String?) -> [Event]
  /// Asks a service; the result where it is known within the turn.
  mutating func call(_ request: Request, _ effect: String) throws(Fault) -> EffectResult?
  mutating func setTimer(_ name: String, due: Instant)
  mutating func cancelTimer(_ name: String)
  /// An effect was carried out, with that result where the flow waits for one.
  mutating func note(_ effect: Effect, _ result: EffectResult?)
}

extension Seat {
  package var ticketObstacle: String? { nil }

  package func note(_ effect: Effect, _ result: EffectResult?) {}

  /// True while a flow talks with the customer of a resolved conversation: a survey.
  package var isSurveying: Bool { glance.stage == .resolved && session?.isWithBot == true }

  /// Whether words are about no matter: a wish for a person, another command, thanks, a greeting.
  package func isAside(_ words: String, _ revision: Revision) -> Bool {
    let languages = [session?.language, glance.opening?.language].compactMap { $0 }
    return revision.isAside(words, in: languages)
  }

  /// Whether words that come after the end do no more than thank or take leave.
  package func isFarewell(_ words: String, _ revision: Revision) -> Bool {
    guard glance.stage.isOver else { return false }
    let languages = [session?.language, glance.opening?.language].compactMap { $0 }
    return revision.isFarewell(words, in: languages)
  }
}

// MARK: - A turn

/// A flow that still asks for more after this many effects in one turn is stopped; the engine's own
/// limits end it far earlier.
package let effectLimit = 1000

extension Seat {
  /// Tells the bot of what happened, as far as it is its business. False where it did not come to
  /// rest.
  @discardableResult
  package mutating func hear(_ events: [Event], from before: StageWord) throws(Fault) -> Bool {
    if let replyBy = Hearing.promiseOnReturn(events) { return try tellPromise(replyBy) }
    guard
      let stimulus = Hearing.stimulus(of: events, from: before, glance.opening, session)
    else { return true }
    if Hearing.mayCallBack(stimulus, from: before, glance.wasWithAgent, session),
      try foreseen(stimulus).isMiss
    {
      return try callBack(with: stimulus, from: before)
    }
    return try take(stimulus)
  }

  /// The matter is not settled: people are called, or where nobody is, a reply is promised; where
  /// the bot had settled it alone, it goes on.
  private mutating func callBack(with stimulus: Stimulus, from before: StageWord) throws(Fault)
    -> Bool
  {
    let wasWithAgent = glance.wasWithAgent
    let events = act(.reopen, by: .desk, cid: nil)
    if !wasWithAgent, glance.stage == .bot, case .said(let words) = stimulus {
      return try take(.cameBack(words))
    }
    return try hear(events, from: before)
  }

  /// One stimulus, and every effect that follows from it. False where it did not come to rest.
  @discardableResult
  package mutating func take(_ stimulus: Stimulus) throws(Fault) -> Bool {
    let trigger = glance.seq
    return try carryOut(try step(stimulus), after: trigger)
  }

  /// The same for a turn that was taken elsewhere.
  ///
  /// What is done is named after the event that caused it and counted on, so that doing it again
  /// after a crash cannot double it.
  package mutating func carryOut(_ first: Turn, after trigger: Int64) throws(Fault) -> Bool {
    var turn = first
    var waiting: [Stimulus] = []
    var count = 0
    while true {
      for effect in turn.effects {
        count += 1
        let result = try perform(effect, "\(trigger)/\(count)")
        note(effect, result)
        if let result, let id = effect.id { waiting.append(.result(effect: id, result)) }
      }
      guard !waiting.isEmpty else { return true }
      guard count < effectLimit else { return false }
      turn = try step(waiting.removeFirst())
    }
  }
}

extension Effect {
  /// What a result for it is told under.
  fileprivate var id: String? {
    switch self {
    case .search(let id, _), .request(let id, _), .openTicket(let id, _), .handoff(let id, _): id
    case .say, .withdraw, .waived, .prioritise, .record, .identify, .timer, .cancelTimer, .metric,
      .ended:
      nil
    }
  }
}
