import Desk
import Journal

// MARK: - Offering conversations to agents

extension Office {
  /// Everything about offers that is due: what was missed, who is gone, who is next, why others
  /// wait.
  func mindOffers() throws(RecordFailure) {
    guard !offers.isEmpty else { return }
    for id in offers.takeMisfits() { try endOffer(of: id, .withdrawn) }
    for _ in 0..<Self.timersPerTurn {
      guard let id = offers.takeOver(at: now) else { break }
      try endOffer(of: id, .missed)
    }
    try takeBackFromAbsent()
    guard try lookAtUnseen() else { return }
    try route()
    try reflect()
  }

  /// After a start: those who wait are read before anything is offered, since an offer may stand.
  /// False while there are more.
  private func lookAtUnseen() throws(RecordFailure) -> Bool {
    for _ in 0..<Offers.perTurn {
      guard let id = offers.takeUnseen() else { return true }
      // A desk where agents take again, or always did, reads nobody for nothing.
      guard mayBeOffered(id), let live = try live(id) else { continue }
      if live.conversation.offer != nil, wait(of: live.conversation) == nil {
        try endOffer(of: id, .withdrawn)
      } else {
        keepOffer(of: live.conversation)
      }
    }
    return false
  }

  private func mayBeOffered(_ id: Identifier<Conversation>) -> Bool {
    guard let summary = lists.summaries[id] else { return false }
    return summary.matter.offer != nil
      || summary.queue.flatMap(plan.queue)?.routing.mode.offers == true
  }

  private func endOffer(
    of id: Identifier<Conversation>, _ decline: Decline
  ) throws(RecordFailure) {
    if let live = try live(id) { deskDoes(.lapse(decline), in: live) }
  }

  /// Who is away, or was cut off and did not come back at once, is not waited for.
  private func takeBackFromAbsent() throws(RecordFailure) {
    guard let holders = offers.takeHolders(at: now) else { return }
    for wait in holders.waits {
      guard let offer = wait.offer else { continue }
      let member = staff.member(offer.agent.id)
      let isGone = member.map { $0.isAway || (holders.areLooked && $0.lines.isEmpty) } ?? true
      if isGone { try endOffer(of: wait.conversation, .withdrawn) }
    }
  }

  // MARK: Who is next

  private func route() throws(RecordFailure) {
    guard offers.takeStale(at: now) || offers.watch.nextLook.map({ $0 <= now }) == true else {
      return
    }
    let routing = Routing(plan.queues, mostShare: plan.crew.share.most, at: now)
    let matches = routing.offers(
      to: offeredLine, among: staff.everybody(at: now), atMost: Offers.perTurn)
    for match in matches { try offer(match) }
    let rings = offeredLine.compactMap { routing.nextRing(for: $0) }.min()
    offers.rest(until: [rings, staff.nextShare(after: now)].compactMap { $0 }.min())
    if matches.count == Offers.perTurn { offers.change() }
    for match in offers.watch.look(idleBesideWaiting(), at: now) { try alarm(match) }
  }

  /// Who could have somebody and is not offered them: nobody after any turn.
  func idleBesideWaiting() -> [Routing.Match] {
    Routing(plan.queues, mostShare: plan.crew.share.most, at: now)
      .idle(offeredLine, among: staff.everybody(at: now))
  }

  /// Those who wait to be offered, in the order of the line.
  private var offeredLine: [Wait] {
    waiting.line.places.compactMap { offers.waits[$0.conversation] }
  }

  private func offer(_ match: Routing.Match) throws(RecordFailure) {
    guard let live = try live(match.conversation),
      let queue = live.conversation.queue.flatMap(plan.queue)
    else { return }
    deskDoes(.offer(match.agent, until: now + queue.routing.offerWithin), in: live)
  }

  /// Somebody who could have a conversation has stood idle beside it: this must never be.
  private func alarm(_ match: Routing.Match) throws(RecordFailure) {
    draft.deliveries.append(.notice(.idle(match.conversation, agent: match.agent.id)))
    guard let live = try live(match.conversation) else { return }
    let words = "\(match.agent.name) has room for this and was not offered it for 5 seconds"
    deskDoes(.notify(Notification(rule: "idle agent", to: [.supervisors], words)), in: live)
  }

  // MARK: Why somebody waits

  /// Remembers why nobody has somebody, where that has changed.
  private func reflect() throws(RecordFailure) {
    var routing: Routing?
    for _ in 0..<Offers.perTurn {
      guard let wait = offers.takeReflection(at: now) else { return }
      let judge = routing ?? Routing(plan.queues, mostShare: plan.crew.share.most, at: now)
      routing = judge
      let thought = judge.consideration(of: wait, among: staff.everybody(at: now))
      guard offers.isNews(thought, of: wait.conversation, at: now),
        let live = try live(wait.conversation)
      else { continue }
      deskDoes(.consider(thought), in: live)
    }
  }

  // MARK: Keeping in step

  /// Keeps what stands offered, and what of agents' capacity it takes, in step with what happened.
  func followOffers(_ event: Event, _ conversation: Conversation) {
    if case .considered = event { return }
    let id = conversation.id
    if case .declined(let agent, _) = event { staff.free(id, for: agent.id) }
    guard offersAnything || !offers.isEmpty else { return }
    // Whoever had this may have room now.
    offers.change()
    noteHands(event, conversation)
    noteAnswers(event, conversation)
    keepOffer(of: conversation)
  }

  /// Whoever gave somebody up is not offered them again; whom somebody comes back to is first.
  private func noteHands(_ event: Event, _ conversation: Conversation) {
    let id = conversation.id
    if case .released(let agent, let release) = event {
      if release != .vanished, release != .disabled { offers.giveBack(id, by: agent.id) }
    } else if case .transferred(let agent, .queue, _) = event {
      offers.giveBack(id, by: agent.id)
    } else if case .queued(let handoff) = event, handoff.reason == .returned,
      let last = conversation.lastAgent
    {
      offers.prefer(last.id, for: id)
    }
  }

  /// A word of theirs is a sign of life; silence is counted.
  private func noteAnswers(_ event: Event, _ conversation: Conversation) {
    if case .taken(let agent) = event {
      offers.answered(agent.id)
    } else if case .declined(let agent, let decline) = event {
      switch decline {
      case .refused: offers.answered(agent.id)
      case .missed: noteMiss(agent, conversation)
      case .withdrawn: break
      }
    } else if case .prioritised = event {
      fitOffer(of: conversation)
    }
  }

  /// What is offered weighs more or less than it did: it is taken back where it does not fit.
  private func fitOffer(of conversation: Conversation) {
    guard let offer = conversation.offer else { return }
    guard obstacle(of: offer.agent.id, to: conversation) == nil else {
      return offers.unfit(conversation.id)
    }
    staff.free(conversation.id, for: offer.agent.id)
    staff.reserve(conversation.id, for: offer.agent.id, plan.piece(conversation))
  }

  private func keepOffer(of conversation: Conversation) {
    let id = conversation.id
    let wait = wait(of: conversation)
    let (former, standing) = (offers.waits[id]?.offer, wait?.offer)
    if former != standing {
      if let former { staff.free(id, for: former.agent.id) }
      if let standing { staff.reserve(id, for: standing.agent.id, plan.piece(conversation)) }
    }
    offers.keep(wait, of: id, at: now)
  }

  /// Nil for who does not wait to be offered.
  private func wait(of conversation: Conversation) -> Wait? {
    guard case .waiting(let since, _) = conversation.stage,
      let queue = conversation.queue.flatMap(plan.queue), queue.routing.mode.offers
    else { return nil }
    return Wait(
      conversation.id, plan.piece(conversation), language: conversation.opening?.language ?? "en",
      since: since, declinedBy: conversation.declinedBy, offer: conversation.offer)
  }

  /// Who of some agents comes first for somebody who waits to be offered.
  func best(for conversation: Conversation, among isWished: (AgentStanding) -> Bool) -> AgentName? {
    guard let wait = wait(of: conversation) else { return nil }
    let wished = staff.everybody(at: now).filter(isWished)
    return Routing(plan.queues, mostShare: plan.crew.share.most, at: now)
      .offers(to: [wait], among: wished, atMost: 1).first?.agent
  }

  private func noteMiss(_ agent: AgentName, _ conversation: Conversation) {
    let most = conversation.queue.flatMap(plan.queue)?.routing.misses ?? QueueRouting.usualMisses
    let count = offers.miss(agent.id)
    guard count >= most else { return }
    offers.answered(agent.id)
    putAway(
      agent.id, reason: "missed \(count) offers in a row", by: AuditEntry.itself)
  }

  /// What comes first for an agent who asks for the next: what is offered to them.
  func offered(to agent: Identifier<Agent>) -> Identifier<Conversation>? {
    offers.offered(to: agent).first
  }
}
