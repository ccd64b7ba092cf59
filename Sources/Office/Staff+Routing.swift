import Desk
import Journal

/// The staff as routing sees it: who could have what beside what they have.
extension Staff {
  /// Everybody who works here, in the order of their logins.
  mutating func everybody(at now: Instant) -> [AgentStanding] {
    if let standings, !crew.share.isRunning(in: members) { return standings }
    let made = members.values.filter { !$0.isDisabled }.sorted { $0.agent.id < $1.agent.id }.map {
      standing($0, at: now)
    }
    standings = made
    return made
  }

  private func standing(_ member: Member, at now: Instant) -> AgentStanding {
    var standing = AgentStanding(
      member.agent, role: member.role,
      presence: member.lines.isEmpty ? .absent : member.isAway ? .away : .there,
      member.qualification, teams: crew.teams, capacity: member.capacity)
    standing.work = member.work
    standing.lastAssigned = member.assigned.last
    standing.share = member.share(crew.share, at: now)
    return standing
  }

  func capacity(of agent: Identifier<Agent>) -> Int { members[agent]?.capacity ?? 0 }

  /// What keeps an agent from one more; what they are offered of it already counts once.
  func obstacle(
    of agent: Identifier<Agent>, to piece: Workload.Piece,
    of conversation: Identifier<Conversation>, in queue: QueuePlan
  ) -> WorkLimits.Obstacle? {
    guard let member = members[agent] else { return .full }
    let limits = WorkLimits(
      capacity: member.capacity,
      ofQueue: member.qualification.limits?[queue.id] ?? queue.routing.limit)
    return limits.obstacle(to: piece, beside: member.work(without: conversation))
  }

  /// How much work an agent has beside that conversation.
  func work(of agent: Identifier<Agent>, without conversation: Identifier<Conversation>) -> Workload
  {
    members[agent]?.work(without: conversation) ?? Workload()
  }

  // MARK: Offers and assignments

  /// The slot of what is offered is not free.
  mutating func reserve(
    _ conversation: Identifier<Conversation>, for agent: Identifier<Agent>, _ piece: Workload.Piece
  ) {
    guard let member = members[agent], member.offers[conversation] == nil else { return }
    let reserved = piece.within(member.capacity)
    members[agent]?.offers[conversation] = reserved
    members[agent]?.work.add(reserved)
  }

  mutating func free(_ conversation: Identifier<Conversation>, for agent: Identifier<Agent>) {
    guard let piece = members[agent]?.offers.removeValue(forKey: conversation) else { return }
    members[agent]?.work.remove(piece)
  }

  mutating func assigned(to agent: Identifier<Agent>, at now: Instant) {
    let share = crew.share
    members[agent]?.assign(at: now, share)
  }

  /// When somebody who has had their share may have more; nil where nobody waits for that.
  func nextShare(after now: Instant) -> Instant? {
    members.values.compactMap { member in
      guard member.share(crew.share, at: now) >= crew.share.most else { return nil }
      return member.assigned.first { $0 + crew.share.window > now }.map { $0 + crew.share.window }
    }.min()
  }

  /// Who takes conversations of a queue now, and how many at once.
  func servers(of queue: QueuePlan) -> Set<Outlooks.Server> {
    Set(
      members.values.filter {
        $0.isThere && $0.role != .admin && $0.capacity > 0 && queue.isServed(by: $0.agent.id)
      }.map { member in
        let own = member.qualification.limits?[queue.id] ?? queue.routing.limit
        return Outlooks.Server(member.agent.id, slots: min(member.capacity, own ?? .max))
      })
  }
}

extension Staff.Member {
  func work(without conversation: Identifier<Conversation>) -> Workload {
    var work = work
    if let piece = offers[conversation] { work.remove(piece) }
    return work
  }

  /// How many they got within the window, with what is offered to them.
  func share(_ share: Crew.Share, at now: Instant) -> Int {
    offers.count + assigned.count { $0 + share.window > now }
  }

  /// More than a share holds need not be remembered.
  mutating func assign(at now: Instant, _ share: Crew.Share) {
    assigned.append(now)
    if assigned.count > share.most { assigned.removeFirst(assigned.count - share.most) }
  }
}

extension Crew.Share {
  /// Whether somebody is near enough to their share for the time alone to change it.
  fileprivate func isRunning(in members: [Identifier<Agent>: Staff.Member]) -> Bool {
    members.values.contains { $0.offers.count + $0.assigned.count >= most }
  }
}
