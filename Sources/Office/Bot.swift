import Bot
import Desk
import Flows
import Journal

// MARK: - The bot as one more participant

extension Office {
  /// The bot's seat in that conversation.
  func seat(in live: OpenConversation) -> OfficeSeat { OfficeSeat(office: self, live: live) }

  /// Lets the flow hear what a command has done.
  func botHears(_ events: [Event], from before: StageWord, _ live: OpenConversation)
    throws(RecordFailure)
  {
    var seat = seat(in: live)
    try seat.hear(events, from: before)
  }

  /// One stimulus, and every effect that follows from it, within this turn.
  func stimulate(_ live: OpenConversation, _ stimulus: Stimulus) throws(RecordFailure) {
    var seat = seat(in: live)
    try seat.take(stimulus)
  }

  /// True while a flow talks with the customer of a resolved conversation: a survey.
  func isSurveying(_ live: OpenConversation) -> Bool {
    guard live.conversation.stage == .resolved, let session = session(of: live) else {
      return false
    }
    return session.isWithBot
  }

  func session(of live: OpenConversation) -> Session? {
    if case .unknown = live.flow { live.flow = recalled(live) }
    if case .at(let session) = live.flow { return session }
    return nil
  }

  private func recalled(_ live: OpenConversation) -> FlowPosition {
    do {
      guard let kept = try record.flowState(of: live.conversation.id),
        let session = Session(encoded: kept.state)
      else { return .none }
      return .at(session.pinned(to: kept.revision))
    } catch {
      // Without its place the flow begins anew; the transcript is not touched by that.
      return .none
    }
  }

  fileprivate func keep(_ session: Session, of live: OpenConversation) {
    live.flow = .at(session)
    draft.flowChanged(in: live)
  }
}

/// The bot's seat in a conversation that the Office has at hand: what it does is recorded.
struct OfficeSeat: Seat {
  typealias Fault = RecordFailure

  let office: Office
  let live: OpenConversation

  var glance: Glance { live.conversation.glance }
  var session: Session? { office.session(of: live) }
  var plan: DeskPlan { office.plan }
  var revision: Revision { office.bot.revision }
  var now: Instant { office.now }

  func agents(for queue: QueuePlan) -> Int { office.staff.online(for: queue) }

  func place(among agents: Int) -> (position: Int, wait: Duration?) {
    let conversation = live.conversation
    let position = office.waiting.line.position(of: conversation.id) ?? 1
    let queue = conversation.queue ?? office.plan.general.id
    let wait = office.waiting.wait(of: conversation.id, in: queue, office.servers(of:))
    return (position, wait?.to)
  }

  func found(by search: Search) -> [Card] {
    office.bot.articles.cards(for: search, language: live.conversation.opening?.language)
  }

  // MARK: The flow

  func step(_ stimulus: Stimulus) throws(RecordFailure) -> Turn {
    let (revision, session) = try office.standing(of: live, for: stimulus)
    let turn = revision.step(session, stimulus, surroundings)
    office.keep(turn.session, of: live)
    office.tally(turn, revision.id, since: session?.activeAt)
    return turn
  }

  func foreseen(_ stimulus: Stimulus) throws(RecordFailure) -> Turn {
    let session = session
    return try office.revision(of: session).step(session, stimulus, surroundings)
  }

  private var surroundings: FlowContext {
    FlowContext(
      live.conversation, office.plan, speaking: revision.languagesKnown,
      language: session?.language, at: office.now)
  }

  // MARK: The desk

  func act(_ command: Command, by principal: Principal, cid: String?) -> [Event] {
    // What the rules refuse has not happened; there is nobody to tell.
    guard
      let events = try? live.conversation.decide(
        command, by: principal, in: office.circumstances(of: live.conversation))
    else { return [] }
    office.happen(events, to: live, by: principal.key, cid: cid)
    return events
  }

  func call(_ request: Request, _ effect: String) -> EffectResult? {
    office.call(request, effect, live)
    return nil
  }

  func setTimer(_ name: String, due: Instant) {
    office.set(.flow(name), of: live.conversation.id, due: due)
  }

  func cancelTimer(_ name: String) {
    office.timers.clear(live.conversation.id, .flow(name))
  }
}
