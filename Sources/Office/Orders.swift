package import Desk
import Flows
import JSON
import Journal
import Wire

// MARK: - Carrying out what clients ask

extension Office {
  func carryOut(_ order: Order, for caller: Caller, _ verdict: Arrival.Verdict)
    throws(RecordFailure)
  {
    // What is given up holds nothing up, and waits for nothing.
    if let first = stalled[caller.line], first != order.cid, !order.isWithdrawn {
      takeBack(order, caller, verdict, &draft.deliveries)
      return refuse(order, caller, Self.earlierFailed)
    }
    if case .beyond(let wait) = verdict {
      let why = "too many messages at once; wait \((wait + 999) / 1000) s"
      return refuse(order, caller, Refusal(.tooMany, why, mayRetry: true, retryAfter: wait))
    }
    if stalled[caller.line] == order.cid { stalled[caller.line] = nil }
    if case .start(let introduction) = order.command {
      let before = lastNumber
      try begin(order, caller, introduction, verdict)
      if lastNumber == before { takeBack(order, caller, verdict, &draft.deliveries) }
      return
    }
    try act(order, caller)
  }

  /// The Gateway counts a `start` as one that begins: this one did not.
  func takeBack(
    _ order: Order, _ caller: Caller, _ verdict: Arrival.Verdict, _ deliveries: inout [Delivery]
  ) {
    guard case .within = verdict, case .start = order.command, !order.isWithdrawn else { return }
    deliveries.append(.notBegun(caller.line))
  }

  /// For what was sent behind a command that must come again.
  package static let earlierFailed = Refusal(
    .earlierFailed, "an earlier command must be sent again first", mayRetry: true)

  static let withdrawn = Refusal(.withdrawn, "you took it back; it was not done")

  func refuse(_ order: Order, _ caller: Caller, _ refusal: Refusal) {
    if refusal.mayRetry, stalled[caller.line] == nil { stalled[caller.line] = order.cid }
    draft.deliveries.append(.frame(caller.line, ServerFrame.nack(order.cid, refusal).bytes))
  }

  private func act(_ order: Order, _ caller: Caller) throws(RecordFailure) {
    guard case .known(let principal) = caller.who,
      let id = try conversation(of: order, by: principal),
      let live = try live(id)
    else { return refuse(order, caller, absence(for: order)) }
    if case .agent(let agent, _) = principal, !staff.isMember(agent.id) {
      return refuse(order, caller, Refusal(.notAllowed, "the account is closed"))
    }
    let author = principal.key
    // Before permission: whoever did it may have lost sight of it by that very command.
    if try wasApplied(order, caller, author, live) { return }
    if order.isWithdrawn { return refuse(order, caller, Self.withdrawn) }
    if let refusal = refusal(to: principal) { return refuse(order, caller, refusal) }
    guard authorize(principal, .read, resource(live.conversation)) else {
      return refuse(order, caller, absence(of: id))
    }
    let counts = try counts(of: principal, in: live)
    // What is full can still be ended.
    if let counts, order.command != .resolve, let refusal = quotaRefusal(counts, in: live.usage) {
      tellOperator(refusal, caller.line, live.conversation.opening?.site ?? "")
      return refuse(order, caller, refusal)
    }
    // What was due is told first, so that the answer names the right seq.
    tellService(of: live)
    let before = live.usage
    let former = live.conversation.stage
    let stage = former.word
    let decision: (events: [Event], echoes: [Echo])
    do { decision = try self.decision(on: order, by: principal, live) } catch {
      guard let refusal = error as? Refusal else { throw Self.failure(error) }
      return refuse(order, caller, refusal)
    }
    if let refusal = absence(of: principal, taking: decision.events) {
      return refuse(order, caller, refusal)
    }
    acknowledge(order, caller, live)
    if case .agent(let agent, _) = principal { staff.noteAct(of: agent.id, at: now) }
    happen(
      decision.events, to: live, by: author, cid: order.cid.text,
      fingerprint: Self.fingerprint(order.command, of: decision.events))
    if let intervention = intervention(order, by: principal, id, from: former) {
      note(intervention, by: author)
    }
    if case .note(let text) = order.command { tellMentioned(in: text, by: principal, live) }
    try botHears(decision.events, from: stage, live)
    try happen(decision.echoes, by: author)
    if let counts { consumption.add(live.usage - before, to: counts) }
  }

  /// Whoever only looks on is given no customers: nobody would be there for them, and they would
  /// come back to the line as soon as the desk notices.
  private func absence(of principal: Principal, taking events: [Event]) -> Refusal? {
    guard case .agent(let agent, _) = principal, staff.lines(of: agent.id).isEmpty else {
      return nil
    }
    let isTaking = events.contains { event in
      switch event {
      case .taken(let taker): taker == agent
      case .reopened(let author): author == .agent(agent)
      case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
        .judged, .queued, .released, .transferred, .withdrawn, .promised, .resolved, .rated,
        .concluded, .tagged, .routed, .offered, .declined, .considered, .escalated, .followed,
        .held, .woken, .linked, .unlinked, .closed, .nearing, .breached, .notified,
        .transcriptAsked, .erasureAsked, .erasureWithdrawn, .erased, .lookedUp:
        false
      }
    }
    guard isTaking else { return nil }
    return Refusal(
      .notAllowed, "you only look on: open your terminal first, or come without \"observer\"")
  }

  func decision(on order: Order, by principal: Principal, _ live: OpenConversation)
    throws -> (events: [Event], echoes: [Echo])
  {
    if case .macro(let name) = order.command {
      return (try decideMacro(name, by: principal, live), [])
    }
    var circumstances = circumstances(of: order.command, by: principal, live)
    circumstances.seen = order.seen
    if let receipt = order.file {
      circumstances.file = try file(receipt, from: principal, in: live.conversation.id)
      circumstances.mostFiles = plan.files?.perConversation ?? 0
    }
    guard !order.command.isJoint else {
      return try decideJointly(order, by: principal, live, circumstances)
    }
    return (try live.conversation.decide(order.command, by: principal, in: circumstances), [])
  }

  /// What reading the record threw.
  private static func failure(_ error: any Error) -> RecordFailure {
    error as? RecordFailure ?? RecordFailure(.fault, "\(error)")
  }

  /// A conversation, as far as permission goes.
  func resource(_ conversation: Conversation) -> Resource {
    .conversation(conversation, members: plan.queues.members(of: conversation.queue))
  }

  private func acknowledge(_ order: Order, _ caller: Caller, _ live: OpenConversation) {
    let ack = Ack(
      order.cid, live.conversation.id, seq: live.conversation.seq + 1, isDuplicate: false)
    draft.deliveries.append(.frame(caller.line, ServerFrame.ack(ack).bytes))
  }

  /// What a supervisor's order is to others; nil where it is their own conversation.
  func intervention(
    _ order: Order, by principal: Principal, _ id: Identifier<Conversation>, from former: Stage
  ) -> AuditEvent? {
    guard case .agent(let agent, .supervisor) = principal else { return nil }
    var owner: Identifier<Agent>?
    switch former {
    case .withAgent(let had): owner = had.id
    case .withBot: break
    case .waiting, .missed, .promised, .left, .resolved, .closed: return nil
    }
    guard owner != agent.id else { return nil }
    switch order.command {
    case .take:
      guard let owner else { return .intervened(.steppedIn, id, from: nil, reason: order.reason) }
      return .tookOver(id, from: owner, reason: order.reason)
    case .release: return .intervened(.released, id, from: owner, reason: order.reason)
    case .transfer: return .intervened(.passedOn, id, from: owner, reason: order.reason)
    case .resolve: return .intervened(.resolved, id, from: owner, reason: order.reason)
    case .escalate(_, let reason, _):
      return .intervened(.escalated, id, from: owner, reason: reason)
    case .hold(_, let reason): return .intervened(.setAside, id, from: owner, reason: reason)
    case .merge: return .intervened(.merged, id, from: owner, reason: order.reason)
    case .start, .say, .choose, .fill, .identify, .rate, .note, .reopen, .prioritise, .categorise,
      .tag, .setFields, .decline, .follow, .wake, .link, .unlink, .split, .answerAll, .close,
      .macro,
      .speak, .record, .suggest, .judge, .handOver, .miss, .withdraw, .promise, .conclude,
      .giveBack, .vouch, .relay, .route, .offer, .lapse, .consider, .near, .breach, .notify,
      .sendTranscript, .lookUp, .noteLookUp:
      return nil
    }
  }

  func circumstances(of command: Command, by principal: Principal, _ live: OpenConversation)
    -> Circumstances
  {
    var circumstances = circumstances(of: live.conversation)
    circumstances.isSurveying = isSurveying(live)
    switch command {
    case .say(let text):
      let seat = seat(in: live)
      circumstances.isFarewell = seat.isFarewell(text, bot.revision)
      circumstances.isAside = seat.isAside(text, bot.revision)
    case .note(let text): circumstances.mentioned = mentioned(in: text, live.conversation)
    case .take, .reopen:
      if case .agent(let agent, _) = principal { measure(agent.id, live, &circumstances) }
    case .transfer(.agent(let name), _, _):
      circumstances.colleague = staff.colleague(name)
      measure(name, live, &circumstances)
    case .transfer(.bot, _, _): circumstances.flows = bot.revision.beginningFlowNames
    case .transfer(.queue(let queue), _, _), .route(let queue):
      circumstances.staffing = staffing(of: queue)
    case .escalate(let queue, _, _): prepare(&circumstances, for: queue, live.conversation)
    case .start, .choose, .fill, .identify, .rate, .release, .resolve, .prioritise,
      .categorise, .tag, .setFields, .decline, .follow, .hold, .wake, .link, .unlink, .merge,
      .split, .answerAll, .close, .macro, .speak, .record, .suggest, .judge, .handOver, .miss,
      .withdraw,
      .promise, .conclude, .giveBack, .vouch, .relay, .offer, .lapse, .consider, .near, .breach,
      .notify, .sendTranscript, .lookUp, .noteLookUp:
      break
    }
    return circumstances
  }

  func absence(in queue: QueuePlan) -> Absence? {
    plan.absence(in: queue, agents: staff.online(for: queue), at: now)
  }

  /// What anybody meets who does something to it.
  func circumstances(of conversation: Conversation) -> Circumstances {
    plan.circumstances(
      for: conversation, agents: staff.online(for:),
      free: { agent in
        guard let member = staff.member(agent.id), member.isThere,
          obstacle(of: agent.id, to: conversation) == nil
        else { return nil }
        return member.agent
      }, at: now)
  }

  /// What the agent who would get it has beside it, and how much they take on.
  private func measure(
    _ agent: Identifier<Agent>, _ live: OpenConversation, _ circumstances: inout Circumstances
  ) {
    let conversation = live.conversation
    circumstances.openWork = staff.work(of: agent, without: conversation.id).total
    circumstances.capacity = staff.capacity(of: agent)
    circumstances.obstacle = obstacle(of: agent, to: conversation)
  }

  /// What keeps an agent from having it.
  func obstacle(of agent: Identifier<Agent>, to conversation: Conversation)
    -> WorkLimits.Obstacle?
  {
    let queue = conversation.queue.flatMap(plan.queue) ?? plan.general
    return staff.obstacle(of: agent, to: plan.piece(conversation), of: conversation.id, in: queue)
  }

  /// For something that is escalated: who is where it goes, and who comes after everybody.
  private func prepare(
    _ circumstances: inout Circumstances, for queue: Identifier<Queue>?,
    _ conversation: Conversation
  ) {
    let own = conversation.queue.flatMap(plan.queue) ?? plan.general
    circumstances.staffing = (queue ?? own.escalatesTo).flatMap(staffing)
    circumstances.lastResort = plan.lastResort.flatMap { staff.member($0)?.agent }
  }

  private func staffing(of id: Identifier<Queue>) -> Circumstances.Staffing? {
    guard let queue = plan.queue(id) else { return nil }
    let names = (queue.agents ?? []).sorted().map { staff.member($0)?.agent.name ?? $0.text }
    return Circumstances.Staffing(
      absence: absence(in: queue), replyBy: plan.replyBy(in: id, at: now), names: names)
  }
}
