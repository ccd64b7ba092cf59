package import Desk
import Expressions
import Flows

// MARK: - What flows ask for, as the desk's commands

extension Seat {
  /// Carries out one effect; gives its result where the flow waits for one.
  mutating func perform(_ effect: Effect, _ cid: String) throws(Fault) -> EffectResult? {
    switch effect {
    case .say(let say): order(.speak(say.text, say.offer, language: session?.language), cid)
    case .search(_, let search): return searched(search, cid)
    case .request(let id, let request): return try call(request, id)
    case .openTicket(_, let draft): return opened(draft, cid)
    case .handoff(_, let draft): return handedOver(draft, cid)
    case .withdraw: order(.withdraw(absence(in: queue)), cid)
    case .waived: waive(cid)
    case .prioritise(let word):
      if let priority = Priority(flowWord: word) { order(.prioritise(priority), cid) }
    case .record(let facts): record(facts, cid)
    case .identify(let name, let email): order(.identify(name: name, email: email), cid)
    case .timer(let name, let moment): setTimer(name, due: Instant(milliseconds: moment))
    case .cancelTimer(let name): cancelTimer(name)
    case .metric(let metric, _): judge(metric, cid)
    case .ended(let outcome): conclude(outcome, cid)
    }
    return nil
  }

  /// A command of the bot's. What the rules refuse is dropped: it can only come of a flow that
  /// outlived its conversation's stage.
  @discardableResult
  private mutating func order(_ command: Command, _ cid: String) -> Bool {
    !act(command, by: .bot, cid: cid).isEmpty
  }

  private mutating func searched(_ search: Search, _ cid: String) -> EffectResult {
    let cards = found(by: search)
    if !cards.isEmpty {
      order(.suggest(query: search.query, cards.map { Identifier($0.id) }), cid)
    }
    return .articles(cards)
  }

  // MARK: People and tickets

  /// The customer's own words, as the flow understood them: they end it, not the bot.
  private mutating func waive(_ cid: String) {
    guard let customer = glance.opening?.customer else { return }
    _ = act(.resolve, by: .customer(customer), cid: cid)
  }

  private mutating func opened(_ draft: TicketDraft, _ cid: String) -> EffectResult {
    if let ticketObstacle { return .failed(ticketObstacle) }
    // The promise is that of the queue it stands in: people of another one will not answer it.
    let standing = glance.queue.flatMap(plan.queue)
    let queue = standing ?? plan.queue(Identifier(draft.queue)) ?? plan.general
    if let email = draft.requester, Contact.normalised(email: email) != glance.email {
      order(.identify(name: nil, email: email), cid + "/who")
    }
    let fields = draft.allFields
    if !fields.isEmpty { order(.record(fields), cid + "/fields") }
    if let priority = Priority(flowWord: draft.priority) {
      order(.prioritise(priority), cid + "/priority")
    }
    let replyBy = plan.replyBy(in: queue.id, at: now)
    order(.promise(replyBy: replyBy, absence(in: queue)), cid)
    // What the card shows: where a reply was promised before, that is what counts.
    return .ticket(
      id: "#\(glance.opening?.number ?? 0)",
      replyBy: clock.words(glance.replyBy ?? replyBy, from: now, in: timeWords))
  }

  private mutating func handedOver(_ draft: HandoffDraft, _ cid: String) -> EffectResult {
    let queue = standing(draft) ?? plan.queue(Identifier(draft.queue)) ?? plan.general
    let agents = agents(for: queue)
    if case .string(let email)? = draft.fields["email"], glance.email == nil {
      order(.identify(name: nil, email: email), cid + "/who")
    }
    if case .string(let details)? = draft.fields["details"], !details.isEmpty {
      order(.record([Field(Conversation.subjectField, details)]), cid + "/subject")
    }
    let least = glance.stage.isOpen ? glance.priority : .low
    let handoff = draft.handoff(to: queue.id, atLeast: least)
    let isOpen = plan.hours(of: queue).isOpen(at: now)
    guard isOpen, agents > 0 else {
      // Whoever asks for a person stays open until one has seen it, whatever the flow does next.
      let isNew = order(.miss(handoff, isOpen ? .empty : .closed), cid)
      if !isNew, handoff.priority > glance.priority {
        order(.prioritise(handoff.priority), cid + "/priority")
      }
      return .unavailable
    }
    guard order(.handOver(handoff), cid) || glance.stage == .waiting else {
      return .unavailable
    }
    if !glance.isCategorised { order(.categorise(queue.id.text), cid + "/category") }
    let (position, wait) = place(among: agents)
    return .accepted(queue: queue.title, place: position, eta: timeWords.wait(wait))
  }

  /// Who waits for a person already and asks again goes on where they stand, if somebody is there
  /// for it; a flow may have found another queue meanwhile.
  private func standing(_ draft: HandoffDraft) -> QueuePlan? {
    guard glance.stage.isOpen, draft.reason != .flow, let queue = glance.queue.flatMap(plan.queue),
      plan.hours(of: queue).isOpen(at: now), agents(for: queue) > 0
    else { return nil }
    return queue
  }

  /// Where the conversation stands, or would.
  private var queue: QueuePlan { glance.queue.flatMap(plan.queue) ?? plan.general }

  /// Why nobody comes at once. Who stands in the line, or found nobody in it, was not answered by
  /// those who are there.
  private func absence(in queue: QueuePlan) -> Absence {
    guard plan.hours(of: queue).isOpen(at: now) else { return .closed }
    switch glance.stage {
    case .waiting, .missed: return agents(for: queue) > 0 ? .unanswered : .empty
    case .bot, .agent, .promised, .left, .resolved, .closed: return .empty
    }
  }

  /// How moments are told in the language the bot speaks with this customer.
  private var timeWords: TimeWords {
    TimeWords.of(session?.language ?? glance.opening?.language ?? "", in: revision.languagesKnown)
  }

  /// The clock this customer is told moments by.
  private var clock: Clock { plan.clock(of: glance.opening?.zone) }

  /// A flow that ends without having called or promised anybody must not leave the customer with
  /// nobody.
  private mutating func conclude(_ outcome: String, _ cid: String) {
    order(.conclude(outcome: outcome), cid)
    switch glance.stage {
    case .bot: promiseReply(cid + "/promise")
    // Who left is not there to be promised anything; they stay in the list of those missed.
    case .missed where glance.replyBy == nil && !Conversation.outcomesOfLeaving.contains(outcome):
      promiseReply(cid + "/promise")
    case .waiting, .missed, .agent, .promised, .left, .resolved, .closed: break
    }
  }

  mutating func promiseReply(_ cid: String) {
    order(.promise(replyBy: plan.replyBy(in: queue.id, at: now), absence(in: queue)), cid)
  }

  /// A reply was promised on the customer's return: they are told in words what newcomers are.
  package mutating func tellPromise(_ replyBy: Instant) throws(Fault) -> Bool {
    try take(
      .promised(
        ticket: "#\(glance.opening?.number ?? 0)",
        replyBy: clock.words(replyBy, from: now, in: timeWords)))
  }

  // MARK: Facts and figures

  private mutating func record(_ facts: [String: Value], _ cid: String) {
    var rest: [Field] = []
    for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
      switch (name, value) {
      case ("csat", .int(let score)) where (1...5).contains(score):
        order(.rate(score: Int(score), comment: nil), cid + "/csat")
      case ("csat_comment", .string(let comment)):
        guard !comment.isEmpty, let score = glance.score else { continue }
        order(.rate(score: score, comment: comment), cid + "/comment")
      // Which articles helped is an event of its own, told by the metric beside this.
      case ("articles", _), ("articles_helped", _): continue
      case ("category", .string(let category)): order(.categorise(category), cid + "/category")
      default: rest.append(Field(name, value.words))
      }
    }
    if !rest.isEmpty { order(.record(rest), cid) }
  }

  private mutating func judge(_ metric: Metric, _ cid: String) {
    switch metric {
    case .articleHelped: judge(helped: true, cid)
    case .articleDidNotHelp: judge(helped: false, cid)
    case .asked, .answered, .escaped, .failed, .idle, .digressed, .noMatch, .articlesShown,
      .templateNull, .missingTranslation, .conditionFailed, .botError:
      break
    }
  }

  private mutating func judge(helped: Bool, _ cid: String) {
    let open = glance.shown.filter { $0.helped == nil }
    // Whoever comes back because it was not solved takes the earlier answer back.
    let shown = open.isEmpty ? glance.shown.filter { $0.helped != helped } : open
    order(.judge(helped: helped, shown.map(\.article)), cid)
  }
}
