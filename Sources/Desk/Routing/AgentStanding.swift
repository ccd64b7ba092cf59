/// An agent as they stand when conversations are offered: who they are, what they can do, whether
/// they are there, and what they have.
package struct AgentStanding: Sendable {
  package let agent: AgentName
  package let role: Role
  package var presence: Presence
  /// Their own and their teams'.
  package var skills: [Identifier<Skill>: Int]
  /// Nil: every language.
  package var languages: Set<String>?
  package var capacity: Int
  /// Limits of their own for some queues.
  package var limits: [Identifier<Queue>: Int]
  /// With the offers that stand: a slot that is offered is not free.
  package var work = Workload()
  /// When they last got a conversation.
  package var lastAssigned: Instant?
  /// How many conversations they got in the window of the fair share, offers that stand included.
  package var share = 0

  package init(
    _ agent: AgentName, role: Role = .agent, presence: Presence = .there,
    _ qualification: Qualification = Qualification(), teams: [TeamPlan] = [], capacity: Int
  ) {
    self.agent = agent
    self.role = role
    self.presence = presence
    skills = teams.skills(of: agent.id, qualification.skills)
    languages = qualification.languages
    self.capacity = qualification.capacity ?? capacity
    limits = qualification.limits ?? [:]
  }

  /// Whether conversations can be offered to somebody at all.
  package enum Presence: Sendable {
    case there, away, absent
  }

  package func workLimits(in queue: QueuePlan) -> WorkLimits {
    WorkLimits(capacity: capacity, ofQueue: limits[queue.id] ?? queue.routing.limit)
  }

  /// Whether they have every skill, at its level or at any.
  func has(_ wanted: [Identifier<Skill>: Int], atAnyLevel: Bool) -> Bool {
    wanted.allSatisfy { skill, level in (skills[skill] ?? 0) >= (atAnyLevel ? 1 : level) }
  }

  func speaks(_ language: String) -> Bool {
    languages?.contains(Qualification.shortCode(language)) != false
  }

  /// Who comes before whom: the fewest open, then the longest since the last, then by login.
  func comesBefore(_ other: AgentStanding) -> Bool {
    let (mine, theirs) = (
      lastAssigned?.milliseconds ?? .min, other.lastAssigned?.milliseconds ?? .min
    )
    return (work.total, mine, agent.id.text) < (other.work.total, theirs, other.agent.id.text)
  }
}

/// Somebody who waits for a person, as far as it matters to whom they are offered.
package struct Wait: Sendable {
  package let conversation: Identifier<Conversation>
  package let piece: Workload.Piece
  package let language: String
  package let since: Instant
  /// Who has declined, missed or given them back in this wait: they are asked once.
  package var declinedBy: Set<Identifier<Agent>>
  /// Whom they had before: first among those who can.
  package var preferred: Identifier<Agent>?
  package var offer: Conversation.StandingOffer?

  package var queue: Identifier<Queue> { piece.queue }

  package init(
    _ conversation: Identifier<Conversation>, _ piece: Workload.Piece, language: String = "en",
    since: Instant, declinedBy: Set<Identifier<Agent>> = [],
    preferred: Identifier<Agent>? = nil, offer: Conversation.StandingOffer? = nil
  ) {
    self.conversation = conversation
    self.piece = piece
    self.language = language
    self.since = since
    self.declinedBy = declinedBy
    self.preferred = preferred
    self.offer = offer
  }
}
