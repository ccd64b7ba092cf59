/// How a queue's conversations come to agents, and what an agent must be for them.
package struct QueueRouting: Equatable, Sendable {
  package var mode: Mode
  /// What it takes, each with the least level.
  package var skills: [Identifier<Skill>: Int]
  /// How long somebody waits before less is asked of who serves them; nil: never less.
  package var fallbackAfter: Duration?
  /// How much of one agent's work may be of this queue; nil: all of it.
  package var limit: Int?
  package var weight: WorkWeight
  /// How long an agent has to take what is offered.
  package var offerWithin: Duration
  /// After how many misses in a row an agent is shown away.
  package var misses: Int

  package static let usualOffer = Duration.seconds(30)
  package static let usualMisses = 2

  package init(
    mode: Mode = .pull, skills: [Identifier<Skill>: Int] = [:], fallbackAfter: Duration? = nil,
    limit: Int? = nil, weight: WorkWeight = WorkWeight(),
    offerWithin: Duration = QueueRouting.usualOffer, misses: Int = QueueRouting.usualMisses
  ) {
    self.mode = mode
    self.skills = skills
    self.fallbackAfter = fallbackAfter
    self.limit = limit
    self.weight = weight
    self.offerWithin = offerWithin
    self.misses = misses
  }

  /// Who says which agent gets a conversation.
  package enum Mode: String, Sendable, CaseIterable {
    /// Agents take what they choose; nothing is offered.
    case pull
    /// The desk offers, and only who is offered a conversation, or a supervisor, takes it.
    case offer
    /// The desk offers, and whoever serves the queue may take it all the same.
    case both

    package var offers: Bool { self != .pull }
  }

  /// How much is asked of an agent for somebody who has waited that long.
  package func ring(after waited: Duration) -> Ring {
    guard let fallbackAfter, waited >= fallbackAfter else { return .whole }
    return waited >= fallbackAfter * 2 ? .anybody : .anyLevel
  }

  /// When less is asked of agents for who has waited since then; nil: never again.
  package func nextRing(since: Instant, after now: Instant) -> Instant? {
    guard let fallbackAfter else { return nil }
    return [1, 2].lazy.map { since + fallbackAfter * $0 }.first { $0 > now }
  }

  /// How much is asked of who serves somebody: the longer they wait, the less.
  package enum Ring: Sendable, CaseIterable {
    /// Every skill at its level, and their language.
    case whole
    /// Every skill at any level, and their language.
    case anyLevel
    /// Anybody who serves the queue.
    case anybody
  }
}

/// How much of an agent's capacity a conversation takes.
package struct WorkWeight: Equatable, Sendable {
  package var usual: Int
  package var byPriority: [Priority: Int]
  package var byChannel: [String: Int]

  package static let range = 1...10

  package init(
    _ usual: Int = 1, byPriority: [Priority: Int] = [:], byChannel: [String: Int] = [:]
  ) {
    self.usual = usual
    self.byPriority = byPriority
    self.byChannel = byChannel
  }

  /// The heaviest of what is said for it.
  package func of(_ priority: Priority, channel: String) -> Int {
    let said = [byPriority[priority], byChannel[channel]].compactMap { $0 }
    return said.max() ?? usual
  }

  package var heaviest: Int {
    max(usual, byPriority.values.max() ?? 0, byChannel.values.max() ?? 0)
  }
}
