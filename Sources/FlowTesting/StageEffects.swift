package import Expressions
package import Flows

/// Carrying out what a flow asks for, as the desk does it.
extension Stage {
  /// Gives the result where the flow waits for one.
  mutating func perform(_ effect: Effect) throws(StageFault) -> Stimulus? {
    effects.append(effect)
    switch effect {
    case .say(let say): tell(.bot(say))
    case .search(let id, let search):
      return .result(
        effect: id, .articles(world.shelf.found(by: search, language: world.language)))
    case .request(let id, let request): return try call(id, request)
    case .openTicket(let id, let draft): return .result(effect: id, opened(draft))
    case .handoff(let id, let draft): return .result(effect: id, handedOver(draft))
    case .withdraw: withdraw()
    case .timer(let name, let moment): timers[name] = moment
    case .cancelTimer(let name): timers[name] = nil
    case .record, .metric: break
    case .ended(let outcome): conclude(outcome)
    }
    return nil
  }

  private mutating func call(_ id: String, _ request: Request) throws(StageFault) -> Stimulus? {
    let words = "\(request.method) \(request.url)"
    tell(.happened(words))
    guard !world.answers.isEmpty else {
      throw StageFault(
        "the flow calls \(words), and no answer is given for it",
        hint: "add one to http: { status: 200, body: { … } }, or { error: why }")
    }
    let answer = world.answers.removeFirst()
    if let wanted = answer.call, !wanted.matches(words) {
      throw StageFault(
        "the flow calls \(words), but the next answer is for \(wanted.source)",
        hint: "answers are used in the order they are written")
    }
    let result: EffectResult =
      switch answer.content {
      case .response(let status, let body): .response(status: status, body: body)
      case .failure(let reason): .failed(reason)
      }
    guard answer.after > 0 else { return .result(effect: id, result) }
    // The desk gives a call up two seconds after its own limit.
    let limit = request.timeoutMilliseconds + 2000
    let span = min(answer.after, limit)
    calls.append(
      OpenCall(
        effect: id, words: words, span: span, at: world.now + span,
        result: span < answer.after ? .failed("no answer in time") : result))
    return nil
  }

  private mutating func opened(_ draft: TicketDraft) -> EffectResult {
    tell(.happened("ticket in \(draft.queue), \(draft.priority): \(draft.subject)"))
    if let reason = world.ticketError { return .failed(reason) }
    if let email = draft.requester { world.customer["email"] = .string(email) }
    if standing != .withAgent, standing != .promised { stand(.promised) }
    return .ticket(id: "#1", replyBy: world.replyBy)
  }

  private mutating func handedOver(_ draft: HandoffDraft) -> EffectResult {
    tell(
      .happened("handoff to \(draft.queue), \(draft.priority), because: \(draft.reason.rawValue)"))
    guard world.hasAgents(in: draft.queue) else { return .unavailable }
    // What a flow learned of the customer is the desk's from now on.
    if world.customer["email"] == nil, let email = draft.fields["email"] {
      world.customer["email"] = email
    }
    guard standing != .withAgent else { return .unavailable }
    if standing != .waiting { stand(.waiting) }
    return .accepted(queue: draft.queue, place: 1, eta: world.wait)
  }

  private mutating func withdraw() {
    tell(.happened("taken out of the queue"))
    if standing == .waiting { stand(.withBot) }
  }

  /// The outcomes after which nobody needs to come; after any other somebody owes an answer.
  private static let endings: Set = ["resolved", "abandoned", "declined", "stopped"]

  private mutating func conclude(_ outcome: String) {
    tell(.happened("ended: \(outcome)"))
    closeOffer()
    guard standing == .withBot else { return }
    stand(Stage.endings.contains(outcome) ? .resolved : .promised)
  }
}

// MARK: - Looking back

extension Stage {
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

  /// How the conversation came out so far: what it ended with, `handoff` while it is a person's, nil
  /// while the bot has it.
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
