/// To whom those who wait are offered: one rule for the whole line and everybody who works.
///
/// People are served in the order of the line; each goes to who has the fewest open, then to who
/// has had nothing for longest. Whoever has room and what it takes is not idle while somebody waits
/// whom they could serve: `idle` looks for that in another way, and finds nobody.
package struct Routing: Sendable {
  private let queues: [Identifier<Queue>: QueuePlan]
  /// How many conversations one agent gets within the desk's window.
  private let mostShare: Int
  private let now: Instant

  package init(_ queues: [QueuePlan], mostShare: Int = .max, at now: Instant) {
    self.queues = Dictionary(queues.map { ($0.id, $0) }) { first, _ in first }
    self.mostShare = mostShare
    self.now = now
  }

  /// A conversation that is to be offered, and to whom.
  package struct Match: Equatable, Sendable {
    package let conversation: Identifier<Conversation>
    package let agent: AgentName
  }

  // MARK: Whether one can have one

  /// Why an agent can, or cannot, be offered who waits.
  package func verdict(on agent: AgentStanding, for wait: Wait) -> Consideration.Verdict {
    guard agent.role != .admin, let queue = queues[wait.queue],
      queue.isServed(by: agent.agent.id)
    else { return .notMember }
    if wait.offer?.agent.id == agent.agent.id { return .offered }
    switch agent.presence {
    case .absent: return .absent
    case .away: return .away
    case .there: break
    }
    guard !wait.declinedBy.contains(agent.agent.id) else { return .declined }
    if let lack = lack(of: agent, for: wait, queue.routing) { return lack }
    switch agent.workLimits(in: queue).obstacle(to: wait.piece, beside: agent.work) {
    case .full: return .full
    case .queueFull: return .queueFull
    case nil: return agent.share < mostShare ? .eligible : .share
    }
  }

  private func lack(of agent: AgentStanding, for wait: Wait, _ routing: QueueRouting)
    -> Consideration.Verdict?
  {
    let ring = routing.ring(after: now.since(wait.since))
    guard ring != .anybody else { return nil }
    guard agent.speaks(wait.language) else { return .language }
    return agent.has(routing.skills, atAnyLevel: ring == .anyLevel) ? nil : .skill
  }

  // MARK: Who gets whom

  /// The offers to make now, at most so many. `line` is in the order in which people are served.
  package func offers(
    to line: some Sequence<Wait>, among staff: [AgentStanding], atMost most: Int = .max
  ) -> [Match] {
    var staff = staff.filter { $0.presence == .there && $0.role != .admin }
    var matches: [Match] = []
    // Room only gets less in here: where nobody was found, nobody is for the next of that kind.
    var hopeless: Set<Kind> = []
    for wait in line where matches.count < most && isToBeOffered(wait) {
      let kind = Kind(wait, self)
      guard !hopeless.contains(kind) else { continue }
      guard let index = best(for: wait, among: staff) else {
        if wait.declinedBy.isEmpty { hopeless.insert(kind) }
        continue
      }
      staff[index].work.add(wait.piece.within(staff[index].capacity))
      staff[index].share += 1
      staff[index].lastAssigned = now
      matches.append(Match(conversation: wait.conversation, agent: staff[index].agent))
    }
    return matches
  }

  private func isToBeOffered(_ wait: Wait) -> Bool {
    wait.offer == nil && queues[wait.queue]?.routing.mode.offers == true
  }

  /// What two who wait must have in common to be offered to the same people.
  private struct Kind: Hashable {
    let queue: Identifier<Queue>
    let weight: Int
    let language: String
    let ring: QueueRouting.Ring?

    init(_ wait: Wait, _ routing: Routing) {
      queue = wait.queue
      weight = wait.piece.weight
      language = Qualification.shortCode(wait.language)
      ring = routing.queues[queue]?.routing.ring(after: routing.now.since(wait.since))
    }
  }

  private func best(for wait: Wait, among staff: [AgentStanding]) -> Int? {
    var best: Int?
    for index in staff.indices where verdict(on: staff[index], for: wait) == .eligible {
      if staff[index].agent.id == wait.preferred { return index }
      if best.map({ staff[index].comesBefore(staff[$0]) }) != false { best = index }
    }
    return best
  }

  // MARK: Why one waits

  /// What to remember of a wait: each agent who serves the queue, and why they do not have it.
  package func consideration(of wait: Wait, among staff: [AgentStanding]) -> Consideration {
    let judged = staff.map { ($0, verdict(on: $0, for: wait)) }.filter { $0.1 != .notMember }
      .sorted { ($0.1.weight, $0.0.agent.id) < ($1.1.weight, $1.0.agent.id) }
    let shown = judged.prefix(Consideration.mostNamed).map {
      Consideration.Candidate($0.0.agent.id, $0.1)
    }
    return Consideration(Array(shown), others: judged.count - shown.count)
  }

  // MARK: What must never be

  /// Those who wait to be offered although somebody could have them: none after every round.
  ///
  /// Judged one by one, without what `offers` leaves out to be quick.
  package func idle(
    _ line: some Sequence<Wait>, among staff: [AgentStanding]
  ) -> [Match] {
    line.filter(isToBeOffered).compactMap { wait in
      staff.first { verdict(on: $0, for: wait) == .eligible }.map {
        Match(conversation: wait.conversation, agent: $0.agent)
      }
    }
  }

  /// When less is asked for somebody who waits; nil: never again.
  package func nextRing(for wait: Wait) -> Instant? {
    guard isToBeOffered(wait), let queue = queues[wait.queue] else { return nil }
    return queue.routing.nextRing(since: wait.since, after: now)
  }
}

extension Consideration.Verdict {
  /// Who is nearest to having it stands first.
  fileprivate var weight: Int {
    switch self {
    case .offered: 0
    case .eligible: 1
    case .declined: 2
    case .share: 3
    case .queueFull: 4
    case .full: 5
    case .skill: 6
    case .language: 7
    case .away: 8
    case .absent: 9
    case .notMember: 10
    }
  }
}
