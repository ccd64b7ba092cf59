import Desk
import Expressions
import Flows
import Journal
import Knowledge
import Wire

// MARK: - The bot as one more participant

extension Office {
  /// A flow that still asks for more after this many effects in one turn is stopped; the engine's
  /// own limits end it far earlier.
  private static let effectLimit = 1000

  func botOpens(_ live: Live) throws(RecordFailure) {
    let opening = live.conversation.opening
    var facts: [String: Value] = ["channel": .string(opening?.channel ?? "")]
    if let page = opening?.page { facts["page"] = .string(page) }
    try stimulate(live, .opened(language: opening?.language, facts: facts))
  }

  /// Lets the flow see what a client's deed has done.
  func botFollows(_ deed: Deed, _ principal: Principal, _ live: Live) throws(RecordFailure) {
    switch (deed, principal) {
    case (.say(let text), .customer): try botHears(live, .said(text))
    case (.choose(let option, let question), .customer):
      try botHears(live, .chose(option: option, question: question))
    case (.fill(let fields, _), .customer):
      try botHears(
        live, .filled(Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }))
    case (.take, _), (.reopen, .agent), (.transferToAgent, _): try stimulate(live, .agentTook)
    case (.reopen, .customer):
      if live.conversation.stage == .withBot { try botOpens(live) }
    case (.returnToBot(let flow), _): try stimulate(live, .agentLeft(flow: flow))
    case (.resolve, _): try stimulate(live, .external("conversation.closed"))
    default: break
    }
  }

  private func botHears(_ live: Live, _ stimulus: Stimulus) throws(RecordFailure) {
    switch live.conversation.stage {
    case .resolved where try isNoAnswer(stimulus, live): try comeBack(live)
    case .withBot, .resolved, .promised: try stimulate(live, stimulus)
    case .waiting:
      // Back in the queue after the flow's end: a person is to answer, not a greeting.
      if let session = session(of: live), !session.isOver { try stimulate(live, stimulus) }
    case .withAgent: break
    }
  }

  /// Words that are no answer to the survey's question: the matter is not settled after all.
  private func isNoAnswer(_ stimulus: Stimulus, _ live: Live) throws(RecordFailure) -> Bool {
    guard case .said = stimulus, live.conversation.lastAgent != nil, isSurveying(live) else {
      return false
    }
    let session = session(of: live)
    return try revision(of: session).step(session, stimulus, surroundings(of: live)).isMiss
  }

  /// A customer who writes after the end waits for a person again, and the survey is over.
  private func comeBack(_ live: Live) throws(RecordFailure) {
    // Refused only if it was reopened meanwhile, and then there is nothing to do.
    guard
      let events = try? live.conversation.decide(
        .reopen, by: .desk, in: Circumstances(textLimit: plan.textLimit))
    else { return }
    happen(events, to: live, by: Principal.desk.key)
    try stimulate(live, .agentTook)
  }

  /// True while a flow talks with the customer of a resolved conversation: a survey.
  func isSurveying(_ live: Live) -> Bool {
    guard live.conversation.stage == .resolved, let session = session(of: live) else {
      return false
    }
    return session.isWithBot
  }

  func session(of live: Live) -> Session? {
    if case .unknown = live.flow { live.flow = recalled(live) }
    if case .at(let session) = live.flow { return session }
    return nil
  }

  private func recalled(_ live: Live) -> FlowPosition {
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

  /// One stimulus, and every effect that follows from it, within this turn.
  func stimulate(_ live: Live, _ stimulus: Stimulus) throws(RecordFailure) {
    let trigger = live.conversation.seq
    var waiting = [stimulus]
    var count = 0
    while !waiting.isEmpty, count < Self.effectLimit {
      let stimulus = waiting.removeFirst()
      let (revision, session) = try standing(of: live, for: stimulus)
      let outcome = revision.step(session, stimulus, surroundings(of: live))
      keep(outcome.session, of: live)
      tally(outcome, revision.id, since: session?.activeAt)
      for effect in outcome.effects {
        count += 1
        let cid = "\(trigger)/\(count)"
        if let result = perform(effect, live, cid) { waiting.append(result) }
      }
    }
  }

  private func keep(_ session: Session, of live: Live) {
    if !live.isTouched { touched.append(live.conversation.id) }
    live.flow = .at(session)
    live.flowChanged = true
  }

  /// Carries out one effect; returns its result where the flow waits for one.
  private func perform(_ effect: Effect, _ live: Live, _ cid: String) -> Stimulus? {
    switch effect {
    case .say(let say): act(.speak(say.text, offer(say)), live, cid)
    case .search(let id, let search): return .result(effect: id, searched(search, live, cid))
    case .request(let id, let request): call(request, id, live)
    case .openTicket(let id, let draft): return .result(effect: id, opened(draft, live, cid))
    case .handoff(let id, let draft): return .result(effect: id, handedOver(draft, live, cid))
    case .withdraw: act(.withdraw(.unanswered), live, cid)
    case .record(let facts): record(facts, live, cid)
    case .timer(let name, let moment):
      set(Self.flowTimer + name, of: live.conversation.id, due: Instant(milliseconds: moment))
    case .cancelTimer(let name): clock.clear(live.conversation.id, Self.flowTimer + name)
    case .metric(let metric, _): count(metric, live, cid)
    case .ended(let outcome): conclude(outcome, live, cid)
    }
    return nil
  }

  static let flowTimer = "flow:"

  /// A command of the bot's. What the rules refuse is dropped: it can only come of a flow that
  /// outlived its conversation's stage.
  @discardableResult
  private func act(_ command: Command, _ live: Live, _ cid: String) -> Bool {
    guard
      let events = try? live.conversation.decide(
        command, by: .bot, in: Circumstances(textLimit: plan.textLimit))
    else { return false }
    happen(events, to: live, by: Principal.bot.key, cid: cid)
    return true
  }

  // MARK: Effects

  private func offer(_ say: Say) -> Offer? {
    guard say.question != nil || !say.options.isEmpty || !say.cards.isEmpty || !say.fields.isEmpty
    else { return nil }
    return Offer(
      question: say.question,
      options: say.options.map { Offer.Option(id: $0.id, label: $0.label) },
      cards: say.cards.map {
        Offer.Card(article: Identifier($0.id), title: $0.title, text: $0.excerpt)
      },
      form: say.fields.map {
        Offer.FormField(id: $0.name, label: $0.label, kind: $0.kind, isRequired: $0.isRequired)
      })
  }

  private func searched(_ search: Search, _ live: Live, _ cid: String) -> EffectResult {
    let matches = bot.articles.search(
      search.query, language: live.conversation.opening?.language, limit: search.limit,
      floor: search.minScore)
    if !matches.isEmpty {
      act(.suggest(query: search.query, matches.map { Identifier($0.id) }), live, cid)
    }
    return .articles(
      matches.map { Flows.Card(id: $0.id, title: $0.title, excerpt: $0.excerpt, score: $0.score) })
  }

  private func opened(_ draft: TicketDraft, _ live: Live, _ cid: String) -> EffectResult {
    let queue = plan.queue(Identifier(draft.queue)) ?? plan.general
    let absence: Absence = plan.hours.isOpen(at: now) ? .empty : .closed
    let replyBy = plan.hours.deadline(queue.replyWithin, from: now)
    if let email = draft.requester {
      act(.identify(name: nil, email: email), live, cid + "/who")
    }
    var fields = fields(draft.fields)
    if !draft.subject.isEmpty { fields.append(Field(Conversation.subjectField, draft.subject)) }
    if !draft.body.isEmpty { fields.append(Field("details", draft.body)) }
    if !draft.tags.isEmpty {
      fields.append(Field("tags", draft.tags.joined(separator: ", ")))
    }
    if !fields.isEmpty { act(.record(fields), live, cid + "/fields") }
    if let priority = Priority(flowWord: draft.priority) {
      act(.prioritise(priority), live, cid + "/priority")
    }
    act(.promise(replyBy: replyBy, absence), live, cid)
    let number = live.conversation.opening?.number ?? 0
    return .ticket(
      id: "#\(number)", replyBy: plan.hours.words(replyBy, from: now, in: timeWords(live)))
  }

  private func handedOver(_ draft: HandoffDraft, _ live: Live, _ cid: String) -> EffectResult {
    let queue = plan.queue(Identifier(draft.queue)) ?? plan.general
    let agents = staff.online(for: queue)
    guard plan.hours.isOpen(at: now), agents > 0 else { return .unavailable }
    if live.conversation.contact.email == nil, case .string(let email)? = draft.fields["email"] {
      act(.identify(name: nil, email: email), live, cid + "/who")
    }
    if case .string(let details)? = draft.fields["details"], !details.isEmpty {
      act(.record([Field(Conversation.subjectField, details)]), live, cid + "/subject")
    }
    let handoff = Handoff(
      queue: queue.id, priority: Priority(flowWord: draft.priority) ?? .normal,
      summary: draft.summary, fields: fields(draft.fields),
      reason: Handoff.Reason(rawValue: draft.reason.rawValue) ?? .flow,
      path: draft.path)
    guard act(.escalate(handoff), live, cid) || live.conversation.stage.word == .waiting else {
      return .unavailable
    }
    if live.conversation.category == nil {
      act(.categorise(queue.id.text), live, cid + "/category")
    }
    let position = line.position(of: live.conversation.id) ?? 1
    let wait = promise.promise(position: position, slots: agents * plan.capacity)
    return .accepted(queue: queue.title, place: position, eta: timeWords(live).wait(wait))
  }

  /// How moments are told in the language the bot speaks with this customer.
  private func timeWords(_ live: Live) -> TimeWords {
    TimeWords.of(session(of: live)?.language ?? live.conversation.opening?.language ?? "")
  }

  private func record(_ facts: [String: Value], _ live: Live, _ cid: String) {
    var rest: [Field] = []
    for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
      switch (name, value) {
      case ("csat", .int(let score)) where (1...5).contains(score):
        act(.rate(score: Int(score), comment: nil), live, cid + "/csat")
      case ("csat_comment", .string(let comment)):
        guard !comment.isEmpty, let rating = live.conversation.rating else { continue }
        act(.rate(score: rating.score, comment: comment), live, cid + "/comment")
      // Which articles helped is an event of its own, told by the metric beside this.
      case ("articles", _), ("articles_helped", _): continue
      case ("category", .string(let category)): act(.categorise(category), live, cid + "/category")
      default: rest.append(Field(name, value.text))
      }
    }
    if !rest.isEmpty { act(.record(rest), live, cid) }
  }

  private func count(_ metric: Metric, _ live: Live, _ cid: String) {
    let shown = live.conversation.shown.filter { $0.helped == nil }.map(\.article)
    switch metric {
    case .articleHelped: act(.judge(helped: true, shown), live, cid)
    case .articleDidNotHelp: act(.judge(helped: false, shown), live, cid)
    default: break
    }
  }

  /// A flow that ends without having called or promised anybody must not leave the customer with
  /// nobody.
  private func conclude(_ outcome: String, _ live: Live, _ cid: String) {
    act(.conclude(outcome: outcome), live, cid)
    guard live.conversation.stage == .withBot else { return }
    let replyBy = plan.hours.deadline(plan.general.replyWithin, from: now)
    let absence: Absence = plan.hours.isOpen(at: now) ? .empty : .closed
    act(.promise(replyBy: replyBy, absence), live, cid + "/promise")
  }

  private func fields(_ values: [String: Value]) -> [Field] {
    values.sorted { $0.key < $1.key }.map { Field($0.key, $0.value.text) }
  }

  // MARK: What a flow may know

  private func surroundings(of live: Live) -> Surroundings {
    Surroundings(live.conversation, plan, language: session(of: live)?.language, at: now)
  }
}

extension Priority {
  /// A flow's word for it; authors also say `critical`.
  init?(flowWord word: String) {
    self.init(rawValue: word == "critical" ? "urgent" : word)
  }
}
