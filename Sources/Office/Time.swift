import Desk
import Flows
import Journal
import Wire

// MARK: - What happens by itself

extension Office {
  /// How many timers one turn fires at most; the rest come with the next.
  static let timersPerTurn = 1000

  func fireTimers() throws(RecordFailure) {
    endSessions()
    guard now >= writesAgain else { return }
    trustStandingLines()
    try sweepDoors()
    for _ in 0..<Self.timersPerTurn {
      guard let timer = timers.takeDue(at: now) else { break }
      guard let live = try live(timer.conversation) else { continue }
      try fire(timer, in: live)
    }
    for conversation in staff.takeVanished(at: now) where try !isHeld(conversation) {
      try giveBack(conversation, .vanished)
    }
    try mindAnswers()
    try handBack()
    try mindTheAlone()
    try wakeTheHeld()
    try mindServices()
    try mindOutgrownPromises()
    try mindOffers()
    try eraseOn()
  }

  private func fire(_ timer: Timer, in live: OpenConversation) throws(RecordFailure) {
    switch timer.kind {
    case .wait: promiseReply(live)
    case .flow(let name):
      // The flow reckons by the clock that told when it was set.
      if let session = session(of: live) {
        live.flow = .at(session.moved(name, to: timer.due.milliseconds))
      }
      try stimulate(live, .timer(name))
    case .effect(let effect):
      try stimulate(live, .result(effect: effect, .failed("no answer in time")))
    case .rule(let name): try ruleIsDue(name, live)
    case .erasure: try eraseWhoAsked(in: live)
    }
  }

  /// Sees to it that no wait is without an end: a flow's handoff has its own, the others this.
  func watchOver(_ event: Event, _ conversation: Conversation) {
    switch event.watch {
    case .begins: set(.wait, of: conversation.id, due: now + plan.acceptWithin)
    case .ends: timers.clear(conversation.id, .wait)
    case .stays: break
    }
  }

  /// By the clock as it is now; what a conversation says of itself may be ahead of it.
  func set(_ kind: Timer.Kind, of conversation: Identifier<Conversation>, due: Instant) {
    timers.set(Timer(conversation, kind, due: due, set: now))
  }

  /// Nobody came in time: the customer gets a promise instead of a longer wait.
  private func promiseReply(_ live: OpenConversation) {
    // Refused only if it no longer waits, and then there is nothing to promise.
    deskDoes(plan.lateness(of: live.conversation, at: now), in: live)
  }

  /// Somebody is told once, outside the lists too, of a customer whom nobody has seen.
  func alarm(_ event: Event, _ conversation: Conversation) {
    let reason: Absence
    if case .withdrawn(let absence) = event {
      reason = absence
    } else if case .promised(_, .unanswered) = event {
      reason = .unanswered
    } else {
      return
    }
    let queue = conversation.queue ?? plan.general.id
    draft.deliveries.append(.notice(.missed(conversation.id, queue: queue, reason: reason)))
  }

  /// Puts an agent's conversation back to the front of the queue.
  func giveBack(_ conversation: Identifier<Conversation>, _ release: Release)
    throws(RecordFailure)
  {
    guard let live = try live(conversation) else { return }
    let before = live.conversation.stage
    guard deskDoes(.giveBack(release), in: live) else { return }
    if release == .unanswered, case .withAgent(let agent) = before {
      draft.deliveries.append(.notice(.givenBack(conversation, agent: agent.id)))
    }
  }

  /// Tells those who wait where they stand, at most once a second.
  func places() -> [Delivery] {
    waiting.tell(at: now, servers(of:)).map { standing in
      let (id, queue) = (standing.place.conversation, standing.place.queue)
      let place = Place(
        id, position: standing.position, from: standing.wait?.from, wait: standing.wait?.to,
        queue: plan.queue(queue)?.title ?? queue.text)
      return .place(id, ServerFrame.place(place).bytes)
    }
  }
}
