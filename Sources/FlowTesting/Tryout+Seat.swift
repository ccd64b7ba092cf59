package import Bot
package import Desk
package import Expressions
package import Flows

// MARK: - The bot's seat at the desk that exists in memory only

extension Tryout: Seat {
  /// What a test may do wrong at this seat.
  package typealias Fault = TryoutFault

  package var glance: Glance { conversation.glance }

  package func agents(for queue: QueuePlan) -> Int {
    world.areAgentsAway ? 0 : world.agents[queue.id.text, default: 0]
  }

  package func place(among agents: Int) -> (position: Int, wait: Duration?) { (1, world.wait) }

  package var ticketObstacle: String? { world.ticketError }

  package func found(by search: Search) -> [Card] {
    world.shelf.found(by: search, language: conversation.opening?.language)
  }

  @discardableResult
  package mutating func act(_ command: Command, by principal: Principal, cid: String?) -> [Event] {
    // What the rules refuse has not happened; there is nobody to tell.
    guard
      let events = try? conversation.decide(command, by: principal, in: circumstances)
    else { return [] }
    for event in events { apply(event) }
    return events
  }

  /// The one agent there is has time whenever somebody is there.
  var circumstances: Circumstances {
    plan.circumstances(for: conversation, agents: agents(for:), free: { $0 }, at: now)
  }

  package mutating func call(_ request: Request, _ effect: String) throws(TryoutFault)
    -> EffectResult?
  {
    let words = "\(request.method) \(request.url)"
    lines.append(.happened(words))
    guard !world.answers.isEmpty else {
      throw TryoutFault(
        "the flow calls \(words), and no answer is given for it",
        hint: "add one to http: { status: 200, body: { … } }, or { error: why }")
    }
    let answer = world.answers.removeFirst()
    if let wanted = answer.call, !wanted.matches(words) {
      throw TryoutFault(
        "the flow calls \(words), but the next answer is for \(wanted.source)",
        hint: "answers are used in the order they are written")
    }
    let result: EffectResult =
      switch answer.content {
      case .response(let status, let body): .response(status: status, body: body)
      case .failure(let reason): .failed(reason)
      }
    guard answer.after > 0 else { return result }
    // The desk gives a call up two seconds after its own limit.
    let limit = request.timeoutMilliseconds + 2000
    let span = min(answer.after, limit)
    calls.append(
      OpenCall(
        effect: effect, words: words, span: span, at: world.now + span,
        result: span < answer.after ? .failed("no answer in time") : result))
    return nil
  }

  package mutating func setTimer(_ name: String, due: Instant) { timers[name] = due.milliseconds }

  package mutating func cancelTimer(_ name: String) { timers[name] = nil }

  package mutating func note(_ effect: Effect, _ result: EffectResult?) {
    effects.append(effect)
    switch effect {
    case .say(let say):
      lines.append(.bot(say))
      if say.question != nil { lastAsked = say }
    case .openTicket(_, let draft):
      lines.append(.happened("ticket in \(draft.queue), \(draft.priority): \(draft.subject)"))
    case .handoff(_, let draft):
      lines.append(
        .happened(
          "handoff to \(draft.queue), \(draft.priority), because: \(draft.reason.rawValue)"))
    case .prioritise(let priority): lines.append(.happened("priority \(priority)"))
    case .withdraw: lines.append(.happened("taken out of the queue"))
    case .waived: lines.append(.happened("the customer wants no person any more"))
    case .ended(let outcome): lines.append(.happened("ended: \(outcome)"))
    case .search, .request, .identify, .record, .timer, .cancelTimer, .metric: break
    }
  }
}

// MARK: - Looking back

extension Tryout {
  /// The facts that were recorded, each as it was last.
  package var recorded: [String: Value] {
    var facts: [String: Value] = [:]
    for case .record(let values) in effects { facts.merge(values) { $1 } }
    return facts
  }

  package var lastHandoff: HandoffDraft? {
    for case .handoff(_, let draft) in effects.reversed() { return draft }
    return nil
  }

  package var lastTicket: TicketDraft? {
    for case .openTicket(_, let draft) in effects.reversed() { return draft }
    return nil
  }

  /// How the conversation came out so far: what it ended with, `handoff` while it is a person's,
  /// nil while the bot has it.
  package var outcome: String? {
    switch session?.state {
    case .ended(let outcome): outcome.isEmpty ? nil : outcome
    case .inQueue, .withAgent: "handoff"
    case .asking, .working, nil: nil
    }
  }

  /// What was counted, in order, besides that questions were asked and answered.
  package var events: [Metric] {
    effects.compactMap { effect in
      guard case .metric(let metric, _) = effect, metric != .asked, metric != .answered else {
        return nil
      }
      return metric
    }
  }

  /// The sections the customer went through, as `flow.section`, in order.
  package var path: [String] {
    trace.passages.filter { $0.exit == nil && $0.isFirstOfSection }
      .map { "\($0.flow).\($0.section)" }
  }

  /// The whole talk so far, line by line.
  package var transcript: String { lines.map(\.text).joined(separator: "\n") }
}
